// Controls for what is placed or drawn: points of a rectangle, and black and white pictures (1 is white).

const POINT_KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

class PointsControl extends Control {
    build() {
        const { x, y, most } = this.parameter;
        this.points = [];
        this.pad = element('div', { class: 'explore-pad', role: 'group', 'aria-labelledby': `${this.id}-label` });
        this.pad.addEventListener('pointerdown', event => this.press(event));
        this.ends = [['left', x[0]], ['right', x[1]], ['bottom', y[0]], ['top', y[1]]];
        this.add = button('Add a point', { class: 'explore-button' }, () => {
            this.write([...this.points, [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2]]);
            this.pad.lastElementChild?.focus();
        });
        const clear = button('Clear', { class: 'explore-button' }, () => this.write([]));
        this.text = this.field({ id: this.id, class: 'explore-list' });
        const hint = `At most ${most}; x from ${withMinus(x[0])} to ${withMinus(x[1])}, y from ${withMinus(y[0])} to ${withMinus(y[1])}. `
            + 'Press to add, drag to move, Delete to remove.';
        this.row.append(element('div', { class: 'explore-body explore-column' },
            this.pad, element('div', { class: 'explore-buttons' }, this.add, clear), this.text,
            element('span', { class: 'explore-hint' }, hint)));
    }

    write(points) {
        this.change(points.map(([x, y]) => `${x},${y}`).join(';'));
    }

    at(event) {
        const box = this.pad.getBoundingClientRect();
        const { x, y } = this.parameter;
        const part = (value, low, length) => Math.min(1, Math.max(0, (value - low) / length));
        const across = part(event.clientX, box.left, box.width);
        const down = part(event.clientY, box.top, box.height);
        return [settled({ from: x[0], to: x[1] }, x[0] + across * (x[1] - x[0])),
            settled({ from: y[0], to: y[1] }, y[1] - down * (y[1] - y[0]))];
    }

    // A press on a point takes it, one beside the points makes a new one; both can be dragged.
    press(event) {
        if (event.button !== 0) {
            return;
        }
        let index = Array.from(this.pad.children).indexOf(event.target.closest('.explore-point'));
        if (index < 0) {
            if (this.points.length >= this.parameter.most) {
                return;
            }
            index = this.points.length;
            this.write([...this.points, this.at(event)]);
        }
        event.preventDefault();
        this.pad.children[index]?.focus({ preventScroll: true });
        this.pad.setPointerCapture(event.pointerId);
        const move = moved => this.write(this.points.map((one, i) => i === index ? this.at(moved) : one));
        const end = () => {
            this.pad.removeEventListener('pointermove', move);
            this.pad.removeEventListener('pointerup', end);
            this.pad.removeEventListener('pointercancel', end);
        };
        this.pad.addEventListener('pointermove', move);
        this.pad.addEventListener('pointerup', end);
        this.pad.addEventListener('pointercancel', end);
    }

    key(event, index) {
        const { x, y } = this.parameter;
        if (event.key === 'Delete' || event.key === 'Backspace') {
            event.preventDefault();
            this.write(this.points.filter((_, i) => i !== index));
            (this.pad.children[Math.min(index, this.points.length - 1)] ?? this.add).focus();
        } else if (POINT_KEYS[event.key]) {
            event.preventDefault();
            const pace = event.shiftKey ? 10 : 1;
            const [across, up] = POINT_KEYS[event.key];
            const moved = (value, [from, to], way) => settled({ from, to }, value + way * pace * (to - from) / 100);
            this.write(this.points.map((one, i) => i === index ? [moved(one[0], x, across), moved(one[1], y, up)] : one));
        }
    }

    update(text) {
        this.text.value = text;
        const points = text === '' ? [] : text.split(';').map(pair => pair.split(',').map(number));
        if (points.some(([a, b]) => !Number.isFinite(a) || !Number.isFinite(b))) {
            return; // half-written: the module says what is wrong with it
        }
        this.points = points;
        const { x, y, most } = this.parameter;
        while (this.pad.children.length > points.length) {
            this.pad.lastElementChild.remove();
        }
        points.forEach(([a, b], index) => {
            let dot = this.pad.children[index];
            if (!dot) {
                dot = element('button', { type: 'button', class: 'explore-point' });
                dot.addEventListener('keydown', event => this.key(event, index));
                this.pad.append(dot);
            }
            // One that lies outside, from a link or the text, stays at the edge, where it can be taken hold of.
            const part = (from, value, to) => `${100 * Math.min(1, Math.max(0, (value - from) / (to - from)))}%`;
            dot.style.left = part(x[0], a, x[1]);
            dot.style.top = part(y[1], b, y[0]);
            dot.setAttribute('aria-label', `Point ${index + 1}: ${withMinus(a)}, ${withMinus(b)}`);
        });
        this.add.disabled = points.length >= most;
    }
}

class BitmapControl extends Control {
    build() {
        const { columns, rows } = this.parameter;
        this.cursor = [0, 0];
        this.canvas = element('canvas', {
            id: this.id, class: 'explore-canvas', width: columns, height: rows, tabindex: '0', role: 'application',
            'aria-roledescription': 'drawing',
        });
        this.canvas.style.aspectRatio = `${columns} / ${rows}`;
        this.canvas.addEventListener('pointerdown', event => this.press(event));
        this.canvas.addEventListener('keydown', event => this.key(event));
        this.canvas.addEventListener('focus', () => this.paint());
        this.canvas.addEventListener('blur', () => this.paint());
        const invert = button('Invert', { class: 'explore-button' }, () => this.write(this.pixels.map(on => !on)));
        const clear = button('Clear', { class: 'explore-button' }, () => this.write(this.pixels.map(() => true)));
        this.row.append(element('div', { class: 'explore-body explore-column' },
            this.canvas, element('div', { class: 'explore-buttons' }, invert, clear),
            element('span', { class: 'explore-hint' }, 'Draw with the pointer; with the keyboard, arrows move and Space paints.')));
    }

    write(pixels) {
        const { columns } = this.parameter;
        const rows = [];
        for (let at = 0; at < pixels.length; at += columns) {
            rows.push(pixels.slice(at, at + columns).map(on => on ? '1' : '0').join(''));
        }
        this.change(rows.join('/'));
    }

    at(event) {
        const box = this.canvas.getBoundingClientRect();
        const { columns, rows } = this.parameter;
        const cell = (value, low, length, count) => Math.min(count - 1, Math.max(0, Math.floor((value - low) / length * count)));
        return [cell(event.clientX, box.left, box.width, columns), cell(event.clientY, box.top, box.height, rows)];
    }

    set([column, row], on) {
        const index = row * this.parameter.columns + column;
        if (this.pixels[index] !== on) {
            this.write(this.pixels.map((old, i) => i === index ? on : old));
        }
    }

    press(event) {
        if (event.button !== 0) {
            return;
        }
        event.preventDefault();
        this.canvas.focus({ preventScroll: true });
        this.canvas.setPointerCapture(event.pointerId);
        const first = this.at(event);
        const on = !this.pixels[first[1] * this.parameter.columns + first[0]];
        const paint = moved => this.set(this.cursor = this.at(moved), on);
        const end = () => {
            this.canvas.removeEventListener('pointermove', paint);
            this.canvas.removeEventListener('pointerup', end);
            this.canvas.removeEventListener('pointercancel', end);
        };
        paint(event);
        this.canvas.addEventListener('pointermove', paint);
        this.canvas.addEventListener('pointerup', end);
        this.canvas.addEventListener('pointercancel', end);
    }

    key(event) {
        const { columns, rows } = this.parameter;
        const way = POINT_KEYS[event.key];
        if (way) {
            event.preventDefault();
            this.cursor = [(this.cursor[0] + way[0] + columns) % columns, (this.cursor[1] - way[1] + rows) % rows];
            this.paint();
            this.explorer.say(`Column ${this.cursor[0] + 1}, row ${this.cursor[1] + 1}: ${this.isOn() ? 'white' : 'black'}.`);
        } else if (event.key === ' ' || event.key === 'Enter') {
            event.preventDefault();
            this.set(this.cursor, !this.isOn());
        }
    }

    isOn() {
        return this.pixels[this.cursor[1] * this.parameter.columns + this.cursor[0]];
    }

    update(text) {
        this.pixels = Array.from(text.replaceAll('/', ''), letter => letter === '1');
        const black = this.pixels.filter(on => !on).length;
        this.canvas.setAttribute('aria-label', `${this.name}: ${black} of ${this.pixels.length} pixels are black`);
        this.paint();
    }

    paint() {
        const pen = this.canvas.getContext('2d');
        const { columns, rows } = this.parameter;
        pen.fillStyle = '#fff';
        pen.fillRect(0, 0, columns, rows);
        this.pixels?.forEach((on, index) => {
            const here = this.cursor[0] === index % columns && this.cursor[1] === Math.floor(index / columns);
            if (here && this.canvas.matches(':focus-visible')) {
                pen.fillStyle = on ? '#ffc27a' : '#7a3b00';
            } else if (!on) {
                pen.fillStyle = '#000';
            } else {
                return;
            }
            pen.fillRect(index % columns, Math.floor(index / columns), 1, 1);
        });
    }
}
