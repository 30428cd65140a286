// What a test asks of the page, beside what a reader can do.
document.addEventListener('pointerdown', event => window.probe.hand = event.pointerType, true);
window.probe = {
    figure: id => document.getElementById(id),
    explorer: id => document.getElementById(id).lectureExplorer,
    async until(condition, what) {
        for (let tries = 0; !condition(); tries++) {
            if (tries > 1200) throw new Error('waited in vain: ' + what);
            await new Promise(done => setTimeout(done, 50));
        }
    },
    async open(id) {
        await this.begin(id);
        return this.compute(id);
    },
    // What is shown before anything is computed: the printed picture, or one that comes with the book.
    async begin(id) {
        const button = this.figure(id).querySelector('button[data-explore]');
        button.click();
        await this.until(() => button.dataset.failed || this.explorer(id)?.drawing || this.explorer(id)?.error.hidden === false, 'opening ' + id);
        if (button.dataset.failed) throw new Error(button.title);
        return { ...await this.rest(id), computed: this.explorer(id).engine.times.length };
    },
    // The same, computed.
    compute(id) {
        this.explorer(id).draw();
        return this.rest(id);
    },
    async rest(id) {
        // A change is asked for at once, so that it is under way by now.
        await this.explorer(id).idle();
        return this.state(id);
    },
    state(id) {
        const explorer = this.explorer(id);
        return {
            values: explorer.task().values,
            error: explorer.error.hidden ? null : explorer.error.textContent,
            svg: explorer.drawing?.svg,
            caption: explorer.drawing?.caption,
            shown: explorer.caption.textContent,
            command: explorer.command.textContent,
        };
    },
    // A control as a reader moves it: to a part of its way, from 0 to 1.
    move(id, name, part) {
        const row = this.explorer(id).controls.get(name).row;
        const slider = row.querySelector('input[type=range]');
        const choice = row.querySelector('select');
        const box = row.querySelector('input[type=checkbox]');
        if (slider) {
            slider.value = Math.round(part * slider.max);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
        } else if (choice) {
            choice.selectedIndex = Math.round(part * (choice.options.length - 1));
            choice.dispatchEvent(new Event('change', { bubbles: true }));
        } else if (box) {
            if (box.checked !== part > 0.25) box.click();
        } else if (row.matches('.explore-seed')) {
            row.querySelector('.explore-button').click();
        } else if (row.matches('.explore-bitmap')) {
            row.querySelectorAll('.explore-buttons button')[part < 0.75 ? 0 : 1].click();
        } else {
            const field = row.querySelector('input[type=text]');
            const { x, y, most } = this.explorer(id).parameter(name);
            const count = Math.round(part * most);
            const points = Array.from({ length: count }, (_, i) =>
                [x[0] + (x[1] - x[0]) * i / count, y[0] + (y[1] - y[0]) * ((7 * i) % count) / count].join(','));
            field.value = points.join(';');
            field.dispatchEvent(new Event('change', { bubbles: true }));
        }
        return this.rest(id);
    },
    reset(id, name) {
        this.explorer(id).controls.get(name).reset.click();
        return this.rest(id);
    },
    // Opens a figure as a reader does, and says how many handles it has.
    async show(id) {
        const button = this.figure(id).querySelector('button[data-explore]');
        button.scrollIntoView({ block: 'center', behavior: 'instant' });
        button.click();
        await this.until(() => button.dataset.failed || this.explorer(id)?.drawing, 'opening ' + id);
        if (button.dataset.failed) throw new Error(button.title);
        await this.rest(id);
        return this.explorer(id).handles.knobs.length;
    },
    // Where a handle stands on the screen, and a place from there towards the middle of its panel.
    async knob(id, index) {
        const { handles } = this.explorer(id);
        const knob = handles.knobs[index];
        knob.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const box = knob.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const top = document.elementFromPoint(x, y);
        if (top !== knob) throw new Error(`${id}: handle ${index} at ${x}, ${y} lies below ${top?.outerHTML.slice(0, 200)}`);
        const stage = handles.stage.getBoundingClientRect();
        const area = handles.areas[knob.handle.area];
        const scale = stage.width / handles.size.width;
        const middle = [stage.left + scale * (area.left + area.width / 2), stage.top + scale * (area.top + area.height / 2)];
        return { x, y, inwardX: x + 25 * Math.sign(middle[0] - x || 1), inwardY: y + 25 * Math.sign(middle[1] - y || 1),
            values: this.explorer(id).task().values, path: location.pathname };
    },
    async held(id) {
        const { values, error, svg } = await this.rest(id);
        return { values, error, finite: !/NaN|inf/.test((svg ?? '').replace(/base64,[^"]*/g, '')), path: location.pathname, hand: this.hand };
    },
    restart(id) {
        this.explorer(id).resetAll.click();
        return this.rest(id);
    },
    close(id) {
        this.figure(id).querySelector('button[data-explore]').click();
    },
    frames(id) {
        const { motion, picture } = this.explorer(id);
        return { count: motion.motion.at.length, frame: motion.motion.frame, svg: Array.from(picture.innerHTML).reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) | 0, 0), path: location.pathname };
    },
    // Asks for what can't be had, and says what a reader sees then.
    async refused(id) {
        const figure = this.figure(id);
        const button = figure.querySelector('button[data-explore]');
        const before = figure.querySelector('svg').outerHTML;
        button.click();
        await this.until(() => button.dataset.failed, 'a refusal of ' + id);
        return { same: figure.querySelector('.figure-frame > svg')?.outerHTML === before,
            panel: figure.querySelector('.explore-panel') !== null, button: button.textContent, why: button.title };
    },
    // The numbers behind what is shown, as a reader saves them.
    async table(id) {
        const explorer = this.explorer(id);
        return explorer.engine.ask({ ...explorer.task(), width: 0, table: true, save: true });
    },
    printed(id) {
        const explorer = this.explorer(id);
        explorer.setAll(explorer.parameters.map(one => [one.name, one.printed]));
        return this.rest(id);
    },
};
true
