// The space-time diagram as a part of the page: a canvas, the names of its rows, and the hands that
// pan, zoom and point.

import {course} from './arrows.js';
import {Axis} from './axis.js';
import {fill, h} from './dom.js';
import {BAR, barsOf, lanesOf} from './lanes.js';
import {paint, range} from './paint.js';
import {palette} from './palette.js';
import {ARRIVED} from './trace.js';
import {View} from './view.js';

const WHEEL_ZOOM = 1.0016;
const NEAR = 7;

/// At first, a step is so many pixels wide, and the past has this part of the width.
const HOME_UNIT = 13;
const HOME_PART = 0.62;

/// Paper shows more than a screen does.
const PAPER_SCALE = 3;

const FIGURE_ROW = 30;
const FIGURE_REST = 96;
const FIGURE_MAX = 440;

export class Diagram extends EventTarget {

  constructor(session, filter) {
    super();
    this.session = session;
    this.filter = filter;
    this.view = new View();
    this.pace = 'steps';
    this.hover = -1;
    this.canvas = h('canvas', {
      class: 'dsd-canvas', tabindex: '0', role: 'img', 'aria-label': 'Space-time diagram',
    });
    this.names = h('div', {class: 'dsd-names'});
    this.element = h('div', {class: 'dsd-diagram'}, this.names,
      h('div', {class: 'dsd-sheet'}, this.canvas));
    this.listen();
  }

  /// Shows the trace of the session anew; `home` forgets the part that was in sight.
  show(home) {
    const {trace} = this.session;
    this.filter.attach(trace);
    if (home) this.filter.meet();
    const drawn = `${this.pace} ${this.filter.rows()}`;
    const same = this.axis && this.axis.trace === trace && this.drawn === drawn;
    if (same) this.axis.extend();
    else this.axis = new Axis(trace, this.pace, this.filter);
    this.drawn = drawn;
    this.measure();
    if (home) this.goHome();
    this.nameRows();
    this.request();
  }

  /// Where a reader begins: at the stretch that the text means, or around the position shown.
  goHome() {
    const {at, first, length, overview} = this.session;
    if (this.filter.stretch) {
      const {from, to} = this.filter.stretch;
      this.view.fit(this.axis.step(from) - 0.8, this.axis.step(Math.min(to, length)) + 0.8);
      return;
    }
    const begin = at > first ? at : Math.min(length, first + 6);
    this.view.unit = HOME_UNIT;
    this.view.left = this.axis.step(begin) - (HOME_PART * this.view.width) / HOME_UNIT;
    if (overview.end) this.view.fill();
    this.view.clamp();
  }

  setPace(pace) {
    const middle = this.session.at;
    this.pace = pace;
    this.show(false);
    if (pace === 'clock') this.view.fit(this.axis.step(middle) - 60, this.axis.step(middle) + 60);
    else this.goHome();
    this.request();
  }

  follow() {
    this.view.reveal(this.axis.step(this.session.at));
    this.request();
  }

  measure() {
    this.makeRoom();
    const box = this.canvas.parentElement.getBoundingClientRect();
    const faults = this.session.trace.faults.filter(it => this.filter.concerns(it));
    const lanes = Math.max(0, ...lanesOf(faults).filter(it => this.filter.isMeant(it.fault))
      .map(it => it.lane + 1));
    this.view.measure(Math.max(50, box.width), Math.max(80, box.height), this.filter.rows(), lanes,
      this.axis.end);
    this.element.style.setProperty('--aspect', this.view.width / this.view.height);
    this.sharpen();
  }

  sharpen() {
    const {canvas, view} = this;
    const scale = matchMedia('print').matches ? PAPER_SCALE : devicePixelRatio || 1;
    const [wide, tall] = [Math.round(view.width * scale), Math.round(view.height * scale)];
    if (canvas.width !== wide || canvas.height !== tall) {
      canvas.width = wide;
      canvas.height = tall;
    }
    this.scale = scale;
  }

  /// In a chapter, a figure is as tall as its rows need.
  makeRoom() {
    if (this.element.closest('.dsd-page')) return;
    const rows = this.filter.rows().filter(row => row >= 0).length;
    const tall = FIGURE_REST + FIGURE_ROW * rows;
    this.element.style.height = `${Math.min(FIGURE_MAX, tall)}px`;
  }

  /// Paints with the next frame, once.
  request() {
    if (this.requested) return;
    this.requested = true;
    requestAnimationFrame(() => {
      this.requested = false;
      this.paint();
    });
  }

  paint() {
    if (!this.axis) return;
    this.colours ??= palette(this.element);
    const context = this.canvas.getContext('2d', {alpha: false});
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    paint(context, this.scene());
    this.placeNames();
    this.dispatchEvent(new Event('painted'));
  }

  scene() {
    const {session, axis, view, colours, filter, hover} = this;
    return {trace: session.trace, axis, view, colours, at: session.at, filter, hover};
  }

  repaint() {
    this.colours = null;
    this.request();
  }

  /// Before a page is printed there is no next frame.
  repaintNow() {
    this.colours = null;
    this.sharpen();
    this.paint();
  }

  nameRows() {
    const {nodes, roles} = this.session.trace;
    const key = nodes.join();
    if (this.named === key) return;
    this.named = key;
    fill(this.names, nodes.map((name, row) => h('button', {
      type: 'button', class: `dsd-name dsd-${roles[row]}`, 'data-row': row,
      'data-explain': `${name}, a ${roles[row]}. Press to see its state.`,
      onclick: () => this.dispatchEvent(new CustomEvent('node', {detail: row})),
    }, h('span', {}, name))));
  }

  placeNames() {
    const {view} = this;
    const each = Math.ceil(15 / view.rowHeight);
    for (const name of this.names.children) {
      const node = Number(name.dataset.row);
      const y = view.y(node);
      name.hidden = view.rowOf[node] % each !== 0 || y < view.head || y > view.bottom;
      name.style.top = `${(100 * y) / view.height}%`;
    }
  }

  /// What lies under the pointer: an arrow, a step, or nothing.
  find(x, y) {
    const scene = this.scene();
    const bar = barsOf(scene).find(it => x >= it.left - 3 && x <= it.right + 3 && y >= it.y
      && y <= it.y + BAR);
    if (bar) return {fault: bar.fault};
    const node = this.view.node(y);
    if (node >= 0 && Math.abs(this.view.y(node) - y) < 8) {
      const step = this.axis.nearest(this.view.place(x), node);
      if (step && Math.abs(this.view.x(this.axis.step(step)) - x) < NEAR) return {step};
    }
    const arrow = this.view.unit > 1 ? nearestArrow(scene, x, y) : -1;
    return arrow >= 0 ? {arrow} : {};
  }

  listen() {
    const {canvas} = this;
    canvas.addEventListener('wheel', event => this.wheel(event), {passive: false});
    this.names.addEventListener('wheel', event => this.scrollRows(event), {passive: false});
    canvas.addEventListener('pointerdown', event => this.press(event));
    canvas.addEventListener('pointermove', event => this.move(event));
    canvas.addEventListener('pointerup', event => this.release(event));
    canvas.addEventListener('pointercancel', () => (this.pointers = null));
    canvas.addEventListener('pointerleave', () => this.point({}));
    canvas.addEventListener('dblclick', event => this.zoom(2, event.offsetX));
  }

  wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(WHEEL_ZOOM ** -(event.deltaY * 3), event.offsetX);
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.view.panBy(-(event.deltaX || event.deltaY));
      this.request();
    } else if (this.element.closest('.dsd-page')) {
      event.preventDefault();
      this.zoom(WHEEL_ZOOM ** -event.deltaY, event.offsetX);
    }
  }

  /// Above the names, the wheel moves the rows, if there are more than fit.
  scrollRows(event) {
    const before = this.view.top;
    this.view.panBy(0, -event.deltaY);
    if (this.view.top === before) return;
    event.preventDefault();
    this.request();
  }

  zoom(factor, x) {
    this.view.zoomBy(factor, x);
    this.request();
  }

  press(event) {
    if (event.button !== 0) return;
    this.pointers ??= new Map();
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    this.canvas.setPointerCapture(event.pointerId);
    this.moved = false;
  }

  move(event) {
    const before = this.pointers?.get(event.pointerId);
    if (!before) {
      this.point(this.find(event.offsetX, event.offsetY), event);
      return;
    }
    const now = [event.offsetX, event.offsetY];
    if (this.pointers.size === 2) this.pinch(event.pointerId, before, now);
    else if (this.moved || Math.hypot(now[0] - before[0], now[1] - before[1]) > 3) {
      this.moved = true;
      this.view.panBy(now[0] - before[0], now[1] - before[1]);
    } else return;
    this.pointers.set(event.pointerId, now);
    this.request();
  }

  pinch(id, before, now) {
    const other = [...this.pointers].find(([key]) => key !== id)[1];
    const far = point => Math.max(20, Math.abs(point[0] - other[0]));
    this.moved = true;
    this.view.zoomBy(far(now) / far(before), (now[0] + other[0]) / 2);
  }

  release(event) {
    if (!this.pointers?.delete(event.pointerId)) return;
    if (this.pointers?.size === 0) this.pointers = null;
    if (this.moved) return;
    const found = this.find(event.offsetX, event.offsetY);
    const step = found.step ?? this.stepOf(found.arrow) ??
      this.axis.nearest(this.view.place(event.offsetX));
    this.dispatchEvent(new CustomEvent('pick', {detail: step}));
  }

  stepOf(arrow) {
    if (arrow === undefined) return undefined;
    const {arrows} = this.session.trace;
    return arrows.fate[arrow] === ARRIVED ? arrows.endStep[arrow] : arrows.sentStep[arrow];
  }

  point(found, event) {
    const arrow = found.arrow ?? -1;
    this.canvas.style.cursor = found.step || arrow >= 0 ? 'pointer' : 'grab';
    if (arrow !== this.hover) {
      this.hover = arrow;
      this.request();
    }
    const detail = {...found, x: event?.clientX, y: event?.clientY};
    this.dispatchEvent(new CustomEvent('point', {detail}));
  }
}

function nearestArrow(scene, x, y) {
  const {from, to} = range(scene);
  const {arrows} = scene.trace;
  let best = -1;
  let least = NEAR;
  for (let slot = arrows.id.length - 1; slot >= 0; slot--) {
    const sent = arrows.sentStep[slot];
    if (sent > to || scene.filter.hides(slot)) continue;
    if (sent < from - 4000) break;
    const distance = distanceTo(scene, slot, x, y);
    if (distance < least) {
      least = distance;
      best = slot;
    }
  }
  return best;
}

function distanceTo({view, ...scene}, slot, x, y) {
  const way = course({view, ...scene}, slot);
  const [x0, x1] = [view.x(way.start), view.x(way.end)];
  if (x < x0 - NEAR || x > x1 + NEAR) return Infinity;
  const [y0, y1] = [view.y(way.from), view.y(way.to)];
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1;
  const part = Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
  return Math.hypot(x - x0 - part * (x1 - x0), y - y0 - part * (y1 - y0));
}
