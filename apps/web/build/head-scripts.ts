import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const scripts = /<script src="\/([\w-]+)\.js">/g;

/**
 * Gives the small scripts that run before everything else names with a hash, as all other scripts have: a browser keeps
 * those for good, while for any other it asks the server on every opening, with the page waiting.
 */
export function headScripts(): Plugin {
  let folder = '';
  return {
    name: 'lastmile:head-scripts',
    apply: 'build',
    configResolved: ({ publicDir }) => {
      folder = publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const page of Object.values(bundle)) {
          if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
          page.source = String(page.source).replace(scripts, (_tag, name: string) => {
            const source = readFileSync(path.join(folder, `${name}.js`), 'utf8');
            const fileName = `assets/${name}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
            this.emitFile({ type: 'asset', fileName, source });
            return `<script src="/${fileName}">`;
          });
        }
      },
    },
  };
}
