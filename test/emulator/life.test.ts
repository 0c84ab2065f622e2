import { describe, expect, it } from 'vitest';
import { avrGccPath, lacks } from '../harness/tools.js';
import { boardWith } from './board-with.js';

const R = 'R'.charCodeAt(0);
const [PORF, EXTRF, BORF, WDRF] = [1, 2, 4, 8];
const command = (text: string, ...more: number[]) => Uint8Array.from([...Buffer.from(text), ...more]);

describe.skipIf(lacks(avrGccPath))('resets', () => {
  it('tells the program why it started, by the flags in MCUSR', () => {
    const { board, said } = boardWith('life');
    board.run(1000);
    expect(said).toEqual([R, PORF, 0xff, 1]);
    for (const [kind, flag] of [
      ['external', EXTRF],
      ['brownout', BORF],
      ['power', PORF],
    ] as const) {
      said.length = 0;
      board.reset(kind);
      board.run(1000);
      expect(said).toEqual([R, flag, 0xff, 1]);
    }
  });

  it('bites after 64 ms with all registers cleared, EEPROM and board time kept', () => {
    const { board, said } = boardWith('life');
    board.run(1000);
    board.write(command('e', 77));
    board.run(10_000);
    said.length = 0;
    const startUs = board.timeUs;
    const resets: [string, number][] = [];
    board.onReset = (kind, timeUs) => resets.push([kind, timeUs - startUs]);
    board.write(command('w'));
    board.run(70_000);
    expect(said).toEqual([R, WDRF, 77, 1]);
    expect(resets.length).toBe(1);
    expect(resets[0]![0]).toBe('watchdog');
    expect(resets[0]![1]).toBeGreaterThan(64_000);
    expect(resets[0]![1]).toBeLessThan(64_100);
    expect(board.eeprom[5]).toBe(77);
  });

  it('does not bite a program that strokes the watchdog every 10 ms', () => {
    const { board, said } = boardWith('life');
    board.run(1000);
    said.length = 0;
    board.write(command('t'));
    board.run(300_000);
    expect(said).toEqual([...Buffer.from('t')]);
  });

  it('bites again and again, 16 ms apart, a program that leaves WDRF standing', () => {
    const { board, said } = boardWith('life', {}, ['KEEP_FLAGS']);
    board.run(1000);
    const times: number[] = [];
    board.onReset = (_kind, timeUs) => times.push(timeUs);
    said.length = 0;
    board.write(command('w'));
    board.run(130_000);
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(times[2]! - times[1]!).toBeCloseTo(16_000, -1);
  });

  it('starts with the EEPROM it was given', () => {
    const { board, said } = boardWith('life', { eeprom: Uint8Array.of(0, 1, 2, 3, 4, 55) });
    board.run(1000);
    expect(said).toEqual([R, PORF, 55, 1]);
  });

  it('resets in the middle of a run when asked from a callback', () => {
    const { board, said } = boardWith('life');
    let asked = false;
    board.onSerial = (byte) => {
      said.push(byte);
      if (asked) return;
      asked = true;
      board.reset('external');
    };
    board.run(1000);
    expect(said).toEqual([R, R, EXTRF, 0xff, 1]);
  });

  it('keeps most of the SRAM of a small program untouched', () => {
    const { board } = boardWith('life');
    board.run(1000);
    expect(board.untouchedSram).toBeGreaterThan(1900);
    expect(board.untouchedSram).toBeLessThan(2048);
  });
});

describe.skipIf(lacks(avrGccPath))('the bootloader', () => {
  it('starts the program 1400 ms after an external reset with a silent host, at once after power-on', () => {
    const { board, said } = boardWith('life', { bootloaderMs: 1400 });
    board.run(1000);
    expect(said[0]).toBe(R);
    said.length = 0;
    board.reset('external');
    board.run(1_399_000);
    expect(said).toEqual([]);
    board.run(2000);
    expect(said).toEqual([R, 0, 0xff, 1]);
  });

  it('eats the bytes of a host that talks early, and leaves after 440 ms', () => {
    const { board, said } = boardWith('life', { bootloaderMs: 1400 });
    board.run(1000);
    said.length = 0;
    board.reset('external');
    board.run(100_000);
    board.write(command('e', 77));
    board.run(339_000);
    expect(said).toEqual([]);
    board.run(3000);
    expect(said).toEqual([R, 0, 0xff, 1]);
    expect(board.eeprom[5]).toBe(0xff);
  });
});

describe.skipIf(lacks(avrGccPath))('timers and interrupts', () => {
  it('counts Timer1 at 2 MHz and Timer0 overflows every 1.024 ms', () => {
    const { board, said } = boardWith('clock');
    board.run(1000);
    const readings: number[][] = [];
    for (let i = 0; i < 2; i++) {
      board.write(Uint8Array.of(0));
      board.run(20_000);
      readings.push(said.splice(0));
    }
    const [first, second] = readings.map(([lo = 0, hi = 0, turns = 0]) => ({ count: lo + 256 * hi, turns }));
    // 20 ms are 40000 ticks; the program's polling loop makes it one or two more or less.
    expect(Math.abs(((second!.count - first!.count) & 0xffff) - 40_000)).toBeLessThan(10);
    expect(second!.turns - first!.turns).toBeGreaterThanOrEqual(19);
    expect(second!.turns - first!.turns).toBeLessThanOrEqual(20);
  });

  it('takes 4 cycles into an interrupt and 3 for the jump in its vector', () => {
    const { board, said } = boardWith('clock');
    board.run(1000);
    board.write(Uint8Array.of(0));
    board.run(1000);
    // Match at 100, flag one tick later; then 4 + 3 cycles, a push of 2, and LDS reads in its second cycle.
    expect(said[4]).toBe(101 + 4 + 3 + 2 + 1);
  });

  it('gives the same bytes at the same cycles in two runs, however the time is sliced', () => {
    const runs = [1000, 137].map((sliceUs) => {
      const { board } = boardWith('clock');
      const log: string[] = [];
      board.onSerial = (byte, timeUs) => log.push(`${byte}@${timeUs}`);
      board.write(Uint8Array.of(1, 2, 3));
      for (let us = 0; us < 20_000; us += sliceUs) board.run(Math.min(sliceUs, 20_000 - us));
      return log;
    });
    expect(runs[0]!.length).toBe(15);
    expect(runs[1]).toEqual(runs[0]);
  });

  it('keeps exact time over a thousand slices', () => {
    const { board } = boardWith('clock');
    for (let slice = 0; slice < 1000; slice++) board.run(100);
    expect(board.timeUs).toBeGreaterThanOrEqual(100_000);
    expect(board.timeUs).toBeLessThan(100_000.5);
  });
});
