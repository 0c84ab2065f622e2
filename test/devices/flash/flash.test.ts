import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FlashEnd, flash } from '../../../src/devices/flash/flash.js';
import { parseHex } from '../../../src/devices/flash/hex.js';
import type { UploadProgress } from '../../../src/devices/flash/upload.js';
import type { BytePortListener } from '../../../src/devices/port/byte-port.js';
import { portsOf as systemPortsOf } from '../../../src/devices/port/ports.js';
import { portsOf } from '../../harness/bench-ports.js';
import { ATMEGA_BOOT, type Bootloader, bootloadersPath, OPTIBOOT } from '../../harness/bootloaders.js';
import { Bench } from '../../harness/emulator/bench.js';
import { DEFAULT_HEX_PATH, EmulatedBoard } from '../../harness/emulator/board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';
import { lacks } from '../../harness/tools.js';
import type { WireBoard } from '../../harness/wire-board.js';

const DEAF: BytePortListener = { opened() {}, bytes() {}, ended() {} };
const PATH = '/dev/ttyACM0';

function ownProgram(): Uint8Array {
  const parsed = parseHex(readFileSync(DEFAULT_HEX_PATH, 'utf8'), 0x8000);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.bytes;
}

/** A workbench with a board, and one upload on it. */
function flashing(board: WireBoard, program = ownProgram()) {
  const bench = new Bench();
  bench.plug(PATH, board);
  const ports = portsOf(bench);
  const words: string[] = [];
  const progress: UploadProgress[] = [];
  const stop = new AbortController();
  let end: FlashEnd | 'stopped' | undefined;
  function begin(): void {
    end = undefined;
    flash(
      {
        path: PATH,
        program,
        ports: systemPortsOf(ports),
        timers: bench.clock,
        onProgress: (each) => progress.push(each),
        onWords: (each) => words.push(each),
      },
      stop.signal,
    ).then(
      (each) => {
        end = each;
      },
      () => {
        end = 'stopped';
      },
    );
  }
  begin();
  return {
    bench,
    ports,
    words,
    progress,
    stop,
    begin,
    ended: () => end,
    /** Until it ends; and then no port is open and no timer waits. */
    async toEnd(limitMs = 30_000): Promise<{ end: FlashEnd | 'stopped'; ms: number }> {
      const ms = await bench.advanceUntil(() => end !== undefined, limitMs);
      expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
      return { end: end!, ms };
    },
  };
}

const programOf = (board: EmulatedBoard, bytes: number) =>
  Buffer.from(board.flash.buffer, 0, bytes).toString('hex');
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const BOOTLOADERS: readonly Bootloader[] = [OPTIBOOT, ATMEGA_BOOT];

// Skipped only where the Arduino core is missing outside CI.
describe.skipIf(lacks(bootloadersPath)).each(BOOTLOADERS)('with $name, the real one', ({ hex, baud }) => {
  it('brings a blank chip to our firmware, which then greets', async () => {
    const board = new EmulatedBoard({ hex: '', bootloader: hex() });
    const program = ownProgram();
    const { toEnd, progress, bench } = flashing(board, program);
    const { end } = await toEnd();
    expect(end).toEqual({ kind: 'done', baud, pagesWrittenAgain: 0 });
    expect(programOf(board, program.length)).toBe(hexOf(program));
    const pages = Math.ceil(program.length / 128);
    expect(progress.filter(({ phase }) => phase === 'writing')).toHaveLength(pages - 1);
    expect(progress.at(-1)).toEqual({ phase: 'reading', donePages: pages - 1, pages: pages - 1 });

    const { openPort } = portsOf(bench);
    let heard = '';
    const port = openPort(PATH, 500_000, {
      ...DEAF,
      bytes: (bytes) => {
        heard += Buffer.from(bytes).toString('latin1');
      },
    });
    await bench.advanceUntil(() => /H 1 fw=\d+\.\d+\.\d+ board=/.test(heard), 4000);
    port.close();
    await bench.advance(10);
  });
});

describe.skipIf(lacks(bootloadersPath))('an upload on the way', () => {
  const { hex } = OPTIBOOT;

  it('starts again after a cable pulled in the middle, and the board waits meanwhile', async () => {
    const board = new EmulatedBoard({ bootloader: hex() });
    const program = ownProgram().subarray(0, 4000);
    const { bench, toEnd, begin, progress } = flashing(board, program);
    await bench.advanceUntil(() => progress.length === 20, 20_000);
    bench.unplug(PATH);
    expect((await toEnd()).end).toEqual({ kind: 'unplugged' });
    expect(programOf(board, 4)).toBe('f894ffcf');
    bench.plug(PATH, board);
    await bench.advance(3000);
    // Nothing is driven: every pin of ports B and D is an input, but for 13, the bootloader's own lamp.
    expect([board.data[0x24]! & ~0x20, board.data[0x2a]]).toEqual([0, 0]);
    begin();
    expect((await toEnd()).end).toMatchObject({ kind: 'done' });
    expect(programOf(board, program.length)).toBe(hexOf(program));
  });

  it('stops at once when it is told to, with its port closed', async () => {
    const { bench, toEnd, progress, stop } = flashing(new EmulatedBoard({ bootloader: hex() }));
    await bench.advanceUntil(() => progress.length === 5, 20_000);
    stop.abort(new Error('Ctrl-C'));
    const { end, ms } = await toEnd();
    expect(end).toBe('stopped');
    expect(ms).toBeLessThan(20);
  });
});

describe('without a bootloader', () => {
  it('says so after both bauds were tried twice', async () => {
    const { toEnd, words } = flashing(new StrangerBoard());
    expect((await toEnd()).end).toEqual({ kind: 'no-bootloader' });
    expect(words.map((each) => each.replace(/^.* at /, ''))).toEqual([
      '115200 baud.',
      '57600 baud.',
      '115200 baud.',
      '57600 baud.',
    ]);
  });

  it('gives up a port that neither opens nor refuses after 6 s', async () => {
    const bench = new Bench();
    const never = { isOpen: false, lowLatency: null, write() {}, close() {} };
    const ports = systemPortsOf({ ...portsOf(bench), openPort: () => never });
    let end: FlashEnd | undefined;
    const options = { path: PATH, program: Uint8Array.of(1), ports, timers: bench.clock };
    void flash({ ...options, onProgress() {}, onWords() {} }, new AbortController().signal).then((each) => {
      end = each;
    });
    expect(await bench.advanceUntil(() => end !== undefined, 10_000)).toBe(6000);
    expect(end).toMatchObject({ kind: 'no-port', words: expect.stringMatching(/did not open within 5 s/) });
  });

  it('says what to do about a port that another program has', async () => {
    const board = new StrangerBoard();
    const bench = new Bench();
    bench.plug(PATH, board);
    const { openPort } = portsOf(bench);
    openPort(PATH, 9600, DEAF);
    await bench.advance(10);
    const ports = systemPortsOf(portsOf(bench));
    const stop = new AbortController();
    const ended = flash(
      {
        path: PATH,
        program: Uint8Array.of(1),
        ports,
        timers: bench.clock,
        onProgress() {},
        onWords() {},
      },
      stop.signal,
    );
    await bench.advance(100);
    expect(await ended).toMatchObject({ kind: 'no-port', words: expect.stringMatching(/another program/) });
  });
});
