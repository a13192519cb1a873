// The steps around the position shown, as a list: the diagram in words, for screen readers and for
// whoever reads faster than they look.

import {fill, h} from './dom.js';
import {timeText} from './trace.js';

const BEFORE = 14;
const AFTER = 10;

export class Steps {

  constructor(session) {
    this.session = session;
    this.element = h('div', {class: 'dsd-steps'});
  }

  draw() {
    const {session, element} = this;
    const {trace} = session;
    const from = Math.max(1, session.at - BEFORE);
    const to = Math.min(session.length, session.at + AFTER);
    const items = [];
    for (let k = from; k <= to; k++) items.push(this.item(k, trace));
    const focused = element.contains(document.activeElement);
    fill(element, h('p', {class: 'dsd-hint'},
      `Steps ${from} to ${to} of ${session.length}. ↑ and ↓ walk through them.`),
    h('ol', {class: 'dsd-list', start: from, onkeydown: event => this.walk(event)}, items));
    if (focused) element.querySelector('[aria-current]')?.focus();
  }

  item(k, trace) {
    const {session} = this;
    const here = k === session.at;
    return h('li', {}, h('button', {
      type: 'button', class: k > session.at ? 'dsd-step dsd-later' : 'dsd-step',
      'aria-current': here ? 'step' : null, tabindex: here ? '0' : '-1',
      onclick: () => session.moveTo(k),
    },
    h('span', {class: 'dsd-number'}, k),
    h('b', {}, trace.nodes[trace.steps.node[k - 1]]),
    h('span', {class: 'dsd-what'}, trace.title(k)),
    h('small', {}, timeText(trace.steps.time[k - 1]))));
  }

  walk(event) {
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.session.moveTo(this.session.at + by);
  }
}
