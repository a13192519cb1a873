// Measures how fast a debugger draws while its diagram is panned and zoomed: for a test, and for
// whoever asks in the console: `(await import('./debugger/frames.js')).frames(document
// .querySelector('ds-debugger'))`.

/// Draws `count` frames with the first `steps` steps in view, each one panned and zoomed a little.
///
/// Returns milliseconds: the median and the slowest of the time spent painting a frame, and the
/// median distance between two frames as they were shown.
export async function frames(host, steps = host.session.length, count = 90) {
  const {diagram} = host;
  diagram.view.fit(-1.5, diagram.axis.step(steps) + 1.5);
  const painting = [];
  const apart = [];
  let last = await shown();
  for (let i = 0; i < count; i++) {
    diagram.view.zoomBy(i % 2 === 0 ? 1.02 : 1 / 1.02);
    diagram.view.panBy(i % 4 < 2 ? 3 : -3);
    const begin = performance.now();
    diagram.paint();
    painting.push(performance.now() - begin);
    const now = await shown();
    apart.push(now - last);
    last = now;
  }
  return {steps, painting: middle(painting), slowest: Math.max(...painting),
    apart: middle(apart)};
}

function shown() {
  return new Promise(resolve => requestAnimationFrame(resolve));
}

function middle(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
