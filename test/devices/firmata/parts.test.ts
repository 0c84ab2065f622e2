import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contact, DeadBand } from '../../../src/devices/firmata/inputs.js';
import { Needle } from '../../../src/devices/firmata/needle.js';
import { BoardPins, MODE, pinProblems } from '../../../src/devices/firmata/pins.js';
import { type BoardReport, ReportReader } from '../../../src/devices/firmata/report.js';
import { checkSetup, type FirmataPin, type FirmataSetup } from '../../../src/devices/firmata/setup.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

const PWM = [3, 5, 6, 9, 10, 11];

/** The reports of an Uno. */
function uno({ pixels = false, length = 20 } = {}): BoardPins {
  const modes = Array.from({ length }, (_, pin) => {
    const able = new Map<number, number>();
    if (pin < 2) return able;
    for (const mode of [MODE.input, MODE.output, MODE.servo]) able.set(mode, 1);
    if (PWM.includes(pin)) able.set(MODE.pwm, 8);
    if (pin >= 14) able.set(MODE.analog, 10);
    if (pin === 18 || pin === 19) able.set(MODE.i2c, 1);
    if (pixels) able.set(MODE.pixels, 1);
    return able;
  });
  return new BoardPins(
    modes,
    modes.map((_, pin) => (pin < 14 ? 127 : pin - 14)),
  );
}

const SETUP: FirmataSetup = {
  lights: { kind: 'leds', leds: [3, 5, 6, 9, 10].map((pin) => ({ pin, onFromLevel: null })) },
  ledMa: 15,
  currentLimitMa: 200,
  needles: [null, null],
  needleRestLevel: 40,
  needleSlewUs: 120,
  buttons: [2],
  dials: ['A0'],
  piezo: null,
  silenceMs: 1000,
};
const needle = { pin: 9, lowUs: 1000, highUs: 2000 };

function heard(...chunks: readonly number[][]): { reports: BoardReport[]; garbage: number } {
  const reports: BoardReport[] = [];
  const reader = new ReportReader((report) => reports.push(report));
  for (const chunk of chunks) reader.read(Uint8Array.from(chunk));
  return { reports, garbage: reader.garbage };
}

describe('what a Firmata board says', () => {
  it('is read whole, wherever the bytes are cut', () => {
    const said = [0xf9, 2, 5, 0xf0, 0x79, 2, 5, 0x41, 0, 0xf7, 0xe1, 3, 1, 0x90, 4, 0];
    for (let at = 0; at <= said.length; at++) {
      const { reports, garbage } = heard(said.slice(0, at), said.slice(at));
      expect(reports).toEqual([
        { kind: 'version', major: 2, minor: 5 },
        { kind: 'firmware', name: 'A', major: 2, minor: 5 },
        { kind: 'analog' },
        { kind: 'digital' },
      ]);
      expect(garbage).toBe(0);
    }
  });

  it('gives modes and bits of each pin, node-pixel’s mode 81 among them', () => {
    const { reports } = heard([0xf0, 0x6c, 0x7f, 3, 8, 0x51, 1, 0x7f, 0xf7]);
    expect(reports).toEqual([
      {
        kind: 'capabilities',
        pins: [
          new Map(),
          new Map([
            [3, 8],
            [0x51, 1],
          ]),
        ],
      },
    ]);
  });

  it.each([
    ['capabilities without an end of the last pin', [0xf0, 0x6c, 3, 8, 0xf7]],
    ['capabilities of no pin', [0xf0, 0x6c, 0xf7]],
    ['half a pair of modes', [0xf0, 0x6c, 3, 0x7f, 0x7f, 0xf7]],
    ['no analog mapping', [0xf0, 0x6a, 0xf7]],
    ['a firmware with half a letter', [0xf0, 0x79, 2, 5, 0x41, 0xf7]],
    ['an I2C answer without its register', [0xf0, 0x77, 0x40, 0, 0xf7]],
    ['an empty sysex', [0xf0, 0xf7]],
    ['a version 0', [0xf9, 0, 0]],
  ])('drops %s', (_, bytes) => {
    expect(heard(bytes)).toEqual({ reports: [], garbage: 1 });
  });

  it('keeps no more than 2 KB of a sysex without an end, and hears the message after it', () => {
    const { reports, garbage } = heard([0xf0, 0x71, ...new Array(100_000).fill(1), 0xf9, 2, 3]);
    expect(reports).toEqual([{ kind: 'version', major: 2, minor: 3 }]);
    expect(garbage).toBe(1);
  });

  it('throws at no bytes at all, and hears a whole message after any of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const { reports } = heard([...noise], [0xf0, 0xf7, 0xf9, 2, 5]);
        expect(reports.at(-1)).toEqual({ kind: 'version', major: 2, minor: 5 });
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe('the pins of a board', () => {
  it('finds nothing wrong with five LEDs, a button and a dial on an Uno', () => {
    expect(pinProblems(SETUP, uno())).toEqual([]);
  });

  it('names the pins that can dim an LED where one cannot', () => {
    const setup: FirmataSetup = { ...SETUP, lights: { kind: 'leds', leds: [{ pin: 4, onFromLevel: null }] } };
    expect(pinProblems(setup, uno())).toEqual([
      'pin 4 cannot dim an LED (PWM): the pins that can are 3, 5, 6, 9, 10, 11',
    ]);
  });

  it('knows that a servo takes the PWM of pins 9 and 10 on an ATmega328P', () => {
    const setup: FirmataSetup = { ...SETUP, needles: [{ ...needle, pin: 7 }, null] };
    expect(pinProblems(setup, uno())).toEqual([
      'pin 9 cannot dim an LED (PWM) beside a servo, which takes its timer: the pins that can are 3, 5, 6, 11',
      'pin 10 cannot dim an LED (PWM) beside a servo, which takes its timer: the pins that can are 3, 5, 6, 11',
    ]);
    const onOff = [3, 5, 6, 11, 10].map((pin) => ({ pin, onFromLevel: pin === 10 ? 128 : null }));
    expect(pinProblems({ ...setup, lights: { kind: 'leds', leds: onOff } }, uno())).toEqual([]);
  });

  it('says so of a dial, a servo, I2C and a strip', () => {
    const wrong: FirmataSetup = {
      ...SETUP,
      lights: { kind: 'strip', pin: 6, ledCount: 60, colourOrder: 'grb' },
      needles: [{ ...needle, pin: 1 }, null],
      dials: [5],
    };
    const problems = pinProblems(wrong, uno());
    expect(problems[0]).toBe('pin 6 cannot feed a pixel strip: no pin of this board can');
    expect(problems[1]).toMatch(/^pin 1 cannot move a servo: the pins that can are 2, 3, .*A5$/);
    expect(problems[2]).toBe('pin 5 cannot read a dial: the pins that can are A0, A1, A2, A3, A4, A5');
    expect(pinProblems({ ...wrong, needles: [null, null], dials: [] }, uno({ pixels: true }))).toEqual([]);
    const pca: FirmataSetup = { ...SETUP, lights: { kind: 'pca9685', address: 0x40, channels: [0] } };
    expect(pinProblems(pca, uno())).toEqual([]);
    expect(pinProblems(pca, uno({ length: 18 }))[0]).toMatch(/PCA9685 needs I2C/);
  });

  it('says so of a strip on pin 54 of a Mega, its A0: node-pixel would feed pin 22 instead', () => {
    const modes = Array.from({ length: 70 }, () => new Map([[MODE.pixels, 1]]));
    const mega = new BoardPins(
      modes,
      Array.from({ length: 70 }, (_, pin) => (pin < 54 ? 127 : pin - 54)),
    );
    const strip = (pin: FirmataPin) => ({
      ...SETUP,
      lights: { kind: 'strip' as const, pin, ledCount: 60, colourOrder: 'grb' as const },
      needles: [null, null] as const,
      buttons: [],
      dials: [],
    });
    expect(pinProblems(strip('A0'), mega)).toEqual([
      "pin A0 cannot feed a pixel strip: node-pixel's sketch has room for pins up to 31, and this is 54",
    ]);
    expect(pinProblems(strip(31), mega)).toEqual([]);
  });

  it('says so of a pin that is not there', () => {
    expect(pinProblems({ ...SETUP, buttons: [54], dials: ['A9'] }, uno())).toHaveLength(2);
  });
});

describe('a Firmata set-up', () => {
  it.each<[string, Partial<FirmataSetup>, RegExp]>([
    ['a pin used twice', { buttons: [3] }, /each pin once, got 3/],
    ['a pulse that is an angle', { needles: [{ ...needle, pin: 7, lowUs: 543 }, null] }, /544 to 2500 µs/],
    ['no LED', { lights: { kind: 'leds', leds: [] } }, /1 to 1023 LEDs/],
    ['a channel 16', { lights: { kind: 'pca9685', address: 0x40, channels: [16] } }, /0 to 15/],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => checkSetup({ ...SETUP, ...wrong })).toThrow(message);
    expect(() => checkSetup(SETUP)).not.toThrow();
  });
});

describe('a needle on a servo', () => {
  it('goes from rest to the end of its scale in steps of at most 120 µs each 20 ms', () => {
    const moving = new Needle(needle, 120, 40);
    expect(moving.pulseUs).toBe(1157);
    moving.aim(255);
    const pulses: number[] = [];
    for (let ms = 0; !moving.arrived; ms++) {
      const pulse = moving.step(ms);
      if (pulse !== undefined) pulses.push(pulse);
    }
    expect(pulses).toEqual([1277, 1397, 1517, 1637, 1757, 1877, 1997, 2000]);
    expect(moving.step(10_000)).toBeUndefined();
  });

  it('never goes faster than 133 µs in 20 ms, whatever the rig file says', () => {
    const moving = new Needle(needle, 255, 0);
    moving.aim(255);
    expect(moving.step(0)).toBe(1133);
    expect(moving.step(19)).toBeUndefined();
    expect(moving.step(20)).toBe(1266);
  });

  it('turns round in the midst of its way', () => {
    const moving = new Needle({ ...needle, lowUs: 2000, highUs: 1000 }, 100, 0);
    moving.aim(255);
    expect(moving.step(0)).toBe(1900);
    moving.aim(0);
    expect(moving.step(20)).toBe(2000);
  });
});

describe('a contact', () => {
  function finger() {
    const timers = new VirtualTimers();
    const edges: [number, boolean][] = [];
    const contact = new Contact(timers, (pressed) => edges.push([timers.nowMs(), pressed]));
    return { timers, edges, contact };
  }

  it('says an edge at once and hears no bounce for 20 ms', () => {
    const { timers, edges, contact } = finger();
    contact.changed(true);
    for (let ms = 0; ms < 18; ms += 2) {
      timers.advance(2);
      contact.changed(ms % 4 !== 0);
    }
    contact.changed(true);
    timers.advance(500);
    expect(edges).toEqual([[0, true]]);
  });

  it('does not miss a release that came while it was not listening', () => {
    const { timers, edges, contact } = finger();
    contact.changed(true);
    timers.advance(8);
    contact.changed(false);
    timers.advance(500);
    expect(edges).toEqual([
      [0, true],
      [20, false],
    ]);
  });

  it('that is held as the listening begins is no edge, and its release is one', () => {
    const { timers, edges, contact } = finger();
    contact.beginsHeld();
    timers.advance(100);
    contact.changed(false);
    expect(edges).toEqual([[100, false]]);
  });

  it('leaves no timer behind', () => {
    const { timers, contact } = finger();
    contact.changed(true);
    contact.release();
    expect(timers.waiting).toBe(0);
  });
});

describe('a dial', () => {
  it('that rests and flickers by 3 of 1023 says nothing after its first reading', () => {
    const band = new DeadBand();
    expect(band.position(500)).toBeCloseTo(500 / 1023, 6);
    for (const reading of [501, 503, 499, 497, 500, 502]) expect(band.position(reading)).toBeUndefined();
    expect(band.position(504)).toBeCloseTo(504 / 1023, 6);
  });

  it('reaches both of its ends, and does not flicker there', () => {
    const band = new DeadBand();
    band.position(1020);
    expect(band.position(1023)).toBe(1);
    for (const reading of [1022, 1023, 1021, 1023]) expect(band.position(reading)).toBeUndefined();
    band.position(3);
    expect(band.position(0)).toBe(0);
  });
});
