// The state of every node at the position shown: its fields, with what the last step changed, and
// its journal, on the disk and not yet.

import {fill, h} from './dom.js';

/// With more nodes than this, only those that matter at the moment are shown.
const CARDS_MAX = 12;
const JOURNAL_SHOWN = 6;
const PAUSE = 250;

/// Fields that say most about a node in the fewest words.
const TELLING = /^(durable|term|commit|vote|ballot|promised|accepted)$/;

export class Nodes {

  constructor(session) {
    this.session = session;
    this.pinned = new Set();
    this.open = new Set();
    this.folds = new Map();
    this.element = h('div', {class: 'dsd-nodes'});
  }

  pin(row) {
    this.pinned.clear();
    this.pinned.add(row);
  }

  /// Another run has other nodes.
  forget() {
    this.run = this.session.run;
    this.pinned.clear();
    this.open.clear();
    this.folds.clear();
  }

  /// Reading the state of hundreds of nodes takes a moment: while a large run plays, only its steps
  /// are told.
  draw() {
    clearTimeout(this.later);
    if (this.run !== this.session.run) this.forget();
    if (this.session.trace.nodes.length <= CARDS_MAX) {
      this.drawCards();
    } else {
      fill(this.element, this.happened(), h('p', {class: 'dsd-none'}, 'Reading the nodes …'));
      this.later = setTimeout(() => this.drawCards(), PAUSE);
    }
  }

  drawCards() {
    const {session, element} = this;
    const actor = session.trace.steps.node[session.at - 1];
    const all = session.trace.nodes.length <= CARDS_MAX;
    session.watched = all ? '' : [...new Set([actor, ...this.pinned])].join(' ');
    const state = session.about('stateOf', session.at, session.watched);
    if (state.error) {
      fill(element, h('p', {class: 'dsd-none'}, state.error));
      return;
    }
    const shown = state.nodes;
    const hidden = session.trace.nodes.length - shown.length;
    const rank = ({node}) => (node === actor) + 2 * this.pinned.has(node);
    shown.sort((a, b) => rank(b) - rank(a));
    fill(element, this.happened(), shown.map(it => this.card(it, it.node === actor)),
      hidden > 0 && h('p', {class: 'dsd-none'},
        `${hidden} more nodes: press a name beside the diagram.`));
  }

  /// The step that led here, in full.
  happened() {
    const {session} = this;
    const step = session.about('step', session.at);
    if (step.error) return null;
    return h('section', {class: 'dsd-happened', 'aria-label': 'The step shown'},
      h('p', {}, h('b', {}, `Step ${session.at}. `), step.event),
      step.effects.length > 0 && h('ul', {}, step.effects.map(it => h('li', {}, it))));
  }

  card(state, acts) {
    const name = this.session.trace.nodes[state.node];
    const status = !state.up ? 'down' : state.paused ? 'paused' : '';
    const role = state.up ? find(state.fields, 'role') : '';
    const wanted = acts || this.pinned.has(state.node) || this.open.has(state.node);
    const card = h('details', {
      class: `dsd-card ${acts ? 'dsd-acts' : ''} ${status ? 'dsd-away' : ''}`, open: wanted,
      'data-node': name,
      ontoggle: () => this.open[card.open && !acts ? 'add' : 'delete'](state.node),
    }, h('summary', {},
      h('b', {}, name),
      role && h('span', {class: `dsd-role ${/lead/i.test(role) ? 'dsd-leads' : ''}`},
        role.toLowerCase().replaceAll('_', ' ')),
      status && h('span', {class: 'dsd-role dsd-bad'}, status),
      h('span', {class: 'dsd-digest'}, digest(state.fields)),
      state.held > 0 && h('span', {class: 'dsd-role dsd-waits',
        'data-explain': 'Messages that leave once the disk has what was written before them.'},
      `${state.held} held`)),
    wanted && state.journal.length > 0 && journal(state.journal),
    wanted && h('dl', {class: 'dsd-fields'}, this.fields(state)));
    if (!wanted) card.addEventListener('toggle', () => this.draw(), {once: true});
    return card;
  }

  /// What is empty, and was so before, is named in one line.
  fields(state) {
    const isDull = it => !it.changed && (it.value === '' || it.size === 0);
    const dull = state.fields.filter(isDull);
    return [dull.length > 0 && [h('dt', {}, 'empty'),
      h('dd', {}, dull.map(it => it.name).join(', '))],
    state.fields.filter(it => !isDull(it)).map(it => this.field(it, state.node))];
  }

  /// A part of the state is folded unless the step changed it or the reader opened it.
  field(it, path) {
    const place = `${path}.${it.name}`;
    if (it.fields) return this.part(it, place);
    const known = it.changed && it.was !== undefined;
    const explain = known ? `It was ${it.was} before this step.` : null;
    return [h('dt', {}, it.name),
      h('dd', {}, h(it.changed ? 'mark' : 'span', {'data-explain': explain}, text(it)),
        explain && h('small', {class: 'dsd-was'}, ` was ${shortened(it.was)}`))];
  }

  part(it, place) {
    const folded = this.folds.get(place) ?? !it.changed;
    const part = h('details', {class: 'dsd-part', open: !folded},
      h('summary', {onclick: () => this.folds.set(place, part.open)},
        h(it.changed ? 'mark' : 'span', {}, it.name),
        h('span', {class: 'dsd-digest'}, it.fields.slice(0, 4).map(brief).join(' · '))),
      h('dl', {}, it.fields.map(inner => this.field(inner, place))));
    return [h('dt', {class: 'visually-hidden'}, it.name), h('dd', {class: 'dsd-inner'}, part)];
  }
}

function brief(it) {
  if (it.fields) return it.name;
  const value = text(it);
  return `${it.name} ${value.length > 16 ? '…' : value}`;
}

/// What a folded card tells: the short values of the node itself.
function digest(fields) {
  return flat(fields).filter(it => TELLING.test(it.name))
    .slice(0, 3).map(said).join(' · ');
}

/// `commit 4`; of a record only what it holds, `term 2, vote s4`.
function said({name, value}) {
  const record = /^\w+\((.*)\)$/.exec(value);
  return record ? record[1] : `${name} ${value}`;
}

function find(fields, name) {
  return flat(fields).find(it => it.name === name)?.value ?? '';
}

function flat(fields) {
  return fields.flatMap(it => (it.fields ? flat(it.fields) : it.value === undefined ? [] : [it]));
}

function text(it) {
  if (!it.items) return it.value === '' ? '–' : it.value;
  if (it.size === 0) return 'empty';
  const hidden = it.from > 0 ? `… ${it.from} before, ` : '';
  return `${hidden}${it.items.join(', ')}`;
}

function shortened(value) {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}

function journal(records) {
  const first = Math.max(0, records.length - JOURNAL_SHOWN);
  const synced = records.filter(it => it.synced).length;
  return h('section', {class: 'dsd-journal', 'aria-label': 'Journal'},
    h('p', {class: 'dsd-heading', 'data-explain': 'What the node has written. A crash may lose '
      + 'what is not on the disk yet; nothing sent after a write leaves before it is there.'},
    `Journal: ${synced} on the disk, ${records.length - synced} being written`),
    h('ol', {start: first + 1}, records.slice(first).map(it => h('li', {
      class: it.synced ? 'dsd-synced' : 'dsd-unsynced',
      'data-explain': it.synced ? 'On the disk.' : 'Not on the disk yet: a crash may lose it.',
    }, it.text))));
}
