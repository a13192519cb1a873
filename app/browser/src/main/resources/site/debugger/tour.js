// A guided tour of a minute, in which a visitor elects a leader, kills it, and watches the next
// election. Every scene can be done by hand or left to the tour.

import {button, fill, h} from './dom.js';

const RUN = 'raft-steady?seed=7&servers=3&do=8:heal';

/// Pixels between the card and the diagram that it speaks of.
const GAP = 8;

/// What a node reports when it leads.
const LEADS = /^became ?leader/i;

export class Tour {

  constructor(host) {
    this.host = host;
    this.card = h('section', {class: 'dsd-tour', 'aria-label': 'Guided tour', tabindex: '-1'});
    this.card.hidden = true;
    this.scene = -1;
  }

  scenes() {
    return [
      {
        title: 'Three servers, one line each',
        text: 'Time runs to the right. Each point is a step: something happened to one node, and '
          + 'it did something about it. Arrows are messages. Nobody leads yet.',
        act: 'Next', go: () => this.opening(),
      },
      {
        title: 'Elect a leader',
        text: () => `Each server waits a random while before it asks for votes. `
          + `Let the timer of ${this.candidate()} run out first.`,
        act: () => `Fire ${this.candidate()}’s election timer`, go: () => this.elect(),
        tab: 'Take over', spot: () => this.timerSpot(),
      },
      {
        title: () => `${this.leader ?? 'A server'} leads`,
        text: 'It asked, a majority granted their votes, and that is all it takes. You decided '
          + 'that: the run of the seed is still there, under Branches. Now kill the leader.',
        act: () => `Crash ${this.leader}`, go: () => this.kill(),
        tab: 'Take over', spot: () => `[data-choice^="crash ${this.leader}"]`, looks: true,
      },
      {
        title: 'Silence',
        text: 'The others do not know. They only notice that no heartbeat comes any more. First '
          + 'their patience ends: from then on they help somebody else to lead. Then an election '
          + 'timer runs out. Watch.',
        act: 'Watch the next election', go: () => this.watch(), looks: true,
      },
      {
        title: () => `${this.leader} takes over`,
        text: 'A new leader, in a higher term, chosen by those who are left. Restart the old one '
          + 'and it will follow. The address of this page is your run: share it, or try your own.',
        act: 'Finish', go: () => this.end(), tab: 'Nodes', looks: true,
      },
    ];
  }

  /// Another run is opened: what the scene says is not true of it.
  leave() {
    this.scene = -1;
    this.card.hidden = true;
    this.spotlight(null);
  }

  /// Tells a first-time visitor that there is a tour.
  offer() {
    let known = true;
    try {
      known = localStorage.getItem('ds-tour') !== null;
      localStorage.setItem('ds-tour', 'offered');
    } catch {
      known = false;
    }
    if (!known) this.show({
      title: 'First time here?',
      text: 'In one minute you elect a leader, kill it, and watch the next election.',
      act: 'Start the tour', go: () => this.begin(),
    });
  }

  begin() {
    if (!this.host.open(RUN)) return;
    this.host.session.moveTo(this.host.session.first);
    this.to(0);
  }

  to(scene) {
    this.scene = scene;
    this.show(this.scenes()[scene]);
  }

  show(scene) {
    const read = it => (typeof it === 'function' ? it() : it);
    if (scene.tab) this.host.panels.named(scene.tab);
    const total = this.scenes().length;
    fill(this.card,
      h('div', {}, h('p', {class: 'dsd-title'}, read(scene.title),
        this.scene >= 0 && h('small', {}, ` ${this.scene + 1} of ${total}`)),
      h('p', {}, read(scene.text))),
      h('div', {class: 'dsd-tour-acts'},
        h('button', {type: 'button', class: 'dsd-key primary', 'data-tour': 'act',
          onclick: () => scene.go()}, read(scene.act)),
        this.scene < total - 1 && button('Not now',
          'Leave the tour; the button “Tour” starts it again.', () => this.end(),
          {class: 'dsd-key'})));
    this.host.querySelector('.dsd-desk').before(this.card);
    this.card.hidden = false;
    this.spotlight(scene.spot ? scene.spot() : null);
    if (scene.looks) this.look();
    this.card.querySelector('[data-tour]').focus({preventScroll: true});
  }

  spotlight(selector) {
    this.host.querySelectorAll('.dsd-spot').forEach(it => it.classList.remove('dsd-spot'));
    const target = selector && this.host.querySelector(selector);
    if (!target) return;
    target.classList.add('dsd-spot');
    target.scrollIntoView({block: 'center'});
    target.addEventListener('click', () => setTimeout(() => this.byHand()), {once: true});
  }

  /// The visitor pressed the button that the tour pointed at.
  byHand() {
    if (this.scene === 1) this.elected();
    else if (this.scene === 2) this.to(3);
  }

  opening() {
    this.to(1);
  }

  election() {
    const {session} = this.host;
    const pending = session.about('pending', session.at);
    return (pending.timers ?? []).find(it => /elect/i.test(it.timer)
      && session.trace.roles[it.node] === 'server');
  }

  candidate() {
    const timer = this.election();
    return timer ? this.host.session.trace.nodes[timer.node] : 's1';
  }

  timerSpot() {
    const timer = this.election();
    return timer ? `[data-choice="${timer.acts[0]}"]` : null;
  }

  elect() {
    const timer = this.election();
    if (timer) this.host.session.act(timer.acts[0]);
    this.elected();
  }

  elected() {
    this.findLeader();
    this.to(2);
  }

  /// Goes to the next report of leadership and remembers who made it.
  findLeader() {
    const {session, transport} = this.host;
    const found = transport.nextReport(text => LEADS.test(text));
    if (found) this.leader = session.trace.nodes[session.trace.steps.node[session.at - 1]];
  }

  kill() {
    this.host.session.act(`crash ${this.leader}`);
    this.to(3);
  }

  watch() {
    const {session, transport} = this.host;
    const from = session.at;
    this.findLeader();
    const to = session.at;
    session.moveTo(from);
    this.look();
    transport.playTo(to, () => this.to(4));
  }

  /// On a narrow screen, brings the diagram below the card, which stays in sight.
  look() {
    const {element} = this.host.diagram;
    const top = parseFloat(getComputedStyle(this.card).top);
    element.style.scrollMarginTop = `${top + this.card.offsetHeight + GAP}px`;
    element.scrollIntoView({block: 'nearest'});
  }

  end() {
    this.leave();
    this.host.diagram.canvas.focus({preventScroll: true});
  }
}
