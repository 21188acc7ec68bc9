// Other people's pages: a server of its own, so that its origin is another than the site's, with pages that a test writes.
// It keeps nothing and serves only what it was given.
import { createServer } from 'node:http';
import { deflateRawSync } from 'node:zlib';

/** Starts a host. `show(html, headers)` gives the address of a page with that body. */
export async function startHost() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const page = pages.get(request.url);
    // A browser also asks for an icon, which is no fault of the page.
    response.writeHead(page ? 200 : 204, { 'content-type': 'text/html; charset=utf-8', ...page?.headers });
    response.end(page?.html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${server.address().port}`;
  return {
    origin,
    show(html, headers = {}) {
      const path = `/${pages.size}`;
      pages.set(path, { html: `<!doctype html><html lang="en"><title>A wiki</title><body>${html}`, headers });
      return origin + path;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A fragment that holds this as its JSON, made without the site's own code. */
export function fragment(state, version = 'v1') {
  const json = Buffer.from(typeof state === 'string' ? state : JSON.stringify(state));
  const bytes = version === 'v1' ? deflateRawSync(json) : json;
  return `#${version}=${bytes.toString('base64url')}`;
}
