/** The boards themselves, byte by byte, without a driver: what programs that nobody here wrote make of Firmata. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FirmataBoard } from '../harness/firmata/board.js';
import type { FirmataHex } from '../harness/firmata/hexes.js';
import { MODE, RawHost } from '../harness/firmata/raw-host.js';
import { streamStrip } from '../harness/firmata/strip-stream.js';

const PWM_PINS = [3, 5, 6, 9, 10, 11];

const HEXES: { hex: FirmataHex; name: string; version: number[] }[] = [
  { hex: 'standard', name: 'StandardFirmata.ino', version: [0xf9, 2, 3] },
  { hex: 'node-pixel', name: 'node_pixel_firmata.ino', version: [0xf9, 2, 5] },
];

describe.each(HEXES)('the program $name', ({ hex, name, version }) => {
  let host: RawHost;
  let board: FirmataBoard;
  let greeting: (readonly number[])[];
  beforeAll(() => {
    board = new FirmataBoard({ hex });
    host = new RawHost(board);
    greeting = host.greeting();
  });

  it('says its version and its name within 2.3 s of the reset', () => {
    expect(greeting[0]).toEqual(version);
    const said = greeting.at(-1)!.slice(4, -1);
    expect(String.fromCharCode(...said.filter((_, index) => index % 2 === 0))).toBe(name);
    expect(board.timeUs).toBeLessThan(2_300_000);
  });

  it('dims six pins: n/255 of an analogWrite of n, (n + 1)/256 on pins 5 and 6', () => {
    for (const pin of PWM_PINS) host.mode(pin, MODE.pwm);
    for (const value of [0, 1, 100, 254, 255]) {
      for (const pin of PWM_PINS) host.value(pin, value);
      host.flush();
      host.after(5);
      for (const pin of PWM_PINS) {
        const byTimer0 = (pin === 5 || pin === 6) && value > 0 && value < 255;
        const wanted = byTimer0 ? (value + 1) / 256 : value / 255;
        expect(Math.abs(board.pwmDuty(pin) - wanted), `pin ${pin} at ${value}`).toBeLessThan(0.1 / 255);
      }
    }
  });

  it('drives a servo within 3 µs of the pulse it was told, on any pin', () => {
    for (const pin of [2, 9, 12]) {
      host.servo(pin, 544, 2400);
      for (const us of [600, 1500, 2400]) {
        host.value(pin, us);
        host.after(60);
        board.meters.clearStats();
        host.after(100);
        const { pulses, minUs, maxUs } = board.pulseStats(pin);
        expect(pulses).toBeGreaterThanOrEqual(4);
        expect(minUs).toBeGreaterThanOrEqual(us);
        expect(maxUs).toBeLessThan(us + 3);
      }
    }
  });

  it('with a servo on any pin, dims pins 9 and 10 no more, whatever its capabilities say', () => {
    host.servo(4, 544, 2400);
    host.value(4, 1000);
    for (const pin of PWM_PINS) {
      host.mode(pin, MODE.pwm);
      host.value(pin, 100);
    }
    host.flush();
    host.after(50);
    expect(PWM_PINS.filter((pin) => board.pwmDuty(pin) > 0.3)).toEqual([3, 5, 6, 11]);
    expect([board.pwmDuty(9), board.pwmDuty(10)]).toEqual([0, 0]);
    const capabilities = askCapabilities(host);
    expect(PWM_PINS.filter((pin) => capabilities[pin]!.has(MODE.pwm))).toEqual(PWM_PINS);
  });

  it('writes to the PCA9685 over I2C, and reads its registers back', () => {
    host.sysex(0x78, 0, 0);
    host.i2cWrite(0x40, 0x00, 0x21);
    host.i2cWrite(0x40, 0x06 + 4 * 3, 0, 0, 0x33, 0x03);
    host.flush();
    expect(board.pca9685.asleep).toBe(false);
    expect(board.pca9685.duty(3)).toBe(0x333 / 4096);
    host.sysex(0x76, 0x40, 0x08, 0x06 + 4 * 3 + 2, 0, 2, 0);
    expect(host.after(60)).toEqual([[0xf0, 0x77, 0x40, 0, 20, 0, 0x33, 0, 0x03, 0, 0xf7]]);
  });

  it('reports a press and a release of a button to ground', () => {
    host.mode(7, MODE.input);
    host.send(0x90, 0, 1); // Pull-up: pin 7 of port 0 high while it is an input.
    host.send(0xd0, 1);
    host.after(50);
    board.press(7, [400, 300, 200]);
    expect(host.after(60).at(-1)).toEqual([0x90, 0, 0]);
    board.release(7);
    expect(host.after(60).at(-1)).toEqual([0x90, 0, 1]);
  });

  it('reports a dial of 2.5 V as 512', () => {
    board.dial(15, 2.5);
    host.send(0xc1, 1);
    expect(host.after(60)).toContainEqual([0xe1, 512 & 0x7f, 512 >> 7]);
    host.send(0xc1, 0);
  });

  it('starts again after a reset, its pins released, the PCA9685 as it was', () => {
    board.reset('external');
    host.heard.length = 0;
    host.after(5);
    expect(PWM_PINS.map((pin) => board.pwmDuty(pin))).toEqual(new Array(6).fill(0));
    expect(board.pca9685.duty(3)).toBe(0x333 / 4096);
    expect(host.greeting()).toContainEqual(version);
    expect(board.uno.overruns).toBe(0);
  });
});

/** The modes of every pin as the board reports them. */
function askCapabilities(host: RawHost): Set<number>[] {
  host.sysex(0x6b);
  const answer = host.after(100).find((message) => message[1] === 0x6c);
  const pins: Set<number>[] = [];
  let modes = new Set<number>();
  for (let at = 2; at < answer!.length - 1; at++) {
    if (answer![at] === 0x7f) {
      pins.push(modes);
      modes = new Set();
    } else modes.add(answer![at++]!);
  }
  return pins;
}

describe('StandardFirmata 2.3', () => {
  it('takes three channels of a PCA9685 in one message, and nothing of four', () => {
    const board = new FirmataBoard({ hex: 'standard' });
    const host = new RawHost(board);
    host.greeting();
    host.sysex(0x78, 0, 0);
    host.i2cWrite(0x40, 0x00, 0x21);
    host.i2cWrite(0x40, 0x08, 0, 4, 0, 0, 0, 4, 0, 0, 0, 4);
    host.flush();
    host.i2cWrite(0x40, 0x18, 0, 4, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 4);
    host.flush();
    host.after(20);
    const duties = Array.from({ length: 8 }, (_, channel) => board.pca9685.duty(channel));
    expect(duties).toEqual([0.25, 0.25, 0.25, 0, 0, 0, 0, 0]);
  });

  it('knows no pull-up mode: it says so, and the button needs an input set high', () => {
    const host = new RawHost(new FirmataBoard({ hex: 'standard' }));
    host.greeting();
    host.mode(7, MODE.pullUp);
    const said = host.after(30).find((message) => message[1] === 0x71)!;
    expect(String.fromCharCode(...said.slice(2, -1).filter((_, index) => index % 2 === 0))).toBe(
      'Unknown pin mode',
    );
  });
});

describe('a strip of node-pixel', () => {
  it('shows 20 of 20 frames intact with 5 ms of rest after each, 9 a second', () => {
    const { shown, intact, perSecond } = streamStrip({ frames: 20, restMs: 5 });
    expect([shown, intact]).toEqual([20, 20]);
    expect(perSecond).toBeGreaterThan(9);
  });

  it('shows one of twenty as sent when they are streamed back to back', () => {
    const { shown, intact } = streamStrip({ frames: 20, restMs: 0 });
    expect(shown).toBeGreaterThanOrEqual(19);
    expect(intact).toBeLessThanOrEqual(2);
  });
});
