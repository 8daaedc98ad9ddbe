import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(js|mjs|css|html|svg|json|wasm)$/;
/** What fits into one packet anyway comes no sooner. */
const smallest = 1400;

/** Puts a Brotli and a gzip beside each file that gets smaller by it: the server sends them as they are, to phones that pay for every byte. */
export function compressedFiles(): Plugin {
  let folder: string;
  return {
    name: 'lastmile:compressed-files',
    apply: 'build',
    configResolved: ({ root, build }) => { folder = path.resolve(root, build.outDir); },
    closeBundle() {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!compressible.test(file)) continue;
        const content = readFileSync(path.join(folder, file));
        if (content.length < smallest) continue;
        writeFileSync(path.join(folder, `${file}.br`), brotliCompressSync(content, {
          // 11 takes ten times as long for two hundredths.
          params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
        }));
        writeFileSync(path.join(folder, `${file}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
