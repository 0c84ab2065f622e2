/** The LED strip: a section of the rig file. */
import { z } from 'zod';
import { DEFAULT_BRIGHTNESS } from '../display/palette.js';
import {
  choice,
  choiceRefusal,
  list,
  type NumberField,
  number,
  section,
  truth,
  withRefusal,
  withShorthand,
} from '../files/fields.js';
import type { Wrong } from '../files/index.js';
import { found } from '../files/words.js';
import { COLOUR_ORDERS, orList, STRIP_ORDERS } from '../units.js';
import { LONGEST_STRIP } from './device-schema.js';
import { magnifyField } from './light-schema.js';
import { USB_STRIP_MA, usbStripMa } from './limits.js';
import { ownPin } from './pins.js';

/** The usual one of RGBW strips. */
const WHITE_EXAMPLE = 'grbw';
const ORDERS_WORDS = `${orList(COLOUR_ORDERS)}; with a w of an RGBW strip, such as ${WHITE_EXAMPLE}`;

function colourOrderRefusal(value: unknown): Wrong {
  const isLong = typeof value === 'string' && /^(?=.*w)[rgbw]{4,}$/i.test(value);
  const { advice } = choiceRefusal(isLong ? STRIP_ORDERS : COLOUR_ORDERS, value);
  return { expected: ORDERS_WORDS, got: found(value), advice };
}

/** Its highest is that of any device; `ledsOf` in own-fields.ts is the field of a rig. */
export const LEDS: NumberField = {
  low: 1,
  high: LONGEST_STRIP,
  whole: true,
  whyNotMore: 'no strip of a rig is longer',
  about: 'LEDs on the strip',
};

export const TOO_STRONG = 'the firmware limits no higher, and thin strips are not made for more';

/** What no supply changes; `currentLimitOf` in own-fields.ts is the field of a rig. */
export const CURRENT_LIMIT: NumberField = {
  low: 1,
  high: 3000,
  unit: 'mA',
  whole: true,
  whyNotMore: `${TOO_STRONG}; write at most 3000`,
  about: `Most that the strip may draw; over ${USB_STRIP_MA}, or ${usbStripMa({ supply: 'own' })} where the needles have a supply of their own, needs supply: own`,
};

/** More than a strip has folds, and as many as LEDs one by one. */
const MOST_RUNS = LONGEST_STRIP;
const led = (about: string) => number({ low: 0, high: LONGEST_STRIP - 1, whole: true, about });

const run = withShorthand(
  section(
    { from: led('First LED of the run'), to: led('Last LED of the run; less than from where it goes back') },
    'LEDs that follow each other',
    '{from: 0, to: 19}',
  ),
  {
    expand(value) {
      if (typeof value === 'number') return { from: value, to: value };
      if (!Array.isArray(value) || value.length !== 2) return value;
      const [from, to] = value as readonly unknown[];
      return { from, to };
    },
    schema: {
      anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 }],
    },
  },
);

/** The LEDs of a map one by one. */
export function ledsOfMap(runs: readonly z.output<typeof run>[]): number[] {
  return runs.flatMap(({ from, to }) => {
    const step = to < from ? -1 : 1;
    return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => from + step * i);
  });
}

export const stripSchema = section(
  {
    pin: ownPin('the data line', '6'),
    leds: number(LEDS).default(60),
    perMetre: number({
      low: 10,
      high: 332,
      about: 'LEDs on a metre of the strip, for what is drawn in millimetres: labels, tube and box',
    }).default(60),
    colourOrder: withRefusal(
      z
        .literal([...STRIP_ORDERS])
        .describe(
          `Order in which the LEDs take red, green and blue, and white of an RGBW strip; if the colours are wrong, try another [${ORDERS_WORDS}]`,
        ),
      colourOrderRefusal,
    ).default('grb'),
    brightness: number({
      low: 0.01,
      high: 1,
      whyNotMore: 'it is the share of the full light, and 1 is full',
      about: 'Share of the full light',
    }).default(DEFAULT_BRIGHTNESS),
    currentLimitMa: number(CURRENT_LIMIT).default(USB_STRIP_MA),
    supply: choice(
      ['usb', 'own'],
      'Where the strip gets its power: the USB port of the board, or a 5 V supply of its own',
    ).default('usb'),
    fadeMs: number({
      low: 0,
      high: 1020,
      unit: 'ms',
      step: 4,
      about: 'Longest blend from picture to picture, used only where the line brings fewer than 40 a second',
    }).default(0),
    magnify: magnifyField,
    skip: number({
      low: 0,
      high: LONGEST_STRIP - 1,
      whole: true,
      about: 'First LEDs, next to the board, that stay dark; they count among leds',
    }).default(0),
    map: list(
      run,
      MOST_RUNS,
      '[[0, 19], [39, 20]]',
      'LEDs of the strip in order along the axon, counted from 0 at the board: a number, or the first and the last of a run; the others stay dark',
      'LEDs',
    ).optional(),
    reversed: truth('true if the strip is fed from the far end of the axon').default(false),
  },
  'The LED strip on pin 6',
  'strip: {leds: 60}',
);
