// The network as a ring of nodes: drag from one node to another to cut the links between them, or
// to heal them. By keyboard: Enter on one node, then on the other.

import {button, h, s} from './dom.js';

const SIZE = 220;
const RADIUS = 84;

/// More nodes than this make no picture that a finger could hit.
const NODES_MAX = 14;

export class Links {

  constructor(session, act) {
    this.session = session;
    this.act = act;
    this.picked = -1;
  }

  draw(pending, why) {
    const {nodes, roles} = this.session.trace;
    const shown = nodes.map((_, i) => i).filter(i => roles[i] !== 'client');
    if (shown.length < 2) return null;
    if (shown.length > NODES_MAX) {
      return h('p', {class: 'dsd-none'}, `${shown.length} nodes are too many for the ring of links.`
        + ' Isolate one above.');
    }
    this.cut = new Set(pending.links.map(it => `${it.from} ${it.to}`));
    this.spots = new Map(shown.map((node, i) => [node, spot(i, shown.length)]));
    const ring = s('svg', {
      viewBox: `0 0 ${SIZE} ${SIZE}`, class: 'dsd-ring', role: 'group',
      'aria-label': 'Links between the nodes',
    }, this.lines(shown), shown.map(node => this.knob(node)));
    this.trail = s('line', {class: 'dsd-trail'});
    ring.append(this.trail);
    ring.addEventListener('pointermove', event => this.drag(ring, event));
    ring.addEventListener('pointerup', event => this.drop(event));
    return h('section', {class: 'dsd-group-list'}, h('p', {class: 'dsd-heading'}, 'Links'),
      h('p', {class: 'dsd-hint'}, 'Drag from one node to another to cut what links them, or to '
        + 'heal it; with Shift, in that direction only. By keyboard: Enter on one, then on the '
        + 'other.'),
      ring,
      this.cut.size > 0 && button('heal all', 'Heal every link.', () => this.act('heal'),
        {why, class: 'dsd-do', 'data-choice': 'heal'}));
  }

  lines(shown) {
    const lines = [];
    for (const a of shown) {
      for (const b of shown) {
        if (a >= b) continue;
        const there = this.cut.has(`${a} ${b}`);
        const back = this.cut.has(`${b} ${a}`);
        const [p, q] = [this.spots.get(a), this.spots.get(b)];
        lines.push(s('line', {x1: p.x, y1: p.y, x2: q.x, y2: q.y,
          class: there && back ? 'dsd-cut' : there || back ? 'dsd-cut dsd-oneway' : 'dsd-link'}));
      }
    }
    return lines;
  }

  knob(node) {
    const {x, y} = this.spots.get(node);
    const name = this.session.trace.nodes[node];
    const knob = s('g', {
      class: node === this.picked ? 'dsd-knob dsd-picked' : 'dsd-knob', tabindex: '0',
      role: 'button', 'data-node': node, 'aria-label': `Link of ${name}`,
      'data-explain': this.explained(node),
    }, s('circle', {cx: x, cy: y, r: 17}), s('text', {x, y: y + 4}, name));
    knob.addEventListener('pointerdown', event => {
      this.from = node;
      event.preventDefault();
      knob.focus();
    });
    knob.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      this.pick(node, knob, event.shiftKey);
    });
    return knob;
  }

  explained(node) {
    const {nodes} = this.session.trace;
    return this.picked >= 0 && this.picked !== node
      ? `Enter: cut or heal ${nodes[this.picked]} – ${nodes[node]}.`
      : `Drag from ${nodes[node]} to another node, or press Enter on both.`;
  }

  pick(node, knob, oneWay) {
    if (this.picked < 0 || this.picked === node) {
      this.picked = this.picked === node ? -1 : node;
      knob.classList.toggle('dsd-picked');
      for (const it of knob.parentElement.querySelectorAll('.dsd-knob')) {
        it.dataset.explain = this.explained(Number(it.dataset.node));
      }
    } else {
      this.toggle(this.picked, node, oneWay);
    }
  }

  drag(ring, event) {
    if (this.from === undefined) return;
    const box = ring.getBoundingClientRect();
    const start = this.spots.get(this.from);
    const scale = SIZE / box.width;
    this.trail.setAttribute('x1', start.x);
    this.trail.setAttribute('y1', start.y);
    this.trail.setAttribute('x2', (event.clientX - box.left) * scale);
    this.trail.setAttribute('y2', (event.clientY - box.top) * scale);
  }

  drop(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('.dsd-knob');
    const from = this.from;
    this.from = undefined;
    for (const name of ['x1', 'y1', 'x2', 'y2']) this.trail.setAttribute(name, 0);
    if (under && from !== undefined && Number(under.dataset.node) !== from) {
      this.toggle(from, Number(under.dataset.node), event.shiftKey);
    }
  }

  toggle(a, b, oneWay) {
    const {nodes} = this.session.trace;
    const isCut = this.cut.has(`${a} ${b}`) || this.cut.has(`${b} ${a}`);
    this.picked = -1;
    this.act(`${isCut ? 'heal' : 'cut'} ${nodes[a]} ${oneWay && !isCut ? 'to ' : ''}${nodes[b]}`);
  }
}

function spot(i, count) {
  const turn = -Math.PI / 2 + (2 * Math.PI * i) / count;
  return {x: SIZE / 2 + RADIUS * Math.cos(turn), y: SIZE / 2 + RADIUS * Math.sin(turn)};
}
