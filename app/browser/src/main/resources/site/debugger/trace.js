// What a run has done so far, in columns: what the diagram draws and the lists read.
// A step has a number, from 1; its columns stand at the number less one.

export const STARTED = 0;
export const RECEIVED = 1;
export const FIRED = 2;

/// What became of a message, in the engine's order.
export const FATES = ['under way', 'arrived', 'lost on the link', 'lost in a cut', 'damaged',
  'its receiver was down', 'dropped by hand', 'lost with its node'];
export const UNDER_WAY = 0;
export const ARRIVED = 1;

/// What a mark is, in the engine's order.
export const MARKS = ['persists', 'makes a checkpoint', 'compacts', 'reports', 'arms', 'disarms',
  'has on its disk', 'notes'];
export const PERSIST = 0;
export const REPORT = 3;
export const SYNCED = 6;
export const NOTE = 7;

const STEP_COLUMNS = ['node', 'time', 'kind', 'label', 'arrow'];
const ARROW_COLUMNS = ['from', 'to', 'kind', 'sentStep', 'end', 'endStep', 'fate', 'id'];
const MARK_COLUMNS = ['step', 'node', 'time', 'kind', 'label'];

/// So many steps are asked of the engine at a time.
const CHUNK = 20_000;

export class Trace {

  constructor(overview, readSteps) {
    this.nodes = overview.nodes;
    this.roles = overview.roles;
    this.steps = columns(STEP_COLUMNS);
    this.arrows = columns(ARROW_COLUMNS);
    this.marks = columns(MARK_COLUMNS);
    this.slots = new Map();
    this.update(overview, readSteps);
  }

  /// How many steps there are.
  get length() {
    return this.steps.node.length;
  }

  /// Takes over what the engine has computed since the last time.
  update(overview, readSteps) {
    Object.assign(this, {
      kinds: overview.kinds, labels: overview.labels, faults: overview.faults,
      violation: overview.violation, end: overview.end, first: overview.first,
    });
    this.forgetLast();
    while (this.length < overview.steps) {
      const to = Math.min(this.length + CHUNK, overview.steps);
      this.append(readSteps(this.length + 1, to));
    }
  }

  /// What a hand did since may belong to the last step: a message dropped, a write made durable.
  forgetLast() {
    if (this.length === 0) return;
    const last = this.length;
    while (this.marks.step.length > 0 && this.marks.step.at(-1) >= last) {
      Object.values(this.marks).forEach(column => column.pop());
    }
    Object.values(this.steps).forEach(column => column.pop());
  }

  append(view) {
    this.kinds = view.kinds ?? this.kinds;
    this.labels = view.labels ?? this.labels;
    pushColumns(this.steps, view.steps);
    pushColumns(this.marks, view.marks);
    for (let i = 0; i < view.arrows.id.length; i++) {
      const id = view.arrows.id[i];
      const slot = this.slots.get(id) ?? this.arrows.id.length;
      this.slots.set(id, slot);
      for (const name of ARROW_COLUMNS) this.arrows[name][slot] = view.arrows[name][i];
    }
  }

  /// How many messages there are of each kind, sent or received in a stretch if one is given.
  counts(stretch) {
    const {from, to} = stretch ?? {from: 0, to: Infinity};
    const {kind, sentStep, endStep} = this.arrows;
    const counts = this.kinds.map(() => 0);
    for (let i = 0; i < kind.length; i++) {
      const isIn = sentStep[i] >= from ? sentStep[i] <= to : endStep[i] >= from;
      if (isIn) counts[kind[i]]++;
    }
    return counts;
  }

  /// The column of the message that step `k` received, or -1.
  received(k) {
    return this.slots.get(this.steps.arrow[k - 1]) ?? -1;
  }

  /// What happened to the node in step `k`, in a few words.
  title(k) {
    const label = this.labels[this.steps.label[k - 1]] ?? '';
    switch (this.steps.kind[k - 1]) {
      case STARTED: return 'starts';
      case FIRED: return `timer ${label} fires`;
      default: {
        const slot = this.received(k);
        if (slot < 0) return 'receives a message';
        const kind = this.kinds[this.arrows.kind[slot]];
        return `receives ${kind} from ${this.nodes[this.arrows.from[slot]]}`;
      }
    }
  }

  /// The facts that nodes reported, as `{step, node, text}`, in their order.
  reports() {
    const found = [];
    const {step, node, kind, label} = this.marks;
    for (let i = 0; i < step.length; i++) {
      if (kind[i] === REPORT) {
        found.push({step: step[i], node: node[i], text: this.labels[label[i]]});
      }
    }
    return found;
  }
}

/// Virtual time, given in milliseconds, in the unit in which it is best read.
export function timeText(ms) {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(3)} s`;
  if (ms >= 1) return `${ms.toFixed(ms >= 100 ? 1 : 2)} ms`;
  return `${(ms * 1000).toFixed(0)} µs`;
}

function columns(names) {
  return Object.fromEntries(names.map(name => [name, []]));
}

function pushColumns(into, from) {
  for (const name of Object.keys(into)) {
    const column = into[name];
    const more = from[name];
    for (let i = 0; i < more.length; i++) column.push(more[i]);
  }
}
