/** A fake `navigator.serial`, with an emulated Uno behind it, in the pages of a browser and in their workers. */
import type { BrowserContext, Page } from 'playwright-core';
import { programOf } from './bundle.js';
import type { BoardOptions, Control } from './page-fake.js';

const FOLDER = 'test/harness/web-serial';
/** Timers of Node that the workbench turns the event loop with. */
export const SET_IMMEDIATE = `globalThis.setImmediate ??= (fn) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); fn(); };
  port2.postMessage(null);
};\n`;

let programs: Promise<readonly [page: string, worker: string, bench: string]> | undefined;

/** From now on each page that is opened has a board of its own. */
export async function fakeSerialIn(where: BrowserContext | Page, board: BoardOptions): Promise<void> {
  programs ??= Promise.all([
    programOf(`${FOLDER}/in-page.ts`),
    programOf(`${FOLDER}/in-worker.ts`),
    programOf(`${FOLDER}/in-bench.ts`),
  ]);
  const [page, worker, bench] = await programs;
  const parts = JSON.stringify({ worker, bench: SET_IMMEDIATE + bench, board });
  await where.addInitScript({ content: `globalThis.fakeSerialParts = ${parts};\n${page}` });
}

/** What is done with the board of a page, or seen of it: `boardOf(page)('unplug')`. */
export function boardOf(page: Page) {
  return <T = unknown>(name: Control, ...args: readonly unknown[]): Promise<T> =>
    page.evaluate(([what, them]) => globalThis.fakeSerial(what, ...them) as Promise<T>, [
      name,
      args,
    ] as const) as Promise<T>;
}
