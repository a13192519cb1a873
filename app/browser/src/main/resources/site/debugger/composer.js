// A call of one's own choice: which client, which operation, and what it says.

import {button, h} from './dom.js';

const EXPLAIN = 'Let this client call this now. The judge of the clients hears of it as of any other '
  + 'call.';

export class Composer {

  constructor(session, act) {
    this.session = session;
    this.act = act;
    this.client = -1;
    this.usage = 0;
    this.words = [];
  }

  /// A line in the list of clients. What was typed before stays.
  draw(pending) {
    const {callers} = pending;
    if (callers.length === 0) {
      return h('li', {class: 'dsd-none'}, 'The clients of this scenario cannot be told what to call.');
    }
    const caller = callers.find(it => it.node === this.client) ?? callers.find(it => !it.why)
      ?? callers[0];
    const usage = caller.usages[this.usage] ?? caller.usages[0];
    const [verb, ...slots] = usage.split(' ');
    const name = this.session.trace.nodes[caller.node];
    const line = h('li', {class: 'dsd-composer'},
      this.clients(callers, caller, pending), this.usages(caller, pending),
      slots.map((slot, i) => this.word(slot, i)),
      button('call', EXPLAIN, () => this.call(name, verb, slots),
        {why: caller.why ? `${caller.why}.` : null, class: 'dsd-do', 'data-do': 'call'}));
    this.line = line;
    return line;
  }

  clients(callers, caller, pending) {
    const select = h('select', {'aria-label': 'Client',
      'data-explain': 'Which client calls.', onchange: () => {
      this.client = callers[select.selectedIndex].node;
      this.redraw(pending);
    }}, callers.map(it => h('option', {selected: it === caller},
      this.session.trace.nodes[it.node])));
    return select;
  }

  usages(caller, pending) {
    const select = h('select', {'aria-label': 'Operation',
      'data-explain': 'What it calls.', onchange: () => {
      this.usage = select.selectedIndex;
      this.redraw(pending);
    }}, caller.usages.map((it, i) => h('option', {selected: i === this.usage}, it.split(' ')[0])));
    return select;
  }

  word(slot, i) {
    const label = slot.toLowerCase();
    const input = h('input', {type: 'text', size: 6, maxlength: 60, placeholder: label,
      'aria-label': label, 'data-explain': `The ${label} of the call.`,
      value: this.words[i] ?? '', autocomplete: 'off',
      oninput: () => (this.words[i] = input.value),
      onkeydown: event => {
        if (event.key === 'Enter') this.line.querySelector('[data-do=call]').click();
      }});
    return input;
  }

  redraw(pending) {
    const focused = document.activeElement?.getAttribute('aria-label');
    const old = this.line;
    old.replaceWith(this.draw(pending));
    this.line.querySelector(`[aria-label="${focused}"]`)?.focus();
  }

  call(name, verb, slots) {
    const words = slots.map((_, i) => (this.words[i] ?? '').trim());
    this.act(['call', name, verb, ...words].filter(it => it !== '').join(' '));
  }
}
