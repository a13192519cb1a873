// The page's colours, as a canvas needs them, and what tells the kinds of messages apart.

import {h} from './dom.js';

const NAMES = {
  paper: '--sheet', sunk: '--sunk', line: '--line', strong: '--line-strong', ink: '--ink',
  soft: '--ink-soft', faint: '--ink-faint', accent: '--link', accentSoft: '--link-soft',
  good: '--good', bad: '--bad', badSoft: '--bad-soft', warn: '--warn', warnSoft: '--warn-soft',
};
const KINDS = 8;

/// The colours of the theme that holds now.
export function palette(element) {
  const style = getComputedStyle(element);
  const read = name => style.getPropertyValue(name).trim() || '#888';
  const colours = Object.fromEntries(
    Object.entries(NAMES).map(([name, variable]) => [name, read(variable)]));
  colours.kinds = Array.from({length: KINDS}, (_, i) => read(`--kind-${i + 1}`));
  colours.font = style.fontFamily;
  return colours;
}

/// Kinds beyond as many as there are colours have the same colours again, but other strokes: as CSS
/// names them, and as a canvas does. A message that gets lost is told from these by its cross.
const STROKES = [['solid', []], ['dashed', [9, 3]], ['dotted', [2, 2.5]]];

export function kindColour(colours, kind) {
  return colours.kinds[kind % KINDS];
}

export function kindStroke(kind) {
  return STROKES[Math.floor(kind / KINDS) % STROKES.length][1];
}

/// A piece of a line as messages of a kind have it.
export function swatch(kind) {
  const [stroke] = STROKES[Math.floor(kind / KINDS) % STROKES.length];
  const style = `border-top: 0.25rem ${stroke} var(--kind-${(kind % KINDS) + 1})`;
  return h('i', {class: 'dsd-swatch', style});
}
