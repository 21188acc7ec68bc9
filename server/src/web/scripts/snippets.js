// The snippets follow the form, without sending anything. The preview shows what is chosen.
import { pack } from './share.js';

const form = document.querySelector('[data-snippets]');
let preview = document.querySelector('[data-preview]');
const codes = [...document.querySelectorAll('[data-template]')];
const notes = document.querySelectorAll('[data-mermaid-note]');
const home = document.querySelector('script[data-home]').dataset.home;
const first = form.manifest.value;
const mermaid = codes.find((code) => code.dataset.way === 'mermaid')?.textContent ?? '';

const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const fill = (template, words) => template.replace(/\{(\w+)\}/g, (all, name) => words[name] ?? all);

const follow = async () => {
  const text = form.manifest.value;
  const fragment = await pack(text);
  if (text !== form.manifest.value) return;
  const words = {
    home,
    view: form.view.value,
    theme: form.theme.value,
    edit: form.edit.checked ? '1' : '0',
    height: '640',
    data: fragment.replace('v1=', ''),
    manifest: escaped(text.endsWith('\n') ? text : `${text}\n`),
  };
  for (const code of codes) {
    const own = code.dataset.way === 'mermaid';
    code.textContent = own ? mermaid : fill(code.dataset.template, words);
  }
  for (const note of notes) note.hidden = text === first;
  const src = fill('/embed?view={view}&theme={theme}&edit={edit}#v1={data}', words);
  // A new fragment alone would not load the frame anew.
  if (preview.getAttribute('src') !== src) {
    const next = Object.assign(preview.cloneNode(), { src });
    preview.replaceWith(next);
    preview = next;
  }
};

let wait;
form.addEventListener('input', () => {
  clearTimeout(wait);
  wait = setTimeout(follow, 300);
});
