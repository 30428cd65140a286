// Values of parameters: the steps of a slider, and how numbers are read and written.

// The name under which an address holds a frame. No parameter has a point in its name.
const FRAME = 'frame.shown';

// The least round number (1, 2 or 5 times a power of ten) that is not smaller.
function roundUp(number) {
    const power = 10 ** Math.floor(Math.log10(number));
    const factor = [1, 2, 5, 10].find(one => one * power >= number * (1 - 1e-9));
    return factor * power;
}

// The values that a slider passes through: both ends, and round numbers between.
function steps(shape) {
    const { from, to } = shape;
    if (from === to) {
        return [from]; // a handle that other parameters leave no room
    }
    const values = [from];
    const add = value => {
        if (value > values[values.length - 1] && value < to) {
            values.push(value);
        }
    };
    if (shape.logarithmic) {
        const count = Math.min(400, Math.max(60, Math.round(40 * Math.log10(to / from))));
        for (let i = 1; i < count; i++) {
            add(Number((from * (to / from) ** (i / count)).toPrecision(3)));
        }
    } else {
        const round = roundUp((to - from) / 400);
        const step = shape.kind === 'integer' ? Math.max(1, round) : round;
        const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        for (let k = Math.floor(from / step); k * step < to; k++) {
            add(Number((k * step).toFixed(decimals)));
        }
    }
    values.push(to);
    return values;
}

// Where among ascending values one lies: the nearest.
function nearestIndex(values, value) {
    let best = 0;
    for (let i = 1; i < values.length; i++) {
        if (Math.abs(values[i] - value) <= Math.abs(values[best] - value)) {
            best = i;
        }
    }
    return best;
}

// A number typed by hand or copied from the page, or NaN.
function number(text) {
    const plain = text.trim().replaceAll('−', '-');
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

// Other words for a flag that the module takes too.
const FLAGS = new Map([['yes', 'true'], ['on', 'true'], ['no', 'false'], ['off', 'false']]);

// A value as it is written in one way only, a number in its shortest form, and on one line, for a line is one
// parameter to the module.
function plain(parameter, text) {
    const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
    switch (parameter.kind) {
        case 'flag': return FLAGS.get(line) ?? line;
        case 'seed': return /^\+?\d{1,40}$/.test(line) ? String(BigInt(line.replace('+', ''))) : line;
        case 'real':
        case 'integer': return Number.isFinite(number(line)) ? String(number(line)) : line;
        default: return line;
    }
}

// Within the range, and as finely as a pointer can tell.
function settled(shape, value) {
    const inside = Math.min(shape.to, Math.max(shape.from, value));
    if (shape.from === shape.to) {
        return inside;
    }
    if (shape.kind === 'integer') {
        return Math.round(inside);
    }
    if (shape.logarithmic) {
        return Math.min(shape.to, Math.max(shape.from, Number(inside.toPrecision(3))));
    }
    const fine = roundUp((shape.to - shape.from) / 2000);
    const decimals = Math.max(0, -Math.floor(Math.log10(fine) + 1e-9));
    const value_ = Number((Math.round(inside / fine) * fine).toFixed(decimals));
    return Math.min(shape.to, Math.max(shape.from, value_));
}

function withMinus(text) {
    return String(text).replace(/-(?=\d)/g, '−');
}

// A value with its unit, as a sentence says it.
function spoken(parameter, text) {
    switch (parameter.kind) {
        case 'flag': return text === 'true' ? 'on' : 'off';
        case 'points': return `${text === '' ? 0 : text.split(';').length} points`;
        case 'bitmap': return 'as drawn';
        default: return withMinus(parameter.unit ? `${text} ${parameter.unit}` : text);
    }
}

function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

// The command line's sentences name flags; here they are controls, named by their labels.
function sentence(error, parameters) {
    const named = new Map(parameters.map(one => [one.name, one.meaning]));
    const plain = error.replace(/--([a-z][a-z0-9-]*)/g, (_, name, at) => {
        const meaning = named.get(name) ?? name.replaceAll('-', ' ');
        return at === 0 ? meaning : `‘${meaning}’`;
    });
    return capital(/[.!?]$/.test(plain) ? plain : `${plain}.`);
}

// The page's address after the `#`: figure, the values that are not the printed ones, and the frame of an animation
// if it isn't either.
function written(id, parameters, values, frame) {
    const changed = parameters
        .filter(one => values.get(one.name) !== one.printed)
        .map(one => `${one.name}=${encodeURIComponent(values.get(one.name)).replace(/%2C/g, ',').replace(/%2F/g, '/')}`);
    if (frame !== null) {
        changed.push(`${FRAME}=${frame}`);
    }
    return `${id}?${changed.join('&')}`;
}

// The frame in such an address, or nothing.
function readFrame(query) {
    const frame = new URLSearchParams(query).getAll(FRAME).at(-1) ?? '';
    return /^\d{1,6}$/.test(frame) ? Number(frame) : null;
}

// The values in such an address, and the names in it that are no parameters.
function readValues(query, parameters) {
    const values = new Map(parameters.map(one => [one.name, one.printed]));
    const named = new Map(parameters.map(one => [one.name, one]));
    const unknown = [];
    for (const part of query.split('&')) {
        const at = part.indexOf('=');
        const name = part.slice(0, Math.max(0, at));
        if (values.has(name)) {
            try {
                values.set(name, plain(named.get(name), decodeURIComponent(part.slice(at + 1))));
            } catch {
                // What isn't valid percent-encoding is no value.
            }
        } else if (part !== '' && name !== FRAME) {
            unknown.push(name || part);
        }
    }
    return { values, unknown };
}

// An element with attributes and children; `true` sets an attribute without a value.
function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== false && value !== undefined) {
            made.setAttribute(name, value === true ? '' : value);
        }
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
}

function button(text, attributes, action) {
    const made = element('button', { type: 'button', ...attributes }, text);
    made.addEventListener('click', action);
    return made;
}
