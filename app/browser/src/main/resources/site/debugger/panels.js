// The tabs beside the diagram. Only the one that is shown is drawn.

import {Branches} from './branches.js';
import {Clients} from './clients.js';
import {h} from './dom.js';
import {Hands} from './hands.js';
import {Nodes} from './nodes.js';
import {Promises} from './promises.js';
import {Steps} from './steps.js';

export class Panels {

  constructor(session, tell, isPage) {
    this.nodes = new Nodes(session);
    this.tabs = [
      ['Nodes', this.nodes, 'The state of every node at this position.'],
      ['Take over', new Hands(session, tell), 'Decide yourself what happens next.'],
      ['Steps', new Steps(session), 'The diagram in words.'],
      ['Promises', new Promises(session), 'What the scenario promises, and how it stands.'],
      ['Branches', new Branches(session), 'What hands made of this run.'],
      ['Clients', new Clients(session), 'What the clients saw, and the verdict about it.'],
    ];
    this.chosen = 0;
    this.id = `dsd-tabs-${Math.random().toString(36).slice(2, 8)}`;
    this.heads = this.tabs.map(([name, , explain], i) => h('button', {
      type: 'button', role: 'tab', id: `${this.id}-${i}`, 'aria-controls': `${this.id}-panel`,
      'data-explain': `${explain} (key ${i + 1})`, onclick: () => this.choose(i),
    }, name));
    this.panel = h('div', {role: 'tabpanel', id: `${this.id}-panel`, class: 'dsd-panel',
      tabindex: '0'});
    const list = h('div', {role: 'tablist', class: 'dsd-tabs', 'aria-label': 'Views of the run',
      onkeydown: event => this.walk(event)}, this.heads);
    this.element = isPage ? h('aside', {class: 'dsd-panels', 'aria-label': 'Views of the run'},
      list, this.panel) : this.folded(list);
    this.isShown = isPage;
    this.choose(0);
  }

  /// In a chapter, the tabs are one press away.
  folded(list) {
    const details = h('details', {class: 'dsd-panels', ontoggle: () => {
      this.isShown = details.open;
      this.draw();
    }}, h('summary', {}, 'Look inside: states, messages under way, promises'), list, this.panel);
    return details;
  }

  choose(index, focus = false) {
    this.chosen = index;
    this.heads.forEach((head, i) => {
      head.setAttribute('aria-selected', i === index ? 'true' : 'false');
      head.tabIndex = i === index ? 0 : -1;
    });
    this.panel.setAttribute('aria-labelledby', this.heads[index].id);
    this.panel.replaceChildren(this.tabs[index][1].element);
    if (focus) {
      if (!this.isShown) this.element.open = true;
      this.heads[index].focus();
    }
    this.draw();
  }

  named(name) {
    this.choose(this.tabs.findIndex(it => it[0] === name), false);
  }

  pin(row) {
    this.nodes.pin(row);
    if (!this.isShown) this.element.open = true;
    this.choose(0);
    this.panel.scrollTop = 0;
  }

  draw() {
    if (!this.isShown) return;
    const tab = this.tabs[this.chosen][1];
    if (tab.session.trace) tab.draw();
  }

  walk(event) {
    const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose((this.chosen + by + this.tabs.length) % this.tabs.length, true);
  }
}
