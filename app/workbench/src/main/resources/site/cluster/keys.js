// Put, get and watch.

import {call} from './call.js';
import {h} from '../debugger/dom.js';

const CHANGES_MAX = 100;

/// An answer that takes longer than this is said to be waited for.
const SOON = 400;

const at = id => document.getElementById(id);

export class Keys {

  constructor() {
    this.prefix = '';
    at('put').addEventListener('submit', event => this.put(event));
    at('get').addEventListener('click', () => this.get());
    at('watch').addEventListener('submit', event => this.watchAnew(event));
  }

  begin() {
    if (!this.changes) this.watch('');
  }

  async put(event) {
    event.preventDefault();
    const form = new FormData(at('put'));
    await this.answer(async () => {
      const words = {key: form.get('key'), value: form.get('value')};
      const {header, by, passed} = await call('POST', 'put', words);
      return `Written by ${by}, at revision ${header.revision} in term ${header.raft_term}.`
        + excuse(passed);
    });
  }

  get() {
    const key = new FormData(at('put')).get('key');
    return this.answer(async () => {
      const {kvs, by} = await call('GET', 'get', {key});
      if (!kvs) return `${by} says that there is no ${key}.`;
      return `${by} says that ${key} is “${plain(kvs[0].value)}”, its version ${kvs[0].version}.`;
    });
  }

  async answer(ask) {
    const waiting = setTimeout(() => (at('answer').textContent = 'No answer yet: nothing is written '
      + 'or read until a majority follows a leader. Another member is asked when it does.'), SOON);
    try {
      at('answer').textContent = await ask();
    } catch (problem) {
      at('answer').textContent = `No answer: ${problem.message}.`;
    } finally {
      clearTimeout(waiting);
    }
  }

  watchAnew(event) {
    event.preventDefault();
    this.prefix = new FormData(at('watch')).get('prefix');
    at('changes').replaceChildren();
    this.watch('');
  }

  /// Another member leads: whoever told of changes until now may be cut off.
  watchOn() {
    if (this.changes) this.watch(this.seen ?? '');
  }

  watch(seen) {
    this.changes?.close();
    this.seen = seen;
    const words = new URLSearchParams({prefix: this.prefix, seen});
    this.changes = new EventSource(`live/watch?${words}`);
    this.changes.addEventListener('change', ({data, lastEventId}) => {
      this.seen = lastEventId;
      for (const event of JSON.parse(data).result?.events ?? []) this.tell(event);
    });
  }

  tell({type, kv}) {
    const key = plain(kv.key);
    const text = type === 'DELETE' ? `${key} was deleted` : `${key} = ${plain(kv.value)}`;
    at('changes').prepend(h('li', {value: kv.mod_revision}, text));
    while (at('changes').children.length > CHANGES_MAX) at('changes').lastChild.remove();
  }
}

/// What it means that others were asked before.
function excuse(passed) {
  return passed.length === 0 ? '' : ` ${passed.join(' and ')}, asked before, did not answer: what `
    + 'was asked there may still be written when that member hears the others again, over whatever '
    + 'is newer by then.';
}

function plain(base64) {
  return new TextDecoder().decode(Uint8Array.from(atob(base64 ?? ''), it => it.charCodeAt(0)));
}
