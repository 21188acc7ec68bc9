// Inside /embed: takes the manifest from the address's fragment or from the page around, and tells that page its height.
// It never takes the focus, touches its own address, stores or sends anything.
import { pack, unpack } from './share.js';

const root = document.documentElement;
const framed = parent !== window;
const wishes = new URLSearchParams(location.search);
const section = document.querySelector('[data-playground]');
const note = document.querySelector('[data-note]');
const open = document.querySelector('[data-open]');

const tell = (message) => framed && parent.postMessage({ ns: 'peapod', v: 1, ...message }, '*');
const area = () => section.querySelector('textarea[name=manifest]');

const live = new Promise((resolve) => {
  const look = () => section.hasAttribute('data-live') && resolve();
  new MutationObserver(look).observe(section, { attributes: true, attributeFilter: ['data-live'] });
  look();
});

const show = async ({ text, kubernetes }) => {
  await live;
  const version = section.querySelector('select[name=kubernetes]');
  if (kubernetes && version && [...version.options].some((option) => option.value === kubernetes)) {
    version.value = kubernetes;
    version.dispatchEvent(new Event('change', { bubbles: true }));
  }
  area().value = text;
  area().dispatchEvent(new Event('input', { bubbles: true }));
  note.hidden = true;
};

const TROUBLES = {
  future: 'This frame was made by a newer version of Peapod, and its manifest cannot be read here.',
  large: 'The manifest of this frame is larger than a playground takes.',
  cut: 'The manifest of this frame is damaged: part of its address is missing or changed.',
};

const complain = (message) => {
  note.textContent = message;
  note.hidden = false;
  tell({ type: 'error', message });
};

// Only the page around may speak, and only these words.
addEventListener('message', ({ source, data }) => {
  if (!framed || source !== parent || data?.ns !== 'peapod' || data.v !== 1) return;
  if (data.type === 'load' && typeof data.text === 'string' && data.text.length <= 1 << 20) show(data);
  if (data.type === 'theme') ['light', 'dark'].includes(data.theme) ? (root.dataset.theme = data.theme) : delete root.dataset.theme;
});

// What leads out of the frame opens a page of its own; what leads inside must not touch the address.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[href]');
  if (!link) return;
  if (link.getAttribute('href').startsWith('#')) {
    event.preventDefault();
    document.getElementById(link.hash.slice(1))?.scrollIntoView({ block: 'nearest' });
  } else {
    link.target = '_blank';
    link.rel = 'noopener';
  }
});

// The way to the whole playground keeps the manifest as it is now.
const renew = async () => {
  open.href = `/play#${await pack(area().value, section.querySelector('select[name=kubernetes]')?.value)}`;
};
for (const occasion of ['pointerenter', 'focus']) open.addEventListener(occasion, renew);

let height = 0;
const measure = () => {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (Math.abs(now - height) < 2) return;
  height = now;
  tell({ type: 'resize', height });
};
new ResizeObserver(() => requestAnimationFrame(measure)).observe(document.body);

if (wishes.get('edit') === '0') area().readOnly = true;
const [trouble, text, kubernetes] = (await unpack(location.hash)) ?? [];
if (trouble) complain(TROUBLES[trouble]);
else if (text !== undefined) await show({ text, kubernetes });
await live;
if (wishes.get('edit') === '0') area().readOnly = true;
tell({ type: 'ready' });
measure();
