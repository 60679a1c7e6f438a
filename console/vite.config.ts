import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run dev -w console` serves the pages with what changes at once; the API is asked of the demo. */
const api = 'http://127.0.0.1:3210';

export default defineConfig({
  plugins: [react()],
  // By path: other packages have an export condition `source` too, and mean something else by it.
  resolve: {
    alias: { '@affidavit/verify': fileURLToPath(new URL('../verify/src/index.ts', import.meta.url)) },
  },
  build: {
    target: 'es2024',
    // Inlined files would be data: addresses, which the policy of the pages forbids for styles and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What the packages in the pages want to be told of themselves wherever they go.
    license: { fileName: 'licenses.md' },
  },
  server: { proxy: Object.fromEntries(['/api', '/public', '/log/'].map((path) => [path, api])) },
});
