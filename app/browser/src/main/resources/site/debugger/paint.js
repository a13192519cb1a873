// Paints a space-time diagram: nodes as lines, steps as points, messages as arrows.
// The work is bounded by what can be told apart on the screen, not by the length of the run.

import {paintArrows} from './arrows.js';
import {firstAbove} from './axis.js';
import {absences, BAR, barsOf} from './lanes.js';
import {paintReports, paintSteps} from './points.js';
import {timeText} from './trace.js';

const LABEL_GAP = 90;

/// @param scene trace, axis, view, colours, at, filter, hover (an arrow's column or -1)
export function paint(context, scene) {
  const {view, colours} = scene;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, view.width, view.height);
  context.font = `11px ${colours.font}`;
  context.textBaseline = 'middle';
  paintTimes(context, scene);
  context.save();
  context.beginPath();
  context.rect(0, view.head - 9, view.width, view.bottom - view.head + 11);
  context.clip();
  paintLines(context, scene);
  paintArrows(context, scene, range(scene));
  paintSteps(context, scene, range(scene));
  paintReports(context, scene, after(scene));
  context.restore();
  paintFaults(context, scene);
  paintFuture(context, scene);
  paintReports(context, scene, before(scene));
  paintViolation(context, scene);
}

/// The numbers of the first and the last step in sight, with a margin.
export function range({axis, view}) {
  const from = Math.max(1, firstAbove(axis.places, view.left - 1));
  const to = Math.min(axis.places.length, firstAbove(axis.places, view.right + 1) + 1);
  return {from, to};
}

function before(scene) {
  const {from, to} = range(scene);
  return {from, to: Math.min(to, scene.at)};
}

function after(scene) {
  const {from, to} = range(scene);
  return {from: Math.max(from, scene.at + 1), to};
}

function paintTimes(context, {axis, view, colours, trace}) {
  const y = view.bottom + 11;
  context.textAlign = 'center';
  let last = -Infinity;
  let said = '';
  const {from, to} = range({axis, view});
  const stride = Math.max(1, Math.floor((to - from) / 2000));
  for (let k = from; k <= to; k += stride) {
    const x = view.x(axis.step(k));
    if (x - last < LABEL_GAP) continue;
    const text = timeText(trace.steps.time[k - 1]);
    const half = context.measureText(text).width / 2;
    if (x < half || x > view.width - half) continue;
    last = x;
    context.fillStyle = colours.line;
    context.fillRect(Math.round(x), view.head, 1, view.bottom - view.head + 3);
    if (text === said) continue;
    said = text;
    context.fillStyle = colours.faint;
    context.fillText(text, x, y);
  }
}

function paintLines(context, {trace, axis, view, colours}) {
  const away = absences(trace.faults, trace.nodes);
  const x0 = Math.max(0, view.x(-0.5));
  const x1 = Math.min(view.width, view.x(axis.end));
  for (let node = 0; node < trace.nodes.length; node++) {
    const y = Math.round(view.y(node)) + 0.5;
    if (y < view.head - 2 || y > view.bottom + 2) continue;
    context.strokeStyle = colours.strong;
    context.lineWidth = view.rowHeight < 10 ? 0.5 : 1.25;
    line(context, x0, y, x1, y);
    for (const {from, to, kind} of away[node]) {
      const left = Math.max(x0, view.x(axis.time(from)));
      const right = Math.min(x1, to === Infinity ? x1 : view.x(axis.time(to)));
      if (right > left) paintAbsence(context, {left, right, y, kind}, view, colours);
    }
  }
}

function paintAbsence(context, {left, right, y, kind}, view, colours) {
  const half = Math.min(9, view.rowHeight * 0.3);
  context.fillStyle = colours.paper;
  context.fillRect(left, y - half, right - left, 2 * half);
  context.fillStyle = kind === 'crash' ? colours.badSoft : colours.warnSoft;
  context.fillRect(left, y - half, right - left, 2 * half);
  context.strokeStyle = kind === 'crash' ? colours.bad : colours.warn;
  context.lineWidth = 1.5;
  if (half > 3) {
    line(context, left, y - half, left, y + half);
    if (right < view.width) line(context, right, y - half, right, y + half);
  }
  if (right - left > 44 && half > 5) {
    context.fillStyle = context.strokeStyle;
    context.textAlign = 'left';
    context.fillText(kind === 'crash' ? 'down' : 'paused', Math.max(left, 0) + 6, y + 0.5);
  }
}

function paintFaults(context, scene) {
  const {colours} = scene;
  context.textAlign = 'left';
  for (const {fault, left, right, y} of barsOf(scene)) {
    context.fillStyle = fault.kind === 'crash' ? colours.badSoft : colours.warnSoft;
    context.fillRect(left, y, right - left, BAR);
    context.fillStyle = fault.kind === 'crash' ? colours.bad : colours.warn;
    context.fillRect(left, y, 2, BAR);
    if (right - left > 40) {
      context.save();
      context.beginPath();
      context.rect(left, y, right - left - 4, BAR);
      context.clip();
      context.fillText(fault.text, Math.max(left, 0) + 7, y + 8.5);
      context.restore();
    }
  }
}

/// What has not happened yet at the position shown is veiled.
function paintFuture(context, {axis, view, colours, at}) {
  const x = view.x(axis.step(at)) + Math.min(6, view.unit * 0.45);
  if (x < view.width) {
    context.globalAlpha = 0.62;
    context.fillStyle = colours.paper;
    context.fillRect(Math.max(0, x), 0, view.width - Math.max(0, x), view.bottom);
    context.globalAlpha = 1;
  }
  if (x >= 0 && x <= view.width) {
    context.fillStyle = colours.accent;
    context.fillRect(Math.round(x) - 1, 0, 2, view.bottom + 2);
    context.beginPath();
    context.moveTo(x - 6, view.bottom + 7);
    context.lineTo(x + 6, view.bottom + 7);
    context.lineTo(x, view.bottom - 1);
    context.fill();
  }
}

function paintViolation(context, {trace, axis, view, colours}) {
  if (!trace.violation) return;
  const x = view.x(axis.step(trace.violation.step));
  if (x < -2 || x > view.width + 2) return;
  context.fillStyle = colours.bad;
  context.fillRect(Math.round(x), 0, 2, view.bottom);
  const text = `✕ ${trace.violation.property}`;
  const wide = context.measureText(text).width + 12;
  const left = Math.max(2, Math.min(view.width - wide - 2, x - wide / 2));
  context.fillRect(left, view.bottom - 18, wide, 18);
  context.fillStyle = colours.paper;
  context.textAlign = 'left';
  context.fillText(text, left + 6, view.bottom - 8.5);
}

export function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
