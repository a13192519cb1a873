// The kinds of messages with their colours: a legend, and a filter.

import {button, fill, h} from './dom.js';
import {kindVariable} from './palette.js';

const SIGNS = [
  ['dsd-glyph-message', 'message'], ['dsd-glyph-timer', 'timer'], ['dsd-glyph-write', 'write'],
  ['dsd-glyph-disk', 'on disk'],
];

export class Legend {

  constructor(session, filter, repaint) {
    this.session = session;
    this.filter = filter;
    this.repaint = repaint;
    this.element = h('div', {class: 'dsd-legend', role: 'group',
      'aria-label': 'Kinds of messages shown'});
  }

  draw() {
    const {session, filter} = this;
    const counts = session.trace.counts(filter.stretch);
    const kinds = session.trace.kinds.map((name, kind) => ({name, kind, count: counts[kind]}))
      .filter(it => it.count > 0).sort((a, b) => b.count - a.count);
    const key = JSON.stringify([kinds, [...filter.hidden], filter.local, filter.clients]);
    if (key === this.drawn) return;
    this.drawn = key;
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement.dataset.kind : null;
    fill(this.element, kinds.map(it => this.chip(it)), this.local(), this.clients(),
      h('span', {class: 'dsd-signs', 'aria-hidden': 'true'},
        SIGNS.map(([sign, word]) => h('span', {}, h('i', {class: sign}), word))));
    if (focused) this.element.querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  chip({name, kind, count}) {
    const hidden = this.filter.hidden.has(kind);
    const label = document.createDocumentFragment();
    label.append(h('i', {class: 'dsd-swatch', style: `background:${kindVariable(kind)}`}), name);
    const explain = `${count} messages ${name}. Press to ${hidden ? 'show' : 'hide'} them.`;
    return button(label, explain, () => {
      this.filter.toggle(kind);
      this.again();
    }, {class: 'dsd-chip', 'aria-pressed': hidden ? 'false' : 'true', 'data-kind': kind});
  }

  local() {
    const {filter} = this;
    return button('to itself', 'Messages that a node sends to itself. '
      + `Press to ${filter.local ? 'hide' : 'show'} them.`, () => {
      filter.local = !filter.local;
      this.again();
    }, {class: 'dsd-chip', 'aria-pressed': filter.local ? 'true' : 'false', 'data-kind': 'local'});
  }

  clients() {
    const {filter, session: {trace}} = this;
    return trace.roles.includes('client') && button('clients', 'The lines of the clients. '
      + `Press to ${filter.clients ? 'hide' : 'show'} them.`, () => {
      filter.toggleClients();
      this.again();
    }, {class: 'dsd-chip', 'aria-pressed': filter.clients ? 'true' : 'false',
      'data-kind': 'clients'});
  }

  again() {
    this.draw();
    this.repaint();
  }
}
