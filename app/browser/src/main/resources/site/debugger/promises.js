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

  item(it) {
    const {session} = this;
    const turned = it.step > 0 && session.at >= it.step;
    const later = it.step > session.at && it.verdict !== 'holds';
    const verdict = `dsd-${it.verdict.replace(' ', '-')}`;
    return h('li', {class: `dsd-promise ${verdict} ${later ? 'dsd-later' : ''}`},
      h('span', {class: 'dsd-sign', 'aria-hidden': 'true'}, SIGNS[it.verdict] ?? '?'),
      h('span', {}, h('b', {}, it.name),
        h('small', {'data-explain': `“${it.kind}”: ${KINDS[it.kind] ?? ''}.`}, it.kind),
        h('span', {class: 'dsd-verdict'}, it.verdict,
          it.why && it.verdict !== 'holds' ? `: ${it.why}` : '')),
      it.step > 0 && button(`step ${it.step}`, turned ? 'Go back to the step at which it turned.'
        : 'Go to the step at which it turns.', () => session.moveTo(it.step), {class: 'dsd-do'}));
  }
}
