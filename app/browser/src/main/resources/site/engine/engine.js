// The engine, for whoever imports it: WebAssembly, or else the same compiled to JavaScript, for
// browsers that have none with a garbage collector and for sites whose policy forbids it.

import {fetched} from './start.js';

const engine = await fetched(new URL('engine.wasm', import.meta.url))
  .catch(() => import('./plain.js'));

/// Fetches the scripts of the house, which only those need who open one or look for one.
export const fetchScripts = () => import('./scripts.js').then(({scripts}) =>
  Object.entries(scripts).forEach(([name, text]) => engine.shelve(name, text)));

export const {
  scenarios, scripts, shelve, open, overview, view, step, arrow, state, stateOf, prepare, pending, act, forward,
  branches, go, properties, history, link, svg, script, close, hash, run, play,
} = engine;
