/** How to prove what shines. Pure. */
import { allowedChannelSum } from '../../display/light.js';
import type { Light } from '../../rig/index.js';
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

/** LEDs of the strip, counted from the board, from the beginning of the axon to its end. */
function ledsAlong({ ledCount, skip, map, reversed }: Strip): readonly number[] {
  if (map !== null) return map;
  return Array.from({ length: ledCount }, (_, led) => skip + (reversed ? ledCount - 1 - led : led));
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

/** Steps of a strip: first LED, all of them, the last one, colours, direction. */
export function stripSteps(light: Strip): Step[] {
  const { ledCount, stripLeds, colourOrder } = light;
  const part = 'strip';
  const along = ledsAlong(light);
  const leds = along.toSorted((a, b) => a - b);
  const [first, last] = [leds[0]!, leds.at(-1)!];
  const coloured = leds.slice(0, COLOURED);
  const isWhole = ledCount === stripLeds;
  return [
    ...(light.supply === 'own' ? [SUPPLY] : []),
    {
      ...{ kind: 'look', id: 'strip-first', part, name: 'First LED' },
      act: { kind: 'light', leds: [first], rgb: white(FEW) },
      sees:
        first === 0
          ? 'One LED shines white: the first of the strip, where the data wire enters.'
          : `One LED shines white: number ${first + 1} of the strip. Those before it stay dark, as the rig file says.`,
      symptoms: [
        DARK,
        {
          id: 'other',
          seen: 'One shines, but it is not the first',
          cure: 'Count the dark ones before it. If they are to stay dark, write their number as "skip" into the section strip of the rig file. If not, they are broken, and hand the data on: cut them off.',
          more: 'Only a part of the strip is lit',
        },
        FLICKERS,
      ],
    },
    {
      ...{ kind: 'look', id: 'strip-all', part, name: 'All LEDs' },
      act: { kind: 'light', leds, rgb: white(brightnessOf(light, ledCount, 3)) },
      sees: isWhole
        ? `All ${ledCount} LEDs shine white, alike, as bright as the current allows.`
        : `${ledCount} of the ${stripLeds} LEDs shine white, alike: all that show the axon.`,
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
      act: { kind: 'light', leds: [last], rgb: white(FEW) },
      sees:
        last === stripLeds - 1
          ? 'One LED shines white: the last of the strip.'
          : `One LED shines white: number ${last + 1} of the strip, the last that shows the axon.`,
      symptoms: [
        {
          id: 'longer',
          seen: last === stripLeds - 1 ? 'One shines, and dark ones follow it' : 'Another one shines',
          cure: `The rig file says that the strip has ${stripLeds} LEDs, and that number ${last + 1} is the last that shows the axon. Count them, and write into its section strip what is so: "leds" for all, "skip" or "map" for those that stay dark.`,
          more: 'Only a part of the strip is lit',
        },
        {
          id: 'shorter',
          seen: 'None shines',
          cure: `The strip has fewer than ${last + 1} LEDs, or the last ones are broken. Count them, and write the number as "leds" into the section strip of the rig file.`,
          more: 'Only a part of the strip is lit',
        },
      ],
    },
    {
      ...{ kind: 'colours', id: 'strip-colours', part, name: 'Colours' },
      order: colourOrder,
      leds: coloured,
      brightness: brightnessOf(light, coloured.length, 1),
    },
    {
      ...{ kind: 'look', id: 'strip-direction', part, name: 'Direction' },
      act: { kind: 'runs', order: along, rgb: white(FEW) },
      sees: 'A light runs along the strip, from the beginning of the axon to its end, and leaves out no LED.',
      symptoms: [
        {
          id: 'backwards',
          seen: 'It runs the wrong way',
          cure: `${light.map === null ? `Write "reversed: ${!light.reversed}"` : 'Turn the list "map" round'} in the section strip of the rig file.`,
          more: 'The light does not run as it should',
        },
        {
          id: 'jumps',
          seen: 'It jumps, or leaves LEDs out',
          cure: 'LEDs that it leaves out are broken. If it jumps from row to row, the strip lies in folds: write the rows as "map" into the section strip of the rig file.',
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
