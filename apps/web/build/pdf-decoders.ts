import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';

/** What pdf.js fetches when it meets a picture as scanners write them; it asks by name, so they keep theirs. */
const decoders = ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'];

/** Puts the decoders where `pdf-pages.tsx` says they are: under the library's version, because their names say nothing of what is in them. */
export function pdfDecoders(): Plugin {
  return {
    name: 'lastmile:pdf-decoders',
    apply: 'build',
    async generateBundle() {
      const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
      const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
      for (const name of decoders) {
        const source = await readFile(path.join(path.dirname(manifest), 'wasm', name));
        this.emitFile({ type: 'asset', fileName: `assets/pdfjs-${version}/${name}`, source });
      }
    },
  };
}
