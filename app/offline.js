// Keeps what a visitor has seen, so that the playground opens without a network. Pages come from the network where there
// is one; files whose names hold a hash never change and come from the cache. It caches nothing that was sent.
const CACHE = 'peapod-1';
const HASHED = /-[0-9a-f]{12,16}[._/]/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** A page says what it was made of. */
self.addEventListener('message', ({ data }) => {
  const ours = data.filter((address) => new URL(address, location).origin === location.origin);
  caches.open(CACHE).then(async (cache) => {
    for (const address of new Set(ours)) {
      if (!(HASHED.test(address) && (await cache.match(address)))) await cache.add(address).catch(() => {});
    }
    await forgetOldest(cache);
  });
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin || address.pathname.startsWith('/api/')) return;
  event.respondWith(HASHED.test(address.pathname) ? fromCache(request) : fromNetwork(request));
});

async function fromCache(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function fromNetwork(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.type === 'basic') {
      const copy = answer.clone();
      caches.open(CACHE).then((cache) => cache.put(request, copy));
    }
    return answer;
  } catch (trouble) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw trouble;
  }
}

/** Each build has new names; those of long ago make room. */
async function forgetOldest(cache) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - 200)).map((key) => cache.delete(key)));
}
