// Messages on the canvas. Where they lie too close to be told apart, those that cover the same
// pixels are painted once.

import {firstAbove} from './axis.js';
import {kindColour, kindStroke} from './palette.js';
import {ARRIVED, UNDER_WAY} from './trace.js';

/// So many segments are stroked at once: enough to save calls, too few to slow the rasterizer.
const BATCH = 120;

/// A message this steep is as good as a vertical line.
const STEEP = 1.6;

/// How far a message that gets lost is drawn.
const LOST_PART = 0.62;

/// What is left of the others while the messages of one kind stand out.
const FAINT = 0.13;

/// A message is drawn if it was sent at most so many steps before what is in sight.
const LOOK_BACK = 4000;

/// Where an arrow of the trace lies, in places and rows. It starts at the step that sent it, also if
/// it has waited for the disk there.
export function course(scene, slot) {
  const {axis, trace: {arrows}} = scene;
  const fate = arrows.fate[slot];
  const start = axis.step(arrows.sentStep[slot]);
  let end = axis.end;
  if (fate === ARRIVED) end = axis.step(arrows.endStep[slot]);
  else if (fate !== UNDER_WAY) end = Math.max(start + 0.8, axis.time(arrows.end[slot]));
  return {start, end, from: arrows.from[slot], to: arrows.to[slot], fate};
}

export function paintArrows(context, scene, {from, to}) {
  const groups = scene.trace.kinds.map(() => ({thin: [], steep: null, lost: []}));
  const {arrows} = scene.trace;
  const begin = firstSent(arrows.sentStep, from - LOOK_BACK);
  for (let slot = begin; slot < arrows.id.length; slot++) {
    if (arrows.sentStep[slot] > to) break;
    if (arrows.fate[slot] === ARRIVED && arrows.endStep[slot] < from) continue;
    if (scene.filter.hides(slot)) continue;
    place(scene, slot, groups[arrows.kind[slot]]);
  }
  const {lit} = scene.filter;
  groups.forEach((group, kind) => {
    if (kind !== lit) paintGroup(context, scene, group, kind, lit < 0 ? 1 : FAINT);
  });
  if (lit >= 0 && lit < groups.length) paintGroup(context, scene, groups[lit], lit, 1);
  if (scene.hover >= 0 && scene.hover < arrows.id.length) paintOne(context, scene, scene.hover);
}

/// @param strength how much of it is seen, from 0 to 1
function paintGroup(context, scene, group, kind, strength) {
  context.strokeStyle = context.fillStyle = kindColour(scene.colours, kind);
  paintSteep(context, group.steep, strength);
  paintThin(context, group.thin, scene, {stroke: kindStroke(kind), strength});
  paintLost(context, group.lost, scene, strength);
}

function place(scene, slot, group) {
  const {view} = scene;
  const way = course(scene, slot);
  const x0 = view.x(way.start);
  const x1 = view.x(way.end);
  if (x1 < -2 || x0 > view.width + 2) return;
  const y0 = view.y(way.from);
  const y1 = view.y(way.to);
  if (way.fate !== ARRIVED) {
    if (view.unit > 1.5 || way.fate === UNDER_WAY) group.lost.push([x0, y0, x1, y1, way.fate]);
  } else if (way.from === way.to) {
    if (view.unit > 5) group.thin.push([x0, y0, x1, y1]);
  } else if (x1 - x0 < STEEP) {
    group.steep ??= spans(view.width);
    widen(group.steep, Math.round(x0), Math.min(y0, y1), Math.max(y0, y1));
  } else {
    group.thin.push([x0, y0, x1, y1]);
  }
}

/// Keeps one span a column of pixels.
function widen({tops, bottoms}, x, top, bottom) {
  if (x < 0 || x >= tops.length) return;
  if (top < tops[x]) tops[x] = top;
  if (bottom > bottoms[x]) bottoms[x] = bottom;
}

function spans(width) {
  const columns = Math.ceil(width) + 1;
  return {tops: new Float32Array(columns).fill(1e9), bottoms: new Float32Array(columns).fill(-1e9)};
}

function paintSteep(context, steep, strength) {
  if (!steep) return;
  const {tops, bottoms} = steep;
  context.globalAlpha = 0.55 * strength;
  for (let x = 0; x < tops.length; x++) {
    if (bottoms[x] > tops[x]) context.fillRect(x, tops[x], 1, bottoms[x] - tops[x]);
  }
  context.globalAlpha = 1;
}

function paintThin(context, list, {view}, {stroke, strength}) {
  const dense = list.length > 1500;
  context.lineWidth = dense ? 0.6 : view.unit > 8 ? 1.4 : 1;
  context.globalAlpha = (dense ? 0.5 : 0.9) * strength;
  if (!dense) context.setLineDash(stroke);
  const drawn = new Set();
  for (let i = 0; i < list.length; i += BATCH) {
    context.beginPath();
    for (let j = i; j < Math.min(i + BATCH, list.length); j++) {
      const [x0, y0, x1, y1] = list[j];
      if (dense && !isNew(drawn, x0, y0, x1, y1)) continue;
      if (y0 === y1) loop(context, x0, y0, x1);
      else {
        context.moveTo(x0, y0);
        context.lineTo(x1, y1);
      }
    }
    context.stroke();
  }
  context.setLineDash([]);
  if (view.unit > 5 && view.rowHeight > 12 && !dense) heads(context, list);
  context.globalAlpha = 1;
}

function isNew(drawn, x0, y0, x1, y1) {
  const key = ((x0 | 0) * 4096 + (x1 | 0)) * 65536 + (y0 | 0) * 256 + ((y1 | 0) & 255);
  const before = drawn.size;
  drawn.add(key);
  return drawn.size > before;
}

/// A message to oneself bows above the line.
function loop(context, x0, y0, x1) {
  const high = Math.min(12, 4 + (x1 - x0) / 4);
  context.moveTo(x0, y0);
  context.quadraticCurveTo((x0 + x1) / 2, y0 - high * 1.6, x1, y0);
}

function heads(context, list) {
  context.beginPath();
  for (const [x0, y0, x1, y1] of list) {
    if (y0 !== y1) head(context, x0, y0, x1, y1);
  }
  context.fill();
}

function head(context, x0, y0, x1, y1) {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const ux = (x1 - x0) / length;
  const uy = (y1 - y0) / length;
  const x = x1 - ux * 4;
  const y = y1 - uy * 4;
  context.moveTo(x, y);
  context.lineTo(x - ux * 8 - uy * 3.2, y - uy * 8 + ux * 3.2);
  context.lineTo(x - ux * 8 + uy * 3.2, y - uy * 8 - ux * 3.2);
  context.closePath();
}

/// What did not arrive ends in a cross before its receiver; what is still under way, in nothing.
function paintLost(context, list, {view}, strength) {
  context.lineWidth = 1.2;
  for (const [x0, y0, x1, y1, fate] of list) {
    const part = fate === UNDER_WAY ? 1 : LOST_PART;
    const x = x0 + (x1 - x0) * part;
    const y = y0 + (y1 - y0) * part;
    context.setLineDash([4, 3]);
    context.globalAlpha = 0.8 * strength;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x, y);
    context.stroke();
    context.setLineDash([]);
    if (fate !== UNDER_WAY && view.unit > 3) cross(context, x, y);
  }
  context.globalAlpha = 1;
}

function cross(context, x, y) {
  context.lineWidth = 1.8;
  context.beginPath();
  context.moveTo(x - 3.5, y - 3.5);
  context.lineTo(x + 3.5, y + 3.5);
  context.moveTo(x + 3.5, y - 3.5);
  context.lineTo(x - 3.5, y + 3.5);
  context.stroke();
  context.lineWidth = 1.2;
}

/// The message that is pointed at, above all others.
function paintOne(context, scene, slot) {
  const {view, trace, colours} = scene;
  const way = course(scene, slot);
  const points = [view.x(way.start), view.y(way.from), view.x(way.end), view.y(way.to)];
  for (const [colour, width] of [[colours.paper, 6], [null, 2.6]]) {
    context.strokeStyle = colour ?? kindColour(colours, trace.arrows.kind[slot]);
    context.fillStyle = context.strokeStyle;
    context.lineWidth = width;
    context.beginPath();
    if (way.from === way.to) loop(context, points[0], points[1], points[2]);
    else {
      context.moveTo(points[0], points[1]);
      context.lineTo(points[2], points[3]);
    }
    context.stroke();
  }
  if (way.from !== way.to && way.fate === ARRIVED) {
    context.beginPath();
    head(context, ...points);
    context.fill();
  }
}

/// Arrows rise with the step that sent them.
function firstSent(sentSteps, step) {
  return Math.max(0, firstAbove(sentSteps, step - 1));
}
