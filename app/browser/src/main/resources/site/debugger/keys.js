// Everything by keyboard. Keys work while the focus is in the debugger; on its own page, also while
// it is nowhere.

export const KEYS = [
  ['Space', 'play, pause'], ['← →', 'one step back, forward'],
  ['Shift ← →', 'ten steps'],
  ['Home End', 'start, end'], ['N P', 'next, previous fact'],
  ['T', 'next timer that fires'],
  ['V', 'the broken promise'], ['+ −', 'zoom'], ['0', 'everything in sight'],
  ['A D W S', 'pan'], ['1 … 6', 'the tabs'], ['R', 'back to how it was opened'],
  ['?', 'these keys'],
];

export function listenToKeys(host) {
  const {transport, session, diagram, panels, toolbar} = host;
  const step = event => (event.shiftKey ? 10 : 1);
  const actions = {
    ' ': () => transport.toggle(),
    ArrowLeft: event => transport.walk(-step(event)),
    ArrowRight: event => transport.walk(step(event)),
    Home: () => transport.jump(session.first),
    End: () => transport.jump(session.length),
    n: () => transport.toReport(),
    p: () => transport.previousReport(),
    t: () => transport.toTimer(),
    v: () => transport.toViolation(),
    '+': () => diagram.zoom(1.3),
    '=': () => diagram.zoom(1.3),
    '-': () => diagram.zoom(1 / 1.3),
    0: () => everything(diagram),
    a: () => pan(diagram, 0.3, 0),
    d: () => pan(diagram, -0.3, 0),
    w: () => pan(diagram, 0, 0.3),
    s: () => pan(diagram, 0, -0.3),
    r: () => host.reset(),
    '?': () => toolbar.showKeys(),
  };
  for (let i = 1; i <= 6; i++) actions[i] = () => panels.choose(i - 1, true);
  const target = host.isPage ? document : host;
  target.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event, host)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (actions[key]) {
      event.preventDefault();
      actions[key](event);
    }
  });
}

/// Whether the focused element has its own use for the key.
function isTaken({key, target}, host) {
  if (target.closest('dialog')) return true;
  if (target.matches('input[type=range]')) return !/^[a-z?+\-0-9 ]$/i.test(key);
  if (target.matches('input, select, textarea, [contenteditable]')) return true;
  if (target.matches('button, a, summary, [role=button]') && (key === ' ' || key === 'Enter')) {
    return true;
  }
  return target !== document.body && !host.contains(target) && key.length !== 1;
}

function everything(diagram) {
  diagram.view.fitAll();
  diagram.request();
}

function pan(diagram, across, down) {
  diagram.view.panBy(diagram.view.width * across, diagram.view.height * down);
  diagram.request();
}
