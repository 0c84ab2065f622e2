import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { importGraph } from './scripts/import-graph.mjs';

const top = fileURLToPath(new URL('.', import.meta.url));
const { unitTests, boardTests, benchTests, programTests } = importGraph(top);
const setUp = (name: string) => `test/harness/set-up/${name}.ts`;

export default defineConfig({
  test: {
    // Two cores in CI: the emulated board and the browser are each busy with one.
    maxWorkers: 2,
    // Far beyond what any takes by itself: a machine that is busy with other work is no fault.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // One that waits in vain says for what before its own time is up.
    expect: { poll: { timeout: 150_000 } },
    setupFiles: [setUp('loop-watch')],
    projects: [
      {
        extends: true,
        // What they import is read once, not once for each file.
        test: {
          name: 'unit',
          include: unitTests,
          isolate: false,
          setupFiles: [setUp('no-programs'), setUp('real-time')],
        },
      },
      {
        extends: true,
        test: {
          name: 'board',
          include: boardTests,
          isolate: false,
          setupFiles: [setUp('real-time'), setUp('kept-browser')],
          globalSetup: [setUp('firmware')],
        },
      },
      {
        extends: true,
        // Each file has a process to itself: what another one has allocated would be counted.
        test: { name: 'bench', include: benchTests, globalSetup: [setUp('firmware')] },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: programTests,
          isolate: false,
          setupFiles: [setUp('real-time'), setUp('kept-browser')],
          globalSetup: [setUp('program'), setUp('firmware')],
        },
      },
    ],
  },
});
