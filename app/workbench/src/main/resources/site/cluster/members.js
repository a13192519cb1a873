// A card for each member, the links between them, and figures of all.

import {call} from './call.js';
import {fill, h, s} from '../debugger/dom.js';

const FACTS = [['term', 'Term'], ['logged', 'Log ends at'], ['committed', 'Committed up to'],
  ['applied', 'Applied up to'], ['revision', 'Revision of the store']];

const EXPLAIN = {
  kill: 'Ends this member at once, as a crash does: what has reached its disk stays.',
  start: 'Starts this member again, with what its disk holds.',
};

/// Two looks a second, for a minute.
const LOOKS_MAX = 120;

const PAUSE = 50;

const at = id => document.getElementById(id);

export class Members extends EventTarget {

  constructor() {
    super();
    this.looks = {writes: [], millis: []};
    this.traffic = false;
    this.written = 0;
    at('traffic').addEventListener('click', () => this.toggleTraffic());
  }

  show({members, cuts, writesPerSecond, millis}) {
    if (!this.cards) this.build(members.map(it => it.name));
    members.forEach((member, i) => this.fillCard(this.cards[i], member));
    for (const link of this.links) {
      const cut = cuts.includes(link.dataset.link);
      link.classList.toggle('cut', cut);
      link.textContent = `${cut ? 'Heal' : 'Cut'} ${link.dataset.link.replace(' ', '–')}`;
    }
    at('writes').textContent = writesPerSecond.toFixed(writesPerSecond < 10 ? 1 : 0);
    at('millis').textContent = millis > 0 ? `${millis.toFixed(1)} ms` : '–';
    line(at('writes-line'), this.looks.writes, writesPerSecond);
    line(at('millis-line'), this.looks.millis, millis);
  }

  /// Made once: a button that is made anew twice a second loses the keyboard's focus.
  build(names) {
    this.cards = names.map(name => this.card(name));
    fill(at('members'), this.cards);
    const pairs = names.flatMap((one, i) => names.slice(i + 1).map(other => [one, other]));
    this.links = pairs.map(([one, other]) => h('button', {
      type: 'button', class: 'button', 'data-link': `${one} ${other}`,
      'data-explain': `Loses what ${one} and ${other} send each other, or lets it through again.`,
      onclick: event => this.toggleLink(event.currentTarget, one, other),
    }));
    fill(at('links'), h('span', {}, 'Links'), this.links);
  }

  card(name) {
    const facts = FACTS.flatMap(([key, words]) =>
      [h('dt', {}, words), h('dd', {'data-fact': key}, '–')]);
    return h('li', {class: 'member', 'data-member': name},
      h('div', {class: 'top'}, h('h3', {}, name, h('span', {class: 'role'})),
        h('button', {type: 'button', class: 'button', 'aria-label': `Kill ${name}`,
          onclick: event => this.killOrStart(event.currentTarget, name)}, 'Kill')),
      h('dl', {}, facts));
  }

  fillCard(card, member) {
    const role = roleOf(member);
    card.className = `member ${role}`;
    card.querySelector('.role').textContent = words(member, role);
    for (const fact of card.querySelectorAll('[data-fact]')) {
      fact.textContent = member.answers ? member[fact.dataset.fact] : '–';
    }
    const button = card.querySelector('button');
    button.textContent = member.runs ? 'Kill' : 'Start';
    button.setAttribute('aria-label', `${button.textContent} ${member.name}`);
    button.dataset.explain = member.runs ? EXPLAIN.kill : EXPLAIN.start;
  }

  killOrStart(button, member) {
    const kill = button.textContent === 'Kill';
    const done = `${member} ${kill ? 'was killed' : 'starts'}.`;
    return this.act(kill ? 'kill' : 'start', {member}, done);
  }

  toggleLink(button, one, other) {
    const cut = button.classList.contains('cut');
    return this.act(cut ? 'heal' : 'cut', {one, other}, cut
      ? `${one} and ${other} hear each other again.`
      : `What ${one} and ${other} send each other is lost.`);
  }

  async act(what, words, done) {
    try {
      await call('POST', what, words);
      this.tell(done);
    } catch (problem) {
      this.tell(problem.message);
    }
  }

  tell(detail) {
    this.dispatchEvent(new CustomEvent('acted', {detail}));
  }

  toggleTraffic() {
    this.traffic = !this.traffic;
    at('traffic').textContent = this.traffic ? 'Stop writing' : 'Write all the time';
    at('traffic').setAttribute('aria-pressed', this.traffic);
    if (this.traffic) this.write();
  }

  async write() {
    while (this.traffic) {
      try {
        await call('POST', 'put', {key: `traffic/${this.written % 10}`, value: this.written++});
      } catch {
        // An election goes on; the next one may be answered.
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
  }
}

function roleOf({runs, answers, leads, knowsLeader}) {
  if (!runs) return 'down';
  if (!answers) return 'lost';
  if (leads) return 'leads';
  return knowsLeader ? 'follows' : 'lost';
}

function words({answers}, role) {
  if (role === 'down') return 'is down';
  if (role === 'lost') return answers ? 'hears of no leader' : 'does not answer yet';
  return role;
}

/// The last minute of a figure, from 0 up to the highest it had.
function line(svg, looks, value) {
  looks.push(value);
  if (looks.length > LOOKS_MAX) looks.shift();
  const top = Math.max(1, ...looks);
  const first = LOOKS_MAX - looks.length;
  svg.setAttribute('viewBox', `0 0 ${LOOKS_MAX} 40`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const points = looks.map((it, i) => `${first + i},${(39 - (38 * it) / top).toFixed(1)}`);
  fill(svg, s('polyline', {points: points.join(' ')}));
}
