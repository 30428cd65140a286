// The module in a worker: one request at a time, of the pictures that are asked for meanwhile only the latest, and
// everything that is to be saved.

// What runs in the worker, after the module's own JavaScript and the unpacker's.
const WORKER = `
let id = 0;
let ready = null;
let told = 0;
function lecture_progress(done, all) {
    const now = performance.now();
    if (now - told > 80 || done === all) {
        told = now;
        self.postMessage({ id, done, all });
    }
}
async function begin({ packed, bytes }) {
    if (packed) {
        bytes = unpack_lzma(packed);
        self.postMessage({ bytes });
    }
    await wasm_bindgen({ module_or_path: bytes });
}
self.onmessage = async event => {
    const task = event.data;
    if (task.packed || task.bytes) {
        ready = begin(task);
        ready.then(() => self.postMessage({ ready: true }), error => self.postMessage({ broken: String(error) }));
        return;
    }
    id = task.id;
    try {
        await ready;
        const start = performance.now();
        const text = task.table
            ? wasm_bindgen.table(task.chapter, task.figure, task.values)
            : wasm_bindgen.draw(task.chapter, task.figure, task.values, task.width, task.frame);
        self.postMessage({ id, text, milliseconds: performance.now() - start });
    } catch (error) {
        self.postMessage({ id, failed: String(error) });
    }
};
`;

// How long a computation may go on once a newer one waits, in ms: what takes less follows the slider
// at its own pace, what takes longer is called off.
const PATIENCE = 800;

class Engine {
    // Each chapter's module, packed until a worker has unpacked it, and the script of its workers.
    static modules = {};

    static prepare(chapter) {
        if (Engine.modules[chapter]) {
            return;
        }
        const { glue, wasm } = window.lecture_engines[chapter];
        Engine.modules[chapter] = {
            packed: Uint8Array.from(atob(wasm), letter => letter.charCodeAt(0)),
            bytes: null,
            address: URL.createObjectURL(new Blob([glue, UNPACKER, WORKER], { type: 'text/javascript' })),
        };
        window.lecture_engines[chapter] = true; // its text is not needed any longer
    }

    constructor(chapter, progress) {
        this.module = Engine.modules[chapter];
        this.progress = progress;
        this.running = null;
        this.waiting = null;
        this.saves = [];
        this.count = 0;
        this.timer = 0;
        this.times = [];
        // Whether the module can be run here at all.
        this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
        this.ready.catch(() => {}); // told to the reader by who waits for it
        this.start();
    }

    start() {
        this.worker = new Worker(this.module.address);
        this.worker.onmessage = event => this.hear(event.data);
        this.worker.onerror = event => {
            event.preventDefault();
            const why = event.message || 'the worker could not be started';
            this.reject(new Error(why));
            this.fail(why);
        };
        // Whether the worker has its module; until then nothing is called off.
        this.prepared = false;
        const { packed, bytes } = this.module;
        this.worker.postMessage(bytes ? { bytes } : { packed });
    }

    restart() {
        this.worker.terminate();
        this.start();
    }

    // The module's answer, or nothing if a newer request took this one's place; that of one that is to be saved, none
    // can.
    ask(task) {
        return new Promise((resolve, reject) => {
            const request = { task: { ...task, id: ++this.count }, resolve, reject, since: performance.now() };
            if (!this.running) {
                this.send(request);
                return;
            }
            if (task.save) {
                this.saves.push(request);
                return;
            }
            this.waiting?.resolve(null);
            this.waiting = request;
            this.hasten();
        });
    }

    // What runs may go on for a while if something newer waits.
    hasten() {
        const replaced = this.prepared && this.running && !this.running.task.save;
        if (replaced && this.waiting && !this.timer) {
            const left = PATIENCE - (performance.now() - this.running.since);
            this.timer = window.setTimeout(() => this.replace(), Math.max(0, left));
        }
    }

    // Calls off what runs: something newer has waited long enough.
    replace() {
        this.timer = 0;
        if (this.running && !this.running.task.save && this.waiting) {
            this.running.resolve(null);
            this.running = null;
            this.restart();
            this.next();
        }
    }

    send(request) {
        this.running = request;
        request.since = performance.now();
        this.worker.postMessage(request.task);
    }

    next() {
        window.clearTimeout(this.timer);
        this.timer = 0;
        const request = this.saves.shift() ?? this.waiting;
        if (request === this.waiting) {
            this.waiting = null;
        }
        if (request) {
            this.send(request);
        }
    }

    hear(message) {
        const { running } = this;
        if (message.bytes) {
            Object.assign(this.module, { bytes: message.bytes, packed: null });
            return;
        }
        if (message.ready) {
            this.prepared = true;
            if (running) {
                running.since = performance.now();
            }
            this.hasten();
            this.resolve();
            return;
        }
        if (message.broken !== undefined) {
            this.reject(new Error(message.broken));
            return;
        }
        if (!running || message.id !== running.task.id) {
            return; // the last words of what was called off
        }
        if (message.all !== undefined) {
            this.progress(message.done / message.all);
            return;
        }
        if (message.failed !== undefined) {
            this.fail(message.failed);
            return;
        }
        this.times = this.times.slice(-499);
        this.times.push({ worker: message.milliseconds, all: performance.now() - running.since });
        this.running = null;
        running.resolve(JSON.parse(message.text));
        this.next();
    }

    // The module stopped in the middle: what it holds can't be trusted any longer.
    fail(why) {
        const { running } = this;
        this.running = null;
        this.restart();
        running?.reject(new Error(why));
        this.next();
    }

    close() {
        window.clearTimeout(this.timer);
        this.worker.terminate();
        this.running?.resolve(null);
        this.waiting?.resolve(null);
        this.saves.forEach(request => request.resolve(null));
        this.running = null;
        this.waiting = null;
        this.saves = [];
        this.reject(new Error('closed'));
    }
}
