// The tabs beside the diagram; in a chapter below it, and closed until one is pressed. Only the one
// that is shown is drawn.

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
      'data-explain': `${explain} (key\u00a0${i + 1})`, onclick: () => this.press(i),
    }, name));
    this.panel = h('div', {role: 'tabpanel', id: `${this.id}-panel`, class: 'dsd-panel',
      tabindex: '0'});
    const list = h('div', {role: 'tablist', class: 'dsd-tabs', 'aria-label': 'Views of the run',
      onkeydown: event => this.walk(event)}, this.heads);
    this.element = h(isPage ? 'aside' : 'div',
      {class: 'dsd-panels', 'aria-label': isPage ? 'Views of the run' : null}, list, this.panel);
    this.canClose = !isPage;
    if (isPage) this.choose(0);
    else this.close();
  }

  /// In a chapter, the tab that is open closes when it is pressed again.
  press(index) {
    if (this.canClose && this.isShown && this.chosen === index) this.close();
    else this.choose(index);
  }

  close() {
    this.isShown = false;
    this.panel.hidden = true;
    this.heads.forEach((head, i) => {
      head.setAttribute('aria-selected', 'false');
      head.tabIndex = i === this.chosen ? 0 : -1;
    });
  }

  choose(index, focus = false) {
    this.chosen = index;
    this.isShown = true;
    this.panel.hidden = false;
    this.heads.forEach((head, i) => {
      head.setAttribute('aria-selected', i === index ? 'true' : 'false');
      head.tabIndex = i === index ? 0 : -1;
    });
    this.panel.setAttribute('aria-labelledby', this.heads[index].id);
    this.panel.replaceChildren(this.tabs[index][1].element);
    if (focus) this.heads[index].focus();
    this.draw();
  }

  named(name) {
    this.choose(this.tabs.findIndex(it => it[0] === name), false);
  }

  pin(row) {
    this.nodes.pin(row);
    this.choose(0);
    this.panel.scrollTop = 0;
  }

  draw() {
    if (!this.isShown) return;
    const tab = this.tabs[this.chosen][1];
    if (!tab.session.trace) return;
    const wasInside = this.panel.contains(document.activeElement);
    tab.draw();
    if (wasInside && !this.panel.contains(document.activeElement)) {
      this.panel.focus({preventScroll: true});
    }
  }

  walk(event) {
    const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose((this.chosen + by + this.tabs.length) % this.tabs.length, true);
  }
}
