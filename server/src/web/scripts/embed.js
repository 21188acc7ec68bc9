// <pod-playground>: a live pod inside any page. Load it with <script type="module" src="https://…/embed.js"></script>.
// The <pre> inside is the manifest, and what readers see where scripts or frames are refused. The manifest goes to the
// frame by message, so it is in no address and reaches no server.
const site = new URL('.', import.meta.url);
const LIMIT = 1 << 20;

// Only our own frames are listened to. A sandboxed frame has no origin, so its window is what tells it from others.
const players = new Set();
const isOurs = (frame) => frame.src.startsWith(new URL('embed', site).href);
const find = (source) => {
  for (const player of players) if (player.frame.contentWindow === source) return player;
  const frame = [...document.querySelectorAll('iframe')].find((one) => one.contentWindow === source && isOurs(one));
  return frame && { frame };
};

addEventListener('message', ({ source, data }) => {
  if (data?.ns !== 'peapod' || data.v !== 1) return;
  const player = find(source);
  if (!player) return;
  if (data.type === 'ready') player.ready?.();
  if (data.type === 'resize' && data.height > 0) player.frame.style.height = `${Math.min(Math.ceil(data.height), 20000)}px`;
});

class PodPlayground extends HTMLElement {
  static observedAttributes = ['theme'];
  #live = false;

  connectedCallback() {
    players.add(this);
    if (this.frame) return;
    const frame = (this.frame = document.createElement('iframe'));
    const address = new URL('embed', site);
    for (const name of ['view', 'theme', 'edit', 'kubernetes', 'pod']) {
      if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    }
    frame.src = address;
    frame.title = this.getAttribute('title') ?? 'Pod playground';
    frame.loading = 'lazy';
    frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
    Object.assign(frame.style, { display: 'block', width: '100%', height: '1px', border: '0', colorScheme: 'normal' });
    this.attachShadow({ mode: 'open' }).append(document.createElement('slot'), frame);
    this.style.display ||= 'block';
  }

  disconnectedCallback() {
    players.delete(this);
  }

  // The frame runs: the fallback makes room for it.
  ready() {
    this.#live = true;
    this.shadowRoot.querySelector('slot').style.display = 'none';
    this.#say({ type: 'load', text: (this.querySelector('pre') ?? this).textContent.slice(0, LIMIT) });
  }

  attributeChangedCallback(name, before, after) {
    if (this.#live && before !== after) this.#say({ type: 'theme', theme: after ?? 'auto' });
  }

  // To '*', since a sandboxed frame has no origin to name; only the window that we made gets it.
  #say(message) {
    this.frame.contentWindow?.postMessage({ ns: 'peapod', v: 1, ...message }, '*');
  }
}

if (!customElements.get('pod-playground')) customElements.define('pod-playground', PodPlayground);
