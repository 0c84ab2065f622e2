/** A running rig makes the worksheet of a card on a thread, and goes on meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { playedCard } from '../lessons/proofs.js';
import { sheetIn } from '../worksheet/printed.js';
import { startRigProcess } from './rig-process.js';

let rig: ReturnType<typeof startRigProcess>;
let address: string;

beforeAll(async () => {
  rig = startRigProcess(['run', 'virtual', '--http-port', '0']);
  address = await rig.address();
});
afterAll(async () => {
  rig.child.kill('SIGINT');
  await rig.exited;
});

const load = async (query: string) => (await fetch(`${address}worksheet.html?${query}`)).text();

describe('a running rig', () => {
  it('gives the same worksheet and key as axon-rig worksheet, and pictures come meanwhile', async () => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.slice(0, -1) });
    let pictures = 0;
    socket.on('message', (_, isBinary) => {
      pictures += Number(isBinary);
    });
    await new Promise((resolve) => socket.on('open', resolve));
    const before = pictures;
    const sheet = await load('card=rest&lang=de&paper=letter');
    expect(pictures - before).toBeGreaterThan(2);
    socket.close();
    const rest = playedCard('rest');
    expect(sheet).toBe(sheetIn('de', rest, { paper: 'letter', key: false }));
    expect(await load('card=rest&lang=de&key')).toBe(sheetIn('de', rest, { paper: 'a4', key: true }));
  });

  it('ends at once while a worksheet is made, and without a word about it', async () => {
    const own = startRigProcess(['run', 'virtual', '--http-port', '0']);
    const at = await own.address();
    const asked = fetch(`${at}worksheet.html?card=fast`).catch(() => 'cut off');
    // Once it is being made another card is refused.
    await expect
      .poll(async () => (await fetch(`${at}worksheet.html?card=rest`)).status, { timeout: 20_000 })
      .toBe(503);
    own.child.kill('SIGINT');
    expect(await own.exited).toEqual({ code: 0, signal: null });
    expect(await asked).toBe('cut off');
    expect(own.err.filter((line) => line.includes('fault'))).toEqual([]);
  });
});
