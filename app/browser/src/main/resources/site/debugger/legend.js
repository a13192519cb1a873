// The kinds of messages with their colours: a legend, and a filter.

import {button, fill, h} from './dom.js';
import {swatch} from './palette.js';

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

  /// Made anew only if other kinds are there: what is pressed must not be replaced under the finger,
  /// and a run that grows counts on.
  draw() {
    const {session, filter} = this;
    const counts = session.trace.counts(filter.stretch);
    const kinds = counts.map((count, kind) => ({kind, count})).filter(it => it.count > 0);
    const key = JSON.stringify([kinds.map(it => it.kind), [...filter.hidden], filter.local,
      filter.clients]);
    if (key !== this.drawn || session.trace !== this.trace) {
      this.drawn = key;
      this.trace = session.trace;
      kinds.sort((a, b) => b.count - a.count);
      this.build(kinds.map(it => it.kind));
    }
    for (const chip of this.element.querySelectorAll('[data-counted]')) {
      const kind = Number(chip.dataset.kind);
      chip.dataset.explain = `${counts[kind]} messages ${session.trace.kinds[kind]}. Press to `
        + `${filter.hidden.has(kind) ? 'show' : 'hide'} them.`;
    }
  }

  build(kinds) {
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement.dataset.kind : null;
    fill(this.element, kinds.map(kind => this.chip(kind)), this.local(), this.clients(),
      h('span', {class: 'dsd-signs', 'aria-hidden': 'true'},
        SIGNS.map(([sign, word]) => h('span', {}, h('i', {class: sign}), word))));
    if (focused) this.element.querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  chip(kind) {
    const hidden = this.filter.hidden.has(kind);
    const label = document.createDocumentFragment();
    label.append(swatch(kind), this.session.trace.kinds[kind]);
    const light = () => this.light(kind);
    const rest = () => this.light(-1);
    return button(label, '', () => {
      this.filter.toggle(kind);
      this.again();
    }, {class: 'dsd-chip', 'aria-pressed': hidden ? 'false' : 'true', 'data-kind': kind,
      'data-counted': '', onpointerenter: light, onpointerleave: rest, onfocus: light,
      onblur: rest});
  }

  /// The messages of a kind stand out while its name is pointed at, whatever colours one sees.
  light(kind) {
    if (this.filter.lit === kind) return;
    this.filter.lit = kind;
    this.repaint();
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
