/**
 * From a page's press to the picture that shows it: the program itself in a process of its own (`axon-rig run virtual`), a page
 * that presses at random moments, alone and with others that look on. Both ways over the network are in it, and the
 * stimulus in the axon lies between them: it comes no later than its picture. Real time, so other work on the computer counts.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PressMark } from '../src/controller/contract.js';
import { decodePagePicture, parseServerMessage } from '../src/server/messages.js';
import { addressOf, startVirtualRig } from './virtual-rig.js';

const PRESSES = 100;
const ONLOOKERS = 7;
/** Longer than a stimulus at the virtual rig's lens, and by how much at most [ms]. */
const PAUSE_MS = 300;
const MORE_PAUSE_MS = 300;
/** An answer that takes longer never comes [ms]. */
const LATEST_MS = 2000;
/** Pictures of which it is kept when they came. */
const MOST_PICTURES = 600;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a page sees of its presses. */
class PressingPage {
  readonly socket: WebSocket;
  /** When each picture came [ms]. */
  readonly #cameMs = new Map<number, number>();
  #presses: readonly PressMark[] = [];

  constructor(address: string) {
    this.socket = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.replace(/\/$/, '') });
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.#take(data);
      else {
        const message = parseServerMessage(data.toString());
        if (message?.type === 'state') this.#presses = message.presses;
      }
    });
  }

  #take(data: Buffer): void {
    const picture = decodePagePicture(new Uint8Array(data))?.picture;
    if (picture === undefined || this.#cameMs.has(picture)) return;
    this.#cameMs.set(picture, performance.now());
    if (this.#cameMs.size > MOST_PICTURES) this.#cameMs.delete(this.#cameMs.keys().next().value!);
  }

  /** @returns how long after it the first picture came that shows it [ms]. */
  async press(): Promise<number> {
    const before = this.#presses.at(-1)?.press ?? 0;
    const sentMs = performance.now();
    this.socket.send('{"do":"stimulate"}');
    while (performance.now() < sentMs + LATEST_MS) {
      await wait(5);
      const mark = this.#presses.find(({ press }) => press > before);
      const cameMs = mark && this.#cameMs.get(mark.picture);
      if (cameMs !== undefined) return cameMs - sentMs;
    }
    throw new Error(`a press was shown by no picture within ${LATEST_MS} ms`);
  }
}

function summary(ms: readonly number[]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!.toFixed(1);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms of ${sorted.length}`;
}

async function measure(address: string): Promise<number[]> {
  const page = new PressingPage(address);
  await once(page.socket, 'open');
  await wait(PAUSE_MS);
  const ms: number[] = [];
  while (ms.length < PRESSES) {
    ms.push(await page.press());
    await wait(PAUSE_MS + MORE_PAUSE_MS * Math.random());
  }
  page.socket.close();
  return ms;
}

export async function pageInput(): Promise<void> {
  const rig = startVirtualRig();
  try {
    const address = await addressOf(rig);
    console.log(
      'from a press on a page to the picture that shows it, virtual rig in a process of its own (asked: 20 ms):',
    );
    console.log(`  one page:      ${summary(await measure(address))}`);
    const others = Array.from({ length: ONLOOKERS }, () => new PressingPage(address));
    console.log(`  ${ONLOOKERS} more look on: ${summary(await measure(address))}`);
    for (const { socket } of others) socket.terminate();
  } finally {
    rig.kill();
  }
}
