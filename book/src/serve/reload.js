// Asks the server for news: reloads the page when there is a newer book, shows mistakes until then.
(() => {
  const script = document.currentScript;
  const version = Number(script.dataset.version);
  let told = Number(script.dataset.told);

  const show = (mistakes) => {
    let panel = document.querySelector(".weaving-mistakes");
    if (mistakes.length === 0) {
      panel?.remove();
      return;
    }
    if (!panel) {
      panel = document.createElement("div");
      panel.className = "weaving-mistakes";
      panel.setAttribute("role", "alert");
      panel.style.cssText =
        "position:fixed;inset:auto 1rem 1rem 1rem;z-index:1000;max-height:40vh;overflow:auto;" +
        "padding:1rem;border-radius:.4rem;background:#5c1010;color:#fff;" +
        "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;box-shadow:0 .2rem 1rem #0006";
      document.body.append(panel);
    }
    panel.textContent = mistakes.join("\n");
  };

  const ask = async () => {
    for (;;) {
      try {
        const news = await (await fetch(`/__news?after=${told}`, { cache: "no-store" })).json();
        if (news.version !== version) {
          location.reload();
          return;
        }
        told = news.told;
        show(news.mistakes);
      } catch {
        // The server is being rebuilt: it comes back.
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  };
  ask();
})();
