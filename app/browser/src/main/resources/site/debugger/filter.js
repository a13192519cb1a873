// Which nodes, messages and facts are worth showing.

/// A fact that is reported more often than this a run is the usual noise of the system.
const USUAL_MIN = 60;

export class Filter {

  constructor() {
    this.hidden = new Set();
    this.lit = -1; // the kind of messages that stands out, if one does
    this.local = false;
    this.clients = true;
    this.stretch = null; // the steps that a figure is about, as `{from, to}`
    this.cast = null; // the clients that are shown, if not all of them
    this.usual = new Map();
  }

  attach(trace) {
    this.trace = trace;
    this.counted = -1;
  }

  /// Whether a node has a line of its own in the diagram.
  shows(node) {
    if (this.trace.roles[node] !== 'client') return true;
    return this.clients && (this.cast === null || this.cast.has(node));
  }

  /// Shows, of the clients, only those that take a step in the stretch, if there is one.
  meet() {
    const {stretch, trace} = this;
    this.cast = stretch && new Set(trace.steps.node.slice(stretch.from - 1, stretch.to));
  }

  /// Whether a fault holds in the stretch.
  isMeant({step, endStep}) {
    const {stretch} = this;
    return !stretch || (step <= stretch.to && (endStep < 0 || endStep >= stretch.from));
  }

  /// All clients, or none.
  toggleClients() {
    this.clients = !this.clients;
    this.cast = null;
  }

  /// For each node the row that it stands in, or -1.
  rows() {
    let row = 0;
    return this.trace.nodes.map((_, node) => (this.shows(node) ? row++ : -1));
  }

  toggle(kind) {
    if (!this.hidden.delete(kind)) this.hidden.add(kind);
  }

  hides(slot) {
    const {arrows} = this.trace;
    return this.hidden.has(arrows.kind[slot])
      || (!this.local && arrows.from[slot] === arrows.to[slot])
      || !this.shows(arrows.from[slot]) || !this.shows(arrows.to[slot]);
  }

  /// Whether a fact of this family ("Applied") is reported all the time, and others are not.
  isUsual(label) {
    this.count();
    return this.hasRare && this.usual.get(family(this.trace.labels[label])) > USUAL_MIN;
  }

  /// Whether a fault strikes anybody who is shown.
  concerns(fault) {
    const struck = fault.nodes.concat(fault.links.flat());
    return struck.length === 0 || struck.some(node => this.shows(node));
  }

  count() {
    const {marks, labels} = this.trace;
    if (this.counted === marks.step.length) return;
    this.usual.clear();
    for (let i = 0; i < marks.step.length; i++) {
      if (marks.kind[i] === 3) {
        const name = family(labels[marks.label[i]]);
        this.usual.set(name, (this.usual.get(name) ?? 0) + 1);
      }
    }
    this.hasRare = [...this.usual.values()].some(count => count <= USUAL_MIN);
    this.counted = marks.step.length;
  }
}

/// The first word of a fact names its kind.
function family(text) {
  return /^\w+/.exec(text ?? '')?.[0] ?? '';
}
