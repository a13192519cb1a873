// Time travel: play, pause, speed, single steps, and jumps to what is worth seeing.

import {button, fill, h} from './dom.js';
import {icon} from './icons.js';
import {FIRED, REPORT, timeText} from './trace.js';

/// Steps a second.
const SPEEDS = [1, 2, 5, 10, 25, 60, 250, 1000];
const USUAL_SPEED = 10;

export class Transport {

  /// What cannot be jumped to is told to `say`.
  constructor(session, filter, isPage, say) {
    this.session = session;
    this.filter = filter;
    this.isPage = isPage;
    this.say = say;
    this.playing = false;
    this.speed = USUAL_SPEED;
    this.element = h('div', {class: 'dsd-transport', role: 'toolbar',
      'aria-label': 'Time travel'});
    this.slider = h('input', {type: 'range', min: '0', class: 'dsd-slider',
      'aria-label': 'Position in the run',
      'data-explain': 'Drag to any position of the run.',
      oninput: () => this.jump(Number(this.slider.value))});
    this.clock = h('output', {class: 'dsd-clock'});
    this.speeds = h('select', {class: 'dsd-speed', 'aria-label': 'Speed in steps a second',
      'data-explain': 'How many steps a second are played.',
      onchange: () => (this.speed = Number(this.speeds.value))},
    SPEEDS.map(it => h('option', {value: it, selected: it === USUAL_SPEED}, `${it}/s`)));
    this.draw();
  }

  /// Draws the buttons; why a grey one is grey, it says.
  draw() {
    const {session} = this;
    const {at = 0, overview} = session;
    const start = at <= session.first ? 'The nodes have only just started.' : null;
    const end = overview && at >= session.length && overview.end
      ? `The run is over: ${overview.end}.` : null;
    const broken = overview?.violation;
    const drawn = [start, end, at >= session.length, broken?.step, this.playing].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement.dataset.key : null;
    fill(this.element,
      this.key('start', icon('start'), 'Back to the start (Home).',
        () => this.jump(session.first), start),
      this.key('back', icon('back'), 'One step back (←).', () => this.walk(-1), start),
      this.playKey(end),
      this.key('forward', icon('forward'), 'One step forward (→).',
        () => this.walk(1), end),
      this.key('end', icon('end'), 'To the end of what has happened so far (End).',
        () => this.jump(session.length),
        at >= session.length ? 'This is the end of what has happened so far.' : null),
      this.key('timer', 'Timer ›', 'To the next timer that fires (T).', () => this.toTimer()),
      this.key('report', 'Fact ›', 'To the next fact that a node reports and that is not '
        + 'reported all the time (N; back with P).', () => this.toReport()),
      (broken || this.isPage) && this.key('violation', 'Broken ›',
        'To the step that broke a promise (V).', () => this.toViolation(),
        broken ? null : 'No promise is broken in this branch.'),
      this.speeds, this.clock, this.slider);
    if (focused) this.element.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  key(name, label, explain, go, why = null) {
    return button(label, explain, go, {
      why, 'data-key': name, class: 'dsd-key',
      'aria-label': typeof label === 'string' ? null : explain,
    });
  }

  playKey(why) {
    const label = icon(this.playing ? 'pause' : 'play');
    return button(label, this.playing ? 'Pause (Space).' : 'Play (Space).', () => this.toggle(), {
      why, 'data-key': 'play', class: 'dsd-key dsd-play primary',
      'aria-label': this.playing ? 'Pause' : 'Play',
    });
  }

  /// Follows the session: where it stands and how far it can go.
  follow() {
    const {session} = this;
    this.slider.min = session.first;
    this.slider.max = session.length;
    this.slider.value = session.at;
    const time = session.at > 0 ? session.trace.steps.time[session.at - 1] : 0;
    this.clock.textContent = `${session.at} of ${session.length}`;
    this.clock.append(h('small', {}, timeText(time)));
    this.slider.setAttribute('aria-valuetext', `Step ${session.at} of ${session.length}`);
    this.draw();
  }

  jump(k) {
    this.pause();
    this.session.moveTo(k);
  }

  /// So many steps on, or back: of the nodes that the diagram shows.
  walk(steps) {
    this.pause();
    this.session.moveTo(this.away(steps));
  }

  away(steps) {
    const {session, filter} = this;
    const by = Math.sign(steps);
    let k = session.at;
    for (let left = Math.abs(steps); left > 0; left--) {
      do k += by;
      while (k > session.first && (k <= session.length || session.goOn())
        && !filter.shows(session.trace.steps.node[k - 1]));
    }
    return k;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /// Plays on to a step and stops there; who wants no motion is there at once.
  playTo(step, then) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.session.moveTo(step);
      then();
      return;
    }
    this.until = {step, then};
    this.play();
  }

  play() {
    this.playing = true;
    this.due = 0;
    this.last = performance.now();
    this.draw();
    const tick = now => {
      if (!this.playing) return;
      this.due += Math.min(0.25, (now - this.last) / 1000) * this.speed;
      this.last = now;
      const whole = Math.floor(this.due);
      this.due -= whole;
      if (whole > 0) this.advance(whole);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  advance(steps) {
    const {session, until} = this;
    if (session.at + steps > session.length) session.goOn();
    const before = session.at;
    session.moveTo(Math.min(this.away(steps), until?.step ?? Infinity));
    if (session.at === before || session.at === until?.step) this.pause();
    if (session.at === until?.step) until.then();
  }

  pause() {
    this.until = null;
    if (!this.playing) return;
    this.playing = false;
    this.draw();
  }

  toTimer() {
    const found = this.search(from => {
      const {kind, node} = this.session.trace.steps;
      let index = kind.indexOf(FIRED, from);
      while (index >= 0 && !this.filter.shows(node[index])) index = kind.indexOf(FIRED, index + 1);
      return index + 1;
    });
    if (!found) this.say('No later step is a timer that fires at a node that is shown.');
  }

  toReport() {
    if (!this.nextReport()) this.say('No node that is shown reports such a fact later.');
  }

  nextReport(wanted = () => true) {
    return this.search(from => {
      const {marks, labels} = this.session.trace;
      for (let i = 0; i < marks.step.length; i++) {
        if (marks.step[i] > from && this.isNews(i) && wanted(labels[marks.label[i]])) {
          return marks.step[i];
        }
      }
      return 0;
    });
  }

  previousReport() {
    const {marks} = this.session.trace;
    for (let i = marks.step.length - 1; i >= 0; i--) {
      if (marks.step[i] < this.session.at && this.isNews(i)) {
        this.jump(marks.step[i]);
        return;
      }
    }
    this.say('No node that is shown has reported such a fact earlier.');
  }

  /// Whether a mark is a fact worth a jump: of a node that is shown, and not reported all the time.
  isNews(mark) {
    const {marks, steps} = this.session.trace;
    return marks.kind[mark] === REPORT && this.filter.shows(steps.node[marks.step[mark] - 1])
      && !this.filter.isUsual(marks.label[mark]);
  }

  /// Jumps to the first step after this one that `find` finds; computes the run on if need be.
  search(find) {
    this.pause();
    let from = this.session.at;
    for (let tries = 0; tries < 60; tries++) {
      const step = find(from);
      if (step > 0) {
        this.session.moveTo(step);
        return true;
      }
      from = this.session.length;
      if (!this.session.goOn(200)) return false;
    }
    return false;
  }

  toViolation() {
    if (this.session.overview.violation) this.jump(this.session.overview.violation.step);
  }
}
