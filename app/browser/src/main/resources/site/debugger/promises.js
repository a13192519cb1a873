// What the scenario promises, and how it stands: always, sometimes, eventually, and the judge of
// what the clients saw.

import {button, fill, h} from './dom.js';

const KINDS = {
  always: 'must hold after every step',
  sometimes: 'is to be seen in some run: it proves that the interesting place is visited',
  eventually: 'must be reached once the faults have ended',
  judged: 'is judged from what the clients saw',
};
const SIGNS = {
  holds: '✓', seen: '✓', reached: '✓', broken: '✕', 'not seen': '○', open: '○',
  unknown: '?',
};

export class Promises {

  constructor(session) {
    this.session = session;
    this.element = h('div', {class: 'dsd-promises'});
  }

  draw() {
    const {session, element} = this;
    const list = session.about('properties');
    if (list.error) {
      fill(element, h('p', {class: 'dsd-none'}, list.error));
      return;
    }
    fill(element,
      h('ul', {class: 'dsd-list'}, list.map(it => this.item(it))),
      session.overview.end
        && h('p', {class: 'dsd-hint'}, `The run ends: ${session.overview.end}.`));
  }

  /// How it stands at the step that is shown: what comes later has not come yet.
  item(it) {
    const {session} = this;
    const later = it.step > session.at && it.verdict !== 'holds';
    const verdict = !later ? it.verdict : it.kind === 'always' ? 'holds' : 'open';
    const words = !later ? it.why && verdict !== 'holds' ? `${verdict}: ${it.why}` : verdict
      : it.kind === 'always' ? 'holds so far' : 'not yet';
    return h('li', {class: `dsd-promise dsd-${verdict.replace(' ', '-')}`},
      h('span', {class: 'dsd-sign', 'aria-hidden': 'true'}, SIGNS[verdict] ?? '?'),
      h('span', {}, h('b', {}, it.name),
        h('small', {'data-explain': `“${it.kind}”: ${KINDS[it.kind] ?? ''}.`}, it.kind),
        h('span', {class: 'dsd-verdict'}, words)),
      it.step > 0 && button(`step ${it.step}`, later ? 'Go to the step at which it turns.'
        : 'Go back to the step at which it turned.', () => session.moveTo(it.step),
      {class: 'dsd-do'}));
  }
}
