/** The same files of tests in the worker of a page in Chromium, and all that they say there. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { testsProgram } from '../harness/in-page/bundle.js';
import type { RunResult } from '../harness/in-page/runner.js';
import { avrGccPath, chromiumPath, lacks } from '../harness/tools.js';
import { SET_IMMEDIATE } from '../harness/web-serial/inject.js';

/** Of one row, on a computer that has much else to do. */
const LONGEST_MS = 900_000;
const PROCESS = 'globalThis.process ??= { env: {}, platform: "browser" };\n';

async function runIn(page: Page, files: readonly string[]): Promise<readonly RunResult[]> {
  const program = `${SET_IMMEDIATE}${PROCESS}${await testsProgram(files)}`;
  return page.evaluate(
    (text) =>
      new Promise<RunResult[]>((resolve, reject) => {
        const results: RunResult[] = [];
        const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
        const worker = new Worker(url);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.onmessage = ({ data }) => {
          if (data !== 'done') results.push(data);
          else {
            worker.terminate();
            resolve(results);
          }
        };
      }),
    program,
  );
}

// Skipped only where Chromium or avr-gcc is missing outside CI.
describe.skipIf(lacks(chromiumPath && avrGccPath))('in the worker of a page in Chromium', () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser({ computes: true });
    page = await browser.context.newPage();
  });
  afterAll(() => browser.close());

  it('notices what does not hold: 3 of 5', async () => {
    const results = await runIn(page, ['test/harness/in-page/wrong-tests.ts']);
    expect(results.map(({ name, error }) => [name, error?.split('\n')[0] ?? null])).toEqual([
      ['wrong tests > holds', null],
      ['wrong tests > holds for 1, not for 1', null],
      ['wrong tests > holds for 1, not for 2', expect.stringContaining('expected 2 to be 1')],
      ['wrong tests > comes too late', 'Error: too late'],
      ['wrong tests > leaves something broken', 'Error: what comes after it is broken'],
    ]);
  });

  it.each([
    ['a device over Web Serial', ['test/contract/web-serial.test.ts'], 50],
    ['the real program over Web Serial', ['test/contract/emulated-web-serial.test.ts'], 30],
    ['every shipped card, played to its end,', ['test/lessons/proof.test.ts'], 60],
    [
      'the runner of cards, with what it measures and judges,',
      ['runner', 'judge', 'measure', 'gain', 'step-end'].map((name) => `test/lessons/${name}.test.ts`),
      60,
    ],
  ])(
    '%s passes the tests that it passes in Node',
    async (_what, files, least) => {
      const results = await runIn(page, files);
      expect(results.filter(({ error }) => error !== null)).toEqual([]);
      expect(results.length).toBeGreaterThan(least);
    },
    LONGEST_MS,
  );
});
