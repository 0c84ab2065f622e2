import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { importGraph } from './scripts/import-graph.mjs';

const { unitTests, rigTests } = importGraph(fileURLToPath(new URL('.', import.meta.url)));

export default defineConfig({
  test: {
    // Two cores in CI: the emulated board and the browser are each busy with one.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: unitTests,
          // What they import is read once, not once for each file.
          isolate: false,
          setupFiles: ['test/harness/set-up/loop-watch.ts', 'test/harness/set-up/no-programs.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'rig',
          include: rigTests,
          setupFiles: ['test/harness/set-up/loop-watch.ts'],
          globalSetup: ['test/harness/set-up/build-first.ts'],
        },
      },
    ],
  },
});
