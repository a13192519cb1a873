// The live cluster: what its members say of themselves, what they say to each other, and what a
// visitor does to them.
//
//   film      the steps that the server tells, as a run that grows; two diagrams of it
//   members   a card for each member, its links, and figures
//   keys      put, get, watch

import {Explain} from '../debugger/explain.js';
import {Film} from './film.js';
import {Keys} from './keys.js';
import {Members} from './members.js';

const at = id => document.getElementById(id);

const film = new Film(new Explain(at('live')));
const members = new Members();
const keys = new Keys();
let events;

film.addEventListener('elected', () => keys.watchOn());
film.addEventListener('full', listen);
members.addEventListener('acted', event => (at('said').textContent = event.detail));

function listen() {
  events?.close();
  events = new EventSource('live/events');
  events.addEventListener('begin', ({data}) => begin(JSON.parse(data)));
  events.addEventListener('members', ({data}) => show(JSON.parse(data)));
  events.addEventListener('steps', ({data}) => film.append(JSON.parse(data)));
  events.onerror = () => (at('said').textContent = 'The server of this page does not answer.');
}

function begin(beginning) {
  at('absent').hidden = true;
  at('live').hidden = false;
  at('said').textContent = '';
  film.begin(beginning);
  keys.begin();
  at('data').textContent = beginning.data;
  at('etcdctl').textContent = `export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=${beginning.endpoints}
etcdctl put greeting hello
etcdctl watch --prefix ""
etcdctl endpoint status -w table`;
  at('replay').textContent = `./ds replay ${beginning.recording}`;
}

function show(seen) {
  if (!seen.members) return;
  members.show(seen);
  film.ledBy(seen.members.find(it => it.leads)?.name);
}

at('absent').hidden = false;
listen();
