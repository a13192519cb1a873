// Elements in one expression, for a page without a framework.

/// Makes an element: `h('button', {class: 'quiet', onclick: go}, 'Go')`. A property that begins
/// with `on` is a listener; `null`, `undefined` and `false` leave an attribute out.
export function h(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

/// The same for a drawing.
export function s(tag, properties = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
}

/// Gives `element` exactly these children.
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(isThere));
  return element;
}

/// A button that says why it cannot be pressed, if it cannot: it stays reachable by keyboard, so
/// that it can be asked.
export function button(label, explain, onclick, {why = null, ...rest} = {}) {
  const press = event => {
    if (!why) onclick(event);
  };
  const properties = {
    type: 'button',
    'aria-disabled': why ? 'true' : null,
    'data-explain': why ? `${explain} ${why}` : explain,
    onclick: press,
    ...rest,
  };
  return h('button', properties, label);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (isThere(value) && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}

function isThere(value) {
  return value !== null && value !== undefined && value !== false;
}
