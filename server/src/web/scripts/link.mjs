// The content of a link: `v1=` and base64url of deflate-raw of JSON {"y": text, "k": "1.36"}; `v0=` is not packed.
// The server reads and writes the same in link.rs. Whoever opens a link with another version is told so.
const MOST_ENCODED = 64 * 1024;
const MOST_TEXT = 1 << 20;

const toBase64 = (bytes) => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const through = async (bytes, stream, most = Infinity) => {
  const parts = [];
  let size = 0;
  for await (const part of readable(new Blob([bytes]).stream().pipeThrough(stream))) {
    size += part.length;
    if (size > most) throw new Error('The link holds more than a playground takes.');
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

// Safari has no asynchronous iteration of streams.
async function* readable(stream) {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** The fragment, without `#`, that holds this manifest. */
export const write = async (text, kubernetes) => {
  const json = new TextEncoder().encode(JSON.stringify({ y: text, ...(kubernetes && { k: kubernetes }) }));
  return `v1=${toBase64(await through(json, new CompressionStream('deflate-raw')))}`;
};

/** The content of a fragment: `{ text, kubernetes }`; null where it holds none. Throws what a reader can be told. */
export const read = async (fragment) => {
  let content = fragment.replace(/^#/, '');
  if (/%[0-9a-f]{2}/i.test(content)) content = decodeURIComponent(content);
  const found = /(?:^|&)v(\d+)=([^&]*)/.exec(content);
  if (!found) return null;
  const [, version, data] = found;
  if (!['0', '1'].includes(version)) throw new Error(`This link was made by a newer Peapod (format ${version}).`);
  if (data.length > MOST_ENCODED) throw new Error('The link is too long.');
  let state;
  try {
    const bytes = fromBase64(data);
    const json = version === '1' ? await through(bytes, new DecompressionStream('deflate-raw'), MOST_TEXT) : bytes;
    state = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    throw new Error('The link is damaged: its content cannot be read.');
  }
  if (typeof state?.y !== 'string') throw new Error('The link holds no manifest.');
  return { text: state.y, kubernetes: typeof state.k === 'string' ? state.k : undefined };
};
