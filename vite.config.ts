import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  // Relative addresses, so that the page also works behind a path of somebody's proxy.
  base: './',
  build: {
    outDir: fileURLToPath(new URL('dist/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Vite's preload helper is an inline script elsewhere; one bundle needs none.
    modulePreload: { polyfill: false },
    // A slow computer needs no advice on its plugins.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
