/** What the axon may glow on beside a strip: plain LEDs, RGB LEDs, a PCA9685 board. Sections of a rig file. */
import { z } from 'zod';
import { MAX_SITES } from '../experiment/index.js';
import { choice, list, number, section, truth, withRefusal, withShorthand } from '../files/fields.js';
import type { Wrong } from '../files/index.js';
import { found } from '../files/words.js';
import { LEVEL_BASE_MV, LEVEL_MAX, mvOfLevel } from '../units.js';
import { PCA9685_CHANNELS } from './limits.js';
import { pinField } from './pins.js';

/** Pins that an Uno has left for LEDs beside its serial line. */
const MAX_PLAIN_LEDS = 18;
const MAX_RGB_LEDS = 6;
/** What six solder bridges choose from; 0x70 calls all boards at once. */
export const PCA9685_ADDRESSES = { low: 0x40, high: 0x7f, allCall: 0x70 } as const;

/** What is wrong with two sites, or with one of them. */
function stretchRefusal(value: unknown): Wrong {
  const got = Array.isArray(value) ? `[${value.map(String).join(', ')}]`.slice(0, 40) : found(value);
  const expected = `the first and the last site of a stretch, 0 to ${MAX_SITES - 1}`;
  return { expected, got, advice: 'write for example [0, 11]' };
}
const siteOfStretch = withRefusal(
  z
    .int()
    .min(0)
    .max(MAX_SITES - 1),
  stretchRefusal,
);
const stretchFields = {
  sites: withRefusal(
    z
      .array(siteOfStretch)
      .length(2)
      .describe(
        `First and last site of the stretch of the axon that this LED shows; left out, each has an equal share [0 to ${MAX_SITES - 1}]`,
      ),
    stretchRefusal,
  ).optional(),
};

const resistor = (usualOhm: number, about: string) =>
  number({ low: 1, high: 100_000, unit: 'Ω', about }).default(usualOhm);
const forwardMv = number({
  low: 1000,
  high: 4500,
  unit: 'mV',
  about:
    'Voltage over a lit LED, by which its current is calculated: red 1800, green 2100, blue and white 3000',
}).default(1800);
const brightness = number({
  low: 0.01,
  high: 1,
  whyNotMore: 'it is the share of the full light, and 1 is full',
  about: 'Share of the full light',
}).default(1);

export const magnifyField = truth(
  'Whether the light is magnified while the channels are off, so that a small signal is seen; false: the whole scale always',
).default(true);

const plainLed = withShorthand(
  section(
    {
      pin: pinField('Pin of the LED; one that can do PWM, unless onFromMv is there'),
      ...stretchFields,
      onFromMv: number({
        low: LEVEL_BASE_MV,
        high: Math.floor(mvOfLevel(LEVEL_MAX)),
        unit: 'mV',
        about: 'Not dimmed but switched: on from this potential. For a pin that cannot do PWM',
      }).optional(),
    },
    'An LED',
    '{pin: 3}',
  ),
  {
    expand: (value) => (typeof value === 'number' || typeof value === 'string' ? { pin: value } : value),
    schema: { type: ['integer', 'string'] },
  },
);

export const ledsSchema = section(
  {
    pins: list(
      plainLed,
      MAX_PLAIN_LEDS,
      '[3, 5, 6, 9, 10]',
      'Pins of the LEDs, in order along the axon',
      'pins',
    ),
    resistorOhm: resistor(220, 'Resistor in series with each LED'),
    forwardMv,
    brightness,
    magnify: magnifyField,
  },
  'Plain LEDs, each between a pin and ground, through a resistor',
  'leds: {pins: [3, 5, 6, 9, 10]} (a strip is strip: {leds: 60})',
);

const rgbLed = withShorthand(
  section(
    {
      red: pinField('Pin of the red light'),
      green: pinField('Pin of the green light'),
      blue: pinField('Pin of the blue light'),
      ...stretchFields,
    },
    'An LED with three colours',
    '{red: 3, green: 5, blue: 6}',
  ),
  {
    expand(value) {
      if (!Array.isArray(value) || value.length !== 3) return value;
      const [red, green, blue] = value as readonly unknown[];
      return { red, green, blue };
    },
    schema: { type: 'array', items: { type: ['integer', 'string'] }, minItems: 3, maxItems: 3 },
  },
);

export const rgbSchema = section(
  {
    pins: list(
      rgbLed,
      MAX_RGB_LEDS,
      '[[3, 5, 6]]',
      'Pins of each LED, red, green and blue, in order along the axon',
      'LEDs',
    ),
    common: choice(
      ['cathode', 'anode'],
      'Which leg the three colours share: cathode, to ground; anode, to 5V',
    ).default('cathode'),
    resistorOhm: resistor(220, 'Resistor in series with each colour'),
    forwardMv,
    brightness,
    magnify: magnifyField,
  },
  'LEDs with three colours, each colour on a pin that can do PWM',
  'rgb: {pins: [[3, 5, 6]]}',
);

const channel = withShorthand(
  section(
    {
      channel: number({
        low: 0,
        high: PCA9685_CHANNELS - 1,
        whole: true,
        why: `a PCA9685 has ${PCA9685_CHANNELS} outputs`,
        about: 'Output of the board',
      }),
      ...stretchFields,
    },
    'An LED on the board',
    '{channel: 0}',
  ),
  {
    expand: (value) => (typeof value === 'number' || typeof value === 'string' ? { channel: value } : value),
    schema: { type: 'integer' },
  },
);

const { low, high, allCall } = PCA9685_ADDRESSES;
const hex = (address: number) => `0x${address.toString(16)}`;
function addressRefusal(value: unknown): Wrong {
  const isAddress = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  // 0x40 without its 0x.
  const isDecimal = typeof value === 'number' && value >= 40 && value < 64;
  return {
    expected: `${hex(low)} to ${hex(high)} except ${hex(allCall)}`,
    got: isAddress ? hex(value) : found(value),
    advice: `write ${isDecimal ? `0x${value}` : hex(low)}, unless solder bridges on the board say otherwise`,
  };
}

export const pca9685Schema = section(
  {
    address: withRefusal(
      z
        .int()
        .min(low)
        .max(high)
        .refine((address) => address !== allCall)
        .describe(`Its I2C address [${hex(low)} to ${hex(high)}]`),
      addressRefusal,
    ).default(low),
    channels: list(
      channel,
      PCA9685_CHANNELS,
      '[0, 1, 2]',
      'Outputs with an LED, in order along the axon; all 16 unless said otherwise',
      'outputs',
    ).optional(),
    resistorOhm: resistor(
      440,
      'Resistance in series with each LED: 220 Ω that most such boards have, and yours',
    ),
    forwardMv,
    brightness,
    magnify: magnifyField,
  },
  'LEDs on a PCA9685 board, between its PWM outputs and ground; its SDA is on A4, its SCL on A5',
  'pca9685: {address: 0x40}',
);

const ALL_CHANNELS = Array.from({ length: PCA9685_CHANNELS }, (_, i) => ({ channel: i }));

/** Outputs with an LED: those that the file names, or all. */
export function channelsOf({
  channels = ALL_CHANNELS,
}: z.output<typeof pca9685Schema>): z.output<typeof channel>[] {
  return channels;
}
