// Faults that last, laid out in lanes above the nodes, and when each node was not running.

import {timeText} from './trace.js';

/// How tall a bar is.
export const BAR = 16;

/// Gives each fault a lane in which it meets no other, as `{fault, lane}`.
export function lanesOf(faults) {
  const busyUntil = [];
  return faults.map(fault => {
    const end = endOf(fault);
    let lane = busyUntil.findIndex(until => until <= fault.from);
    if (lane < 0) lane = busyUntil.length;
    busyUntil[lane] = end;
    return {fault, lane};
  });
}

/// The faults that are in sight, as bars: `{fault, left, right, y}` in pixels.
export function barsOf({trace, axis, view, filter}) {
  const bars = [];
  for (const {fault, lane} of lanesOf(trace.faults.filter(it => filter.concerns(it)))) {
    const left = Math.max(-4, view.x(axis.time(fault.from)));
    const last = endOf(fault) === Infinity ? axis.end : axis.time(endOf(fault));
    const right = Math.min(view.width + 4, Math.max(view.x(last), left + 3));
    if (lane < view.lanes && right >= 0 && left <= view.width) {
      bars.push({fault, left, right, y: view.laneY(lane)});
    }
  }
  return bars;
}

/// A fault in words, and when it was.
export function wordsOf(fault) {
  const {from, text} = fault;
  const end = endOf(fault);
  if (end === from) return `${text}, at ${timeText(from)}.`;
  return end === Infinity ? `${text}, from ${timeText(from)} on.`
    : `${text}, from ${timeText(from)} to ${timeText(end)}.`;
}

/// For each node, when it was down or paused: `{from, to, kind}` in milliseconds.
export function absences(faults, nodes) {
  const rows = nodes.map(() => []);
  for (const fault of faults) {
    if (fault.kind === 'crash' || fault.kind === 'pause') {
      for (const node of fault.nodes) {
        rows[node].push({from: fault.from, to: endOf(fault), kind: fault.kind});
      }
    }
  }
  return rows;
}

/// When a fault was over; what has no word for its end happened in an instant.
export function endOf(fault) {
  if (fault.to >= 0) return fault.to;
  return fault.end === '' ? fault.from : Infinity;
}
