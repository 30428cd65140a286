// The frames of an animation: play, pause, step, scrub.

// A whole animation lasts about so long, in ms, within these bounds for one frame.
const WHOLE = 6000;
const SHORTEST = 50;
const LONGEST = 400;

// Where a frame stands, with its unit.
function moment(motion, frame) {
    return withMinus(`${Number(motion.at[frame].toPrecision(4))} ${motion.unit}`.trim());
}

class MotionBar {
    constructor(explorer) {
        this.explorer = explorer;
        this.frame = null; // the one asked for, or nothing for the printed one
        this.timer = 0;
        this.play = button('', { class: 'explore-icon' }, () => this.playing ? this.pause() : this.start());
        const back = button(icon('back'), { class: 'explore-icon', 'aria-label': 'One frame back', title: 'One frame back' }, () => this.step(-1));
        const on = button(icon('forward'), { class: 'explore-icon', 'aria-label': 'One frame on', title: 'One frame on' }, () => this.step(1));
        this.scrub = element('input', { type: 'range', min: 0, step: 1 });
        this.scrub.addEventListener('input', () => {
            this.pause();
            this.go(this.scrub.valueAsNumber);
        });
        this.told = element('output', { class: 'explore-moment' });
        this.bar = element('div', { class: 'explore-motion', role: 'group', 'aria-label': 'Animation', hidden: true }, this.play, back, on, this.scrub, this.told);
        this.showPlaying(false);
    }

    showPlaying(playing) {
        this.playing = playing;
        this.play.replaceChildren(icon(playing ? 'pause' : 'play'));
        this.play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
        this.play.title = playing ? 'Pause' : 'Play';
    }

    // Shows the animation of a drawing, or that there is none.
    show(motion) {
        this.motion = motion;
        this.bar.hidden = !motion;
        if (!motion) {
            this.pause();
            return;
        }
        this.scrub.max = motion.at.length - 1;
        this.scrub.value = motion.frame;
        this.scrub.setAttribute('aria-label', capital(motion.name));
        const now = moment(motion, motion.frame);
        this.scrub.setAttribute('aria-valuetext', now);
        this.told.textContent = `${motion.name} ${now}`;
    }

    // Nothing newer is asked for: the frame is the one that is shown. The printed one has no number, for that
    // moves with the parameters.
    rest() {
        const { motion } = this;
        this.frame = !motion || motion.frame === motion.printed ? null : motion.frame;
    }

    go(frame) {
        this.frame = frame;
        this.explorer.show();
        return this.explorer.draw();
    }

    step(by) {
        this.pause();
        const count = this.motion.at.length;
        const now = this.frame ?? this.motion.printed;
        return this.go((now + by + count) % count);
    }

    start() {
        this.showPlaying(true);
        const last = () => this.motion.at.length - 1; // a parameter can change it meanwhile
        // A reader who wants less motion gets single pictures, not a film.
        const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
        const pace = calm ? 1000 : Math.min(LONGEST, Math.max(SHORTEST, WHOLE / this.motion.at.length));
        let frame = this.motion.frame === last() ? -1 : this.motion.frame;
        const next = async () => {
            const begun = performance.now();
            frame = Math.min(frame + 1, last());
            await this.go(frame);
            if (!this.playing) {
                return;
            }
            if (frame >= last()) {
                this.pause();
                return;
            }
            this.timer = window.setTimeout(next, Math.max(0, pace - (performance.now() - begun)));
        };
        next();
    }

    pause() {
        window.clearTimeout(this.timer);
        if (this.playing) {
            this.showPlaying(false);
        }
    }
}
