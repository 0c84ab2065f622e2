import { describe, expect, it } from 'vitest';
import { Pca9685 } from '../harness/emulator/pca9685.js';

const MODE1 = 0x00;
const MODE2 = 0x01;
const LED0 = 0x06;
const AWAKE_AND_ON = 0x20;

/** One transfer of a master: address, bytes, stop. Gives how many bytes were acknowledged. */
function transfer(chip: Pca9685, address: number, ...bytes: number[]): number {
  if (!chip.address(address, false)) return -1;
  let acknowledged = 0;
  for (const byte of bytes) if (chip.write(byte)) acknowledged++;
  chip.stop();
  return acknowledged;
}

describe('a PCA9685', () => {
  it('sleeps after power-on, at 200 Hz, every channel off', () => {
    const chip = new Pca9685();
    expect(chip.asleep).toBe(true);
    expect(chip.frequencyHz).toBeCloseTo(196.9, 1);
    expect(Array.from({ length: 16 }, (_, channel) => chip.duty(channel))).toEqual(new Array(16).fill(0));
  });

  it('is driven from "on" to "off" in 4096 steps, over the end of the period too', () => {
    const chip = new Pca9685();
    transfer(chip, 0x40, MODE1, AWAKE_AND_ON);
    transfer(chip, 0x40, LED0, 0, 0, 0x9a, 0x01, 0x00, 0x0c, 0x00, 0x04);
    expect(chip.duty(0)).toBe(410 / 4096);
    expect(chip.duty(1)).toBe(2048 / 4096);
    expect(chip.written.length).toBe(9);
  });

  it('is fully on and fully off by bit 4, off winning, and asleep keeps only those', () => {
    const chip = new Pca9685();
    transfer(chip, 0x40, MODE1, AWAKE_AND_ON);
    transfer(chip, 0x40, LED0, 0, 0x10, 0, 0, 0, 0x10, 0, 0x10, 0, 0, 0, 0x08);
    expect([0, 1, 2].map((channel) => chip.duty(channel))).toEqual([1, 0, 0.5]);
    transfer(chip, 0x40, MODE1, 0x30);
    expect([0, 1, 2].map((channel) => chip.duty(channel))).toEqual([1, 0, 0]);
  });

  it('without auto-increment writes every byte to the same register', () => {
    const chip = new Pca9685();
    transfer(chip, 0x40, MODE1, 0x00);
    transfer(chip, 0x40, LED0 + 2, 1, 2, 3);
    expect(chip.register(LED0 + 2)).toBe(3);
    expect(chip.register(LED0 + 3)).toBe(0x10);
  });

  it('answers to its own address, to all-call, and to nobody else', () => {
    const chip = new Pca9685(0x41);
    expect([0x41, 0x70, 0x40, 0x71].map((address) => transfer(chip, address, MODE2, 4))).toEqual([
      2, 2, -1, -1,
    ]);
  });

  it('takes a new frequency only asleep, and never above 1526 Hz', () => {
    const chip = new Pca9685();
    transfer(chip, 0x40, 0xfe, 0);
    expect(chip.frequencyHz).toBeCloseTo(1525.9, 1);
    transfer(chip, 0x40, MODE1, AWAKE_AND_ON);
    transfer(chip, 0x40, 0xfe, 121);
    expect(chip.frequencyHz).toBeCloseTo(1525.9, 1);
  });

  it('shows new values at the stop, and at each byte where OCH says so', () => {
    const chip = new Pca9685();
    transfer(chip, 0x40, MODE1, AWAKE_AND_ON);
    const write = () => {
      chip.address(0x40, false);
      for (const byte of [LED0, 0, 0, 0, 0x08]) chip.write(byte);
    };
    write();
    expect(chip.duty(0)).toBe(0);
    chip.stop();
    expect(chip.duty(0)).toBe(0.5);
    chip.powerOn();
    transfer(chip, 0x40, MODE1, AWAKE_AND_ON);
    transfer(chip, 0x40, MODE2, 0x0c);
    write();
    expect(chip.duty(0)).toBe(0.5);
  });

  it('writes all channels at once, turns its outputs round, and forgets all by a general call of 6', () => {
    const chip = new Pca9685();
    transfer(chip, 0x40, MODE1, AWAKE_AND_ON);
    transfer(chip, 0x40, 0xfa, 0, 0, 0, 0x04);
    expect([0, 7, 15].map((channel) => chip.duty(channel))).toEqual([0.25, 0.25, 0.25]);
    transfer(chip, 0x40, MODE2, 0x14);
    expect(chip.duty(15)).toBe(0.75);
    expect(transfer(chip, 0, 6)).toBe(1);
    expect(chip.asleep).toBe(true);
    expect(chip.duty(15)).toBe(0);
  });

  it('refuses a channel 16', () => {
    expect(() => new Pca9685().duty(16)).toThrow('expected 0 to 15, got 16');
  });
});
