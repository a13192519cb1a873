// Taking over: what is under way at the position shown, and what a hand can do about it. Whatever
// it does branches the run.

import {button, fill, h} from './dom.js';
import {Composer} from './composer.js';
import {Links} from './links.js';
import {swatch} from './palette.js';
import {timeText} from './trace.js';

const LIST_MAX = 60;

const WAITS = 'Nothing happens by itself where a script decides.';

const BROKEN = 'A promise broke, and the run is over. Take over at a step before.';

const EXPLAIN = {
  deliver: 'Let this message arrive now.',
  drop: 'Lose this message.',
  duplicate: 'Let this message arrive twice.',
  delay: 'Let this message arrive later.',
  fire: 'Let this timer run out now.',
  sync: 'Let the disk finish what it is writing now.',
  crash: 'Stop the node at once; what is not on its disk yet is lost.',
  'crash keep': 'Stop the node at once; what it was writing has reached the disk nevertheless.',
  restart: 'Start the node again with what its disk still holds.',
  pause: 'The node does nothing and notices nothing, as in a long garbage collection.',
  resume: 'The node goes on and finds all that has come meanwhile.',
  isolate: 'Cut every link of this node.',
};

/// What the timers of the house are for.
export const TIMERS = {
  ELECTION: 'A follower or candidate waits so long for a leader. Then it tries to become one.',
  PATIENCE: 'A follower is loyal to its leader so long. Then it helps others to replace it.',
  HEARTBEAT: 'A leader says so often that it still leads.',
  QUORUM: 'A leader asks itself so often whether a quorum still answers. If not, it resigns.',
  TRANSFER: 'A leader waits so long for its successor. Then it goes on leading.',
  BALLOT: 'A process waits so long for a decision. Then it starts a ballot of its own.',
  TIMEOUT: 'A client waits so long for an answer. Then it asks somebody else.',
  PAUSE: 'A client that was turned away waits so long. Then it asks again.',
  NEXT: 'A client waits so long before its next operation.',
};

/// Of any other, nobody but its node knows what it is for.
const TIMER = 'The node waits for this timer; its code says what it does then.';

export class Hands {

  constructor(session, tell) {
    this.session = session;
    this.tell = tell;
    this.links = new Links(session, choice => this.act(choice));
    this.composer = new Composer(session, choice => this.act(choice));
    this.element = h('div', {class: 'dsd-hands'});
    this.chosen = 0;
  }

  draw() {
    const {session, element} = this;
    const pending = session.about('pending', session.at);
    if (pending.error) {
      fill(element, h('p', {class: 'dsd-none'}, pending.error));
      return;
    }
    this.pending = pending;
    this.over = session.isBroken ? BROKEN : null;
    fill(element,
      h('p', {class: 'dsd-hint'}, this.over ?? (session.overview.seed
        ? 'Choose what happens next. The run branches here, and goes on by its seed when you step '
          + 'or play.'
        : 'Choose what happens next. The run leaves its script here, and nothing happens any more '
          + 'but what you choose.')),
      this.nodes(), this.links.draw(pending, this.over), this.timers(), this.messages(), this.writes(),
      this.clients());
  }

  act(choice) {
    const failed = this.session.act(choice);
    this.element.closest('[role=tabpanel]')?.focus({preventScroll: true});
    this.tell(failed || `Done: ${choice}. ${this.session.at} steps have been taken.`);
  }

  nodes() {
    const {session, pending} = this;
    const servers = pending.nodes.filter(it => session.trace.roles[it.node] !== 'client');
    const few = servers.length <= 12 ? servers : [servers[this.chosen] ?? servers[0]];
    return group('Nodes', few.map(it => h('li', {},
      servers.length > 12 ? this.chooser(servers) : h('b', {}, session.trace.nodes[it.node]),
      nodeActs(it, session.trace.nodes[it.node]).map(([label, choice, why, verb]) =>
        this.does(label, choice ?? '', EXPLAIN[verb], why)))));
  }

  chooser(servers) {
    const select = h('select', {'aria-label': 'Node',
      'data-explain': 'Whose fate is decided.', onchange: () => {
      this.chosen = select.selectedIndex;
      this.draw();
    }}, servers.map((it, i) => h('option', {selected: i === this.chosen},
      this.session.trace.nodes[it.node])));
    return select;
  }

  timers() {
    const list = this.pending.timers.filter(it => !this.isClient(it.node));
    return group(`Timers (${list.length})`, list.slice(0, LIST_MAX).map(it =>
      h('li', {'data-timer': it.timer}, ...this.timer(it), this.fires(it))));
  }

  /// The keyboard comes to the buttons only: they say what their timer is for, too.
  fires(it) {
    return it.acts.map(choice => this.does(choice.split(' ')[0], choice,
      `${EXPLAIN.fire} ${aim(it.timer)}`));
  }

  timer(it) {
    return [h('b', {}, this.session.trace.nodes[it.node]),
      h('span', {class: 'dsd-what', 'data-explain': aim(it.timer)},
        it.timer.toLowerCase().replaceAll('_', ' ')),
      h('span', {class: 'dsd-due', 'data-explain': it.due < 0 ? WAITS
        : 'When it would fire by itself.'}, within(it.due, this.pending.time))];
  }

  isClient(node) {
    return this.session.trace.roles[node] === 'client';
  }

  messages() {
    const {pending, session: {trace}} = this;
    const list = pending.messages.slice(0, LIST_MAX);
    return group(`Messages under way (${pending.messages.length})`, list.map(it => h('li', {},
      swatch(it.kind),
      h('b', {}, `${trace.nodes[it.from]} → ${trace.nodes[it.to]}`),
      h('span', {class: 'dsd-what', 'data-explain': it.text}, trace.kinds[it.kind]),
      h('span', {class: 'dsd-due', 'data-explain': it.blocked || (it.due < 0 ? WAITS
        : 'When it would arrive by itself.')},
        it.blocked ? 'held' : within(it.due, pending.time)),
      it.acts.map(choice => this.verb(choice, choice.startsWith('deliver') && it.blocked)))));
  }

  writes() {
    const {pending, session} = this;
    return pending.writes.length > 0 && group('Disks at work', pending.writes.map(it => h('li', {},
      h('b', {}, session.trace.nodes[it.node]),
      h('span', {class: 'dsd-what', 'data-explain': 'A crash now may lose what it writes.'},
        'writes'),
      h('span', {class: 'dsd-due', 'data-explain': it.due < 0 ? WAITS
        : 'When it would be on the disk by itself.'}, within(it.due, pending.time)),
      it.acts.map(choice => this.verb(choice)))));
  }

  /// A client between two calls waits for its timer NEXT: to fire it is to let it call.
  clients() {
    const {pending} = this;
    if (!pending.nodes.some(it => this.isClient(it.node))) {
      return group('Clients', [h('li', {class: 'dsd-none'}, 'This scenario has no clients.')]);
    }
    const list = pending.timers.filter(it => this.isClient(it.node));
    return group('Clients', [this.composer.draw(pending), ...list.map(it =>
      h('li', {}, ...this.timer(it), it.timer === 'NEXT'
        ? it.acts.map(choice =>
          this.does('call now', choice, 'Let this client send its next operation now.'))
        : this.fires(it)))]);
  }

  verb(choice, why) {
    const word = choice.split(' ')[0];
    return this.does(word, choice, EXPLAIN[word] ?? choice, why || null);
  }

  does(label, choice, explain, why = null) {
    return button(label, explain ?? choice, () => this.act(choice),
      {why: this.over ?? why, class: 'dsd-do', 'data-choice': choice});
  }
}

/// All that can ever be done to a node, as `[label, choice, why not, verb]`.
function nodeActs(it, name) {
  const {acts} = it;
  const has = verb => acts.find(act => act.split(' ')[0] === verb && !act.includes('keep='));
  const keep = acts.find(act => act.includes('keep='));
  const up = Boolean(has('crash'));
  const list = up
    ? [['crash', has('crash'), null, 'crash'],
      ['crash, keep writes', keep, keep ? null : `${name} is not writing anything now.`,
        'crash keep']]
    : [['restart', has('restart'), has('restart') ? null : `${name} cannot be restarted now.`,
      'restart']];
  const paused = has('resume');
  list.push(paused ? ['go on', paused, null, 'resume']
    : ['pause', has('pause'), has('pause') ? null : `${name} is down.`, 'pause']);
  list.push(['isolate', has('isolate'), has('isolate') ? null : `${name} is cut off already.`,
    'isolate']);
  return list;
}

function aim(timer) {
  return TIMERS[timer] ?? TIMER;
}

function group(title, items) {
  return h('section', {class: 'dsd-group-list'}, h('p', {class: 'dsd-heading'}, title),
    items.length === 0 ? h('p', {class: 'dsd-none'}, 'None at this position.')
      : h('ul', {}, items));
}

function within(due, now) {
  return due < 0 || due === null ? 'waits' : `in ${timeText(Math.max(0, due - now))}`;
}
