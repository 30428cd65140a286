// Captions: Markdown with formulas and references. How these are set was decided when the book was
// woven; only numbers in them may have changed.

const NUMBER = /\d+(?:\.\d+)?/g;

function escaped(text) {
    return text.replace(/[&<>"]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]);
}

// Emphasis, code and typographic signs, as the weaver's Markdown has them.
function markdown(text) {
    return escaped(text)
        .replace(/`([^`]+)`/g, '<code>$1</code>')
        .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
        .replace(/\*([^*]+)\*/g, '<em>$1</em>')
        .replace(/---/g, '—').replace(/--/g, '–').replace(/\.\.\./g, '…')
        .replace(/(^|[\s(\[])&quot;/g, '$1“').replace(/&quot;/g, '”')
        .replace(/(^|[\s(\[])'/g, '$1‘').replace(/'/g, '’')
        .replace(/\\([\\`*_{}[\]()#+.!$@-])/g, '$1');
}

// A formula that differs from a known one in its numbers only: the known one with these numbers.
function withNumbers(source, pieces) {
    const shape = source.replace(NUMBER, '#');
    const known = Object.keys(pieces).find(key => key !== source && key.replace(NUMBER, '#') === shape);
    if (!known) {
        return null;
    }
    const before = known.match(NUMBER) ?? [];
    const now = source.match(NUMBER) ?? [];
    const holder = document.createElement('template');
    holder.innerHTML = pieces[known];
    for (const half of holder.content.querySelectorAll('.katex-mathml, .katex-html')) {
        half.querySelectorAll('annotation').forEach(note => note.textContent = source.replace(/^\$|\$$/g, ''));
        const walker = document.createTreeWalker(half, NodeFilter.SHOW_TEXT, {
            acceptNode: node => node.parentElement.closest('annotation') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
        });
        let at = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            node.data = node.data.replace(NUMBER, digits => {
                const index = at++;
                return digits === before[index] ? now[index] : (at = Infinity, digits);
            });
        }
        if (at !== before.length) {
            return null; // set in another order than it is written
        }
    }
    return holder.innerHTML;
}

// The little of TeX that a caption has, without KaTeX: letters in italics, indices, powers, names.
function plainFormula(tex) {
    const SIGNS = {
        alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ',
        lambda: 'λ', mu: 'µ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', chi: 'χ', psi: 'ψ',
        omega: 'ω', Delta: 'Δ', Omega: 'Ω', Sigma: 'Σ', Phi: 'Φ', infty: '∞', times: '×', cdot: '·', pm: '±', approx: '≈',
        le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', sim: '∼', propto: '∝', to: '→', circ: '°', partial: '∂', langle: '⟨', rangle: '⟩',
    };
    const html = escaped(tex)
        .replace(/\\(?:mathrm|text|operatorname)\{([^{}]*)\}/g, (_, name) => `\u0001${name}\u0002`)
        .replace(/\\(?:bar|tilde|hat|mathbf|mathcal)\s*(?:\{([^{}]*)\}|(\w))/g, '$1$2')
        .replace(/\\[,;: !]/g, ' ')
        .replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS[name] ?? `\u0001${name}\u0002`)
        .replace(/_(?:\{([^{}]*)\}|(\u0001[^\u0002]*\u0002|\w))/g, (_, a, b) => `<sub>${a ?? b}</sub>`)
        .replace(/\^(?:\{([^{}]*)\}|(\u0001[^\u0002]*\u0002|\w))/g, (_, a, b) => `<sup>${a ?? b}</sup>`)
        .replace(/[{}]/g, '').replace(/-/g, '−');
    // Letters are italic, but those of names.
    return html.replace(/\u0001([^\u0002]*)\u0002|<[^>]*>|&\w+;|[A-Za-zα-ω]/g,
        (all, name) => name !== undefined ? name : all.length > 1 ? all : `<em>${all}</em>`);
}

// A caption as HTML.
function captionHtml(text, pieces) {
    const known = Object.keys(pieces).sort((a, b) => b.length - a.length)
        .map(key => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const special = new RegExp([...known, '\\$[^$]+\\$'].join('|'), 'g');
    const set = [];
    const held = text.replace(special, source => {
        set.push(pieces[source] ?? withNumbers(source, pieces) ?? plainFormula(source.slice(1, -1)));
        return String.fromCharCode(0xe000 + set.length - 1);
    });
    return markdown(held).replace(/[\ue000-\uf8ff]/g, sign => set[sign.charCodeAt(0) - 0xe000]);
}
