// Links that hold a manifest: `v1=` is base64url of deflated JSON, `v0=` of JSON as it is. The JSON is
// {"y": text, "k": Kubernetes version, "view": view, "o": other text to compare with}. It stands behind the `#`, so no
// server sees it. What comes from a link is hostile: it is bounded while it is unpacked, and only ever used as text.
// This is the one place in the browser that knows the format; the server's is server/src/link.rs, for pictures by address.

const MOST_PACKED = 64 * 1024; // bytes
const MOST = 1024 * 1024; // bytes, unpacked

/** The fragment for a state, without the `#`. */
export async function pack(text, kubernetes, view, other) {
  const json = JSON.stringify({ y: text, ...(kubernetes && { k: kubernetes }), ...(view && { view }), ...(other && { o: other }) });
  const bytes = new TextEncoder().encode(json);
  if (typeof CompressionStream !== 'function') return `v0=${base64url(bytes)}`;
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `v1=${base64url(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
}

/**
 * Reads a fragment. Gives nothing where it holds no state at all; else [trouble, text, Kubernetes version, view, other],
 * where trouble is '' or one of 'future', 'cut', 'large'.
 */
export async function unpack(fragment) {
  const [, version, data] = /^#?v(\d+)=([^&]*)/.exec(fragment) ?? [];
  if (version === undefined) return undefined;
  if (version !== '0' && version !== '1') return ['future'];
  if (data.length > MOST_PACKED * 2) return ['large'];
  try {
    const bytes = fromBase64url(decodeURIComponent(data));
    const plain = version === '0' ? bounded(bytes) : await inflate(bytes);
    if (!plain) return ['large'];
    const state = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
    if (typeof state?.y !== 'string') return ['cut'];
    return ['', state.y, word(state.k), word(state.view), typeof state.o === 'string' ? state.o : ''];
  } catch {
    return ['cut'];
  }
}

const word = (value) => (typeof value === 'string' && value.length < 20 ? value : '');

function bounded(bytes) {
  return bytes.length > MOST ? undefined : bytes;
}

/** Inflates up to the limit; a small link can hold gigabytes. */
async function inflate(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64url(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', ''));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
