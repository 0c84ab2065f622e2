import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LinkPorts } from '../../../src/devices/port/ports.js';
import { askBootloader } from '../../../src/devices/serial/bootloader.js';
import { splitLines } from '../../../src/devices/system/lines.js';
import { portsOf } from '../../harness/bench-ports.js';
import { Bench } from '../../harness/emulator/bench.js';
import { EmulatedBoard } from '../../harness/emulator/board.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';
import { lacks } from '../../harness/tools.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';
import type { WireBoard } from '../../harness/wire-board.js';

const PATH = '/dev/ttyACM0';
const OPTIBOOT = join(
  process.env.ARDUINO_AVR ?? '/usr/share/arduino/hardware/arduino/avr',
  'bootloaders/optiboot/optiboot_atmega328.hex',
);

/** What comes of asking, and after how long [ms]. */
async function ask(board: WireBoard): Promise<{ alive: boolean; ms: number }> {
  const bench = new Bench();
  bench.plug(PATH, board);
  const ports = portsOf(bench);
  let alive: boolean | undefined;
  void askBootloader({ path: PATH, ports, timers: bench.clock }, new AbortController().signal).then(
    (answer) => {
      alive = answer;
    },
  );
  const ms = await bench.advanceUntil(() => alive !== undefined, 4000);
  expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
  return { alive: alive!, ms };
}

describe('a bootloader', () => {
  // Skipped only where the Arduino core is missing outside CI.
  it.skipIf(lacks(existsSync(OPTIBOOT) ? OPTIBOOT : undefined))(
    'answers in an Uno without a program: the optiboot that comes with the Arduino core, in the emulator',
    async () => {
      // Debian's build is 20 bytes longer than the flash. They would start the program, and there is none.
      const hex = readFileSync(OPTIBOOT, 'latin1').replace(/^:..8[0-9A-F]{3}00.*\r?\n/gm, '');
      const { alive, ms } = await ask(new EmulatedBoard({ hex, baud: 115_200 }));
      expect(alive).toBe(true);
      expect(ms).toBeLessThan(1000);
    },
  );

  it('does not answer in a board that says nothing, in one that echoes, and in one of ours', async () => {
    const echo = (heard: readonly number[]) => Uint8Array.of(heard.at(-2) ?? 0, heard.at(-1) ?? 0);
    for (const board of [new StrangerBoard(), new StrangerBoard({ baud: 115_200, answer: echo })]) {
      expect((await ask(board)).alive).toBe(false);
    }
    expect((await ask(new MockBoard({ baud: 115_200 }))).alive).toBe(false);
  });

  describe('at a port that neither opens nor closes', () => {
    const hangs: LinkPorts = {
      openPort: () => ({ isOpen: false, lowLatency: null, write() {}, close() {} }),
      splitLines,
    };
    const asked = (timers: VirtualTimers, signal: AbortSignal) => {
      const ends: unknown[] = [];
      askBootloader({ path: PATH, ports: hangs, timers }, signal).then(
        (alive) => ends.push(alive),
        (error: unknown) => ends.push(error),
      );
      const pass = async (ms: number) => {
        for (let passedMs = 0; passedMs < ms; passedMs += 50) {
          timers.advance(50);
          for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        }
      };
      return { ends, pass };
    };

    it('does not answer: it is given up after twice 2.2 s', async () => {
      const timers = new VirtualTimers();
      const { ends, pass } = asked(timers, new AbortController().signal);
      await pass(4400);
      expect(ends).toEqual([]);
      await pass(200);
      expect(ends).toEqual([false]);
      expect(timers.waiting).toBe(0);
    });

    it('is left within 1 s by who does not want to know any more', async () => {
      const timers = new VirtualTimers();
      const stop = new AbortController();
      const { ends, pass } = asked(timers, stop.signal);
      await pass(100);
      stop.abort(new Error('stop'));
      await pass(1000);
      expect(ends).toEqual([new Error('stop')]);
      expect(timers.waiting).toBe(0);
    });
  });
});
