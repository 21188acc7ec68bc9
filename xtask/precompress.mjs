// Packs the files of a folder with brotli and gzip, at the highest level, beside the originals: the server sends the
// packed file as it is, instead of packing it for every reader. Prints what the bundle weighs.
// Files that are packed already (fonts, pictures) and files too small to gain stay alone.

import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const WORTH_PACKING = new Set([".css", ".html", ".js", ".json", ".mjs", ".svg", ".tsv", ".txt", ".wasm", ".webmanifest", ".xml"]);
const TOO_SMALL = 512; // bytes: one packet either way

const pack = {
  ".br": (bytes) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  ".gz": (bytes) => gzipSync(bytes, { level: 9 }),
};

const folder = process.argv[2];
if (!folder) throw new Error("usage: node precompress.mjs FOLDER");

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  if (entry.isFile() && WORTH_PACKING.has(extname(path))) packFile(path);
}

function packFile(path) {
  const bytes = readFileSync(path);
  const sizes = Object.entries(pack).map(([suffix, squeeze]) => {
    rmSync(path + suffix, { force: true });
    if (bytes.length < TOO_SMALL) return bytes.length;
    const packed = squeeze(bytes);
    writeFileSync(path + suffix, packed);
    return packed.length;
  });
  if ([".wasm", ".js", ".css", ".tsv"].includes(extname(path))) {
    const [brotli, gzip] = sizes.map(kilobytes);
    console.log(`  ${path}: ${kilobytes(bytes.length)}, brotli ${brotli}, gzip ${gzip}`);
  }
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
