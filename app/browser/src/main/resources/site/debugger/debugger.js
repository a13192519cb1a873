// The debugger as an element of a page: `<ds-debugger link="raft?seed=42&at=120">` in a chapter,
// `<ds-debugger page>` as a page of its own, whose address is the run.
//
// It draws what the engine tells and nothing else; the engine is the simulator itself, compiled.
//
//   session, trace     the run that is open, the branch and the position shown
//   diagram            the canvas: axis and view (where things stand), paint, arrows, points, lanes
//   transport, keys    time travel
//   panels             nodes, hands and links (taking over), steps, promises, branches, clients
//   legend, toolbar    what is shown, and what can be taken away
//   explain, tour      what everything is

import {workAhead} from './ahead.js';
import {Address} from './address.js';
import {Diagram} from './diagram.js';
import {fill, h} from './dom.js';
import {Explain} from './explain.js';
import {Filter} from './filter.js';
import {listenToKeys} from './keys.js';
import {wordsOf} from './lanes.js';
import {Legend} from './legend.js';
import {Panels} from './panels.js';
import {Session} from './session.js';
import {Toolbar} from './toolbar.js';
import {Tour} from './tour.js';
import {Transport} from './transport.js';

/// What the full page opens when its address names no run, at the step at which a second leader is
/// elected: what made that necessary is in sight.
const FIRST_RUN = 'raft?seed=42';

/// A figure this far below the window is made ready.
const NEAR = '600px';

class DsDebugger extends HTMLElement {

  async connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    this.isPage = this.hasAttribute('page');
    if (!this.isPage) await near(this);
    try {
      const source = this.getAttribute('engine') ?? '../engine/engine.js';
      const engine = await import(new URL(source, import.meta.url));
      if (this.wantsScripts()) await engine.fetchScripts?.();
      this.start(engine);
    } catch (failure) {
      this.excuse(`The simulator could not be loaded: ${failure.message}`);
    }
  }

  /// A page offers the scripts of the house; a figure may be one.
  wantsScripts() {
    return this.isPage || (this.getAttribute('link') ?? '').split('?')[0].includes('/');
  }

  start(engine) {
    this.session = new Session(engine);
    this.address = new Address(this.session, this.isPage);
    const link = this.isPage ? this.address.link() : this.getAttribute('link') ?? '';
    const failed = link || !this.isPage ? this.session.open(link) : '';
    if (failed && !this.isPage) {
      this.excuse(failed);
      return;
    }
    const isFirst = failed || !link;
    if (isFirst) this.session.open(FIRST_RUN);
    this.build();
    if (isFirst) this.showElection();
    this.origin = isFirst ? this.address.current() : link;
    this.listen();
    this.reachStretch();
    this.changed(true);
    if (failed) this.tell(`${failed}. Another run is shown instead.`, true);
    this.setAttribute('ready', '');
    if (this.isPage && !this.address.link()) this.tour.offer();
  }

  build() {
    this.filter = new Filter();
    this.filter.clients = !this.hasAttribute('no-clients');
    this.filter.stretch = this.stretch();
    this.filter.attach(this.session.trace);
    this.transport = new Transport(this.session, this.filter, this.isPage,
      text => this.tell(text));
    this.diagram = new Diagram(this.session, this.filter);
    this.legend = new Legend(this.session, this.filter, () => this.diagram.show(false));
    this.panels = new Panels(this.session, text => this.tell(text), this.isPage);
    this.tour = new Tour(this);
    this.toolbar = new Toolbar(this);
    this.said = h('p', {class: 'dsd-said', role: 'status', 'aria-live': 'polite'});
    this.paper = h('p', {class: 'dsd-paper'});
    const stage = h('div', {class: 'dsd-stage'}, this.paper, this.legend.element, this.diagram.element,
      this.transport.element, this.said);
    fill(this, h('div', {class: `dsd ${this.isPage ? 'dsd-page' : 'dsd-figure'}`},
      this.toolbar.element, h('div', {class: 'dsd-desk'}, stage, this.panels.element)));
    this.explain = new Explain(this.firstElementChild);
  }

  showElection() {
    for (let leaders = 0; leaders < 2; leaders++) this.tour.findLeader();
  }

  /// The steps that a figure is about, if its text says so.
  stretch() {
    const [from, to] = ['from', 'to'].map(name => Number(this.getAttribute(name)));
    return from > 0 && to >= from ? {from, to} : null;
  }

  /// A figure shows what its picture shows, also what lies behind the position shown.
  reachStretch() {
    const {session, filter: {stretch}} = this;
    if (stretch && session.length < stretch.to) session.forward(stretch.to - session.length);
  }

  listen() {
    const {session, diagram} = this;
    session.addEventListener('moved', () => this.moved());
    session.addEventListener('changed', () => this.changed(false));
    diagram.addEventListener('pick', event => this.transport.jump(event.detail));
    diagram.addEventListener('node', event => this.panels.pin(event.detail));
    diagram.addEventListener('point', event => this.point(event.detail));
    listenToKeys(this);
    if (this.isPage) workAhead(session);
    new ResizeObserver(() => diagram.show(false)).observe(diagram.element);
    const repaint = () => diagram.repaint();
    addEventListener('themechange', repaint);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
    matchMedia('print').addEventListener('change', () => this.print());
    if (this.isPage) this.address.listen(link => this.open(link));
  }

  /// Opens another run in place of this one.
  open(link) {
    this.transport.pause();
    const failed = this.session.open(link);
    if (failed) {
      this.tell(failed, true);
      return false;
    }
    this.tour.leave();
    if (link !== this.origin) this.filter.stretch = null;
    this.origin = link;
    this.reachStretch();
    this.filter.hidden.clear();
    this.changed(true);
    return true;
  }

  /// Back to the run and the position with which this began.
  reset() {
    this.open(this.origin);
  }

  /// Another position of the same run is shown.
  moved(home = false) {
    this.transport.follow();
    if (!home) this.diagram.follow();
    this.panels.draw();
    this.address.keep();
    this.describe();
  }

  /// Another run or branch is shown, or it has gone on.
  changed(home) {
    this.diagram.show(home);
    this.legend.draw();
    this.toolbar.draw();
    this.moved(home);
  }

  describe() {
    const {session} = this;
    const {trace, at} = session;
    const text = `Step ${at}: ${trace.nodes[trace.steps.node[at - 1]]} ${trace.title(at)}.`;
    this.said.classList.remove('dsd-wrong');
    this.said.textContent = text;
    this.diagram.canvas.setAttribute('aria-label', `Space-time diagram: ${session.length} steps of `
      + `${session.trace.nodes.length} nodes. ${text} The tab “Steps” lists what is drawn.`);
  }

  tell(text, wrong = false) {
    this.said.textContent = text;
    this.said.classList.toggle('dsd-wrong', wrong);
    if (wrong) this.said.scrollIntoView({block: 'nearest'});
  }

  /// Paper says which run it shows, and how to open it again.
  print() {
    const {overview: {scenario, seed}, at, length} = this.session;
    fill(this.paper, h('b', {}, scenario), `${seed ? `, seed ${seed}` : ''}, step ${at} of ${length}: `,
      h('code', {}, `./ds open '${this.address.current()}'`));
    this.diagram.repaintNow();
  }

  point({step, arrow, fault, x, y}) {
    const pointed = `${step} ${arrow} ${fault?.id}`;
    if (pointed === this.pointed) return;
    this.pointed = pointed;
    if (step) {
      const it = this.session.about('step', step);
      this.explain.at(it.error ?? `Step ${step}. ${it.event}`, x, y);
    } else if (arrow >= 0) {
      const it = this.session.about('arrow', this.session.trace.arrows.id[arrow]);
      this.explain.at(it.error ?? `${it.text}: ${it.fate}`, x, y);
    } else if (fault) {
      this.explain.at(wordsOf(fault), x, y);
    } else {
      this.explain.hide();
    }
  }

  /// What a reader without the debugger sees stays, with a word about why.
  excuse(why) {
    this.append(h('p', {class: 'dsd-excuse', role: 'status'}, why));
  }
}

/// Waits until an element is about to be seen: who reads the top of a chapter does not wait for the
/// simulator, and who prints it gets the pictures.
function near(element) {
  return new Promise(resolve => {
    new IntersectionObserver((entries, observer) => {
      if (!entries.some(it => it.isIntersecting)) return;
      observer.disconnect();
      resolve();
    }, {rootMargin: NEAR}).observe(element);
  });
}

customElements.define('ds-debugger', DsDebugger);
