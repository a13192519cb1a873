// The page's colours, as a canvas needs them.

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

/// The colour of a kind of message, as a value of CSS.
export function kindVariable(kind) {
  return `var(--kind-${(kind % KINDS) + 1})`;
}

export function kindColour(colours, kind) {
  return colours.kinds[kind % KINDS];
}
