// Where on the horizontal axis a step stands: paced by steps, or true to the clock.

/// An idle stretch, however long, is at most this many steps wide: elections are rare, and a reader
/// waits for them long enough.
const IDLE_MAX = 5;

/// A gap of this many milliseconds is the usual one between two steps of a busy system.
const USUAL_GAP = 0.1;

export class Axis {

  /// @param pace 'steps' gives every step about the same room, 'clock' is true to virtual time
  constructor(trace, pace) {
    this.trace = trace;
    this.pace = pace;
    this.places = [];
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
    if (i === 0) return 0;
    const idle = Math.log10(1 + (time[i] - time[i - 1]) / USUAL_GAP);
    return this.places[i - 1] + 1 + Math.min(IDLE_MAX, idle);
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

  /// The number of the step nearest to a place, of those that `node` took (-1: of all); 0 if none.
  nearest(place, node = -1) {
    const from = firstAbove(this.places, place);
    for (let i = 0; i < 500; i++) {
      const pair = [from - 1 - i, from + i].filter(index => this.places[index] !== undefined
        && (node < 0 || this.trace.steps.node[index] === node));
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
