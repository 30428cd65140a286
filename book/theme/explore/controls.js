// One control for each parameter. A control shows a value (as text) and tells when a reader changes it.

const ICONS = {
    reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
    play: 'M4 2.5l9 5.5-9 5.5z',
    pause: 'M4.5 3v10M11.5 3v10',
    back: 'M10.5 3l-6 5 6 5',
    forward: 'M5.5 3l6 5-6 5',
};

function icon(name) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('class', `icon icon-${name}`);
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', ICONS[name]);
    svg.append(path);
    return svg;
}

class Control {
    constructor(explorer, parameter, symbol) {
        this.explorer = explorer;
        this.parameter = parameter;
        this.id = `${explorer.id}-${parameter.name}`;
        this.name = capital(parameter.meaning);
        const label = element('label', { class: 'explore-label', id: `${this.id}-label`, for: this.id }, this.name);
        if (symbol) {
            const set = element('span', { class: 'explore-symbol' });
            set.innerHTML = symbol;
            label.append(' ', set);
        }
        const start = spoken(parameter, parameter.start);
        this.reset = button(icon('reset'), {
            class: 'explore-reset', 'aria-label': `Reset ${parameter.meaning} to ${start}`, title: `Reset to ${start}`,
        }, () => {
            this.change(parameter.start);
            this.focus();
        });
        this.head = element('div', { class: 'explore-head' }, label, this.reset);
        this.row = element('div', { class: `explore-row explore-${parameter.kind}`, 'data-parameter': parameter.name }, this.head);
        this.build(label);
    }

    // The reader chose a value.
    change(text) {
        this.explorer.set(this.parameter.name, text);
    }

    show(text) {
        this.reset.disabled = text === this.parameter.start;
        this.update(text);
    }

    focus() {
        this.row.querySelector('input, select, canvas, button:not(.explore-reset)')?.focus();
    }

    invalid(wrong) {
        this.row.querySelectorAll('input[type="text"]').forEach(field => {
            field.toggleAttribute('aria-invalid', wrong);
            if (wrong) {
                field.setAttribute('aria-invalid', 'true');
            }
        });
    }

    // A field for text, which counts when the reader leaves it or presses Enter.
    field(attributes) {
        const field = element('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
        field.addEventListener('change', () => this.change(field.value.trim()));
        field.addEventListener('keydown', event => {
            if (event.key === 'Enter') {
                this.change(field.value.trim());
            }
        });
        return field;
    }
}

class NumberControl extends Control {
    build() {
        const { parameter } = this;
        this.values = steps(parameter);
        this.slider = element('input', { type: 'range', id: this.id, min: 0, max: this.values.length - 1, step: 1 });
        this.slider.addEventListener('input', () => this.change(String(this.values[this.slider.valueAsNumber])));
        const unit = parameter.unit ? ` in ${parameter.unit}` : '';
        this.text = this.field({ inputmode: 'decimal', class: 'explore-number', 'aria-label': `${this.name}, value${unit}` });
        const [least, most] = [parameter.from, parameter.to].map(value => withMinus(value));
        const kind = parameter.logarithmic ? ', logarithmic' : '';
        const value = element('span', { class: 'explore-value' },
            this.text, parameter.unit ? element('span', { class: 'explore-unit' }, parameter.unit) : null);
        this.row.append(this.slider, element('div', { class: 'explore-ends', title: `${least} to ${most}${unit}${kind}` },
            element('span', {}, least), value, element('span', {}, most)));
    }

    update(text) {
        if (document.activeElement !== this.text || number(this.text.value) !== number(text)) {
            this.text.value = withMinus(text);
        }
        const value = number(text);
        // What is no value of this parameter is told beside it; the slider stays where it was.
        if (value >= this.parameter.from && value <= this.parameter.to) {
            this.slider.value = nearestIndex(this.values, value);
            this.slider.setAttribute('aria-valuetext', spoken(this.parameter, text));
        }
    }
}

class ChoiceControl extends Control {
    build() {
        this.select = element('select', { id: this.id },
            ...this.parameter.options.map(option => element('option', { value: option }, option.replaceAll('-', ' '))));
        this.select.addEventListener('change', () => this.change(this.select.value));
        this.row.append(element('div', { class: 'explore-body' }, this.select));
    }

    update(text) {
        this.select.value = text;
    }
}

class FlagControl extends Control {
    build(label) {
        this.box = element('input', { type: 'checkbox', id: this.id });
        this.box.addEventListener('change', () => this.change(String(this.box.checked)));
        label.prepend(this.box);
    }

    update(text) {
        this.box.checked = text === 'true';
    }
}

class SeedControl extends Control {
    build() {
        this.text = this.field({ inputmode: 'numeric', id: this.id, class: 'explore-number' });
        const fresh = button('New seed', { class: 'explore-button' }, () => {
            const [bits] = crypto.getRandomValues(new Uint32Array(1));
            this.change(String(bits % 1000000));
        });
        this.row.append(element('div', { class: 'explore-body' }, this.text, fresh));
    }

    update(text) {
        this.text.value = text;
    }
}

function control(explorer, parameter, symbol) {
    const kinds = {
        real: NumberControl, integer: NumberControl, choice: ChoiceControl, flag: FlagControl, seed: SeedControl,
        points: PointsControl, bitmap: BitmapControl,
    };
    return new kinds[parameter.kind](explorer, parameter, symbol);
}
