// The tree of branches: the run as its seed or script had it, and what hands made of it.

import {fill, h} from './dom.js';
import {broken} from './session.js';

export class Branches {

  constructor(session) {
    this.session = session;
    this.element = h('div', {class: 'dsd-branches'});
  }

  draw() {
    const list = this.session.about('branches');
    if (list.error) {
      fill(this.element, h('p', {class: 'dsd-none'}, list.error));
      return;
    }
    const root = list.filter(it => it.parent < 0);
    const focused = this.element.contains(document.activeElement);
    fill(this.element,
      h('ul', {class: 'dsd-tree', role: 'tree', 'aria-label': 'Branches of the run',
        onkeydown: event => this.walk(event)}, root.map(it => this.item(it, list))),
      list.length === 1 && h('p', {class: 'dsd-hint'}, `Only the run of the ${this.author()} so far. `
        + 'Take over at any step, and the branch appears here; nothing that you did is lost.'));
    if (focused) this.element.querySelector('[aria-selected=true]')?.focus();
  }

  /// What decides the run.
  author() {
    return this.session.overview.seed ? 'seed' : 'script';
  }

  item(branch, list) {
    const children = list.filter(it => it.parent === branch.branch);
    const own = branch.parent < 0 ? branch.choices.map(spoken) : this.added(branch, list);
    return h('li', {role: 'none'},
      h('button', {
        type: 'button', role: 'treeitem', class: 'dsd-branch',
        'aria-selected': branch.current ? 'true' : 'false',
        'aria-expanded': children.length > 0 ? 'true' : null,
        tabindex: branch.current ? '0' : '-1', 'data-branch': branch.branch,
        'data-explain': branch.current ? 'This branch is shown.' : 'Show this branch.',
        onclick: () => this.session.go(branch.branch),
      },
      h('b', {}, branch.parent < 0 && own.length === 0 ? `as the ${this.author()} has it`
        : own.join(', ')),
      h('small', {}, branch.parent < 0 ? `${branch.steps} steps`
        : `from step ${branch.from}, ${branch.steps} steps`),
      broken(branch) && h('span', {class: 'dsd-role dsd-bad'}, `✕ ${broken(branch).property}`)),
      children.length > 0 && h('ul', {role: 'group'}, children.map(it => this.item(it, list))));
  }

  /// The choices of a branch that its parent does not have.
  added(branch, list) {
    const parent = list.find(it => it.branch === branch.parent);
    const known = new Set(parent?.choices ?? []);
    const own = branch.choices.filter(it => !known.has(it));
    return (own.length > 0 ? own : branch.choices.slice(-1)).map(spoken);
  }

  walk(event) {
    const all = [...this.element.querySelectorAll('.dsd-branch')];
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const next = all[all.indexOf(document.activeElement) + by];
    next?.focus();
  }
}

/// A choice as it stands in a link, in words: `118:crash+s1`.
function spoken(choice) {
  return choice.replace(/^(\d+):\s*/, '$1: ').replaceAll('+', ' ');
}
