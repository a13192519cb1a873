// Everything explains itself: what carries `data-explain` says it on hover, on focus and on a long
// press, beside itself.

import {h} from './dom.js';

const DELAY = 350;

export class Explain {

  constructor(root) {
    this.root = root;
    this.bubble = h('div', {class: 'dsd-bubble', role: 'tooltip', id: `dsd-bubble-${nextId()}`});
    this.bubble.hidden = true;
    root.append(this.bubble);
    root.addEventListener('pointerover', event => this.over(event, DELAY));
    root.addEventListener('focusin', event => this.over(event, 0));
    root.addEventListener('pointerout', event => this.out(event));
    root.addEventListener('focusout', () => this.hide());
    root.addEventListener('click', event => this.told(event));
    root.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.hide();
    });
  }

  over(event, delay) {
    const target = event.target.closest?.('[data-explain]');
    if (!target || target === this.target) return;
    if (event.type === 'focusin' && !target.matches(':focus-visible')) return;
    this.hide();
    this.target = target;
    this.timer = setTimeout(() => this.show(target.dataset.explain, target), delay);
  }

  out(event) {
    if (this.target && !this.target.contains(event.relatedTarget)) this.hide();
  }

  /// A grey button that is pressed says why at once. Any other may do something else from now on.
  told(event) {
    const grey = event.target.closest?.('[aria-disabled="true"]');
    if (!grey && event.pointerType !== 'mouse') return;
    this.hide();
    if (!grey) return;
    this.target = grey;
    this.show(grey.dataset.explain, grey);
  }

  show(text, target) {
    if (!target.isConnected) return;
    target.setAttribute('aria-describedby', this.bubble.id);
    const box = target.getBoundingClientRect();
    this.put(text, box.left + box.width / 2, box.top, box.bottom);
  }

  /// Says `text` beside a point of the window.
  at(text, x, y) {
    this.target = null;
    clearTimeout(this.timer);
    this.put(text, x, y - 10, y + 14);
  }

  put(text, middle, top, bottom) {
    const {bubble} = this;
    bubble.textContent = text;
    bubble.hidden = false;
    bubble.style.left = '0'; // it is as wide as it can be where it begins
    const {width, height} = bubble.getBoundingClientRect();
    const left = Math.max(6, Math.min(innerWidth - width - 6, middle - width / 2));
    const above = top - height - 8;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${above > 4 ? above : bottom + 8}px`;
  }

  hide() {
    clearTimeout(this.timer);
    this.target?.removeAttribute('aria-describedby');
    this.target = null;
    this.bubble.hidden = true;
  }
}

let ids = 0;

function nextId() {
  return ++ids;
}
