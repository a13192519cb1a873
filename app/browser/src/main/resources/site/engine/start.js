// Starts the engine's WebAssembly: gives it the few things that it asks of JavaScript, and takes
// what it exports. The compiler's own loader makes functions out of text, which a page with a
// strict content security policy may not do.

/// Whether strings can be handed over by the browser's own functions.
const BUILTIN = {builtins: ['js-string']};

/// Compiles what a response brings; fails if the browser has no garbage-collected WebAssembly.
export async function fetched(address) {
  return start(await WebAssembly.compileStreaming(fetch(address), BUILTIN));
}

/// The exported functions of a compiled engine.
export function start(module) {
  const imports = {teavm: traces, teavmMath: Math, teavmJso: values()};
  if (WebAssembly.Module.imports(module).some(it => it.module === 'wasm:js-string')) {
    imports['wasm:js-string'] = strings;
    imports.teavmJso.stringBuiltinsSupported = () => false;
  }
  const {exports} = new WebAssembly.Instance(module, imports);
  imports.teavmJso.wrapObject = exports['teavm.jso.createWrapper'];
  const functions = {};
  for (const [name, it] of Object.entries(exports)) {
    if (it instanceof WebAssembly.Global) functions[name] = it.value;
  }
  return functions;
}

/// For browsers without functions of their own for it.
const strings = {
  fromCharCode: code => String.fromCharCode(code),
  fromCharCodeArray: () => missing('fromCharCodeArray'),
  intoCharCodeArray: () => missing('intoCharCodeArray'),
  concat: (first, second) => first + second,
  charCodeAt: (text, index) => text.charCodeAt(index),
  length: text => text.length,
  substring: (text, start, end) => text.substring(start, end),
};

/// Nobody reads the stack of an exception: what a node does wrong is told by its message.
const traces = {
  takeStackTrace: () => ({getStack: () => []}),
  decorateException: () => {},
};

/// Values that go from one side to the other.
function values() {
  return {
    stringBuiltinsSupported: () => true,
    isUndefined: value => value === undefined,
    isPrimitive: (value, type) => typeof value === type || value === null,
    wrapInt: value => value,
    unwrapInt: value => value,
    wrapObject: () => missing('wrapObject'),
    getProperty: (object, name) => object[name],
    unwrapJavaObject: () => missing('unwrapJavaObject'),
    javaObjectToJS: () => missing('javaObjectToJS'),
    createFunction1: () => () => missing('createFunction1'),
    callFunction1: (f, value) => f(value),
    createClass: () => class {},
    defineFunction: exported,
    defineStaticMethod: (owner, name, f) => {
      owner[name] = exported(f);
    },
  };
}

/// What Java throws across the border has no words in JavaScript.
function exported(f) {
  return (...values) => {
    try {
      return f(...values);
    } catch (failure) {
      throw failure instanceof WebAssembly.Exception ? Error('it threw an exception') : failure;
    }
  };
}

function missing(name) {
  throw Error(`the engine needs ${name}`);
}
