/** How to prove what shines. Pure. */
import { allowedChannelSum } from '../../display/light.js';
import { type Light, stripPlaces } from '../../rig/index.js';
import type { Rgb, Step, Symptom } from './step.js';

type Strip = Extract<Light, { readonly kind: 'strip' }>;

/** One LED alone, or a few: bright enough for a lit room, and no glare [PWM counts]. */
const FEW = 64;
/** So many LEDs show a colour: enough to see that they are alike. */
const COLOURED = 12;

const white = (count: number): Rgb => [count, count, count];

/**
 * Of one channel of `lit` LEDs that shine in so many channels, so that the strip keeps to its current [PWM counts]. At
 * least 1: the board holds the limit itself, too.
 */
function brightnessOf({ stripLeds, currentLimitMa }: Strip, lit: number, channels: 1 | 3): number {
  const each = Math.floor(allowedChannelSum(stripLeds, currentLimitMa) / (channels * lit));
  return Math.max(1, Math.min(FEW, each));
}

const DARK: Symptom = {
  id: 'dark',
  seen: 'Nothing shines',
  cure: 'In this order: is the 5 V supply of the strip on, its + and − plugged? Does the data wire go through its resistor to the end marked DIN, not DOUT? Are the grounds of board, strip and supply joined? If all that is so, the first LED is broken: cut it off.',
  more: 'The strip is dark',
  endsPart: true,
};
const FLICKERS: Symptom = {
  id: 'flickers',
  seen: 'It flickers, or more shines than that',
  cure: 'The data wire picks something up: 330 Ω in it near the strip, 1000 µF across + and − of the strip, the wire shorter than half a metre, the grounds joined.',
  more: 'It flickers',
};

/** Steps of a strip: first LED, all of them, the last one, colours, direction. LEDs are counted along the wire. */
export function stripSteps(light: Strip): Step[] {
  const { stripLeds: ledCount, colourOrder } = light;
  const part = 'strip';
  const along = stripPlaces(light);
  const coloured = Math.min(COLOURED, ledCount);
  return [
    ...(light.supply === 'own' ? [SUPPLY] : []),
    {
      ...{ kind: 'look', id: 'strip-first', part, name: 'First LED' },
      act: { kind: 'light', first: 0, count: 1, rgb: white(FEW) },
      sees: 'One LED shines white: the first of the strip, where the data wire enters.',
      symptoms: [
        DARK,
        {
          id: 'other',
          seen: 'One shines, but it is not the first',
          cure: 'The LEDs before it hand the data on and do not shine: they are broken. Cut them off, or cover them.',
          more: 'Only a part of the strip is lit',
        },
        FLICKERS,
      ],
    },
    {
      ...{ kind: 'look', id: 'strip-all', part, name: 'All LEDs' },
      act: { kind: 'light', first: 0, count: ledCount, rgb: white(brightnessOf(light, ledCount, 3)) },
      sees: `All ${ledCount} LEDs shine white, alike, as bright as the current allows.`,
      symptoms: [
        {
          id: 'ends-early',
          seen: 'From one LED on all are dark',
          cure: `Count those that shine. If ${ledCount} shine, the strip is longer: write the number of its LEDs as "leds" into the section strip of the rig file. If fewer shine, the last of them, or the first that is dark, is broken, or its solder joint is. Bend it gently: if the light changes, that is the place. Cut out both and join the ends, DOUT to DIN.`,
          more: 'Only a part of the strip is lit',
        },
        {
          id: 'some-dark',
          seen: 'Single LEDs are dark',
          cure: 'These LEDs are broken, and hand the data on. Cut them out, or live with them.',
          more: 'Only a part of the strip is lit',
        },
        {
          id: 'reddish',
          seen: 'The far end is reddish, or darker',
          cure: 'The strip is long, and loses voltage on its way. Feed 5 V and ground at its far end, too.',
          more: 'The colours are wrong',
        },
        FLICKERS,
      ],
    },
    {
      ...{ kind: 'look', id: 'strip-last', part, name: 'Last LED' },
      act: { kind: 'light', first: ledCount - 1, count: 1, rgb: white(FEW) },
      sees: 'One LED shines white: the last of the strip.',
      symptoms: [
        {
          id: 'longer',
          seen: 'One shines, and dark ones follow it',
          cure: `The strip has more than ${ledCount} LEDs. Count them, and write the number as "leds" into the section strip of the rig file.`,
          more: 'Only a part of the strip is lit',
        },
        {
          id: 'shorter',
          seen: 'None shines',
          cure: `The strip has fewer than ${ledCount} LEDs, or the last ones are broken. Count them, and write the number as "leds" into the section strip of the rig file.`,
          more: 'Only a part of the strip is lit',
        },
      ],
    },
    {
      ...{ kind: 'colours', id: 'strip-colours', part, name: 'Colours' },
      order: colourOrder,
      first: 0,
      count: coloured,
      brightness: brightnessOf(light, coloured, 1),
    },
    {
      ...{ kind: 'look', id: 'strip-direction', part, name: 'Direction' },
      act: { kind: 'runs', order: along, rgb: white(FEW) },
      sees: `A light runs along the strip, from the beginning of the axon to its end, and leaves out no LED${along.length === ledCount ? '' : ' but those that skip or map leave out'}.`,
      symptoms: [
        {
          id: 'backwards',
          seen: 'It runs the wrong way',
          cure:
            light.map === null
              ? `Write "reversed: ${!light.reversed}" into the section strip of the rig file.`
              : 'Turn "map" in the section strip of the rig file round: its last entry first, and each run backwards.',
          more: 'The light does not run as it should',
        },
        {
          id: 'jumps',
          seen: 'It jumps, or leaves LEDs out',
          cure: 'LEDs that it leaves out are broken. If it jumps from row to row, the strip lies in folds: write its LEDs as "map" into the section strip of the rig file, as they follow each other along the axon.',
          more: 'The light does not run as it should',
        },
      ],
    },
  ];
}

/** Before anything that a supply of its own feeds. */
const SUPPLY: Step = {
  ...{ kind: 'look', id: 'supply', part: 'supply', name: 'Supply' },
  act: { kind: 'nothing' },
  sees: 'With a meter: 4.75 to 5.25 V between + and − of the 5 V supply. Without a meter leave this out.',
  symptoms: [
    {
      id: 'voltage-high',
      seen: 'It is more',
      cure: 'Switch it off at once: more than 5.25 V destroys the LEDs. Use another supply.',
      more: null,
    },
    {
      id: 'voltage-low',
      seen: 'It is less',
      cure: 'The supply is too weak, or its wires are too thin or too long. Use another supply, or thicker wires.',
      more: 'It flickers',
    },
  ],
};
