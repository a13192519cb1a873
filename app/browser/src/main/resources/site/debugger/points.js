// Steps and marks on the lines of their nodes.

import {firstAbove} from './axis.js';
import {kindColour, kindStroke} from './palette.js';
import {FIRED, NOTE, PERSIST, REPORT, STARTED, SYNCED} from './trace.js';

/// Below this many pixels a step, only what is rare is worth a shape.
const ROOM = 5;

/// What nodes report needs rows of this height.
const REPORT_ROW = 24;

export function paintSteps(context, scene, {from, to}) {
  const {view, trace} = scene;
  if (view.unit >= ROOM) paintMarks(context, scene, from, to);
  const fine = view.unit >= ROOM && view.rowHeight >= 10;
  const columns = Math.ceil(view.width) + 2;
  const taken = fine ? null : new Uint8Array(columns * view.rows);
  for (let k = from; k <= to; k++) {
    const kind = trace.steps.kind[k - 1];
    const x = view.x(scene.axis.step(k));
    const row = view.rowOf[trace.steps.node[k - 1]];
    if (row < 0) continue;
    const y = view.y(trace.steps.node[k - 1]);
    if (fine) {
      paintStep(context, scene, k, x, y);
    } else if (kind !== 1) {
      context.fillStyle = kind === STARTED ? scene.colours.good : scene.colours.ink;
      context.fillRect(x - 0.5, y - 2, 1.5, 4);
    } else {
      const cell = row * columns + Math.round(x) + 1;
      if (taken[cell] === 0) {
        taken[cell] = 1;
        context.fillStyle = scene.colours.faint;
        context.fillRect(x - 0.5, y - 1, 1, 2);
      }
    }
  }
  if (scene.at >= from && scene.at <= to && scene.at > 0) paintPresent(context, scene);
}

/// A start is a ring, a timer a diamond, a message a point in its colour, with a hole if its line
/// is no solid one.
function paintStep(context, {trace, colours, view}, k, x, y) {
  const size = Math.min(4.2, 2 + view.unit / 8);
  context.beginPath();
  switch (trace.steps.kind[k - 1]) {
    case STARTED:
      context.arc(x, y, size + 1, 0, 7);
      context.fillStyle = colours.paper;
      context.fill();
      context.strokeStyle = colours.good;
      context.lineWidth = 2;
      context.stroke();
      return;
    case FIRED:
      context.moveTo(x, y - size - 1.6);
      context.lineTo(x + size + 1.6, y);
      context.lineTo(x, y + size + 1.6);
      context.lineTo(x - size - 1.6, y);
      context.fillStyle = colours.ink;
      break;
    default: {
      const slot = trace.received(k);
      context.arc(x, y, size - 0.6, 0, 7);
      context.fillStyle = slot < 0 ? colours.soft : kindColour(colours, trace.arrows.kind[slot]);
      if (slot >= 0 && kindStroke(trace.arrows.kind[slot]).length > 0) {
        context.fill();
        context.fillStyle = colours.paper;
        context.beginPath();
        context.arc(x, y, size / 2.6, 0, 7);
      }
    }
  }
  context.fill();
}

/// A write is a hollow square below its step, full once it is on the disk.
function paintMarks(context, scene, from, to) {
  const {trace: {marks}, view, colours, axis} = scene;
  if (view.rowHeight < 16) return;
  for (let i = firstAbove(marks.step, from - 1); i < marks.step.length; i++) {
    if (marks.step[i] > to) break;
    const kind = marks.kind[i];
    if (kind > PERSIST + 2 && kind !== SYNCED) continue;
    const node = marks.node[i];
    if (node < 0 || view.rowOf[node] < 0) continue;
    const place = kind === SYNCED
      ? axis.between(marks.step[i], marks.time[i]) : axis.step(marks.step[i]);
    const x = view.x(place);
    const y = view.y(node) + 9;
    if (kind === SYNCED) {
      context.fillStyle = colours.good;
      context.fillRect(x - 2.5, y - 2.5, 5, 5);
    } else {
      context.strokeStyle = colours.good;
      context.lineWidth = 1.3;
      context.strokeRect(x - 2.5, y - 2.5, 5, 5);
    }
  }
}

/// What nodes report stands above their lines, as far as there is room.
export function paintReports(context, scene, {from, to}) {
  const {trace, view, colours, axis} = scene;
  if (view.rowHeight < REPORT_ROW) return;
  const {marks} = trace;
  const busyUntil = new Map();
  context.textAlign = 'left';
  for (let i = firstAbove(marks.step, from - 1); i < marks.step.length; i++) {
    if (marks.step[i] > to) break;
    if ((marks.kind[i] !== REPORT && marks.kind[i] !== NOTE) || marks.node[i] < 0) continue;
    if (view.rowOf[marks.node[i]] < 0) continue;
    const x = view.x(axis.step(marks.step[i]));
    const y = view.y(marks.node[i]);
    if (x < -200 || scene.filter.isUsual(marks.label[i])) continue;
    context.fillStyle = colours.ink;
    context.fillRect(x - 0.5, y - 10, 1, 6);
    if (x < (busyUntil.get(marks.node[i]) ?? -1e9)) continue;
    const text = brief(trace.labels[marks.label[i]]);
    const wide = context.measureText(text).width;
    context.globalAlpha = 0.85;
    context.fillStyle = colours.paper;
    context.fillRect(x - 2, y - 21, wide + 4, 12);
    context.globalAlpha = 1;
    context.fillStyle = marks.kind[i] === NOTE ? colours.warn : colours.ink;
    context.fillText(text, x, y - 14.5);
    busyUntil.set(marks.node[i], x + wide + 8);
  }
}

/// A fact in words: `BecameLeader` became leader.
export function brief(text) {
  const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.length > 34 ? `${words.slice(0, 33)}…` : words;
}

function paintPresent(context, {trace, axis, view, colours, at}) {
  const x = view.x(axis.step(at));
  const y = view.y(trace.steps.node[at - 1]);
  context.strokeStyle = colours.accent;
  context.lineWidth = 2.2;
  context.beginPath();
  context.arc(x, y, Math.min(8, Math.max(4, view.rowHeight / 3)), 0, 7);
  context.stroke();
}
