// Trunk's pre_build hook: bundles the editor into one file, dist/editor.js, and the style sheets into two; Trunk then hashes
// and copies them. One file is packed better than eleven, and a page of text is spared the sheet of the playgrounds.
// Prints what each weighs. It fetches nothing: `cargo xtask setup` has installed the packages.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** CodeMirror mounts its styles through the package style-mod; here it gets ours, which adds no <style> element. */
const styles = {
  name: 'styles',
  setup(build) {
    build.onResolve({ filter: /^style-mod$/ }, ({ importer }) =>
      importer.startsWith(`${here}src`) ? undefined : { path: `${here}src/styles.js` });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: ['src/editor.js'],
  outfile: 'dist/editor.js',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  plugins: [styles],
});

await build({
  absWorkingDir: here,
  entryPoints: ['../../style/every-page.css', '../../style/with-playground.css'],
  outdir: 'dist',
  bundle: true,
  minify: true,
  target: 'esnext', // the sheets are written for the browsers that we support: nothing is rewritten
  external: ['/fonts/*'],
});

const weigh = (name) => {
  const weight = brotliCompressSync(readFileSync(`${here}dist/${name}`)).length / 1024;
  console.log(`  ${name}: brotli ${weight.toFixed(1)} KB`);
  return weight;
};
weigh('every-page.css');
weigh('with-playground.css');
if (weigh('editor.js') > 120) throw new Error('the editor chunk is larger than 120 KB');
