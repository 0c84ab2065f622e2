/** The page of the file with a rig and a serial port that do what a test says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import type { BoardView, RigAnswer, RigRequest } from '../../../src/browser/messages.js';
import type { AnotherPage } from '../../web/page-bench.js';
import type { FakeRig } from './fake-main.js';

const top = fileURLToPath(new URL('../../..', import.meta.url));
let built: Promise<string> | undefined;

/** Once for all tests of a process; the folder goes with it. */
async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'axon-rig-fake-page-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    root: join(top, 'src/web'),
    base: './',
    logLevel: 'error',
    plugins: [
      {
        name: 'fake-rig',
        transformIndexHtml: {
          order: 'pre',
          handler: (html) => html.replace('./main.ts', '../../test/browser/page/fake-main.ts'),
        },
      },
    ],
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'es2022',
      minify: false,
      modulePreload: { polyfill: false },
    },
  });
  return folder;
}

/** What the list of ports does when it is asked for; `pending`: it stays open. */
export type ListDoes = 'chosen' | 'closed' | 'blocked' | 'frame' | 'pending' | 'none';

/** Longer than a list takes that does not come up [ms]. */
const LOOKED_MS = 300;

export const FAKE_PAGE: AnotherPage = {
  folder: () => (built ??= buildPage()),
  before: (context) => fakeSerial(context),
};

function fakeSerial(context: BrowserContext): Promise<unknown> {
  return context.addInitScript((lookedMs) => {
    const does = (sessionStorage.getItem('fake-list') ?? 'chosen') as ListDoes;
    const fail = (name: string, words: string) => Promise.reject(new DOMException(words, name));
    const wait = () => new Promise((resolve) => setTimeout(resolve, lookedMs));
    const serial = Object.assign(new EventTarget(), {
      asked: [] as unknown[],
      ports: Number(sessionStorage.getItem('fake-ports') ?? 0),
      does,
      getPorts: async () => Array.from({ length: serial.ports }, () => ({})),
      async requestPort(options: unknown) {
        serial.asked.push(options ?? null);
        switch (serial.does) {
          case 'chosen':
            await wait();
            serial.ports++;
            return {};
          case 'closed':
            await wait();
            return fail('NotFoundError', 'No port selected by the user.');
          case 'blocked':
            return fail('NotFoundError', 'No port selected by the user.');
          case 'frame':
            return fail(
              'SecurityError',
              'Access to the feature "serial" is disallowed by permissions policy.',
            );
          default:
            return new Promise(() => {});
        }
      },
    });
    Object.defineProperty(navigator, 'serial', { value: does === 'none' ? undefined : serial });
  }, LOOKED_MS);
}

/** Of a page that is there. */
export function rigOf(page: Page) {
  return {
    requests: (): Promise<RigRequest[]> =>
      page.evaluate(() => (window as unknown as { fakeRig: FakeRig }).fakeRig.requests),
    /** But for what the page itself reads. */
    async asked(): Promise<RigRequest[]> {
      return (await this.requests()).filter((request) => request.do !== 'get');
    },
    answer: (to: RigRequest['do'], answer: RigAnswer) =>
      page.evaluate(
        ([what, how]) => {
          (window as unknown as { fakeRig: FakeRig }).fakeRig.answers[what] = how;
        },
        [to, answer] as const,
      ),
    board: (board: BoardView) =>
      page.evaluate(
        (view) => (window as unknown as { fakeRig: FakeRig }).fakeRig.tell({ type: 'board', board: view }),
        board,
      ),
    rhythm: (words: string | null) =>
      page.evaluate(
        (told) => (window as unknown as { fakeRig: FakeRig }).fakeRig.tell({ type: 'rhythm', words: told }),
        words,
      ),
    crash: (words: string) =>
      page.evaluate(
        (told) => (window as unknown as { fakeRig: FakeRig }).fakeRig.tell({ type: 'crash', words: told }),
        words,
      ),
    hush: () => page.evaluate(() => (window as unknown as { fakeRig: FakeRig }).fakeRig.hush()),
    /** From now on the list of ports does that. */
    list: (does: ListDoes) =>
      page.evaluate((how) => {
        (navigator as unknown as { serial: { does: ListDoes } }).serial.does = how;
      }, does),
  };
}
