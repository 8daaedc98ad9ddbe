import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { barcodeReader } from './build/barcode-reader.ts';
import { bundleBudgets } from './build/bundle-budgets.ts';
import { compressedFiles } from './build/compressed-files.ts';
import { headScripts } from './build/head-scripts.ts';
import { leanContracts } from './build/lean-contracts.ts';
import { pdfDecoders } from './build/pdf-decoders.ts';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';
const fromServer = ['/api', '/docs', '/openapi.json', '/health'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    leanContracts(),
    react(),
    pdfDecoders(),
    barcodeReader(),
    headScripts(),
    {
      name: 'contracts-reload-the-page',
      // A contract’s schemas have names, each once: evaluated a second time beside itself it would be refused.
      handleHotUpdate: ({ file, server }) => {
        if (!file.includes('/packages/contracts/')) return undefined;
        server.ws.send({ type: 'full-reload' });
        return [];
      },
    },
    bundleBudgets({
      application: { page: 'index.html', initialKilobytes: 300, lazyRouteKilobytes: 150 },
      publicPages: ['signup.html', 'quote.html'].map((page) => ({ page, totalKilobytes: 60 })),
    }),
    compressedFiles(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing is inlined as data: URLs, so a policy of 'self' is enough for images and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'signup.html', 'quote.html'].map((page) => `${import.meta.dirname}/${page}`) },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(fromServer.map((path) => [path, { target: api, changeOrigin: false }])),
  },
});
