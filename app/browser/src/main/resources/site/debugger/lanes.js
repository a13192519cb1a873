// Faults that last, laid out in lanes above the nodes, and when each node was not running.

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
