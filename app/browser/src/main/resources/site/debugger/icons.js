// The signs of the player, drawn: fonts disagree about them.

import {s} from './dom.js';

const SHAPES = {
  start: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M11.5 3v10L4 8z',
  play: 'M4 2.5v11l9.5-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M4.5 3v10L12 8z',
  end: 'M11 3h2v10h-2zM3 3v10l7-5z',
};

export function icon(name) {
  return s('svg', {viewBox: '0 0 16 16', class: 'dsd-icon', 'aria-hidden': 'true'},
    s('path', {d: SHAPES[name]}));
}
