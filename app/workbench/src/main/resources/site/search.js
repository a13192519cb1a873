// Search in this site: reads the index that was made with the pages, when it is first wanted.

const RESULTS_MAX = 24;

let index;
let reading;
let dialog;
let root = '';

// All who want the index wait for one reading of it, so they go on in the order in which they came:
// what was typed last is what is shown last.
function load() {
  reading ??= read().catch((problem) => {
    reading = undefined;
    throw problem;
  });
  return reading;
}

async function read() {
  const answer = await fetch(new URL('search.json', import.meta.url));
  const { sections, words } = await answer.json();
  index = { sections, words, sorted: Object.keys(words).sort() };
}

// The first place in the sorted words that is not before this one.
function lowerBound(sorted, word) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// How much each section says about words that begin so; a whole word says more.
function weigh(start) {
  const weights = new Map();
  for (let i = lowerBound(index.sorted, start); index.sorted[i]?.startsWith(start); i++) {
    const word = index.sorted[i];
    const factor = word === start ? 3 : 1;
    const places = index.words[word];
    for (let j = 0; j < places.length; j += 2) {
      weights.set(places[j], (weights.get(places[j]) ?? 0) + factor * places[j + 1]);
    }
  }
  return weights;
}

// The sections with all words, the best first; those that say as much, in reading order.
async function find(text) {
  await load();
  const starts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  if (starts.length === 0) {
    return [];
  }
  const found = starts.map(weigh);
  return [...found[0].keys()]
    .filter((section) => found.every((weights) => weights.has(section)))
    .map((section) => ({
      section,
      weight: found.reduce((sum, weights) => sum + weights.get(section), 0),
    }))
    .sort((one, other) => other.weight - one.weight || one.section - other.section)
    .map(({ section }) => index.sections[section])
    .map(([address, page, heading, lead]) => ({ address, page, heading, lead }));
}

function row({ address, page, heading, lead }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const title = document.createElement('strong');
  const words = document.createElement('small');
  link.href = root + address;
  title.textContent = heading ? `${page} › ${heading}` : page;
  words.textContent = lead;
  link.append(title, words);
  link.addEventListener('click', () => dialog.close());
  item.append(link);
  return item;
}

async function show(text) {
  let found;
  try {
    found = await find(text);
  } catch {
    dialog.querySelector('[role="status"]').textContent = 'The index of the search cannot be read';
    return;
  }
  dialog.querySelector('ul').replaceChildren(...found.slice(0, RESULTS_MAX).map(row));
  const count = found.length === 0 ? 'Nothing found' : `${found.length} section${found.length === 1 ? '' : 's'}`;
  dialog.querySelector('[role="status"]').textContent = text.trim().length < 2 ? '' : count;
}

function move(event) {
  const links = [...dialog.querySelectorAll('li a')];
  const at = links.indexOf(document.activeElement);
  if (event.key === 'ArrowDown' && at < links.length - 1) {
    event.preventDefault();
    links[at + 1].focus();
  } else if (event.key === 'ArrowUp' && at >= 0) {
    event.preventDefault();
    (links[at - 1] ?? dialog.querySelector('input')).focus();
  } else if (event.key === 'Escape') {
    event.preventDefault(); // which would only empty the field
    dialog.close();
  } else if (event.key === 'Enter' && at < 0 && links.length > 0) {
    event.preventDefault();
    links[0].click();
  }
}

function make() {
  const made = document.createElement('dialog');
  made.className = 'search';
  made.setAttribute('aria-label', 'Search');
  made.innerHTML = `
    <input type="search" aria-label="Search all pages" placeholder="Search all pages" autocomplete="off" spellcheck="false">
    <p role="status"></p>
    <ul></ul>`;
  made.querySelector('input').addEventListener('input', (event) => show(event.target.value));
  made.addEventListener('keydown', move);
  made.addEventListener('click', (event) => {
    if (event.target === made) {
      made.close();
    }
  });
  document.body.append(made);
  return made;
}

/** @param from the way from the page to the root of the site */
export function open(from) {
  root = from;
  dialog ??= make();
  if (!dialog.open) {
    dialog.showModal();
  }
  const input = dialog.querySelector('input');
  input.focus();
  input.select();
  show(input.value);
}
