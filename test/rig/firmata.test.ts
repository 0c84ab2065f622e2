import { describe, expect, it } from 'vitest';
import { formatProblem, lightLimitMa, parseRig, type Rig, unoNumber } from '../../src/rig/index.js';
import { nextResistorOhm } from '../../src/rig/light-checks.js';
import { unoPinsFor } from '../../src/rig/uno.js';
import { latticeOf, sitesOf } from './messages.js';

/** Every message about a Firmata rig; line 1 is the device. */
function messages(text: string, device = '{kind: firmata}'): string[] {
  const result = parseRig(`device: ${device}\n${text}`, 'x.yaml');
  return result.ok ? [] : result.problems.map(formatProblem);
}

function rigOf(text: string, device = '{kind: firmata}'): Rig {
  const result = parseRig(`device: ${device}\n${text}`, 'x.yaml');
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.rig;
}

describe('a pin of an Uno', () => {
  it('dims an LED on 3, 5, 6, 9, 10 and 11, and beside a servo on 3, 5, 6 and 11 only', () => {
    expect(unoPinsFor('pwm', false)).toEqual([3, 5, 6, 9, 10, 11]);
    expect(unoPinsFor('pwm', true)).toEqual([3, 5, 6, 11]);
    expect(messages('leds: {pins: [3, 5, 6, 9, 10, 11]}')).toEqual([]);
  });

  it.each([2, 4, 7, 8, 12, 13, 'A0', 'A5'])(
    '%s dims nothing, and the message names those that do and are free',
    (pin) => {
      expect(messages(`leds: {pins: [3, 5, ${pin}]}\nbuttons:`)).toEqual([
        `x.yaml:2:21 leds.pins[2].pin: expected 3, 5, 6, 9, 10 or 11 for an LED, got ${pin} – pin ${pin} cannot do PWM; free: 6, 9, 10, 11, or write {pin: ${pin}, onFromMv: -55} to have it on and off`,
      ]);
    },
  );

  it('dims nothing on 9 and 10 as soon as a servo is anywhere, here on 12', () => {
    expect(messages('leds: {pins: [3, 9, 10]}\nneedles: {blue: {pin: 12}}')).toEqual([
      'x.yaml:2:18 leds.pins[1].pin: expected 3, 5, 6 or 11 for an LED, got 9 – a servo takes timer 1, and with it PWM on 9 and 10; free: 5, 6, 11, or write {pin: 9, onFromMv: -55} to have it on and off, or leave out needles',
      'x.yaml:2:21 leds.pins[2].pin: expected 3, 5, 6 or 11 for an LED, got 10 – a servo takes timer 1, and with it PWM on 9 and 10; free: 5, 6, 11, or write {pin: 10, onFromMv: -55} to have it on and off, or leave out needles',
    ]);
    expect(messages('leds: {pins: [3, {pin: 10, onFromMv: -55}]}\nneedles: {blue: }')).toEqual([]);
  });

  it('says that none is left for an RGB LED beside a servo', () => {
    expect(messages('rgb: {pins: [[3, 5, 6], [11, 10, 9]]}\nneedles: {yellow: {pin: 4}}')[0]).toBe(
      'x.yaml:2:25 rgb.pins[1].green: expected 3, 5, 6 or 11 for an LED, got 10 – a servo takes timer 1, and with it PWM on 9 and 10; none of these is free: leave out needles',
    );
  });

  it.each([0, 1])('%i is the line to the computer, for whatever it is wanted', (pin) => {
    expect(messages(`strip: {pin: ${pin}}`)[0]).toMatch(
      `x.yaml:2:14 strip.pin: expected 2 to 13, or A0 to A5, got ${pin} – 0 and 1 are the line to the computer; free: 3, 4, 5`,
    );
    expect(messages(`leds: {pins: [3]}\nbuttons: {1: {do: pause, pin: ${pin}}}`)).toHaveLength(1);
  });

  it('has one use: who has it twice is told, at the one of the two that the file names', () => {
    expect(messages('leds: {pins: [3, 5]}\nbuttons: {2: {do: pause}}')).toEqual([
      'x.yaml:2:15 leds.pins[0]: expected each pin once, got 3 for LED 1 and for button 2 – move LED 1 (free: 6, 9, 10, 11) or button 2 (free: 2, 4, 6, 7, 8, 9, 10, 11, 12, 13, A0, A1, A2, A3, A4, A5)',
    ]);
    expect(messages('leds: {pins: [3]}\nbuttons: {1: {do: pause, pin: 14}}\ndials: {0: {do: lens}}')).toEqual(
      [
        'x.yaml:3:31 buttons.1.pin: expected each pin once, got A0 for button 1 and for dial 0 – move button 1 (free: 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, A1, A2, A3, A4, A5) or dial 0 (free: A1, A2, A3, A4, A5)',
      ],
    );
  });

  it('A4 and A5 belong to the PCA9685 board if there is one', () => {
    expect(messages('pca9685:\ndials: {0: {do: lens, pin: A4}}')).toEqual([
      'x.yaml:3:28 dials.0.pin: expected each pin once, got A4 for the PCA9685 board and for dial 0 – the PCA9685 board has A4 and A5; free: A0, A1, A2, A3',
    ]);
    expect(messages('leds: {pins: [3]}\ndials: {0: {do: lens, pin: A4}}')).toEqual([]);
  });

  it('moves a servo on 2 to 13 and reads a dial on A0 to A5', () => {
    expect(messages('leds: {pins: [3]}\nneedles: {blue: {pin: A0}}\ndials: {0: {do: lens, pin: 7}}')).toEqual(
      [
        'x.yaml:3:23 needles.blue.pin: expected 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 or 13 for a servo, got A0 – pin A0 cannot do servo; free: 4, 5, 6, 8, 9, 10, 11, 12, 13',
        'x.yaml:4:28 dials.0.pin: expected A0, A1, A2, A3, A4 or A5 (on a Nano also A6 and A7) for a dial, got 7 – pin 7 reads no voltage; free: A1, A2, A3, A4, A5',
      ],
    );
  });

  it.each([
    ['D5', 'write 5'],
    ['d11', 'write 11'],
    ['a0', 'did you mean A0?'],
    ['pin', 'write for example 3, or A0'],
    ['70', 'write for example 3, or A0'],
    ['2.5', 'write for example 3, or A0'],
  ])('written %s is refused: %s', (pin, advice) => {
    const [message, ...others] = messages(`leds: {pins: [${pin}]}`);
    expect(message).toMatch(
      /^x\.yaml:2:15 leds\.pins\[0\]\.pin: expected a pin: 0 to 69, or A0 to A15, got /,
    );
    expect(message).toContain(`– ${advice}`);
    expect(others).toEqual([]);
  });

  it.each(['A6', 'A7', 20, 21])(
    'of a Nano reads a dial on %s with board: uno, which is a Nano too',
    (pin) => {
      expect(messages(`leds: {pins: [3]}\ndials: {0: {do: lens, pin: ${pin}}}`)).toEqual([]);
    },
  );

  it('A6 and A7 of a Nano do nothing but that, and no message offers them for a light', () => {
    expect(messages('leds: {pins: [A7]}\nbuttons: {1: {do: pause, pin: A6}}')).toEqual([
      "x.yaml:2:15 leds.pins[0].pin: expected 3, 5, 6, 9, 10 or 11 for an LED, got A7 – pin A7 is a Nano's, and does nothing but read a dial; free: 3, 5, 6, 9, 10, 11",
      "x.yaml:3:31 buttons.1.pin: expected 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, A0, A1, A2, A3, A4 or A5 for a button, got A6 – pin A6 is a Nano's, and does nothing but read a dial; free: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, A0, A1, A2, A3, A4, A5",
    ]);
    expect(messages('leds: {pins: [3]}\ndials: {0: {do: lens, pin: A6}, 1: {do: lens, pin: 20}}')).toEqual([
      'x.yaml:3:52 dials.1.pin: expected each pin once, got A6 for dial 0 and for dial 1 – move dial 0 (free: A0, A1, A2, A3, A4, A5) or dial 1 (free: A0, A1, A2, A3, A4, A5)',
    ]);
  });

  it('is moved to where our own firmware has its dial, which is A0', () => {
    expect(messages('dials: {0: {do: lens, pin: A7}}', '{kind: serial}')).toEqual([
      'x.yaml:2:28 dials.0.pin: expected A0 for a dial, got A7 – with kind: serial the pins are those of our firmware; move the wire to A0 and leave pin out, or use kind: firmata',
    ]);
  });

  it('that an Uno does not have is never offered', () => {
    expect(messages('leds: {pins: [30]}')).toEqual([
      'x.yaml:2:15 leds.pins[0].pin: expected 3, 5, 6, 9, 10 or 11 for an LED, got 30 – pin 30 cannot do PWM; free: 3, 5, 6, 9, 10, 11',
    ]);
  });

  it('feeds a strip from 31 at most, for which node-pixel has room', () => {
    const other = '{kind: firmata, board: other}';
    expect(messages('strip: {pin: 31}', other)).toEqual([]);
    expect(messages('strip: {pin: 32}', other)).toEqual([
      "x.yaml:2:14 strip.pin: expected at most 31 for the strip, got 32 – node-pixel's sketch has room for no higher number; move the wire to a pin from 2 to 31",
    ]);
  });

  it('has the numbers of Firmata: A0 is 14, A5 is 19, A7 is 21', () => {
    expect([3, 'A0', 'A5', 'A7'].map((pin) => unoNumber(pin as 3 | 'A0'))).toEqual([3, 14, 19, 21]);
  });

  it('of another board is left to that board, but not used twice', () => {
    const mega = '{kind: firmata, board: other}';
    expect(messages('leds: {pins: [2, 44, 46]}\nneedles: {blue: }\nbuttons:', mega)).toEqual([]);
    expect(messages('leds: {pins: [44, 44]}', mega)).toEqual([
      'x.yaml:2:15 leds.pins[0]: expected each pin once, got 44 for LED 1 and for LED 2 – move LED 1 or LED 2',
    ]);
  });
});

describe('the current of lamps', () => {
  it('is (5 V − 1.8 V) / 220 Ω = 14.5 mA for each, unless the file says otherwise', () => {
    const { light } = rigOf('leds: {pins: [3, 5, 6, 9, 10]}');
    expect(light.kind === 'leds' && light.ledMa).toBeCloseTo(14.545, 3);
    expect(lightLimitMa(light)).toBeCloseTo(72.7, 1);
    expect(
      lightLimitMa(rigOf('rgb: {pins: [[3, 5, 6]], resistorOhm: 330, brightness: 0.5}').light),
    ).toBeCloseTo(14.5, 1);
  });

  it('is at most 20 mA a pin: 160 Ω gives 20.0 and is taken, 159 Ω is refused with a resistor that shops have', () => {
    expect(messages('leds: {pins: [3], resistorOhm: 160}')).toEqual([]);
    expect(messages('leds: {pins: [3], resistorOhm: 159}')).toEqual([
      'x.yaml:2:32 leds.resistorOhm: expected at most 20 mA from a pin, got 20.1 mA (5 V less 1.8 V over 159 Ω) – fit resistors of 180 Ω and write resistorOhm: 180',
    ]);
    expect(messages('rgb: {pins: [[3, 5, 6]], resistorOhm: 100}')).toHaveLength(1);
  });

  it('is at most 200 mA from all pins: 13 LEDs of 14.5 mA are taken, 14 are refused', () => {
    const leds = (count: number) => {
      const pins = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 'A0', 'A1'].slice(0, count);
      return `leds: {pins: [${pins.map((pin) => `{pin: ${pin}, onFromMv: -55}`).join(', ')}]}\nbuttons:`;
    };
    expect(messages(leds(13))).toEqual([]);
    expect(messages(leds(14))).toEqual([
      'x.yaml:2:7 leds: expected at most 200 mA from all pins together, got 203.6 mA (14 × 14.5 mA) – fit resistors of 270 Ω and write resistorOhm: 270, or fewer LEDs',
    ]);
  });

  it('is at most 10 mA from an output of a PCA9685', () => {
    expect(messages('pca9685: {resistorOhm: 320}')).toEqual([]);
    expect(messages('pca9685: {resistorOhm: 220}')).toEqual([
      'x.yaml:2:24 pca9685.resistorOhm: expected at most 10 mA from a PCA9685 output, got 14.5 mA (5 V less 1.8 V over 220 Ω) – fit resistors of 330 Ω and write resistorOhm: 330',
    ]);
  });

  it('offers the next resistor of the E12 series: 160 → 180, 180 → 180, 1001 → 1200, 8.3 → 10 Ω', () => {
    expect([160, 180, 1001, 8.3].map(nextResistorOhm)).toEqual([180, 180, 1200, 10]);
  });
});

describe('the light of a rig', () => {
  it('must be named where Firmata drives it, and there is one', () => {
    expect(messages('')).toEqual([
      'x.yaml:1:9 device: expected leds, rgb, pca9685 or strip, got none of them – say what the axon glows on, for example leds: {pins: [3, 5, 6, 9, 10]}',
    ]);
    expect(messages('strip:')).toEqual([]);
    expect(messages('leds: {pins: [3]}\nstrip: {leds: 60}')).toEqual([
      'x.yaml:3:8 strip: expected one light, got leds and strip – the axon glows on one of them; remove the other',
    ]);
  });

  it('of our own firmware is a strip, on the pins of that firmware', () => {
    expect(messages('leds: {pins: [3]}\npiezo:', '{kind: serial}')).toEqual([
      'x.yaml:2:7 leds: expected kind: firmata for leds, got kind: serial – our firmware drives a strip; remove leds, or load StandardFirmata and write device: {kind: firmata}',
      'x.yaml:3:7 piezo: expected kind: firmata for piezo, got kind: serial – our firmware drives a strip; remove piezo, or load StandardFirmata and write device: {kind: firmata}',
    ]);
    expect(messages('needles: {blue: {pin: 11}, yellow: {pin: 10}}', '{kind: serial}')).toEqual([
      'x.yaml:2:23 needles.blue.pin: expected 9 for a servo, got 11 – with kind: serial the pins are those of our firmware; move the wire to 9 and leave pin out, or use kind: firmata',
    ]);
  });

  it('may be tried without a board: five LEDs on the page', () => {
    expect(rigOf('leds: {pins: [3, 5, 6, 9, 10]}', '{kind: virtual}').light.ledCount).toBe(5);
  });

  it.each([
    ['leds: {pins: [3]}', 10],
    ['leds: {pins: [3, 5, 6, 9, 10]}', 10],
    ['leds: {pins: [3, 5, 6, 9, 10, 11]}', 12],
    ['pca9685:', 32],
    ['strip: {leds: 30}', 30],
    ['leds: {pins: [3]}\naxon: {sites: 100}', 100],
  ])('%s has an axon of %i sites', (text, sites) => {
    expect(latticeOf(rigOf(text)).siteCount).toBe(sites);
  });

  it('shares the axon out evenly, to the last site, and never leaves an LED without one', () => {
    const stretches = (text: string) => sitesOf(rigOf(text));
    expect(stretches('leds: {pins: [3, 5, 6]}\naxon: {sites: 10}')).toEqual([
      [0, 3],
      [3, 6],
      [6, 9],
    ]);
    expect(stretches('leds: {pins: [3, 5, 6]}\naxon: {sites: 2}')).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(stretches('leds: {pins: [3, {pin: 5, sites: [0, 9]}]}')).toEqual([
      [0, 4],
      [0, 9],
    ]);
  });

  it('has stretches that lie on the axon and begin before they end', () => {
    expect(messages('leds: {pins: [{pin: 3, sites: [0, 10]}, {pin: 5, sites: [9, 3]}]}')).toEqual([
      'x.yaml:2:31 leds.pins[0].sites: expected two of 0 to 9, got [0, 10] – the axon has 10 sites, counted from 0',
      'x.yaml:2:57 leds.pins[1].sites: expected two of 0 to 9, got [9, 3] – the first site comes first',
    ]);
    expect(messages('leds: {pins: [{pin: 3, sites: 4}, {pin: 5, sites: [1]}]}')).toEqual([
      'x.yaml:2:31 leds.pins[0].sites: expected the first and the last site of a stretch, 0 to 999, got 4 – write for example [0, 11]',
      'x.yaml:2:51 leds.pins[1].sites: expected the first and the last site of a stretch, 0 to 999, got [1] – write for example [0, 11]',
    ]);
  });
});

describe('what a Firmata sketch cannot do', () => {
  it('is a colour order that node-pixel does not know, and a pulse below 544 µs', () => {
    expect(messages('strip: {colourOrder: gbr}\nneedles: {blue: {lowUs: 500, highUs: 2500}}')).toEqual([
      "x.yaml:2:22 strip.colourOrder: expected grb, rgb or brg with kind: firmata, got gbr – node-pixel's firmware knows no other; for this strip use our own firmware and kind: serial",
      'x.yaml:3:25 needles.blue.lowUs: expected 544 to 2500 µs with kind: firmata, got 500 – Firmata takes less for an angle; write 544',
    ]);
  });

  it.each([
    ['40', '0x28', 'write 0x40'],
    ['0x70', '0x70', 'write 0x40'],
    ['0x80', '0x80', 'write 0x40'],
    ['"0x40"', '"0x40"', 'write 0x40'],
  ])('is I2C at %s: got %s, %s', (address, got, advice) => {
    expect(messages(`pca9685: {address: ${address}}`)).toEqual([
      `x.yaml:2:20 pca9685.address: expected 0x40 to 0x7f except 0x70, got ${got} – ${advice}, unless solder bridges on the board say otherwise`,
    ]);
  });

  it('is a line of 500000 baud', () => {
    expect(messages('strip:', '{kind: firmata, baud: 500000}')).toEqual([
      'x.yaml:1:31 device.baud: expected 57600 or 115200, got 500000 – write one of these',
    ]);
  });
});

describe('a list of pins', () => {
  it.each([
    ['leds: {pins: 3}', 'leds.pins: expected a list, got 3 – write for example [3, 5, 6, 9, 10]'],
    [
      'leds: {pins: []}',
      'leds.pins: expected 1 or more pins, got an empty list – write for example [3, 5, 6, 9, 10]',
    ],
    [
      'leds: {pins: [~]}',
      'leds.pins[0]: expected a section with keys, got nothing – write for example {pin: 3}',
    ],
    [
      'rgb: {pins: []}',
      'rgb.pins: expected 1 or more LEDs, got an empty list – write for example [[3, 5, 6]]',
    ],
    [
      'rgb: {pins: [[3, 5]]}',
      'rgb.pins[0]: expected a section with keys, got a list – write for example {red: 3, green: 5, blue: 6}',
    ],
    [
      'pca9685: {channels: [16]}',
      'pca9685.channels[0].channel: expected 0 to 15, got 16 – a PCA9685 has 16 outputs',
    ],
  ])('as in %s is told what one looks like', (text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(/^x\.yaml:2:\d+ /)]);
    expect(messages(text)[0]).toContain(message);
  });
});
