import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** The font may be passed on with its licence beside it. */
function fontLicence(): Plugin {
  return {
    name: 'font-licence',
    generateBundle() {
      const path = createRequire(import.meta.url).resolve('@fontsource/ibm-plex-sans/LICENSE');
      this.emitFile({
        type: 'asset',
        fileName: 'assets/ibm-plex-sans-licence.txt',
        source: readFileSync(path),
      });
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  // Relative addresses, so that the page also works behind a path of somebody's proxy.
  base: './',
  plugins: [fontLicence()],
  build: {
    outDir: fileURLToPath(new URL('dist/page', import.meta.url)),
    emptyOutDir: true,
    // The rig's page runs nothing and styles nothing that does not come from the rig as a file of its own.
    assetsInlineLimit: 0,
    target: 'es2022',
    // Vite's preload helper is an inline script elsewhere.
    modulePreload: { polyfill: false },
    // A slow computer needs no advice on its plugins.
    rolldownOptions: {
      // The whole page, and the small ones: of a phone that votes, and of a command that asks.
      input: ['index.html', 'v.html', 'ask.html'].map((name) =>
        fileURLToPath(new URL(`src/web/${name}`, import.meta.url)),
      ),
      checks: { bundlerTimings: false },
    },
  },
});
