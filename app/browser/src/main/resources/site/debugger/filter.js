// Which messages and facts are worth showing.

/// A fact that is reported more often than this a run is the usual noise of the system.
const USUAL_MIN = 60;

export class Filter {

  constructor() {
    this.hidden = new Set();
    this.local = false;
    this.usual = new Map();
  }

  attach(trace) {
    this.trace = trace;
    this.counted = -1;
  }

  toggle(kind) {
    if (!this.hidden.delete(kind)) this.hidden.add(kind);
  }

  hides(slot) {
    const {arrows} = this.trace;
    return this.hidden.has(arrows.kind[slot])
      || (!this.local && arrows.from[slot] === arrows.to[slot]);
  }

  /// Whether a fact of this family ("Applied") is reported all the time.
  isUsual(label) {
    this.count();
    return this.usual.get(family(this.trace.labels[label])) > USUAL_MIN;
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
    this.counted = marks.step.length;
  }
}

/// The first word of a fact names its kind.
function family(text) {
  return /^\w+/.exec(text ?? '')?.[0] ?? '';
}
