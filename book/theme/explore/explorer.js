// A figure that is being explored: its values, its controls, its picture.

// How long after the last change the new state is said and written into the page's address, in ms.
const SETTLED = 500;
// Below this width of the window the picture is drawn anew for it.
const NARROW = '(max-width: 700px)';

class Explorer {
    constructor(figure, opener, data) {
        this.figure = figure;
        this.opener = opener;
        this.data = data;
        this.id = figure.id;
        this.parameters = data.described.parameters;
        this.title = figure.querySelector('.figure-number').textContent;
        this.values = new Map(this.parameters.map(one => [one.name, one.start]));
        this.drawing = null;
        this.working = 0;
        const [chapter] = opener.dataset.explore.split('/');
        this.engine = new Engine(chapter, part => this.progress.style.setProperty('--part', part));
        this.build();
    }

    parameter(name) {
        return this.parameters.find(one => one.name === name);
    }

    // The page: what is added, and what is kept to be put back.
    build() {
        const { figure } = this;
        this.frame = figure.querySelector('.figure-frame');
        this.caption = figure.querySelector('.caption');
        this.told = figure.querySelector('.figure-parameters');
        this.command = figure.querySelector('.figure-command');
        this.printed = {
            frame: Array.from(this.frame.childNodes),
            caption: Array.from(this.caption.childNodes),
            told: Array.from(this.told?.childNodes ?? []),
            command: this.command.textContent,
        };
        this.stage = element('div', { class: 'explore-stage', 'data-own-keys': true });
        this.picture = element('div', { class: 'explore-picture' });
        this.picture.append(this.printed.frame[0].cloneNode(true));
        this.stage.append(this.picture);
        this.progress = element('div', { class: 'explore-progress', 'aria-hidden': 'true' });
        this.frame.replaceChildren(this.stage, this.progress);
        this.handles = new Handles(this, this.stage);
        this.motion = new MotionBar(this);

        this.controls = new Map(this.parameters.map(one => [one.name, control(this, one, this.data.symbols[one.name])]));
        const rows = leads => this.parameters.filter(one => one.leads === leads).map(one => this.controls.get(one.name).row);
        const [first, others] = [rows(true), rows(false)];
        this.error = element('p', { class: 'explore-error', role: 'alert', hidden: true });
        this.live = element('p', { class: 'visually-hidden', role: 'status' });
        // Never disabled, for a button that is disabled drops the focus that it has.
        this.resetAll = button('Reset', { class: 'explore-button', title: 'All parameters as at the start' }, () => {
            this.motion.pause();
            this.motion.frame = null;
            this.setAll(this.parameters.map(one => [one.name, one.start]));
        });
        this.panel = element('div', { class: 'explore-panel', role: 'group', 'aria-label': `Explore ${this.title}`, 'data-own-keys': true, tabindex: -1 },
            this.motion.bar,
            this.lighter(),
            element('div', { class: 'explore-rows' }, ...first),
            others.length > 0 ? element('details', { class: 'explore-more' },
                element('summary', {}, `${others.length} more parameters`),
                element('div', { class: 'explore-rows' }, ...others)) : null,
            this.error,
            element('div', { class: 'explore-buttons' }, this.resetAll,
                this.copier('Copy link', () => this.link()),
                button('Save SVG', { class: 'explore-button', title: 'Download the picture' }, () => this.download('svg')),
                button('Save CSV', { class: 'explore-button', title: 'Download its numbers' }, () => this.download('csv'))),
            this.live);
        this.frame.after(this.panel);
        this.panel.addEventListener('keydown', event => this.leave(event));
        this.stage.addEventListener('keydown', event => this.leave(event));
        this.onfocus = event => this.uncover(event.target);
        figure.addEventListener('focusin', this.onfocus);
        // The controls stand before the button that opened them: who came by keyboard goes on from there.
        if (this.opener.matches(':focus-visible')) {
            this.panel.focus({ preventScroll: true });
        }
        figure.classList.add('exploring');
        this.opener.setAttribute('aria-expanded', 'true');
        this.opener.textContent = 'Close';
        this.opener.setAttribute('aria-label', `${this.title}: close`);
        this.narrow = window.matchMedia(NARROW);
        this.onresize = () => this.draw();
        this.narrow.addEventListener('change', this.onresize);
        this.begin(this.values);
    }

    // Escape closes, and goes back to the button.
    leave(event) {
        if (event.key === 'Escape' && !event.defaultPrevented) {
            event.preventDefault();
            this.close();
            this.opener.focus();
        }
    }

    // A picture that stays in sight must not lie over what has the focus.
    uncover(target) {
        if (this.frame.classList.contains('explore-stays') && !this.frame.contains(target)) {
            const gap = target.getBoundingClientRect().top - this.frame.getBoundingClientRect().bottom;
            if (gap < 8) {
                window.scrollBy(0, gap - 8);
            }
        }
    }

    // The values from which the reader begins: what is said and written later is what differs.
    begin(values, frame = null) {
        this.values = values;
        this.motion.pause();
        this.motion.frame = frame;
        this.state = this.written();
        this.said = new Map(values);
        this.show();
    }

    // Where the reader begins elsewhere than the printed figure, this says so.
    lighter() {
        const lighter = this.parameters.filter(one => one.start !== one.printed);
        if (lighter.length === 0) {
            return null;
        }
        const told = lighter.map(one => `${one.meaning} ${spoken(one, one.start)} instead of ${spoken(one, one.printed)}`);
        return element('p', { class: 'explore-hint' },
            `A browser takes long over the printed figure, so this begins lighter: ${told.join(', ')}. `,
            button('Use the printed values', { class: 'explore-link' },
                () => this.setAll(this.parameters.map(one => [one.name, one.printed]))));
    }

    copier(text, content) {
        const made = button(text, { class: 'explore-button' }, async () => {
            let done = true;
            try {
                await navigator.clipboard.writeText(content());
            } catch {
                done = false; // no permission: the address of the page holds the same
            }
            made.textContent = done ? 'Copied' : 'Link is in the address';
            window.setTimeout(() => made.textContent = text, 1600);
        });
        return made;
    }

    written() {
        return written(this.id, this.parameters, this.values, this.motion.frame);
    }

    link() {
        return `${location.href.split('#')[0]}#${this.written()}`;
    }

    set(name, text) {
        this.setAll([[name, text]]);
    }

    setAll(changes) {
        for (const [name, text] of changes) {
            this.values.set(name, plain(this.parameter(name), text));
        }
        this.show();
        this.draw();
    }

    // Brings the controls up to date.
    show() {
        for (const [name, one] of this.controls) {
            one.show(this.values.get(name));
        }
        this.showReset();
    }

    showReset() {
        const asAtStart = this.motion.frame === null
            && this.parameters.every(one => this.values.get(one.name) === one.start);
        this.resetAll.setAttribute('aria-disabled', String(asAtStart));
    }

    task() {
        const lines = this.parameters
            .filter(one => this.values.get(one.name) !== one.printed)
            .map(one => `${one.name}=${this.values.get(one.name)}`);
        const [chapter, figure] = this.opener.dataset.explore.split('/');
        const width = this.narrow.matches ? Math.max(300, this.frame.clientWidth - 32) : 0;
        return { chapter, figure, values: lines.join('\n'), width, frame: this.motion.frame ?? -1 };
    }

    // Asks for the picture at the values as they are; what comes is shown, unless newer is asked for.
    async draw() {
        this.work(1);
        const request = this.asked = (this.asked ?? 0) + 1;
        try {
            const answer = await this.engine.ask(this.task());
            if (answer?.error !== undefined) {
                this.refuse(answer.error);
            } else if (answer) {
                this.accept(answer);
            }
        } catch (error) {
            this.refuse('the computation stopped before its end; the picture is the last good one');
            this.reason = error;
        } finally {
            if (request === this.asked) {
                this.motion.rest();
                this.showReset();
            }
            this.work(-1);
        }
    }

    // A quiet mark while it computes; the last picture stays.
    work(by) {
        this.working += by;
        if (this.closed) {
            return;
        }
        if (by > 0 && this.working === 1) {
            this.progress.style.setProperty('--part', 0);
        }
        this.frame.setAttribute('aria-busy', String(this.working > 0));
        if (this.working === 0) {
            this.resting?.forEach(resolve => resolve());
            this.resting = null;
            window.clearTimeout(this.timer);
            this.timer = window.setTimeout(() => this.settle(), SETTLED);
        }
    }

    // Once nothing is being computed; for tests.
    idle() {
        return this.working === 0 ? Promise.resolve() : new Promise(resolve => (this.resting ??= []).push(resolve));
    }

    // The printed picture, or the lighter one that comes with the book, where it is the one that is asked for:
    // there is nothing to compute, and what can be taken hold of in it is known.
    showReady() {
        const task = this.task();
        if (task.width > 0 || this.motion.frame !== null) {
            return false;
        }
        const begun = window.lecture_begun?.[`${task.chapter}/${task.figure}`];
        if (task.values === '') {
            const { caption, grips } = this.data;
            this.accept({ caption, command: this.printed.command, ...grips });
        } else if (task.values === begun?.values) {
            this.accept(begun.drawing);
        } else {
            return false;
        }
        return true;
    }

    accept(drawing) {
        this.drawing = drawing;
        this.error.hidden = true;
        this.controls.forEach(one => one.invalid(false));
        if (drawing.svg !== undefined) {
            this.picture.innerHTML = drawing.svg;
        }
        this.placeHandles();
        this.motion.show(drawing.motion);
        const same = drawing.caption === this.data.caption;
        if (same) {
            this.caption.replaceChildren(...this.printed.caption);
        } else {
            this.caption.innerHTML = captionHtml(drawing.caption, this.data.pieces);
            this.caption.querySelectorAll('[id]').forEach(part => part.removeAttribute('id'));
        }
        this.caption.append(...this.notes(drawing));
        this.command.textContent = drawing.command;
        this.tell();
        // A picture that leaves room for its controls stays in sight above them.
        this.frame.classList.toggle('explore-stays', this.picture.offsetHeight < 0.55 * window.innerHeight);
    }

    // What the caption can't know: which frame is shown, and that the panels of a narrow page stand in a column.
    notes(drawing) {
        const notes = [];
        const { motion } = drawing;
        if (motion && motion.frame !== motion.printed) {
            const [now, then] = [motion.frame, motion.printed].map(frame => moment(motion, frame));
            notes.push(`Shown is the picture at ${motion.name} ${now}; caption and command are for ${then}.`);
        }
        const lefts = this.data.grips.areas.map(area => area.left);
        const besides = Math.max(...lefts) - Math.min(...lefts) > 100;
        if (this.narrow.matches && besides) {
            notes.push('Left, right and other places are those of a wide page; here the panels stand in a column, row after row.');
        }
        return notes.map(note => element('span', { class: 'explore-note' }, ` ${note}`));
    }

    placeHandles() {
        const { width, height } = this.picture.querySelector('svg').viewBox.baseVal;
        this.handles.place(this.drawing, { width, height });
    }

    // Which parameters are not the printed ones, in the caption.
    tell() {
        if (!this.told) {
            return;
        }
        const changed = this.parameters.filter(one => this.values.get(one.name) !== one.printed);
        if (changed.length === 0) {
            this.told.replaceChildren(...this.printed.told);
            return;
        }
        this.told.replaceChildren('Computed with ');
        changed.forEach((one, index) => {
            const symbol = element('span');
            if (this.data.symbols[one.name]) {
                symbol.innerHTML = this.data.symbols[one.name];
            } else {
                symbol.textContent = one.name.replaceAll('-', ' ');
            }
            const value = spoken(one, this.values.get(one.name));
            const printed = one.kind === 'bitmap' ? '' : ` (printed: ${spoken(one, one.printed)})`;
            this.told.append(index > 0 ? ', ' : '', symbol, one.kind === 'flag' ? ` ${value}` : ` = ${value}`, printed);
        });
        this.told.append(changed.length < this.parameters.length ? ', the others as printed.' : '.');
    }

    refuse(error) {
        this.error.textContent = sentence(error, this.parameters);
        this.error.hidden = false;
        for (const [name, one] of this.controls) {
            one.invalid(error.includes(`--${name} is `));
        }
        this.motion.pause();
        // Of a link that asks for what there isn't, the printed picture stays, with what can be moved in it.
        if (!this.drawing) {
            this.drawing = this.data.grips;
            this.placeHandles();
            this.motion.show(this.drawing.motion);
        }
    }

    // What is wrong with a link is said where the reader looks.
    greet(unknown) {
        if (this.error.hidden && unknown.length > 0) {
            const names = unknown.map(name => `‘${name.slice(0, 40)}’`).join(', ');
            this.error.textContent = `The link also sets ${names}, which this figure does not have.`;
            this.error.hidden = false;
        }
        if (!this.error.hidden) {
            this.error.scrollIntoView({ block: 'nearest' });
        }
    }

    // The page's address and the spoken words follow when the reader rests.
    settle() {
        const state = this.written();
        const before = this.state;
        this.state = state;
        if (before !== state) {
            try {
                history.replaceState(history.state, '', `#${state}`);
            } catch {
                // Too often, or not on this kind of page: the link can still be copied.
            }
        }
        // What is refused is told as an error, and isn't set.
        if (!this.error.hidden) {
            return;
        }
        // A frame is said by its own control.
        const changed = this.parameters.filter(one => this.values.get(one.name) !== this.said.get(one.name));
        if (changed.length > 0) {
            this.say([...changed.map(one => `${capital(one.meaning)}: ${spoken(one, this.values.get(one.name))}.`),
                this.drawing?.alternative_text].join(' '));
        }
        this.said = new Map(this.values);
    }

    say(words) {
        this.live.textContent = words;
    }

    async download(kind) {
        this.work(1);
        try {
            const task = { ...this.task(), width: 0, table: kind === 'csv', save: true };
            const answer = await this.engine.ask(task);
            if (answer?.error !== undefined) {
                this.refuse(answer.error);
                this.say(`Nothing is saved. ${this.error.textContent}`);
            } else if (answer) {
                const text = kind === 'csv' ? answer : answer.svg;
                const type = kind === 'csv' ? 'text/csv' : 'image/svg+xml';
                const address = URL.createObjectURL(new Blob([text], { type }));
                const link = element('a', { href: address, download: `${task.figure}.${kind}` });
                link.click();
                window.setTimeout(() => URL.revokeObjectURL(address), 10000);
            }
        } catch (error) {
            this.refuse(error.message);
        } finally {
            this.work(-1);
        }
    }

    // Puts the printed figure back.
    close() {
        this.closed = true;
        window.clearTimeout(this.timer);
        this.figure.removeEventListener('focusin', this.onfocus);
        this.motion.pause();
        this.engine.close();
        this.narrow.removeEventListener('change', this.onresize);
        this.panel.remove();
        this.frame.replaceChildren(...this.printed.frame);
        this.frame.classList.remove('explore-stays');
        this.frame.removeAttribute('aria-busy');
        this.caption.replaceChildren(...this.printed.caption);
        this.told?.replaceChildren(...this.printed.told);
        this.command.textContent = this.printed.command;
        this.figure.classList.remove('exploring');
        this.opener.setAttribute('aria-expanded', 'false');
        this.opener.textContent = 'Explore';
        this.opener.setAttribute('aria-label', `${this.title}: explore`);
        delete this.figure.lectureExplorer;
        if (location.hash.startsWith(`#${this.id}?`)) {
            history.replaceState(history.state, '', `#${this.id}`);
        }
    }
}

// Called by the page's own script, which has loaded this one.
window.lecture_explore = {
    async open(figure, opener, query) {
        const [chapter, name] = opener.dataset.explore.split('/');
        const described = window.lecture_load(`explore/${chapter}.js`, () => window.lecture_explorable?.[chapter]);
        // Without its first picture a figure is computed.
        const begun = described.then(() => window.lecture_explorable[chapter][name].begun
            && window.lecture_load(`explore/${chapter}/${name}.js`, () => window.lecture_begun?.[opener.dataset.explore]))
            .catch(() => {});
        await Promise.all([
            window.lecture_load(`explore/${chapter}-engine.js`, () => window.lecture_engines?.[chapter]),
            described,
        ]);
        await Promise.all([Engine.prepare(chapter), begun]);
        const data = window.lecture_explorable[chapter][name];
        const explorer = figure.lectureExplorer ?? new Explorer(figure, opener, data);
        figure.lectureExplorer = explorer;
        try {
            await explorer.engine.ready;
        } catch (error) {
            if (!explorer.closed) {
                explorer.close();
                throw error;
            }
        }
        if (explorer.closed) {
            return; // by the reader, while it was being made ready
        }
        const { values, unknown } = readValues(query ?? '', explorer.parameters);
        if (query !== undefined) {
            explorer.begin(values, readFrame(query));
        }
        if (explorer.drawing || !explorer.showReady()) {
            await explorer.draw();
        }
        explorer.greet(unknown);
    },
    close(figure) {
        figure.lectureExplorer?.close();
    },
    isOpen(figure) {
        return figure.lectureExplorer !== undefined;
    },
};
