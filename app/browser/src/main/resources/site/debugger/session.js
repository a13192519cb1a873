// One debugger's view of the engine: the run that is open, the branch and the position shown.

import {Trace} from './trace.js';

/// Beyond what the run has done, this many steps are computed at a time while it plays.
const AHEAD = 40;

export class Session extends EventTarget {

  constructor(engine) {
    super();
    this.engine = engine;
    this.run = 0;
    this.at = 0;
    this.watched = '';
    this.traces = new Map();
  }

  /// Opens the run of a link. Returns why not, or ''.
  open(link) {
    const overview = this.ask('open', link);
    if (overview.error) return overview.error;
    if (this.run) this.engine.close(this.run);
    this.run = overview.run;
    this.traces.clear();
    this.opened = link;
    this.show(overview, overview.at);
    return '';
  }

  /// Asks the engine; every answer is a value, never an exception.
  ask(what, ...values) {
    try {
      return JSON.parse(this.engine[what](...values));
    } catch (failure) {
      return {error: `The engine failed at ${what}: ${failure.message}`};
    }
  }

  about(what, ...values) {
    return this.ask(what, this.run, ...values);
  }

  get length() {
    return this.trace.length;
  }

  /// The first position at which all nodes have started.
  get first() {
    return this.overview.first;
  }

  /// Whether a promise is broken at the position shown: there the run ends, whoever acts.
  get isBroken() {
    const {violation} = this.overview;
    return Boolean(violation) && this.at >= violation.step;
  }

  /// Shows another position. What lies beyond the end is computed, if the run goes on.
  moveTo(k) {
    const before = this.at;
    const grown = k > this.length && this.forward(k - this.length);
    this.at = this.within(k);
    if (grown) this.tell('changed');
    else if (this.at !== before) this.tell('moved');
  }

  /// The position nearest to `k` that can be shown.
  within(k) {
    return Math.min(Math.max(k, this.first), this.length);
  }

  /// Computes further steps without moving. Returns whether there are any.
  goOn(steps = AHEAD) {
    const grown = this.forward(steps);
    if (grown) this.tell('changed');
    return grown;
  }

  forward(steps) {
    if (this.overview.end) return false;
    const before = this.length;
    const overview = this.about('forward', steps);
    if (overview.error) return false;
    this.adopt(overview);
    return this.length > before;
  }

  /// Takes over by hand. Returns why not, or ''.
  act(choice) {
    const overview = this.about('act', this.at, choice);
    if (overview.error) return overview.error;
    this.show(overview, overview.at);
    return '';
  }

  go(branch) {
    const overview = this.about('go', branch);
    if (!overview.error) this.show(overview, Math.min(this.at, overview.steps));
    return overview.error ?? '';
  }

  show(overview, at) {
    this.adopt(overview);
    this.at = this.within(at);
    this.tell('changed');
  }

  adopt(overview) {
    overview.violation = broken(overview);
    const read = (from, to) => this.about('view', from, to);
    const known = this.traces.get(overview.branch);
    if (known && known.length <= overview.steps) {
      known.update(overview, read);
    } else {
      this.traces.set(overview.branch, new Trace(overview, read));
    }
    this.overview = overview;
    this.trace = this.traces.get(overview.branch);
  }

  tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

/// The promise that a run or a branch broke, or null.
export function broken({violation, outcome}) {
  return violation ?? (outcome?.broken ? outcome : null);
}
