/** A strip: colour order, direction, how many LEDs there are, and what one of them draws. */
import { allowedChannelSum, CHANNEL_MA, IDLE_MA } from '../../display/light.js';
import type { Rig } from '../../rig/index.js';
import type { Hands } from '../hands.js';
import { askedOf, type Colour, coloursOf, orderSeen } from './colour-order.js';
import type { Finding, StepEnd } from './finding.js';
import type { Person } from './person.js';

/** Bright enough to be seen in a lit room, and little current [PWM counts]. */
const DIM = 60;
const FAINT = 12;
/** LEDs that show a colour: one alone may be the broken one. */
const PATCH_LEDS = 8;
/** LEDs that are measured, as far as the current limit lets them shine. */
const MEASURED_LEDS = 10;
const FULL = 255;

const CABLE =
  'Nothing lights up: is the strip powered, are all grounds joined, does the data wire go to the input end (DIN, with the arrow pointing away from the board)? See "axon-rig wiring". The strip is left out for now.';

const PAINT: Readonly<Record<Colour, readonly [number, number, number]>> = {
  red: [DIM, 0, 0],
  green: [0, DIM, 0],
  blue: [0, 0, DIM],
  // Never asked for.
  white: [DIM, DIM, DIM],
};

/** So many LEDs in one colour. */
function painted(count: number, [r, g, b]: readonly [number, number, number]): Uint8Array {
  return Uint8Array.from({ length: 3 * count }, (_, n) => [r, g, b][n % 3]!);
}

const SPOT = painted(1, [DIM, DIM, DIM]);

export async function calibrateStrip(rig: Rig, hands: Hands, person: Person): Promise<StepEnd> {
  const findings: Finding[] = [];
  for (const step of [colours, direction, length, current]) {
    const end = await step(rig, hands, person);
    hands.light(new Uint8Array(3));
    if (end === null) return null;
    if (end === 'dark') {
      person.tell(CABLE);
      return findings;
    }
    findings.push(...end);
  }
  return findings;
}

async function colours({ strip }: Rig, hands: Hands, person: Person): Promise<StepEnd | 'dark'> {
  const { colourOrder: before, leds } = strip;
  for (;;) {
    const seen: Colour[] = [];
    for (const colour of askedOf(before)) {
      hands.light(painted(Math.min(leds, PATCH_LEDS), PAINT[colour]));
      const choices = [
        ...coloursOf(before).map((value) => ({ value, label: value })),
        { value: 'none' as const, label: 'nothing: all is dark' },
        { value: 'other' as const, label: 'another colour, or white, or several' },
      ];
      const answer = await person.choose(
        'The first LEDs of the strip shine. Which colour is it?',
        choices,
        colour,
      );
      if (answer === null) return null;
      if (answer === 'none') return 'dark';
      if (answer === 'other') {
        person.tell(
          'Single LEDs that show another colour each are those of a strip with a white light in each LED (RGBW), or of a data wire that is disturbed: resistor in it? all grounds joined? For such a strip write "colourOrder: grbw", and calibrate again; the order stays as it is for now.',
        );
        return [];
      }
      seen.push(answer);
    }
    const order = orderSeen(before, seen);
    if (order !== null) return [{ path: ['strip', 'colourOrder'], value: order, before }];
    person.tell(`It cannot be ${seen.join(' and then ')}. Once more.`);
  }
}

async function direction({ strip }: Rig, hands: Hands, person: Person): Promise<StepEnd | 'dark'> {
  hands.light(SPOT);
  const answer = await person.choose(
    'One LED shines: the first behind the data wire. Where is it?',
    [
      { value: 'begin', label: 'at the end where a press enters: the axon begins here' },
      { value: 'far', label: 'at the other end: the axon ends here' },
      { value: 'none', label: 'nowhere: all is dark' },
    ],
    strip.reversed ? 'far' : 'begin',
  );
  if (answer === null) return null;
  // The others shone a moment ago.
  if (answer === 'none') {
    person.tell(
      'The first LED is broken: cut it out, or leave it dark with "skip: 1" under "strip". Its direction stays as it is.',
    );
    return [];
  }
  return [{ path: ['strip', 'reversed'], value: answer === 'far', before: strip.reversed }];
}

async function length({ strip }: Rig, hands: Hands, person: Person): Promise<StepEnd> {
  const most = hands.board.mostLeds;
  const last = await person.turn(
    'Turn the light to the last LED of the strip, at its far end.',
    { low: 0, high: most - 1, step: 1, bigStep: 10, start: Math.min(strip.leds, most) - 1, unit: '' },
    (led) => hands.light(SPOT, led),
  );
  if (last === null) return null;
  hands.light(painted(last + 1, [FAINT, FAINT, FAINT]));
  const all = await person.choose(
    'All LEDs shine faintly now. Do they?',
    [
      { value: 'yes', label: 'yes, all' },
      { value: 'no', label: 'no: some stay dark' },
    ],
    'yes',
  );
  if (all === null) return null;
  if (all === 'no')
    person.tell(
      'A broken LED mostly takes those behind it with it: cut it out and join the strip, or solder the data wire to the next one. Then calibrate again.',
    );
  return [{ path: ['strip', 'leds'], value: last + 1, before: strip.leds }];
}

/** LEDs that the limit lets shine at full light. */
function measurableLeds({ leds, currentLimitMa }: Rig['strip']): number {
  return Math.min(leds, MEASURED_LEDS, Math.floor(allowedChannelSum(leds, currentLimitMa) / (3 * FULL)));
}

async function current({ strip }: Rig, hands: Hands, person: Person): Promise<StepEnd> {
  const count = measurableLeds(strip);
  if (count === 0) return [];
  const meter = await person.choose(
    'Is a meter for milliamperes in the + wire of the strip?',
    [
      { value: 'no', label: 'no: the worst case of the data sheet counts' },
      { value: 'yes', label: 'yes' },
    ],
    'no',
  );
  if (meter === null) return null;
  if (meter === 'no') return [];
  hands.light(new Uint8Array(3));
  const darkMa = await person.figure(
    'All is dark. What does the meter say, in mA?',
    0,
    3000,
    strip.leds * IDLE_MA,
  );
  if (darkMa === null) return null;
  hands.light(painted(count, [FULL, FULL, FULL]));
  const usualMa = darkMa + 3 * CHANNEL_MA * count;
  const litMa = await person.figure(
    `${count} LEDs shine white. What does it say now, in mA?`,
    0,
    3000,
    usualMa,
  );
  if (litMa === null) return null;
  const { words, limitMa } = currentFound(strip, count, darkMa, litMa);
  person.tell(words);
  return [{ path: ['strip', 'currentLimitMa'], value: limitMa, before: strip.currentLimitMa }];
}

/** What a measurement says of a strip, and the limit that keeps to what the limit in force was meant to be. */
export function currentFound(
  { leds, currentLimitMa }: Pick<Rig['strip'], 'leds' | 'currentLimitMa'>,
  litLeds: number,
  darkMa: number,
  litMa: number,
): { readonly words: string; readonly limitMa: number } {
  const whiteMa = (litMa - darkMa) / litLeds;
  const countedMa = 3 * CHANNEL_MA;
  const measured = `A white LED draws ${whiteMa.toFixed(1)} mA, a dark one ${(darkMa / leds).toFixed(2)} mA`;
  if (whiteMa <= 0)
    return {
      words: `${measured}: that cannot be. Is the meter in the + wire, and does it measure direct current?`,
      limitMa: currentLimitMa,
    };
  const worstMa = darkMa + ((currentLimitMa - leds * IDLE_MA) * whiteMa) / countedMa;
  if (worstMa <= currentLimitMa)
    return {
      words: `${measured}; ${countedMa} and ${IDLE_MA} are counted. So a currentLimitMa of ${currentLimitMa} lets through ${Math.round(worstMa)} mA at most.`,
      limitMa: currentLimitMa,
    };
  const limitMa = Math.floor(leds * IDLE_MA + ((currentLimitMa - darkMa) * countedMa) / whiteMa);
  if (limitMa <= leds * IDLE_MA)
    return {
      words: `${measured}: dark alone it takes ${Math.round(darkMa)} mA, and nothing is left of ${currentLimitMa}. Use a stronger supply, or fewer LEDs.`,
      limitMa: currentLimitMa,
    };
  return {
    words: `${measured}, more than the ${countedMa} and ${IDLE_MA} that are counted: a currentLimitMa of ${currentLimitMa} would let through ${Math.round(worstMa)} mA. It is lowered to ${limitMa}.`,
    limitMa,
  };
}
