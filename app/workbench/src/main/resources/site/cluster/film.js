// The steps of the members as they are taken: a run that grows, drawn by the debugger's diagram.

import {Diagram} from '../debugger/diagram.js';
import {Filter} from '../debugger/filter.js';
import {wordsOf} from '../debugger/lanes.js';
import {Legend} from '../debugger/legend.js';
import {FATES, REPORT, Trace} from '../debugger/trace.js';

/// When a page has seen so many steps, it begins anew with those that the server has kept.
const STEPS_MAX = 20_000;

/// The close-up begins so many steps before what caused the election, and ends so many behind it.
const BEFORE = 8;
const BEHIND = 16;

/// What happened so many milliseconds before an election may have caused it.
const CAUSE_MAX = 15_000;

/// What a member states that has won; as things happen, there is room for no other word.
const LEADS = 'BecameLeader';

/// A step of the close-up is to have so many pixels at least. A narrow screen shows less: the end of
/// the election, and behind it a part of its width.
const STEP_WIDTH = 9;
const BEHIND_PART = 0.25;

/// How much of the film is missing is said anew with every so manieth piece of it.
const TOLD_EVERY = 5;

/// By keyboard, the diagram moves by so much of its width, and is zoomed so much.
const PAN = 0.2;
const ZOOM = 1.4;

const at = id => document.getElementById(id);

/// One diagram of the film, with all that belongs to it.
class Screen {

  constructor(root, film, pace, explain) {
    this.film = film;
    this.explain = explain;
    this.filter = new Filter();
    this.filter.hidden = film.hidden;
    this.diagram = new Diagram(film, this.filter);
    this.diagram.pace = pace;
    root.append(this.diagram.element);
    this.diagram.addEventListener('point', event => this.point(event.detail));
    new ResizeObserver(() => film.resized()).observe(this.diagram.element);
    addEventListener('themechange', () => this.diagram.repaint());
    matchMedia('(prefers-color-scheme: dark)')
      .addEventListener('change', () => this.diagram.repaint());
    matchMedia('print').addEventListener('change', () => this.diagram.repaintNow());
    this.diagram.canvas.addEventListener('keydown', event => this.press(event));
  }

  show() {
    this.diagram.show(false);
  }

  /// Says what is in sight to those who do not see it.
  describe(words) {
    this.diagram.canvas.setAttribute('aria-label', `Space-time diagram of ${words}. The arrow keys `
      + 'move it, plus and minus zoom.');
  }

  press(event) {
    const {view} = this.diagram;
    const go = {
      ArrowLeft: () => view.panBy(view.width * PAN),
      ArrowRight: () => view.panBy(-view.width * PAN),
      '+': () => view.zoomBy(ZOOM),
      '-': () => view.zoomBy(1 / ZOOM),
    }[event.key];
    if (!go || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.diagram.dispatchEvent(new Event('taken'));
    go();
    this.diagram.request();
  }

  point({step, arrow, fault, x, y}) {
    const pointed = `${step} ${arrow} ${fault?.id}`;
    if (pointed === this.pointed) return;
    this.pointed = pointed;
    const text = step ? this.film.step(step) : arrow >= 0 ? this.film.message(arrow)
      : fault ? wordsOf(fault) : '';
    if (text) this.explain.at(text, x, y);
    else this.explain.hide();
  }
}

/// In the place of the debugger's session: a run of which no step can be taken back.
export class Film extends EventTarget {

  constructor(explain) {
    super();
    this.first = 1;
    this.trace = null;
    this.hidden = new Set();
    this.live = new Screen(at('film'), this, 'clock', explain);
    this.live.filter.isUsual = label => !this.trace.labels[label].startsWith(LEADS);
    this.closeUp = new Screen(at('close-up'), this, 'steps', explain);
    this.legend = new Legend(this, this.live.filter, () => this.filtered());
    at('film').prepend(this.legend.element);
    at('hold').addEventListener('click', () => this.hold(!this.held));
    at('span').addEventListener('change', () => this.hold(false));
    this.live.diagram.addEventListener('taken', () => this.hold(true));
    this.live.diagram.canvas.addEventListener('pointerdown', () => this.hold(true));
  }

  get length() {
    return this.trace.length;
  }

  /// The present is the position shown.
  get at() {
    return this.trace.length;
  }

  begin({nodes, roles, gone}) {
    this.trace = new Trace({nodes, roles, kinds: [], labels: [], faults: [], end: '', first: 1,
      steps: 0}, () => null);
    this.now = 0;
    this.gone = gone;
    this.gaps = [];
    this.turns = 0;
    this.election = null;
    this.leader = -1;
  }

  /// Who leads when the page is opened: the steps of that election may be forgotten by then.
  ledBy(name) {
    if (this.leader < 0) this.leader = this.trace.nodes.indexOf(name);
  }

  append(news) {
    const known = this.trace.marks.step.length;
    this.trace.append(news);
    this.trace.faults = news.faults;
    this.now = news.now;
    this.gaps.push(...news.gaps.time.map((time, i) => ({time, count: news.gaps.count[i]})));
    if (!this.held && this.turns++ % TOLD_EVERY === 0) this.tellGaps();
    this.lookForLeaders(known);
    if (!this.held) this.show();
    this.legend.draw();
    if (this.length > STEPS_MAX && !this.held) this.dispatchEvent(new Event('full'));
  }

  show() {
    if (!this.trace) return;
    this.live.show();
    const {view, axis} = this.live.diagram;
    const now = axis.time(this.now);
    if (!this.held) view.fit(now - Number(at('span').value) * 10_000, now);
    if (this.election) this.showElection();
  }

  /// The legend is that of both diagrams.
  filtered() {
    this.closeUp.filter.lit = this.live.filter.lit;
    this.closeUp.diagram.request();
    this.show();
  }

  /// Members under load take more steps than a diagram can show: what it does not show, it says.
  tellGaps() {
    const span = Number(at('span').value);
    const missing = this.gaps.filter(it => it.time >= this.now - span * 1000)
      .reduce((sum, it) => sum + it.count, 0);
    const kept = Math.floor((this.now - (this.trace.steps.time[0] ?? this.now)) / 1000);
    const known = this.gone > 0 && kept < span ? kept : span;
    at('gaps').textContent = missing === 0 ? `Every step of the last ${known} s is drawn.`
      : `${missing.toLocaleString('en')} steps of the last ${span} s are not drawn: they are more `
        + 'than a diagram can show. The recording has them all.';
    this.live.describe(`the last ${span} s, with ${this.length} steps in all`);
  }

  resized() {
    if (this.election) this.election.done = false;
    this.show();
  }

  hold(held) {
    this.held = held;
    at('hold').textContent = held ? 'Go on live' : 'Hold';
    at('hold').setAttribute('aria-pressed', held);
  }

  lookForLeaders(from) {
    const {marks, labels} = this.trace;
    for (let i = from; i < marks.step.length; i++) {
      const label = marks.kind[i] === REPORT ? labels[marks.label[i]] : '';
      if (label.startsWith(LEADS)) {
        this.elected(marks.step[i], marks.node[i], marks.time[i], label.replace(/\D+/, ''));
      }
    }
  }

  elected(step, node, time, term) {
    const causes = this.causes(this.leader, time);
    this.leader = node;
    const since = causes.at(-1)?.from;
    const first = since ? this.stepAt(since) - BEFORE : step - 2 * BEHIND;
    this.election = {first: Math.max(1, first), step, last: step + BEHIND, done: false};
    const gap = since ? `${Math.round(time - since)} ms` : '–';
    at('gap').textContent = gap;
    const leads = `${this.trace.nodes[node]} leads, in term ${term}.`;
    at('story').textContent = since
      ? `${causes.map(it => it.text).join(', ')}; ${gap} later ${leads}` : leads;
    this.closeUp.describe(`the last election: ${at('story').textContent}`);
    at('election').hidden = false;
    this.dispatchEvent(new Event('elected'));
  }

  /// What was done to the one who led before, not long ago, and lasts.
  causes(leader, time) {
    return this.trace.faults.filter(fault => fault.from < time && fault.from > time - CAUSE_MAX
      && (fault.to < 0 || fault.to > time)
      && (fault.nodes.includes(leader) || fault.links.flat().includes(leader)));
  }

  stepAt(time) {
    return this.trace.steps.time.findLastIndex(it => it <= time) + 1;
  }

  /// Once all that belongs to it is there, it stays as it is.
  showElection() {
    const {first, step, last, done} = this.election;
    if (done) return;
    this.closeUp.show();
    const {view, axis} = this.closeUp.diagram;
    const room = view.width / STEP_WIDTH;
    const from = axis.step(first) - 1;
    const end = axis.step(Math.min(last, this.length)) + 2;
    const to = Math.min(end, Math.max(from + room, axis.step(step) + BEHIND_PART * room));
    view.fit(Math.max(from, to - room), to);
    this.election.done = last <= this.length;
  }

  step(k) {
    const {trace} = this;
    const time = trace.steps.time[k - 1].toFixed(1);
    return `${trace.nodes[trace.steps.node[k - 1]]} ${trace.title(k)}, at ${time} ms.`;
  }

  message(slot) {
    const {trace: {arrows, kinds, nodes}} = this;
    return `${kinds[arrows.kind[slot]]} from ${nodes[arrows.from[slot]]} to `
      + `${nodes[arrows.to[slot]]}: ${FATES[arrows.fate[slot]]}.`;
  }
}
