// The engine, for whoever imports it: WebAssembly, or else the same compiled to JavaScript, for
// browsers that have none with a garbage collector and for sites whose policy forbids it.

import {fetched} from './start.js';

const engine = await fetched(new URL('engine.wasm', import.meta.url))
  .catch(() => import('./plain.js'));

export const {
  scenarios, open, overview, view, step, arrow, state, stateOf, prepare, pending, act, forward,
  branches, go, properties, history, link, svg, script, close, hash, run, play,
} = engine;
