// The page's own script: colours, contents, keys, code, previews. Without it everything can be read.
'use strict';

/* global hljs, lecture */

// Loads one of the book's own scripts, unless what it makes is there already.
window.lecture_load = function load(file, made) {
    load.begun ??= {};
    load.begun[file] ??= made() ? Promise.resolve() : new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = window.path_to_root + file;
        script.onload = resolve;
        script.onerror = () => {
            delete load.begun[file]; // to be tried again
            reject(new Error(`${file} can't be loaded`));
        };
        document.head.append(script);
    });
    return load.begun[file];
};

// Called by mdBook's searcher.js as well: whether a key belongs to what has the focus.
function mdbook_something_else_has_focus(event) {
    const target = event.composedPath()[0] || event.target;
    if (!(target instanceof Element)) {
        return false;
    }
    return target.matches('input, select, textarea, [contenteditable], [role="slider"], [role="spinbutton"], [data-own-keys]')
        || target.closest('[data-scrolls], [role="menu"], dialog, [data-own-keys]') !== null;
}

(function code() {
    for (const block of document.querySelectorAll('pre > code[class*="language-"]')) {
        const language = /language-([\w-]+)/.exec(block.className)[1];
        const known = { console: 'shell', toml: 'ini', sh: 'bash', text: 'plaintext' }[language] || language;
        if (typeof hljs !== 'undefined' && hljs.getLanguage(known)) {
            block.className = `language-${known}`;
            hljs.highlightElement(block);
        }
    }

    function copyButton(text) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy-button';
        button.dataset.ownKeys = ''; // arrow keys on it don't turn the page
        button.textContent = 'Copy';
        button.addEventListener('click', async () => {
            let done = true;
            try {
                await navigator.clipboard.writeText(text());
            } catch {
                done = false; // no permission, or not offered on this kind of page
            }
            button.textContent = done ? 'Copied' : 'Not allowed';
            button.classList.add('copied');
            window.setTimeout(() => {
                button.textContent = 'Copy';
                button.classList.remove('copied');
            }, 1600);
        });
        return button;
    }
    for (const block of document.querySelectorAll('pre:not(.source) > code')) {
        block.parentElement.append(copyButton(() => block.textContent.trimEnd()));
    }
    for (const command of document.querySelectorAll('.figure-command')) {
        const frame = document.createElement('span');
        frame.className = 'command-frame';
        command.replaceWith(frame);
        frame.append(command, copyButton(() => command.textContent.trim()));
    }
})();

// What scrolls sideways can be reached and scrolled with the keyboard.
(function scrollFrames() {
    const frames = document.querySelectorAll('pre > code, .figure-frame, .equation-body, .table-frame, .table-wrapper');
    function mark() {
        for (const frame of frames) {
            const scrolls = frame.scrollWidth > frame.clientWidth + 1;
            frame.toggleAttribute('data-scrolls', scrolls);
            if (scrolls) {
                frame.tabIndex = 0;
            } else {
                frame.removeAttribute('tabindex');
            }
        }
    }
    mark();
    window.addEventListener('resize', mark);
    document.fonts?.ready.then(mark);
})();

(function themes() {
    const toggle = document.getElementById('mdbook-theme-toggle');
    const list = document.getElementById('mdbook-theme-list');
    const items = Array.from(list?.querySelectorAll('.theme') ?? []);
    const meta = document.querySelector('meta[name="theme-color"]');
    if (!toggle) {
        return;
    }

    function show() {
        lecture.applyTheme();
        const chosen = lecture.stored('mdbook-theme');
        const current = lecture.themes.includes(chosen) ? chosen : 'default_theme';
        for (const item of items) {
            item.setAttribute('aria-checked', String(item.id === `mdbook-theme-${current}`));
        }
        if (meta) {
            meta.content = window.getComputedStyle(document.documentElement).backgroundColor;
        }
    }
    function open() {
        list.hidden = false;
        toggle.setAttribute('aria-expanded', 'true');
        (items.find(item => item.getAttribute('aria-checked') === 'true') || items[0]).focus();
    }
    function close(refocus) {
        list.hidden = true;
        toggle.setAttribute('aria-expanded', 'false');
        if (refocus) {
            toggle.focus();
        }
    }

    toggle.addEventListener('click', () => list.hidden ? open() : close(true));
    list.addEventListener('click', event => {
        const item = event.target.closest('.theme');
        if (!item) {
            return;
        }
        const theme = item.id.replace('mdbook-theme-', '');
        try {
            if (theme === 'default_theme') {
                localStorage.removeItem('mdbook-theme');
            } else {
                localStorage.setItem('mdbook-theme', theme);
            }
        } catch {
            // No storage: nothing is remembered, and nothing changes.
        }
        show();
        close(true);
    });
    list.addEventListener('keydown', event => {
        const at = items.indexOf(document.activeElement);
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            items[(to + items.length) % items.length].focus();
        } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            close(true);
        }
    });
    list.addEventListener('focusout', event => {
        if (!list.contains(event.relatedTarget) && event.relatedTarget !== toggle) {
            close(false);
        }
    });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
    show();
})();

(function contents() {
    const html = document.documentElement;
    const sidebar = document.getElementById('mdbook-sidebar');
    const toggle = document.getElementById('mdbook-sidebar-toggle');
    const scrollbox = document.getElementById('mdbook-sidebar-scrollbox');
    if (!sidebar || !toggle) {
        return;
    }
    const narrow = window.matchMedia('(max-width: 1079px)');

    function set(visible) {
        html.classList.toggle('sidebar-visible', visible);
        toggle.setAttribute('aria-expanded', String(visible));
    }
    function change(visible) {
        set(visible);
        if (!narrow.matches) {
            try {
                localStorage.setItem('mdbook-sidebar', visible ? 'visible' : 'hidden');
            } catch {
                // Not remembered, then.
            }
        } else if (visible) {
            sidebar.querySelector('a').focus();
        }
    }
    set(html.classList.contains('sidebar-visible'));
    toggle.addEventListener('click', () => change(!html.classList.contains('sidebar-visible')));
    narrow.addEventListener('change', () => set(!narrow.matches && lecture.stored('mdbook-sidebar') !== 'hidden'));
    document.addEventListener('keydown', event => {
        if (event.key === 'Escape' && narrow.matches && html.classList.contains('sidebar-visible')) {
            set(false);
            toggle.focus();
        }
    });
    document.addEventListener('click', event => {
        if (narrow.matches && !sidebar.contains(event.target) && !toggle.contains(event.target)) {
            set(false);
        } else if (narrow.matches && sidebar.contains(event.target) && event.target.closest('a')) {
            set(false);
        }
    });

    // This page, and its sections below it.
    const here = location.pathname.replace(/\/$/, '/index.html').replace(/\.html$/, '');
    const links = Array.from(sidebar.querySelectorAll('.chapter a'));
    const active = sidebar.querySelector('.chapter a[aria-current="page"]')
        || links.find(link => link.pathname.replace(/\.html$/, '') === here)
        || (here.endsWith('/index') && window.path_to_root === '' ? links[0] : undefined);
    if (!active) {
        return;
    }
    active.classList.add('active');
    active.setAttribute('aria-current', 'page');

    const headings = Array.from(document.querySelectorAll('main h2[id]'));
    if (headings.length > 1) {
        const list = document.createElement('ol');
        list.className = 'on-this-page';
        const entries = headings.map(heading => {
            const item = document.createElement('li');
            const link = document.createElement('a');
            link.href = `#${heading.id}`;
            const title = heading.cloneNode(true);
            title.querySelectorAll('.katex-mathml, .margin-note, .margin-mark').forEach(part => part.remove());
            link.textContent = title.textContent.trim();
            item.append(link);
            list.append(item);
            return link;
        });
        active.parentElement.after(list);

        let current = null;
        function follow() {
            let index = -1;
            for (let i = 0; i < headings.length && headings[i].getBoundingClientRect().top < 140; i++) {
                index = i;
            }
            const link = entries[index] || null;
            if (link !== current) {
                current?.removeAttribute('aria-current');
                link?.setAttribute('aria-current', 'location');
                current = link;
            }
        }
        document.addEventListener('scroll', follow, { passive: true });
        follow();
    }
    const box = scrollbox.getBoundingClientRect();
    const at = active.getBoundingClientRect();
    if (at.bottom > box.bottom) {
        scrollbox.scrollTop += at.top - box.top - box.height / 3;
    }
})();

(function menu() {
    const html = document.documentElement;
    const update = () => html.classList.toggle('scrolled', window.scrollY > 4);
    document.addEventListener('scroll', update, { passive: true });
    update();
})();

// mdBook's search is loaded once a reader asks for it, by its button, its keys or a link from its results.
(function search() {
    const button = document.getElementById('mdbook-search-toggle');
    if (!button) {
        return;
    }
    const begin = async () => {
        for (const script of button.dataset.scripts.split(' ')) {
            await window.lecture_load(script.slice(window.path_to_root.length), () => false);
        }
    };
    const asked = new URLSearchParams(location.search);
    if (asked.has('search') || asked.has('highlight')) {
        begin().catch(error => console.error(error));
        return;
    }
    const ask = event => {
        button.removeEventListener('click', ask);
        document.removeEventListener('keydown', key);
        event.preventDefault();
        event.stopImmediatePropagation();
        button.setAttribute('aria-busy', 'true');
        begin().then(() => {
            button.removeAttribute('aria-busy');
            button.click();
        }, error => {
            // To be tried again: another connection, say.
            button.removeAttribute('aria-busy');
            listen();
            console.error(error);
        });
    };
    const key = event => {
        const plain = !event.defaultPrevented && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (plain && (event.key === '/' || event.key.toLowerCase() === 's') && !mdbook_something_else_has_focus(event)) {
            ask(event);
        }
    };
    const listen = () => {
        button.addEventListener('click', ask);
        document.addEventListener('keydown', key);
    };
    listen();
})();

(function keys() {
    const help = document.getElementById('mdbook-help');
    document.addEventListener('keydown', event => {
        if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey
            || window.search?.hasFocus?.() || mdbook_something_else_has_focus(event)) {
            return;
        }
        if (event.key === '?' && help) {
            event.preventDefault();
            help.showModal();
        } else if (!event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
            const link = document.querySelector(`a.nav-chapters[rel="${event.key === 'ArrowLeft' ? 'prev' : 'next'}"]`);
            if (link) {
                event.preventDefault();
                location.href = link.href;
            }
        }
    });
})();

// Folded text opens for a link into it, and for paper.
(function folded() {
    function openAround(element) {
        for (let fold = element?.closest('details'); fold; fold = fold.parentElement.closest('details')) {
            fold.open = true;
        }
    }
    function openTarget() {
        let target = null;
        try {
            target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        } catch {
            return; // a fragment that isn't valid percent-encoding names nothing
        }
        if (target?.closest('details:not([open])')) {
            openAround(target);
            target.scrollIntoView();
        }
    }
    window.addEventListener('hashchange', openTarget);
    openTarget();

    let opened = [];
    window.addEventListener('beforeprint', () => {
        opened = Array.from(document.querySelectorAll('details:not([open])'));
        opened.forEach(fold => fold.open = true);
    });
    window.addEventListener('afterprint', () => opened.forEach(fold => fold.open = false));
    if (document.documentElement.dataset.printPage) {
        window.addEventListener('load', () => window.setTimeout(() => window.print(), 100));
    }
})();

// Figures that a reader can move. All that it takes is loaded when a reader first asks for it.
(function explore() {
    const able = typeof WebAssembly === 'object' && typeof Worker === 'function';
    const buttons = able && !document.documentElement.dataset.printPage ? document.querySelectorAll('button[data-explore]') : [];
    if (buttons.length === 0) {
        return;
    }
    function style() {
        return new Promise((resolve, reject) => {
            const link = document.createElement('link');
            link.rel = 'stylesheet';
            link.href = `${window.path_to_root}explore/explore.css`;
            link.onload = resolve;
            link.onerror = () => reject(new Error("explore.css can't be loaded"));
            document.head.append(link);
        });
    }
    let styled = null;
    async function open(button, query) {
        const figure = button.closest('figure');
        button.setAttribute('aria-busy', 'true');
        delete button.dataset.failed;
        try {
            styled ??= style();
            await Promise.all([window.lecture_load('explore/explore.js', () => window.lecture_explore), styled]);
            await window.lecture_explore.open(figure, button, query);
        } catch (error) {
            // The printed figure stays, and the reader learns that there is no more. What could not be loaded may
            // be tried again.
            button.dataset.failed = 'true';
            button.textContent = "Can't be explored here";
            button.setAttribute('aria-label', button.getAttribute('aria-label').replace(/: .*/, ": can't be explored here"));
            button.title = error.message;
        }
        button.removeAttribute('aria-busy');
    }
    for (const button of buttons) {
        const figure = button.closest('figure');
        button.hidden = false;
        button.setAttribute('aria-expanded', 'false');
        button.addEventListener('click', () => {
            if (window.lecture_explore?.isOpen(figure)) {
                window.lecture_explore.close(figure);
            } else if (button.getAttribute('aria-busy') !== 'true') {
                open(button);
            }
        });
    }
    // A link with a figure's state: #fig-spike?current=12. Some programs that pass links on escape its question
    // mark, and then perhaps the rest.
    function state() {
        const fragment = location.hash.slice(1);
        try {
            return fragment.includes('?') ? fragment : decodeURIComponent(fragment);
        } catch {
            return fragment;
        }
    }
    function restore() {
        const [id, query] = state().split('?');
        const figure = query === undefined ? null : document.getElementById(id);
        const button = figure?.querySelector('button[data-explore]');
        figure?.scrollIntoView();
        if (button) {
            open(button, query);
        }
    }
    window.addEventListener('hashchange', restore);
    restore();
})();

// Pointing at a reference, citation or computed number shows what it refers to. The content is in this
// page, or in a script under previews/ that the link names; nothing is fetched from elsewhere.
(function previews() {
    const SELECTOR = 'a.reference, a.citation, a.claim';
    let panel = null;
    let owner = null;
    let timer = 0;

    function fromRow(row) {
        const heads = Array.from(row.closest('table').querySelectorAll('thead th'));
        const list = document.createElement('dl');
        Array.from(row.cells).forEach((cell, index) => {
            if (cell.textContent.trim() !== '') {
                const term = document.createElement('dt');
                const value = document.createElement('dd');
                term.append(...(heads[index]?.cloneNode(true).childNodes ?? []));
                value.append(...cell.cloneNode(true).childNodes);
                list.append(term, value);
            }
        });
        return list;
    }
    function fromElement(target) {
        if (target.matches('tr')) {
            return fromRow(target);
        }
        if (!target.matches('figure, .equation, table, .table-frame, .bibliography li')) {
            return null; // a section is a place, not a thing to show
        }
        const copy = target.cloneNode(true);
        copy.querySelectorAll('.explore-panel, .explore-knob, .explore-button').forEach(part => part.remove());
        if (!target.matches('li')) {
            return copy;
        }
        const list = document.createElement('ul');
        list.className = 'bibliography';
        list.append(copy);
        return list;
    }
    async function content(link) {
        const id = decodeURIComponent(link.hash.slice(1));
        const target = link.pathname === location.pathname && document.getElementById(id);
        if (target) {
            return fromElement(target);
        }
        const source = link.dataset.preview;
        if (!source) {
            return null;
        }
        const page = link.pathname.split('/').pop();
        await window.lecture_load(source, () => window.lecture_previews?.[page]);
        const html = window.lecture_previews?.[page]?.[id];
        if (!html) {
            return null;
        }
        const holder = document.createElement('template');
        holder.innerHTML = html;
        const element = holder.content.firstElementChild;
        if (element?.matches('li')) {
            const list = document.createElement('ul');
            list.className = 'bibliography';
            list.append(element);
            return list;
        }
        return element;
    }

    function place(link) {
        const at = link.getClientRects()[0] || link.getBoundingClientRect();
        const space = document.documentElement;
        const left = Math.min(Math.max(16, at.left - 24), space.clientWidth - panel.offsetWidth - 16);
        const below = at.bottom + 8 + panel.offsetHeight < space.clientHeight || at.top < panel.offsetHeight + 64;
        panel.style.left = `${Math.max(8, left) + window.scrollX}px`;
        panel.style.top = `${(below ? at.bottom + 8 : at.top - panel.offsetHeight - 8) + window.scrollY}px`;
    }
    function hide() {
        window.clearTimeout(timer);
        panel?.remove();
        owner?.removeAttribute('aria-describedby');
        panel = null;
        owner = null;
    }
    async function show(link) {
        let shown = null;
        try {
            shown = await content(link);
        } catch {
            return; // the preview's script isn't there: the link still works
        }
        if (!shown || !link.isConnected || !(link.matches(':hover') || link === document.activeElement)) {
            return;
        }
        hide();
        for (const part of [shown, ...shown.querySelectorAll('[id]')]) {
            part.removeAttribute('id');
        }
        shown.querySelectorAll('[tabindex]').forEach(part => part.removeAttribute('tabindex'));
        panel = document.createElement('div');
        panel.className = 'preview';
        panel.id = 'lecture-preview';
        panel.setAttribute('role', 'tooltip');
        panel.append(shown);
        panel.addEventListener('pointerleave', leave);
        panel.addEventListener('pointerenter', () => window.clearTimeout(timer));
        document.body.append(panel);
        owner = link;
        link.setAttribute('aria-describedby', panel.id);
        place(link);
    }
    function later(action, delay) {
        window.clearTimeout(timer);
        timer = window.setTimeout(action, delay);
    }
    function leave() {
        later(hide, 250);
    }

    for (const link of document.querySelectorAll(SELECTOR)) {
        if (link.closest('nav')) {
            continue;
        }
        if (link.title && link.hash && document.getElementById(link.hash.slice(1))) {
            link.setAttribute('aria-label', `${link.textContent}, ${link.title}`);
            link.removeAttribute('title'); // the preview says the same and more
        }
        link.addEventListener('pointerenter', event => {
            if (event.pointerType !== 'touch') {
                later(() => show(link), owner ? 60 : 180);
            }
        });
        link.addEventListener('pointerleave', leave);
        link.addEventListener('focus', () => {
            if (link.matches(':focus-visible')) {
                later(() => show(link), 60);
            }
        });
        link.addEventListener('blur', leave);
        link.addEventListener('click', hide);
    }
    document.addEventListener('keydown', event => {
        if (event.key === 'Escape' && panel) {
            hide();
            event.preventDefault();
        }
    }, true);
    window.addEventListener('resize', hide);
})();
