import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** Puts the reader of barcodes where `barcode-reader.ts` says it is: under its version, because its name says nothing of what is in it. */
export function barcodeReader(): Plugin {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const version = async () => {
    const manifest = wasm.replace(/dist\/reader\/[^/]*$/, 'package.json');
    return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
  };
  return {
    name: 'lastmile:barcode-reader',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: `assets/zxing-${await version()}/zxing_reader.wasm`, source: await readFile(wasm) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.endsWith('/zxing_reader.wasm')) return next();
        void readFile(wasm).then((source) => response.setHeader('content-type', 'application/wasm').end(source), next);
      });
    },
  };
}
