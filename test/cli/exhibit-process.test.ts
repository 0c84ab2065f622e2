/** An exhibit as a process of its own, by the wall clock: what a room sees from opening to the end, with one visitor. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodePagePicture, parseServerMessage } from '../../src/server/messages.js';
import { startRigProcess } from './rig-process.js';

const RIG = `
device: {kind: virtual}
lens: {roomMsPerAxonMs: 1000}
exhibit:
  idleS: 10
  attractS: 30
  visitors: [stimulate, lens]
  hours: {zone: UTC, open: {mon-sun: 09:00-17:00}}
`;
/** Its clock on the wall begins at noon; with each SIGUSR2 it is evening, then noon again. */
const WALL = `
const real = Date.now;
let aheadMs = Date.parse('2026-12-01T12:00Z') - real();
Date.now = () => real() + aheadMs;
let isNoon = true;
process.on('SIGUSR2', () => {
  isNoon = !isNoon;
  aheadMs = Date.parse(isNoon ? '2026-12-02T12:00Z' : '2026-12-01T17:00:30Z') - real();
});`;

let end = (): void => {};
afterEach(() => end());

/** The page of the exhibit's own computer, without a browser. */
function watch(address: string) {
  const socket = new WebSocket(new URL('ws', address.replace('http', 'ws')), {
    origin: new URL(address).origin,
  });
  socket.binaryType = 'arraybuffer';
  const looks = new Set<() => void>();
  /** What happened, in its order. */
  const story: string[] = [];
  const seen = { phase: '', role: '', lens: 0, presses: 0, resets: 0, lit: 0, refusal: '', device: '' };
  const told = new Set<string>();
  const tellOnce = (words: string) => {
    if (!told.has(words)) story.push(words);
    told.add(words);
  };
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      const picture = decodePagePicture(new Uint8Array(data as ArrayBuffer));
      if (picture) seen.lit = picture.rgb.reduce((sum, light) => sum + light, 0);
    } else {
      const message = parseServerMessage(Buffer.from(data as ArrayBuffer).toString());
      if (message?.type === 'role') seen.role = message.role;
      if (message?.type === 'refusal') seen.refusal = message.words;
      if (message?.type === 'exhibit') {
        seen.phase = message.phase.kind;
        story.push(seen.phase);
      }
      if (message?.type === 'state') {
        seen.lens = message.lens;
        seen.device = message.device.kind;
        if (message.resets !== seen.resets) story.push('reset');
        seen.resets = message.resets;
        const last = message.presses.at(-1);
        seen.presses = Math.max(seen.presses, last?.press ?? 0);
        if (last?.outcome?.kind === 'signal') tellOnce(`press ${last.press} ${last.outcome.end}`);
      }
    }
    for (const look of looks) look();
  });
  return {
    seen,
    story,
    send: (command: object) => socket.send(JSON.stringify(command)),
    close: () => socket.terminate(),
    until: (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!isSo()) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      }),
  };
}

// Windows has no signal that asks a program to end: there it cannot be seen to end dark.
describe.skipIf(process.platform === 'win32')('run --exhibit', () => {
  it('attracts by itself, serves a visitor, comes back without cutting the signal, is dark after hours, and ends dark', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'axon-rig-exhibit-'));
    writeFileSync(join(folder, 'hall.yaml'), RIG);
    const rig = startRigProcess(['run', 'hall.yaml', '--exhibit', '--http-port', '0'], folder, WALL);
    const page = watch(await rig.address());
    end = () => {
      page.close();
      rig.child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    };
    const { seen, story } = page;

    await page.until(() => seen.phase === 'attracting' && seen.presses === 1 && seen.lit > 0);
    expect(seen.role).toBe('visitor');

    // With the fastest lens the rig's own pulse is over at once.
    page.send({ do: 'lens', roomMsPerAxonMs: 1 });
    await page.until(() => story.includes('press 1 ran-out'));
    page.send({ do: 'lens', roomMsPerAxonMs: 1000 });
    page.send({ do: 'reset' });
    await page.until(() => seen.refusal !== '' && seen.lens === 1000);
    expect(seen.refusal).toBe('This is not for visitors: it needs the code.');
    // A pulse that takes 12 s, and nobody touches anything for 10 s: it has to run out all the same.
    page.send({ do: 'lens', roomMsPerAxonMs: 900 });
    page.send({ do: 'stimulate' });
    await page.until(() => seen.resets > 0);
    expect(story.slice(0, 6)).toEqual([
      'attracting',
      'visited',
      'press 1 ran-out',
      'settling',
      'press 2 ran-out',
      'reset',
    ]);
    await page.until(() => seen.phase === 'attracting');
    expect(seen.lens).toBe(1000);

    page.send({ do: 'lens', roomMsPerAxonMs: 1 });
    await page.until(() => seen.lens === 1);
    rig.child.kill('SIGUSR2');
    // The device has been let go of: dark, and its needles without pulses.
    await page.until(() => seen.phase === 'closed' && seen.device === 'resting');
    rig.child.kill('SIGUSR2');
    await page.until(() => seen.phase === 'attracting' && seen.device === 'ready');
    expect(seen.lens).toBe(1000);

    rig.child.kill('SIGINT');
    expect(await rig.exited).toEqual({ code: 0, signal: null });
    expect([...rig.out, ...rig.err]).toContain('axon-rig: The virtual strip is switched off.');
  });
});
