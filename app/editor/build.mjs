// Bundles the editor into one file, dist/editor.js; Trunk then hashes and copies it. It is Trunk's pre_build hook.
// Prints what the chunk weighs. It fetches nothing: `cargo xtask setup` has installed the packages.
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
const weight = brotliCompressSync(readFileSync(`${here}dist/editor.js`)).length / 1024;
console.log(`  editor.js: brotli ${weight.toFixed(1)} KB`);
if (weight > 120) throw new Error('the editor chunk is larger than 120 KB');
