// What the page of the playground must do. Each check throws an error that says what is wrong.
window.checks = (function () {
    const everything = 'fig-everything';
    const must = (holds, what) => {
        if (!holds) throw new Error(what);
    };
    const press = (target, key, more = {}) =>
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    const at = (type, target, x, y) =>
        target.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true, cancelable: true }));
    // A pointer made by a script can't be captured.
    Element.prototype.setPointerCapture = () => {};
    const row = name => probe.explorer(everything).controls.get(name).row;
    const value = name => probe.explorer(everything).values.get(name);
    const rest = () => probe.rest(everything);

    return {
        async 'a lighter start is told and can be undone'() {
            const state = await probe.open(everything);
            must(state.values === 'level=1', `begins at ${state.values}`);
            const hint = probe.explorer(everything).panel.querySelector('.explore-hint');
            must(hint.textContent.includes('1 m instead of 1.5 m'), hint.textContent);
            hint.querySelector('button').click();
            must((await rest()).values === '', 'the printed values');
            must(probe.explorer(everything).caption.textContent.includes('above'), 'the printed caption');
        },
        async 'every kind has a control that draws'() {
            for (const name of ['level', 'scale', 'count', 'shape', 'noisy', 'seed', 'dots', 'pattern', 'stiffness', 'damping']) {
                for (const part of [0, 0.5, 1]) {
                    const state = await probe.move(everything, name, part);
                    must(state.svg.startsWith('<svg') && !state.svg.includes('NaN'), `${name} at ${part}: ${state.error}`);
                }
                await probe.reset(everything, name);
            }
            const folded = probe.explorer(everything).panel.querySelector('.explore-more');
            must(folded && !folded.open && folded.textContent.includes('2 more'), 'the group is folded');
        },
        async 'the caption follows, with its numbers and its signs'() {
            const slider = row('level').querySelector('input[type=range]');
            slider.value = slider.max;
            slider.dispatchEvent(new Event('input'));
            await rest();
            const caption = probe.explorer(everything).caption;
            must(caption.querySelector('em') && caption.querySelector('strong'), caption.innerHTML);
            must(caption.querySelector('.katex-html')?.textContent.includes('5'), caption.innerHTML);
            must(!caption.textContent.includes('$'), caption.textContent);
            const told = probe.explorer(everything).told.textContent;
            must(told.includes('5 m (printed: 1.5 m)'), told);
        },
        async 'what is wrong is said, and the last picture stays'() {
            const before = probe.explorer(everything).picture.innerHTML;
            const field = row('level').querySelector('input[type=text]');
            field.value = '99';
            field.dispatchEvent(new Event('change'));
            const state = await rest();
            must(state.error === 'Level of the curve is 99 m; it must be a number between 0.5 and 5 m.', state.error);
            must(field.getAttribute('aria-invalid') === 'true', 'the field is not marked');
            must(probe.explorer(everything).picture.innerHTML === before, 'the picture went');
            await new Promise(done => setTimeout(done, 800));
            const live = probe.explorer(everything).live.textContent;
            must(!live.includes('99'), `it is said to be set: ${live}`);
            const slider = row('level').querySelector('input[type=range]');
            must(!slider.getAttribute('aria-valuetext').includes('99'), slider.outerHTML);
            // A sentence about two parameters names both by their labels.
            probe.explorer(everything).setAll([['level', '1'], ['noisy', 'true'], ['count', '2']]);
            const both = (await rest()).error;
            must(both === 'Whether noise is added needs a ‘number of points of the curve’ of at least 3.', both);
            await probe.reset(everything, 'noisy');
            await probe.reset(everything, 'count');
            await probe.reset(everything, 'level');
            must(probe.state(everything).error === null, 'the error stays');
        },
        async 'arrow keys on a control never turn the page'() {
            const here = location.pathname;
            const controls = probe.explorer(everything).panel.querySelectorAll('input, button, select, canvas, summary');
            const all = [...controls, ...document.querySelectorAll('.explore-knob, button[data-explore]')];
            for (const one of all) {
                one.focus();
                press(one, 'ArrowRight');
                press(one, 'ArrowLeft');
            }
            await new Promise(done => setTimeout(done, 300));
            must(location.pathname === here, 'the page was turned');
            await rest();
            probe.explorer(everything).resetAll.click();
            await rest();
        },
        async 'a handle follows pointer and keys'() {
            const [level, scale] = document.querySelectorAll(`#${everything} .explore-knob`);
            must(level.getAttribute('role') === 'slider' && level.getAttribute('aria-orientation') === 'vertical', level.outerHTML);
            const before = Number(value('level'));
            level.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = level.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            at('pointerdown', level, x, y);
            at('pointermove', level, x, y - 20);
            at('pointermove', level, x, y - 40);
            at('pointerup', level, x, y - 40);
            await rest();
            const dragged = Number(value('level'));
            must(dragged > before + 0.5, `dragged from ${before} to ${dragged}`);
            const now = level.getBoundingClientRect();
            must(Math.abs(now.top - (box.top - 40)) < 3, `it stands ${now.top - box.top + 40} px from the pointer`);
            press(level, 'ArrowDown');
            await rest();
            must(Number(value('level')) < dragged, 'a key does not move it');
            must(level.getAttribute('aria-valuetext').includes(value('level')), level.outerHTML);
            press(scale, 'End');
            await rest();
            must(value('scale') === '100', `scale is ${value('scale')}`);
            probe.explorer(everything).resetAll.click();
            await rest();
        },
        async 'a handle keeps within what the other parameters leave it'() {
            const [level] = document.querySelectorAll(`#${everything} .explore-knob`);
            must(level.getAttribute('aria-valuemax') === '5', level.outerHTML);
            probe.explorer(everything).set('noisy', 'true');
            await rest();
            must(level.getAttribute('aria-valuemax') === '3', level.outerHTML);
            press(level, 'End');
            await rest();
            must(value('level') === '3', `level is ${value('level')}`);
            // What a slider sets beyond it, the handle leaves from its own end.
            await probe.move(everything, 'level', 1);
            must(value('level') === '5' && level.getAttribute('aria-valuenow') === '3', level.outerHTML);
            press(level, 'ArrowDown');
            await rest();
            must(Number(value('level')) < 3 && Number(value('level')) > 2.8, `level is ${value('level')}`);
            const box = level.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            at('pointerdown', level, x, y);
            at('pointermove', level, x, y - 2000);
            at('pointerup', level, x, y - 2000);
            await rest();
            must(value('level') === '3', `it was dragged to ${value('level')}`);
            probe.explorer(everything).resetAll.click();
            await rest();
        },
        async 'the focus stays where a reader put it'() {
            const explorer = probe.explorer(everything);
            await probe.move(everything, 'level', 1);
            explorer.resetAll.focus();
            explorer.resetAll.click();
            await rest();
            must(document.activeElement === explorer.resetAll, 'Reset drops the focus');
            must(explorer.resetAll.getAttribute('aria-disabled') === 'true', 'there is nothing to reset');
        },
        async 'Escape closes, and nothing of a closed figure stays in the address'() {
            const { opener, panel } = probe.explorer(everything);
            row('level').querySelector('input[type=range]').focus();
            probe.explorer(everything).set('level', '2');
            press(document.activeElement, 'Escape');
            must(!panel.isConnected && document.activeElement === opener, document.activeElement.outerHTML.slice(0, 200));
            await new Promise(done => setTimeout(done, 1200));
            must(!location.hash.includes('level'), location.hash);
            await probe.open(everything);
        },
        async 'points are added, moved and removed'() {
            const pad = row('dots').querySelector('.explore-pad');
            pad.scrollIntoView({ block: 'center' });
            const box = pad.getBoundingClientRect();
            at('pointerdown', pad, box.left + box.width / 2, box.top + box.height / 2);
            at('pointerup', pad, 0, 0);
            await rest();
            must(value('dots') === '2,1;4,-1;5,0', value('dots'));
            press(pad.children[2], 'ArrowUp');
            await rest();
            must(value('dots') === '2,1;4,-1;5,0.1', value('dots'));
            press(pad.children[0], 'Delete');
            await rest();
            must(value('dots') === '4,-1;5,0.1' && pad.children.length === 2, value('dots'));
            probe.explorer(everything).set('dots', '4,-1;99,-99');
            await rest();
            const { left, top } = pad.children[1].style;
            must(left === '100%' && top === '100%', `a point outside stands at ${left}, ${top}`);
            probe.explorer(everything).set('dots', '4,-1;5,0.1');
            await rest();
        },
        async 'a picture is drawn with pointer and keys'() {
            const canvas = row('pattern').querySelector('canvas');
            canvas.scrollIntoView({ block: 'center' });
            const box = canvas.getBoundingClientRect();
            at('pointerdown', canvas, box.left + box.width * 0.5, box.top + box.height * 0.1);
            at('pointerup', canvas, 0, 0);
            await rest();
            must(value('pattern').startsWith('10101/'), value('pattern'));
            press(canvas, 'ArrowLeft');
            press(canvas, ' ');
            await rest();
            must(value('pattern').startsWith('11101/'), value('pattern'));
            const pixel = canvas.getContext('2d').getImageData(4, 0, 1, 1).data;
            must(pixel[0] === 255, 'a pixel that is 1 is not white');
            must(canvas.getAttribute('aria-label').includes('14 of 25 pixels are black'), canvas.getAttribute('aria-label'));
        },
        async 'the new state is said, and stands in the address'() {
            await probe.until(() => probe.explorer(everything).live.textContent.includes('as drawn'), 'words');
            must(probe.explorer(everything).live.textContent.includes('A curve at'), probe.explorer(everything).live.textContent);
            must(location.hash.startsWith('#fig-everything?') && location.hash.includes('pattern=11101/'), location.hash);
        },
        async 'frames play, step and are scrubbed'() {
            const state = await probe.open('fig-wave');
            const { motion } = probe.explorer('fig-wave');
            must(!motion.bar.hidden && motion.motion.at.length === 12, 'no frames');
            await motion.step(1);
            const second = probe.state('fig-wave').svg;
            must(second !== state.svg && motion.told.textContent === 'time 5 s', motion.told.textContent);
            const caption = () => probe.explorer('fig-wave').caption.textContent;
            must(caption().includes('Shown is the picture at time 5 s; caption and command are for 0 s.'), caption());
            motion.scrub.value = 11;
            motion.scrub.dispatchEvent(new Event('input'));
            await probe.rest('fig-wave');
            must(motion.told.textContent === 'time 55 s', motion.told.textContent);
            motion.play.click();
            must(motion.play.getAttribute('aria-label') === 'Pause', 'it does not play');
            await probe.until(() => motion.motion.frame >= 2 && motion.motion.frame < 11, 'playing');
            motion.play.click();
            must(motion.play.getAttribute('aria-label') === 'Play', 'it does not pause');
        },
        async 'a frame is the one that was asked for last'() {
            const explorer = probe.explorer('fig-wave');
            const { motion } = explorer;
            const early = motion.go(3);
            motion.go(8);
            await early;
            explorer.set('speed', '1.5');
            await probe.rest('fig-wave');
            must(motion.motion.frame === 8 && explorer.link().endsWith('?speed=1.5&frame.shown=8'), explorer.link());
            explorer.set('speed', '99');
            await probe.rest('fig-wave');
            await motion.step(1);
            must(motion.motion.frame === 8 && explorer.link().endsWith('?speed=99&frame.shown=8'), explorer.link());
            explorer.set('speed', '1');
            await motion.go(0);
            const reset = explorer.resetAll.getAttribute('aria-disabled');
            must(motion.frame === null && explorer.link().endsWith('#fig-wave?') && reset === 'true', explorer.link());
        },
        async 'an address and a reset stop what plays'() {
            const explorer = probe.explorer('fig-wave');
            const { motion, figure, opener } = explorer;
            for (const [stop, frame] of [
                [() => lecture_explore.open(figure, opener, 'frame.shown=3'), 3],
                [() => explorer.resetAll.click(), 0],
            ]) {
                motion.play.click();
                await probe.until(() => motion.motion.frame >= 5, 'playing');
                await stop();
                await new Promise(done => setTimeout(done, 1200)); // of two frames
                must(!motion.playing && motion.motion.frame === frame, `frame ${motion.motion.frame} instead of ${frame}`);
            }
        },
        async 'numbers are written in one way'() {
            const explorer = probe.explorer('fig-wave');
            explorer.set('speed', '−1e−1');
            must((await probe.rest('fig-wave')).values === 'speed=-0.1', probe.state('fig-wave').values);
            await lecture_explore.open(explorer.figure, explorer.opener, 'speed=1.50');
            must((await probe.rest('fig-wave')).values === 'speed=1.5', probe.state('fig-wave').values);
            await lecture_explore.open(explorer.figure, explorer.opener, 'speed=1e0');
            must((await probe.rest('fig-wave')).values === '', probe.state('fig-wave').values);
        },
        async 'a link says what it sets, in one way, and nothing else'() {
            const { figure, opener } = probe.explorer(everything);
            const begin = probe.explorer(everything).link().split('?')[1];
            const open = query => lecture_explore.open(figure, opener, query);
            await open('noisy=yes&seed=%2B003&level=2');
            const state = await rest();
            must(state.values === 'level=2\nnoisy=true\nseed=3', state.values);
            must(row('noisy').querySelector('input').checked, 'the box is not ticked');
            await open('level=2%0Ascale=7');
            must((await rest()).error?.startsWith('Level of the curve is '), probe.state(everything).error);
            must(!probe.state(everything).values.includes('\nscale'), probe.state(everything).values);
            await open('noisy=constructor');
            must((await rest()).error?.includes("'constructor'"), probe.state(everything).error);
            await open('level=2&colour=red');
            must((await rest()).error?.includes('‘colour’'), probe.state(everything).error);
            await open(begin);
            must((await rest()).error === null, 'the error stays');
        },
        async 'playing ends where the animation ends by then'() {
            const explorer = probe.explorer('fig-wave');
            const { motion } = explorer;
            explorer.resetAll.click();
            explorer.set('frames', '3');
            await probe.rest('fig-wave');
            motion.play.click();
            explorer.set('frames', '6');
            await probe.until(() => !motion.playing, 'the end');
            must(motion.motion.frame === 5, `it ends at frame ${motion.motion.frame}`);
            explorer.resetAll.click();
            await probe.rest('fig-wave');
        },
        async 'what is saved is not called off'() {
            const explorer = probe.explorer('fig-wave');
            const saved = [];
            const click = HTMLAnchorElement.prototype.click;
            HTMLAnchorElement.prototype.click = function () {
                saved.push(this.download);
            };
            try {
                explorer.set('rounds', '150000'); // of some seconds
                await probe.rest('fig-wave');
                explorer.download('svg');
                explorer.set('rounds', '1');
                await probe.rest('fig-wave');
                await explorer.download('csv');
            } finally {
                HTMLAnchorElement.prototype.click = click;
            }
            must(saved.join() === 'wave.svg,wave.csv', `saved ${saved}`);
        },
        async 'a figure that is closed while it is made ready opens again'() {
            const figure = probe.figure('fig-wave');
            const button = figure.querySelector('button[data-explore]');
            button.click();
            button.click();
            for (let tries = 0; !figure.lectureExplorer && tries < 1000; tries++) {
                await new Promise(done => setTimeout(done, 0));
            }
            must(figure.lectureExplorer.engine.prepared === false, 'it is ready at once');
            button.click();
            await probe.until(() => !button.hasAttribute('aria-busy'), 'being busy no longer');
            must(!figure.lectureExplorer && button.textContent === 'Explore', button.textContent);
            await probe.open('fig-wave');
        },
        async 'a newer request replaces an older one'() {
            const explorer = probe.explorer('fig-wave');
            const start = performance.now();
            explorer.set('rounds', '150000'); // of some seconds
            await new Promise(done => setTimeout(done, 100));
            must(explorer.frame.getAttribute('aria-busy') === 'true', 'nothing says that it computes');
            must(explorer.picture.querySelector('svg'), 'the last picture went');
            explorer.set('rounds', '1');
            const state = await probe.rest('fig-wave');
            must(performance.now() - start < 5000, `took ${performance.now() - start} ms`);
            must(state.values === '' && state.error === null, JSON.stringify(state.values));
            explorer.set('rounds', '1000000');
            const dear = await probe.rest('fig-wave');
            must(dear.error?.includes('lower ‘how long'), dear.error);
        },
        async 'a closed figure is as it was printed'() {
            const figure = probe.figure('fig-wave');
            const button = figure.querySelector('button[data-explore]');
            button.click();
            must(!figure.querySelector('.explore-panel') && figure.querySelector('.figure-frame > svg'), 'it stays open');
            must(figure.querySelector('.figure-command').textContent.endsWith('figure wave'), 'the command');
            must(button.textContent === 'Explore' && button.getAttribute('aria-expanded') === 'false', button.outerHTML);
        },
        async 'what has nothing to move is not offered'() {
            must(!probe.figure('fig-still').querySelector('button[data-explore]'), 'it is offered');
        },
    };
})();
true
