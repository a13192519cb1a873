// What the clients saw, as a timeline of their calls, with the judge's verdict.

import {fill, h} from './dom.js';
import {timeText} from './trace.js';

const SHOWN_MAX = 400;

/// A bar names its call if it takes this part of the width.
const LABEL_MIN = 0.12;

const PASS = {name: 'pass', sign: '✓',
  words: 'One copy of the store could have given all these answers.'};
const FAIL = {name: 'fail', sign: '✕',
  words: 'No single copy of the store could have given these answers.'};
const JUDGEMENTS = {
  pass: PASS, holds: PASS, fail: FAIL, broken: FAIL,
  unknown: {name: 'unknown', sign: '?', words: 'The judge could not decide within its bounds.'},
  open: {name: 'none', sign: '○', words: 'The judge speaks when the run is over.'},
  none: {name: 'none', sign: '○', words: 'This scenario has no judge of what clients see.'},
};

export class Clients {

  constructor(session) {
    this.session = session;
    this.element = h('div', {class: 'dsd-clients'});
  }

  draw() {
    const {session, element} = this;
    const history = session.about('history');
    if (history.error) {
      fill(element, h('p', {class: 'dsd-none'}, history.error));
      return;
    }
    const now = session.at > 0 ? session.trace.steps.time[session.at - 1] : 0;
    const begun = history.operations.filter(it => it.fromStep <= session.at);
    fill(element, verdict(history),
      begun.length === 0 ? h('p', {class: 'dsd-none'}, 'No client has called anything yet.')
        : [this.chart(begun.slice(-SHOWN_MAX), now), this.list(begun, now)]);
  }

  /// One row a client, a bar from each call to its answer.
  chart(operations, now) {
    const clients = [...new Set(operations.map(it => it.client))].sort();
    const from = Math.max(operations[0].from, now - 400);
    const wide = Math.max(1, now - from) * 1.02;
    const left = time => `${(100 * (time - from)) / wide}%`;
    return h('div', {class: 'dsd-calls', role: 'group',
      'aria-label': 'Calls of the clients over time; the list below says the same'},
    clients.map(client => h('div', {class: 'dsd-call-row'}, h('b', {}, client),
      h('div', {class: 'dsd-call-lane'}, operations
        .filter(it => it.client === client && (it.to < 0 || it.to >= from))
        .map(it => this.bar(it, from, now, left))))),
    h('div', {class: 'dsd-call-row dsd-call-axis'}, h('b', {}),
      h('div', {class: 'dsd-call-lane'},
        h('span', {}, timeText(from)), h('span', {}, timeText(now)))));
  }

  bar(it, from, now, left) {
    const open = it.to < 0 || it.to > now;
    const begin = Math.max(from, it.from);
    const end = open ? now : it.to;
    const width = `calc(${left(end)} - ${left(begin)})`;
    return h('button', {
      type: 'button', tabindex: '-1', class: `dsd-call dsd-call-${open ? 'open' : it.status}`,
      style: `left:${left(begin)};width:${width}`, 'aria-hidden': 'true',
      'data-explain': `${it.client}: ${it.call} → ${open ? 'no answer yet' : it.result}`,
      onclick: () => this.session.moveTo(it.fromStep),
    }, end - begin > LABEL_MIN * (now - from) ? it.call : '');
  }

  list(operations, now) {
    return h('ol', {class: 'dsd-list dsd-call-list', 'aria-label': 'Calls, the newest first'},
      operations.slice(-30).reverse().map(it => h('li', {},
        h('b', {}, it.client), ' ', h('code', {}, it.call), ' → ',
        it.to < 0 || it.to > now ? 'no answer yet' : it.result)));
  }
}

function verdict(history) {
  const known = JUDGEMENTS[history.verdict] ?? JUDGEMENTS.none;
  return h('p', {class: `dsd-judgement dsd-judged-${known.name}`},
    h('b', {}, `${known.sign} `), known.words, history.why && ` ${history.why}`);
}
