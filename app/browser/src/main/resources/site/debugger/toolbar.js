// Which run is shown, and what can be taken away from it: its link, a picture, a script.

import {button, fill, h} from './dom.js';
import {KEYS} from './keys.js';
import {range} from './paint.js';

/// Where scripts about runs lie in the source tree.
const SCRIPTS = 'app/scenarios/src/main/resources/scenarios/runs';

export class Toolbar {

  constructor(host) {
    this.host = host;
    this.element = h('header', {class: 'dsd-toolbar'});
    this.dialog = h('dialog', {class: 'dsd-dialog', onclick: event => {
      if (event.target === this.dialog) this.dialog.close();
    }});
  }

  draw() {
    const {host} = this;
    const {overview} = host.session;
    const drawn = [overview.run, overview.scenario, overview.seed, overview.servers].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    host.firstElementChild.append(this.dialog);
    fill(this.element, host.isPage ? this.choice(overview) : this.title(overview), this.view(),
      this.take());
  }

  title(overview) {
    return h('p', {class: 'dsd-title'}, h('b', {}, overview.scenario),
      h('small', {}, overview.seed ? `seed ${overview.seed}` : 'a script'));
  }

  /// What can be opened, in groups: scenarios, and the scripts of each protocol.
  runs(shown) {
    const {session} = this.host;
    const [scenarios, scripts] = ['scenarios', 'scripts'].map(it => session.ask(it));
    const groups = new Map([['Scenarios', scenarios.error ? [] : scenarios.map(it => it.name)]]);
    this.scripts = scripts.error ? [] : scripts;
    for (const name of this.scripts) {
      const label = `Scripts: ${name.split('/')[0]}`;
      groups.set(label, [...groups.get(label) ?? [], name]);
    }
    const isKnown = [...groups.values()].some(names => names.includes(shown));
    return [!isKnown && option(shown, shown), [...groups].map(([label, names]) =>
      h('optgroup', {label}, names.map(name => option(name, shown))))];
  }

  /// Scenario, number of servers and seed, as a form; a script has no other choice than itself.
  choice(overview) {
    const what = overview.seed ? 'Scenario' : 'Script';
    const scenario = h('select', {'aria-label': what,
      'data-explain': `${overview.about} Here other scenarios are opened, and scripts, in which`
        + ' everything is told step by step.',
      onchange: () => this.open(scenario.value, 'usual', overview.seed || '1')},
    this.runs(overview.scenario));
    const servers = h('input', {type: 'number', min: 3, max: 250, value: overview.servers,
      'aria-label': 'Servers', 'data-explain': 'How many servers take part, from 3 to 250.'});
    const seed = h('input', {type: 'text', inputmode: 'numeric', value: overview.seed,
      'aria-label': 'Seed', 'data-explain': 'The seed decides all that chance decides: the same '
      + 'seed gives the same run, always.'});
    const about = h('p', {class: 'dsd-about'}, overview.about);
    if (!overview.seed) {
      return [h('div', {class: 'dsd-choice'}, h('label', {}, what, scenario)), about];
    }
    const form = h('form', {class: 'dsd-choice', onsubmit: event => {
      event.preventDefault();
      this.open(scenario.value, servers.value, seed.value);
    }}, h('label', {}, what, scenario), h('label', {}, 'Servers', servers),
    h('label', {}, 'Seed', seed),
    button('Open', 'Open the run of this scenario and seed (Enter).', () => {},
      {type: 'submit', class: 'dsd-key'}),
    button('Next seed', 'The same scenario in other luck.', () =>
      this.open(scenario.value, servers.value, String(BigInt(overview.seed) + 1n)),
    {class: 'dsd-key'}));
    return [form, about];
  }

  open(scenario, servers, seed) {
    if (this.scripts.includes(scenario)) {
      this.host.open(scenario);
      return;
    }
    const count = servers === 'usual' ? '' : `&servers=${servers}`;
    this.host.open(`${scenario}?seed=${encodeURIComponent(seed)}${count}`);
  }

  view() {
    const {diagram} = this.host;
    const zoom = factor => () => diagram.zoom(factor);
    const isTrue = () => (diagram.pace === 'clock' ? 'true' : 'false');
    const pace = button('by clock',
      'An axis that is true to virtual time, instead of one that gives every step about the same '
      + 'room.', () => {
        diagram.setPace(diagram.pace === 'steps' ? 'clock' : 'steps');
        pace.setAttribute('aria-pressed', isTrue());
      }, {class: 'dsd-key', 'aria-pressed': isTrue()});
    return h('div', {class: 'dsd-tools', role: 'group', 'aria-label': 'View'},
      button('−', 'Zoom out (−).', zoom(1 / 1.4),
        {class: 'dsd-key dsd-zoom', 'aria-label': 'Zoom out'}),
      button('+', 'Zoom in (+, or Ctrl and the wheel).', zoom(1.4),
        {class: 'dsd-key dsd-zoom', 'aria-label': 'Zoom in'}),
      button('all', 'Everything in sight (0).', () => {
        diagram.view.fitAll();
        diagram.request();
      }, {class: 'dsd-key dsd-zoom'}), pace);
  }

  take() {
    const {host} = this;
    const {engine} = host.session;
    const figure = !host.isPage;
    return h('div', {class: 'dsd-tools', role: 'group', 'aria-label': 'Take away'},
      figure && button('↺ reset', 'Back to the run and the position of the text (R).',
        () => host.reset(), {class: 'dsd-key'}),
      figure && button('full page', 'Open this run on a page of its own, with all its views.',
        () => this.fullPage(), {class: 'dsd-key'}),
      button('Link', 'Copy the link of this run at this position.', () => this.copy(),
        {class: 'dsd-key'}),
      !figure && engine.svg && button('SVG', 'Save what is in sight as a picture.',
        () => this.picture(), {class: 'dsd-key'}),
      !figure && engine.script && button('Script',
        'Save the run up to this position as a script, which becomes a test where the other scripts '
        + 'are.', () => this.script(),
        {class: 'dsd-key'}),
      button('?', 'The keys (?).', () => this.showKeys(),
        {class: 'dsd-key', 'aria-label': 'Keys'}),
      !figure && button('Tour', 'A guided tour of one minute: elect a leader, kill it, and watch '
        + 'the next election.', () => host.tour.begin(), {class: 'dsd-key primary'}));
  }

  fullPage() {
    const page = new URL('../run.html', import.meta.url);
    location.href = `${page}#${this.host.address.current()}`;
  }

  async copy() {
    const page = new URL('../run.html', import.meta.url);
    const link = `${page}#${this.host.address.current()}`;
    try {
      await navigator.clipboard.writeText(link);
      this.host.tell('The link is copied.');
    } catch {
      this.ask('The link of this run', h('textarea', {readonly: true, rows: 4}, link));
    }
  }

  picture() {
    const {session, diagram} = this.host;
    const {from, to} = range(diagram.scene());
    const answer = session.about('svg', from, Math.max(from, to));
    if (answer.error) this.host.tell(answer.error, true);
    else save(`${fileName(session.overview)}.svg`, answer.svg, 'image/svg+xml');
  }

  script() {
    const {session} = this.host;
    const answer = session.about('script', session.at);
    if (answer.error) {
      this.host.tell(answer.error, true);
      return;
    }
    save(answer.name, answer.text, 'text/plain');
    this.host.tell(`${answer.name} is a test once it lies in ${SCRIPTS}.`);
  }

  showKeys() {
    this.ask('Keys', h('dl', {class: 'dsd-keys'},
      KEYS.map(([key, what]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, what)])));
  }

  ask(title, content) {
    fill(this.dialog, h('p', {class: 'dsd-title'}, title), content,
      h('button', {type: 'button', class: 'dsd-key', onclick: () => this.dialog.close()}, 'Close'));
    this.dialog.showModal();
  }
}

function option(name, shown) {
  return h('option', {selected: name === shown}, name);
}

function fileName({scenario, seed}) {
  return [...scenario.split('/'), seed].filter(it => it).join('-');
}

function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  h('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
