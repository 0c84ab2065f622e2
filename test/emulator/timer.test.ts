import { EEPROMMemoryBackend } from 'avr8js';
import { describe, expect, it } from 'vitest';
import { Machine } from '../harness/emulator/machine.js';
import { FLASH_BYTES } from '../harness/emulator/registers.js';
import { avrGccPath, lacks } from '../harness/tools.js';

/** RJMP to itself: two cycles a turn, so that edges are exact to two cycles. */
const ENDLESS_LOOP = 0xcfff;
const DDRB = 0x24;
const DDRD = 0x2a;
const ALL_OUTPUTS = 0xff;

/** A chip that does nothing, with registers set from outside, and the edges of one pin in cycles. */
function chip(pin: number) {
  const flash = new Uint16Array(FLASH_BYTES / 2).fill(ENDLESS_LOOP);
  const machine = new Machine(
    {
      flash,
      bootWord: null,
      eeprom: new EEPROMMemoryBackend(1024),
      adcReadings: new Uint16Array(8),
      grounded: { B: 0, C: 0, D: 0 },
      high: { B: 0, C: 0, D: 0 },
      onBite: () => {},
    },
    0,
    0,
  );
  const rises: number[] = [];
  const falls: number[] = [];
  machine.pins.watch(pin, (high, cycle) => (high ? rises : falls).push(cycle));
  const { cpu } = machine;
  cpu.writeData(DDRB, ALL_OUTPUTS);
  cpu.writeData(DDRD, ALL_OUTPUTS);
  return {
    rises,
    falls,
    read: (address: number) => cpu.readData(address),
    write: (address: number, value: number) => cpu.writeData(address, value),
    runUntil: (cycle: number) => machine.runUntil(cycle),
  };
}

/** Distances between neighbours, checked to be the same within two cycles. */
function spacing(cycles: readonly number[]): number {
  const distances = cycles.slice(1).map((cycle, i) => cycle - cycles[i]!);
  expect(Math.max(...distances) - Math.min(...distances)).toBeLessThanOrEqual(4);
  return Math.round(distances.reduce((sum, distance) => sum + distance, 0) / distances.length / 8) * 8;
}

describe.skipIf(lacks(avrGccPath))('timer waveforms', () => {
  it('toggles a pin every 100 ticks in CTC mode with OCRA 99', () => {
    const t = chip(6);
    t.write(0x47, 99); // OCR0A
    t.write(0x44, 0x42); // COM0A toggle, CTC
    t.write(0x45, 2); // clock / 8
    t.runUntil(20_000);
    expect(t.rises.length).toBeGreaterThan(10);
    expect(spacing(t.rises)).toBe(2 * 100 * 8);
  });

  it('gives a pulse of OCR + 1 ticks in fast PWM, and no edge at all when OCR equals the top', () => {
    const t = chip(6);
    t.write(0x47, 63);
    t.write(0x44, 0x83); // clear on match, fast PWM to 0xff
    t.write(0x45, 2);
    t.runUntil(30_000);
    const first = t.falls[0]! > t.rises[0]! ? 0 : 1;
    expect(Math.abs(t.falls[first]! - t.rises[0]! - 64 * 8)).toBeLessThanOrEqual(2);
    expect(spacing(t.rises)).toBe(256 * 8);
    t.write(0x47, 255);
    t.runUntil(36_000);
    t.rises.length = 0;
    t.falls.length = 0;
    t.runUntil(60_000);
    expect([t.rises, t.falls]).toEqual([[], []]);
  });

  it('gives a pulse of twice OCR in a period of 510 ticks in phase-correct PWM', () => {
    const t = chip(11);
    t.write(0xb3, 64); // OCR2A
    t.write(0xb0, 0x81); // clear when counting up, phase correct
    t.write(0xb1, 2); // clock / 8
    t.runUntil(60_000);
    expect(spacing(t.rises)).toBe(510 * 8);
    const width = t.falls.find((cycle) => cycle > t.rises[1]!)! - t.rises[1]!;
    expect(Math.abs(width - 128 * 8)).toBeLessThanOrEqual(4);
  });

  it('takes a new compare value only at the end of the period in fast PWM', () => {
    const t = chip(9);
    const word = (address: number, value: number) => {
      t.write(address + 1, value >> 8);
      t.write(address, value & 255);
    };
    word(0x86, 999); // ICR1
    word(0x88, 499); // OCR1A
    t.write(0x80, 0x82);
    t.write(0x81, 0x1a); // mode 14, clock / 8
    t.runUntil(8000 * 2 + 800);
    word(0x88, 99);
    expect(t.read(0x88) + 256 * t.read(0x89)).toBe(99);
    t.runUntil(8000 * 4);
    const widths = t.rises.map((rise) => t.falls.find((fall) => fall > rise)! - rise);
    expect(widths.slice(0, 3).map((width) => Math.round(width / 8))).toEqual([500, 500, 100]);
  });

  it('wraps at the largest value when the count was set beyond the top', () => {
    const t = chip(6);
    t.write(0x47, 9);
    t.write(0x44, 2);
    t.write(0x45, 1);
    t.runUntil(100);
    t.write(0x46, 250);
    t.runUntil(104);
    expect(t.read(0x46)).toBeGreaterThan(250);
    expect(t.read(0x35) & 1).toBe(0);
    t.runUntil(108);
    expect(t.read(0x46)).toBeLessThan(10);
    expect(t.read(0x35) & 1).toBe(1);
    t.write(0x35, 1);
    expect(t.read(0x35) & 1).toBe(0);
  });
});
