/**
 * The whole rig and none of its parts replaced: a finger on pin 2, the real firmware in the emulated Uno, a real
 * serial port, the command line as people run it, and light on the strip, all in the room's own time.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type RigProcess, startRigProcess } from './cli/rig-process.js';
import { type EmulatedFrame, emulate, endEmulators, until as waited } from './emulator/emulate-process.js';
import { avrGccPath, lacks, socatPath } from './harness/tools.js';

const LEDS = 60;
const folder = mkdtempSync(join(tmpdir(), 'axon-rig-whole-'));
const path = join(folder, 'uno');

/** The shipped rig with a lens of 1:250, so that a wave takes 3 s instead of 6. */
const rigFile = join(folder, 'rig.yaml');
writeFileSync(
  rigFile,
  'device: {kind: serial, port: auto}\nneedles: {blue: {}, yellow: {}}\nbuttons: {1: {do: stimulate}}\nlens: {roomMsPerAxonMs: 250}\n',
);

let rig: RigProcess | undefined;
afterEach(() => {
  rig?.child.kill('SIGKILL');
  endEmulators();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function light(frame: EmulatedFrame, led: number): number {
  const hex = frame.leds.slice(6 * led, 6 * led + 6);
  return [0, 2, 4].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);
}

const dark = (frame: EmulatedFrame | undefined) => frame !== undefined && /^(000000)+$/.test(frame.leds);

/** When each LED was brightest [µs of the board]. */
function crestsUs(frames: readonly EmulatedFrame[]): number[] {
  return Array.from({ length: LEDS }, (_, led) => {
    const crest = frames.reduce((best, frame) => (light(frame, led) > light(best, led) ? frame : best));
    return crest.us;
  });
}

/** What the rig has said belongs to a wait without success. */
const until = (what: string, condition: () => boolean) =>
  waited(what, condition).catch((error: Error) => {
    throw new Error(`${error.message}; the rig has said:\n${[...rig!.out, ...rig!.err].join('\n')}`);
  });

describe.skipIf(lacks(avrGccPath) || lacks(socatPath))('the whole rig', () => {
  it('carries a press from pin 2 down all 60 LEDs in order, survives a pulled plug, and is dark after Ctrl-C', async () => {
    const board = emulate('--link', path);
    await until('ready', () => board.lines().includes(`ready ${path}`));
    rig = startRigProcess(['run', rigFile, '--port', path, '--http-port', '0']);
    await rig.address();
    await until('60 LEDs at rest', () => {
      const last = board.frames().at(-1);
      return last?.leds.length === 6 * LEDS && !dark(last) && last.servoUs[1] !== null;
    });
    const rest = board.frames().at(-1)!;
    expect(new Set(rest.leds.match(/.{6}/g)).size).toBe(1);

    const before = board.frames().length;
    board.type('press 1');
    // A busy machine leaves pictures out, and that of the crest may be one of them.
    const isLit = (frame: EmulatedFrame) => light(frame, LEDS - 1) > 2 * light(rest, LEDS - 1);
    await until('light at the far end', () => board.frames().slice(before).some(isLit));
    await until('the end of that light', () => !isLit(board.frames().at(-1)!));
    board.type('release 1');
    // How far it gets depends on how many of its steps a busy machine leaves to the board; that it goes does not.
    const atRestUs = rest.servoUs[1]!;
    await until('the needles', () =>
      board.frames().some(({ servoUs }) => (servoUs[1] ?? 0) > atRestUs + 100),
    );
    const crests = crestsUs(board.frames().slice(before));
    const steps = crests.slice(1).map((us, led) => us - crests[led]!);
    // Two LEDs may crest in one picture of the strip; none may crest before its neighbour towards the stimulus.
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    // 59 sites at 5.19 sites/ms and 250 ms of room per ms: 2.8 s. On a machine too busy to emulate in real time the
    // board's clock falls behind the room's, so it may count less.
    const runS = (crests.at(-1)! - crests[0]!) / 1e6;
    expect(runS).toBeGreaterThan(1);
    expect(runS).toBeLessThan(3.1);

    board.type('unplug');
    await rig.line(/unplugged|cable|gone/i);
    board.type('plug');
    const plugged = board.frames().length;
    await until('light after the plug', () =>
      board
        .frames()
        .slice(plugged)
        .some((frame) => frame.leds === rest.leds),
    );

    rig.child.kill('SIGINT');
    expect(await rig.exited).toEqual({ code: 0, signal: null });
    await until('darkness', () => dark(board.frames().at(-1)));
    board.type('quit');
    expect(await board.exit).toBe(0);
  }, 180_000);
});
