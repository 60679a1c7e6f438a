import { defineConfig } from 'vite';

/** `<affidavit-events>` for pages of others: one file that needs nothing else, at an address that stays. */
export default defineConfig({
  build: {
    target: 'es2022',
    outDir: 'dist/embed',
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: {
      entry: 'embed/affidavit-events.ts',
      formats: ['es'],
      fileName: () => 'affidavit-events.js',
    },
  },
});
