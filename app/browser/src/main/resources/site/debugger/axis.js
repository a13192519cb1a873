// Where on the horizontal axis a step stands: paced by steps, or true to the clock.

/// An idle stretch, however long, is at most this many steps wide: elections are rare, and a reader
/// waits for them long enough.
const IDLE_MAX = 5;

/// A gap of this many milliseconds is the usual one between two steps of a busy system.
const USUAL_GAP = 0.1;

export class Axis {

  /// @param pace 'steps' gives every step about the same room, 'clock' is true to virtual time
  /// @param filter steps of nodes that it does not show get no room
  constructor(trace, pace, filter) {
    this.trace = trace;
    this.pace = pace;
    this.filter = filter;
    this.places = [];
    this.lastShown = 0; // when the last step happened that was given room
    this.extend();
  }

  /// Places what the trace has gained.
  extend() {
    const {time} = this.trace.steps;
    for (let i = this.places.length; i < time.length; i++) {
      this.places.push(this.pace === 'clock' ? time[i] * 10 : this.paced(i, time));
    }
  }

  paced(i, time) {
    const before = i === 0 ? -1 : this.places[i - 1];
    if (!this.filter.shows(this.trace.steps.node[i])) return before;
    const idle = i === 0 ? 0 : Math.log10(1 + (time[i] - this.lastShown) / USUAL_GAP);
    this.lastShown = time[i];
    return before + 1 + Math.min(IDLE_MAX, idle);
  }

  get end() {
    return this.places.length === 0 ? 1 : this.places[this.places.length - 1] + 1;
  }

  /// The place of position `k`: on the step that led to it.
  step(k) {
    return k > 0 ? this.places[Math.min(k, this.places.length) - 1] ?? 0 : -1;
  }

  /// The place of something that is no step itself, at `time`, after `k` steps.
  between(k, time) {
    if (this.pace === 'clock') return time * 10;
    const times = this.trace.steps.time;
    const left = this.step(k);
    const from = k > 0 ? times[k - 1] : 0;
    if (k >= this.places.length) return left + Math.min(1, 0.3 + Math.max(0, time - from));
    const part = times[k] > from ? (time - from) / (times[k] - from) : 0.5;
    return left + (this.places[k] - left) * Math.min(0.95, Math.max(0.05, part));
  }

  /// The place of a time.
  time(time) {
    return this.between(firstAbove(this.trace.steps.time, time), time);
  }

  isOf(node, index) {
    const actor = this.trace.steps.node[index];
    return node < 0 ? this.filter.shows(actor) : actor === node;
  }

  /// The number of the step nearest to a place, of those that `node` took (-1: of all that are
  /// shown); 0 if none.
  nearest(place, node = -1) {
    const from = firstAbove(this.places, place);
    for (let i = 0; i < 500; i++) {
      const pair = [from - 1 - i, from + i].filter(index => this.places[index] !== undefined
        && this.isOf(node, index));
      if (pair.length > 0) {
        const far = index => Math.abs(this.places[index] - place);
        return pair.reduce((a, b) => (far(b) < far(a) ? b : a)) + 1;
      }
    }
    return 0;
  }
}

/// The index of the first element of a rising array that is above `value`.
export function firstAbove(array, value) {
  let low = 0;
  let high = array.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (array[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
