// Points of the picture that can be dragged: each sets the parameters to which the figure ties it.

class Handles {
    constructor(explorer, stage) {
        this.explorer = explorer;
        this.stage = stage;
        this.knobs = [];
        this.dragged = null;
    }

    // Puts a knob on every handle of a drawing. A knob that is being dragged stays under its pointer.
    place(drawing, size) {
        this.areas = drawing.areas;
        this.size = size;
        const { handles } = drawing;
        while (this.knobs.length > handles.length) {
            this.remove(this.knobs.pop());
        }
        handles.forEach((handle, index) => {
            const knob = this.knobs[index] ?? this.knob(index);
            knob.handle = handle;
            this.describe(knob);
            if (knob !== this.dragged) {
                this.move(knob, ...this.pixelsOf(handle));
            }
        });
    }

    // A knob that the picture has no more lets go of pointer and focus, which stays in the figure.
    remove(knob) {
        if (knob === this.dragged) {
            this.dragged = null;
        }
        const focused = knob === document.activeElement;
        knob.remove();
        if (focused) {
            (this.knobs.at(-1) ?? this.explorer.panel).focus({ preventScroll: true });
        }
    }

    knob(index) {
        const knob = element('button', { type: 'button', class: 'explore-knob' });
        knob.addEventListener('pointerdown', event => this.drag(event, knob));
        knob.addEventListener('keydown', event => this.key(event, knob));
        this.knobs[index] = knob;
        this.stage.append(knob);
        return knob;
    }

    // A parameter with the range in which this handle sets it, and its value, which other controls may have set
    // beyond.
    reach({ within, at, x }, name) {
        const parameter = this.explorer.parameter(name);
        const [low, high] = within ?? [parameter.from, parameter.to];
        const reach = { ...parameter, from: Math.max(parameter.from, low), to: Math.min(parameter.to, high) };
        const value = number(this.explorer.values.get(name));
        // What the figure refused left the picture, and the handle, as they were.
        const refused = !(value >= parameter.from && value <= parameter.to)
            || parameter.kind === 'integer' && !Number.isInteger(value);
        const inside = Math.min(reach.to, Math.max(reach.from, value));
        return { ...reach, now: String(refused ? settled(reach, at[name === x ? 0 : 1]) : inside) };
    }

    // Along one axis a handle is a slider; along two it is a button that arrow keys move.
    describe(knob) {
        const { x, y, label } = knob.handle;
        const told = [x, y].filter(name => name).map(name => {
            const parameter = this.reach(knob.handle, name);
            return `${parameter.meaning} ${spoken(parameter, parameter.now)}`;
        });
        knob.dataset.axes = `${x ? 'x' : ''}${y ? 'y' : ''}`;
        if (x && y) {
            knob.removeAttribute('role');
            knob.setAttribute('aria-label', `${capital(label)}: ${told.join(', ')}; arrow keys move it`);
            return;
        }
        const parameter = this.reach(knob.handle, x || y);
        // Where two meet, the one that can still go somewhere is to be had.
        knob.classList.toggle('explore-stuck', parameter.from === parameter.to);
        knob.setAttribute('role', 'slider');
        knob.setAttribute('aria-label', capital(label));
        knob.setAttribute('aria-orientation', x ? 'horizontal' : 'vertical');
        knob.setAttribute('aria-valuemin', parameter.from);
        knob.setAttribute('aria-valuemax', parameter.to);
        knob.setAttribute('aria-valuenow', parameter.now);
        knob.setAttribute('aria-valuetext', told[0]);
    }

    // Where a handle stands; one whose value lies beyond its axis stands at the axis's end.
    pixelsOf({ at, area }, areas = this.areas) {
        const { x, y, left, top, width, height } = areas[area];
        const within = (place, low, length) => Math.min(low + length, Math.max(low, place));
        return [within(this.pixels(at[0], x, left, width), left, width),
            within(this.pixels(at[1], y, top + height, -height), top, height)];
    }

    // From a value to a place along an axis that begins at `start` and is so long, and back.
    pixels(value, span, start, length) {
        const part = span.logarithmic
            ? Math.log(value / span.from) / Math.log(span.to / span.from)
            : (value - span.from) / (span.to - span.from);
        return start + part * length;
    }

    value(pixel, span, start, length) {
        const part = Math.min(1, Math.max(0, (pixel - start) / length));
        return span.logarithmic ? span.from * (span.to / span.from) ** part : span.from + part * (span.to - span.from);
    }

    move(knob, x, y) {
        knob.style.left = `${100 * x / this.size.width}%`;
        knob.style.top = `${100 * y / this.size.height}%`;
    }

    // Sets the parameters of a handle from a place in the drawing, in its pixels. The axes are those of the moment
    // when it was taken hold of: what it sets may stretch them, and then every pixel would move it anew.
    moveTo(knob, areas, x, y) {
        const { handle } = knob;
        const area = areas[handle.area];
        const changes = [];
        let [left, top] = this.pixelsOf(handle, areas);
        const along = (name, pixel, span, start, length) => {
            const value = settled(this.reach(handle, name), this.value(pixel, span, start, length));
            changes.push([name, String(value)]);
            return this.pixels(value, span, start, length);
        };
        if (handle.x) {
            left = along(handle.x, x, area.x, area.left, area.width);
        }
        if (handle.y) {
            top = along(handle.y, y, area.y, area.top + area.height, -area.height);
        }
        this.move(knob, left, top);
        this.explorer.setAll(changes);
    }

    drag(event, knob) {
        if (event.button !== 0) {
            return;
        }
        event.preventDefault();
        knob.focus({ preventScroll: true });
        knob.setPointerCapture(event.pointerId);
        this.dragged = knob;
        const { areas } = this;
        const move = moved => {
            const box = this.stage.getBoundingClientRect();
            this.moveTo(knob, areas, (moved.clientX - box.left) / box.width * this.size.width,
                (moved.clientY - box.top) / box.height * this.size.height);
        };
        const end = () => {
            knob.removeEventListener('pointermove', move);
            knob.removeEventListener('pointerup', end);
            knob.removeEventListener('pointercancel', end);
            this.dragged = null;
            this.explorer.placeHandles();
        };
        knob.addEventListener('pointermove', move);
        knob.addEventListener('pointerup', end);
        knob.addEventListener('pointercancel', end);
    }

    key(event, knob) {
        const { x, y } = knob.handle;
        const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        const up = { ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
        // A handle of one axis obeys all arrows, as a slider does.
        const changes = [];
        const step = (name, way) => {
            const parameter = this.reach(knob.handle, name);
            const values = steps(parameter);
            const at = nearestIndex(values, number(parameter.now));
            const next = Math.min(values.length - 1, Math.max(0, at + way * (event.shiftKey ? 10 : 1)));
            changes.push([name, String(values[next])]);
        };
        if (x && (across || !y && up)) {
            step(x, across || up);
        } else if (y && (up || !x && across)) {
            step(y, up || across);
        } else if (event.key === 'Home' || event.key === 'End') {
            event.preventDefault(); // along two axes they mean nothing, and must not scroll the page either
            if (!(x && y)) {
                step(x || y, event.key === 'Home' ? -1e6 : 1e6);
            }
        }
        if (changes.length > 0) {
            event.preventDefault();
            this.explorer.setAll(changes);
        }
    }
}
