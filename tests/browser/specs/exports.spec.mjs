// The texts for other programs, read by those programs' own parsers: Mermaid in the browser, Graphviz' language in node.
// What they read must be the graph of the analysis, with every name as the manifest says it and nothing more.
import { expect, test } from '@playwright/test';
import { parse } from '@ts-graphviz/ast';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SIDECAR } from '../playground.mjs';

const MERMAID = fileURLToPath(new URL('../node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js', import.meta.url));
const EXAMPLES = new URL('../../../content/examples/', import.meta.url);

/** Names that would be syntax, markup or Markdown, if anything let them. */
const NAMES = [
  'end', 'graph', 'subgraph x', 'click n0 href "javascript:alert(1)"', 'a"]; n9["b', 'a"]\nend\n', 'x --> y', '%%{init: {}}%%',
  ']]>', '<script>document.title = 1</script>', '<b>bold</b>', '"><img src=x onerror=alert(1)>', "it's", 'a\\', 'a\\n', '\\"', '\\N\\G',
  '&lt;b&gt;', '&#34;', '#34;', '#quot;', '{a}', '(a)', '|a|', '`a`', '**a**', '__init__', '_a_', '1. a', '- a', '+ a', '> a', '# a', '~~a~~', '$$a$$',
  'ünïcode 漢字 🫛', 'fa:fa-ban', 'C:\\new', 'a\u202eb', 'a\u200bb', 'a\u2028b', '\u0001', ';', ':::class', '@{shape: x}', '--', '', ' ', 'a'.repeat(400), '/* c */', '// c', '# c',
];

/** A pod in which every name stands where a reader, or a program, sees it. */
function hostile(name) {
  const text = JSON.stringify(name);
  const quoted = JSON.stringify(`/d/${name}`);
  return JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name },
    spec: {
      containers: [
        { name, image: name, volumeMounts: [{ name, mountPath: JSON.parse(quoted) }], env: [{ name: 'DATABASE_URL', value: `postgres://db.example.com/${name}` }] },
        { name: `${JSON.parse(text)}2`, image: 'nginx:1.27', volumeMounts: [{ name, mountPath: '/e', readOnly: true, subPath: name }] },
      ],
      volumes: [{ name, emptyDir: {} }],
    },
  });
}

function manifests() {
  const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')).sort();
  const examples = files.map((name) => [name, readFileSync(new URL(name, EXAMPLES), 'utf8')]);
  return [['sidecar', SIDECAR], ...examples, ...NAMES.map((name) => [JSON.stringify(name).slice(0, 60), hostile(name)])];
}

/** The pods of a manifest: the graph, and the two texts. */
async function pods(request, manifest) {
  const ask = async (path) => {
    const answer = await request.post(`/api/v1/${path}`, { data: manifest, headers: { 'Content-Type': 'application/yaml' } });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer;
  };
  const { pods } = await (await ask('analyze')).json();
  return Promise.all(pods.map(async ({ flow }, pod) => ({
    flow,
    mermaid: await (await ask(`render/mermaid?pod=${pod}`)).text(),
    dot: await (await ask(`render/dot?pod=${pod}`)).text(),
  })));
}

/** A name as the texts show it: on one line, with a mark for what cannot be seen. */
const shown = (name) => name.replaceAll(/[\t\n\r]/g, ' ')
  .replaceAll(/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g, '\ufffd');

/** The lines of a node's label. */
const lines = (node) => [node.name, node.volumeKind, node.detail].filter((line) => line !== null && line !== undefined).map(shown);
/** What a browser does with blanks. */
const flat = (text) => text.replaceAll(/\s+/g, ' ').trim();

test('Mermaid reads the graph, and draws the names as text', async ({ page, request }) => {
  test.setTimeout(240_000);
  await page.goto('about:blank');
  await page.addScriptTag({ path: MERMAID });
  await page.evaluate(() => globalThis.mermaid.initialize({ startOnLoad: false, securityLevel: 'loose' }));
  let drawn = 0;
  for (const [what, manifest] of manifests()) {
    for (const { flow, mermaid } of await pods(request, manifest)) {
      const read = await page.evaluate(async ([text, id]) => {
        const { mermaid } = globalThis;
        const { diagramType } = await mermaid.parse(text);
        const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
        document.body.innerHTML = (await mermaid.render(id, text)).svg;
        const nodes = [...document.querySelectorAll('g.node')].map((node) => [node.id.match(/flowchart-n(\d+)-/)?.[1], node.querySelector('foreignObject > div')?.innerText ?? '']);
        const strange = [...document.body.querySelectorAll('script, img, iframe, a, b, strong, em, ul, ol, h1, [onerror], [onload]')].map((one) => one.outerHTML);
        const classes = [...db.getVertices().values()].flatMap((vertex) => vertex.classes);
        return { diagramType, vertices: db.getVertices().size, edges: db.getEdges().map((edge) => [edge.start, edge.end]), classes, nodes, strange, title: document.title };
      }, [mermaid, `m${drawn}`]);
      drawn += 1;
      expect([read.diagramType, read.title, read.strange], `${what}\n${mermaid}`).toEqual(['flowchart-v2', '', []]);
      expect(read.vertices, what).toBe(flow.nodes.length);
      const ends = (edges) => edges.map((pair) => pair.sort().join(' ')).sort();
      expect(ends(read.edges), what).toEqual(ends(flow.edges.map(({ from, to }) => [`n${from}`, `n${to}`])));
      expect(read.classes.every((name) => ['container', 'volume', 'external'].includes(name)), what).toBe(true);
      for (const node of flow.nodes) {
        const label = read.nodes.find(([id]) => id === String(node.id))?.[1];
        // Something unseen keeps `\\n` and `$$` from being a line break and a formula.
        expect(flat((label ?? 'no node').replaceAll('\u2060', '')), `${what}\n${mermaid}`).toBe(flat(lines(node).join(' ')));
      }
    }
  }
  expect(drawn).toBeGreaterThan(NAMES.length + 18);
});

test('Graphviz\' language holds the graph, and the names as text', async ({ request }) => {
  test.setTimeout(120_000);
  let read = 0;
  for (const [what, manifest] of manifests()) {
    for (const { flow, dot } of await pods(request, manifest)) {
      const [graph, ...more] = parse(dot).children.filter((child) => child.type === 'Graph');
      expect([graph.directed, more.length], what).toEqual([true, 0]);
      const of = (type) => graph.children.filter((child) => child.type === type);
      const attribute = (statement, key) => statement.children.find((child) => child.key?.value === key)?.value;
      const words = (statement) => attribute(statement, 'label').value;
      expect(of('Node').map((node) => node.id.value), what).toEqual(flow.nodes.map(({ id }) => `n${id}`));
      expect(of('Edge').map((edge) => edge.targets.map((target) => target.id.value)), what)
        .toEqual(flow.edges.map(({ from, to }) => [`n${from}`, `n${to}`]));
      for (const [index, node] of flow.nodes.entries()) {
        expect(text(words(of('Node')[index])), `${what}\n${dot}`).toBe(lines(node).join('\n'));
      }
      read += 1;
    }
  }
  expect(read).toBeGreaterThan(NAMES.length + 18);
});

/** What Graphviz draws for a label: its escapes and HTML's entities resolved. */
function text(label) {
  const resolved = label.replaceAll(/\\(.)/gs, (whole, letter) => ({ n: '\n', '\\': '\\', '"': '"' })[letter] ?? `ESCAPE ${letter}`);
  expect(resolved.replaceAll('&amp;', '')).not.toMatch(/&[#\w]+;/);
  return resolved.replaceAll('&amp;', '&');
}
