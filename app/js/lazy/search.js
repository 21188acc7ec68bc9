// The search in the header, once the reader turns to it: MiniSearch over the index that the server made, and the results
// as a list to choose from. Words are cut as server/src/search/words.rs cuts them, or the two would find different things.
import MiniSearch from './minisearch.js';

const MOST = 8;
const FIELDS = { title: 6, heading: 3, text: 1 };

/** The words of a question. */
export function words(text) {
  return text.split(/\s+/u).flatMap((chunk) => {
    const parts = chunk.split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
    const path = parts.length > 1 && chunk.includes('.') ? [parts.join('.').toLowerCase()] : [];
    return [...path, ...parts.flatMap((part) => [part.toLowerCase(), ...humps(part)])];
  });
}

/** The parts of a name in camel case; none where there is one only. */
function humps(name) {
  const humps = name.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return humps.length > 1 ? humps.map((hump) => hump.toLowerCase()) : [];
}

/** Loads the index. */
export async function load() {
  const response = await fetch('/search.json');
  return MiniSearch.loadJS(await response.json(), {
    fields: Object.keys(FIELDS),
    storeFields: ['title', 'heading', 'excerpt', 'section'],
    tokenize: words,
    processTerm: (term) => term,
    searchOptions: { boost: FIELDS, prefix: true, fuzzy: 0.2 },
  });
}

/** Makes an input a box that finds as the reader types. */
export async function attach(input) {
  const index = await load();
  const list = document.createElement('div');
  list.className = 'found';
  list.id = 'found';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Pages found');
  const said = document.createElement('p');
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  input.after(list, said);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-autocomplete': 'list' })) {
    input.setAttribute(name, value);
  }

  const options = () => [...list.children];
  const chosen = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const choose = (at) => {
    options().forEach((option, number) => option.setAttribute('aria-selected', String(number === at)));
    const option = options()[at];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const show = () => {
    const found = input.value.trim() ? index.search(input.value).slice(0, MOST) : [];
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    input.removeAttribute('aria-activedescendant');
    said.textContent = input.value.trim() ? `${found.length} pages found` : '';
  };

  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  input.addEventListener('blur', () => setTimeout(() => list.contains(document.activeElement) || close(), 150));
  input.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && !list.hidden && chosen() >= 0) {
      event.preventDefault();
      options()[chosen()].click();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || count === 0) return;
    event.preventDefault();
    if (list.hidden) show();
    choose((chosen() + step + count + (chosen() < 0 && step < 0 ? 1 : 0)) % count);
  });
  show();
}

/** One result, a link. */
function option({ id, title, heading, excerpt, section }, number) {
  const link = document.createElement('a');
  link.href = id;
  link.id = `found-${number}`;
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  const name = document.createElement('b');
  name.textContent = heading ? `${title} › ${heading}` : title;
  const place = document.createElement('small');
  place.textContent = section;
  const text = document.createElement('small');
  text.textContent = excerpt;
  link.append(name, place, text);
  return link;
}
