// What a page can do beyond being read: change the theme, be searched, say where one is.

const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
}

function showTheme(button) {
  button.setAttribute('aria-pressed', String(isDark()));
  button.title = isDark() ? 'Dark; change to light' : 'Light; change to dark';
}

function offerThemes(button) {
  button.hidden = false;
  showTheme(button);
  button.addEventListener('click', () => {
    const chosen = isDark() ? 'light' : 'dark';
    root.dataset.theme = chosen;
    try {
      localStorage.setItem('theme', chosen);
    } catch {
      // It holds for this page then.
    }
    showTheme(button);
    dispatchEvent(new Event('themechange'));
  });
  dark.addEventListener('change', () => {
    showTheme(button);
    dispatchEvent(new Event('themechange'));
  });
}

function isTyping(target) {
  return target.closest('input, textarea, select, [contenteditable], ds-debugger') !== null;
}

let search;

// Once it is loaded it opens at once, so that no letter is lost of what is typed next.
async function openSearch() {
  search ??= await import('./search.js');
  search.open(root.dataset.root ?? '');
}

function offerSearch(button) {
  button.hidden = false;
  button.setAttribute('aria-haspopup', 'dialog');
  button.addEventListener('click', openSearch);
  addEventListener('keydown', (event) => {
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = event.key === 'k' && (event.ctrlKey || event.metaKey);
    if ((isSlash && !isTyping(event.target)) || isCommand) {
      event.preventDefault();
      openSearch();
    }
  });
}

// A link beside each heading, for those who want to send somebody there.
function offerAnchors() {
  for (const heading of document.querySelectorAll('article h2[id], article h3[id]')) {
    const link = document.createElement('a');
    link.className = 'anchor';
    link.href = `#${heading.id}`;
    link.textContent = '#';
    link.setAttribute('aria-label', `Link to “${heading.textContent}”`);
    heading.append(link);
  }
}

// What is too wide scrolls by itself; then the keyboard must be able to get there.
function reachWideParts() {
  for (const part of document.querySelectorAll('pre, .table')) {
    if (part.scrollWidth > part.clientWidth) {
      part.tabIndex = 0;
      part.setAttribute('role', 'group');
      part.setAttribute('aria-label', part.matches('pre') ? 'Code' : 'Table');
    } else {
      part.removeAttribute('tabindex');
      part.removeAttribute('role');
      part.removeAttribute('aria-label');
    }
  }
}

// Marks in the list at the side which section is being read.
function followReading() {
  const links = new Map();
  for (const link of document.querySelectorAll('.toc a')) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  if (links.size === 0) {
    return;
  }
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const now = above.at(-1) ?? headings[0];
    for (const [id, link] of links) {
      link.classList.toggle('now', id === now.id);
    }
  };
  addEventListener('scroll', () => requestAnimationFrame(mark), { passive: true });
  mark();
}

// The contents begin where the reader is; where they stand below the text, nothing moves.
function showPlace(side) {
  const current = side?.querySelector('[aria-current]');
  if (current && getComputedStyle(side).position === 'sticky') {
    side.scrollTop = current.offsetTop - side.clientHeight / 3;
  }
}

// On a phone the parts of the site are wider than the window.
function showWay(here) {
  const ways = here?.closest('.ways');
  if (ways) {
    ways.scrollLeft = here.offsetLeft - ways.clientWidth / 2 + here.offsetWidth / 2;
  }
}

offerThemes(document.getElementById('theme'));
offerSearch(document.getElementById('search-open'));
offerAnchors();
followReading();
reachWideParts();
addEventListener('resize', reachWideParts);
showPlace(document.querySelector('.side'));
showWay(document.querySelector('.ways .here'));
