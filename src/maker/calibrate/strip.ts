/** A strip: its colour order, which LED is the first and where, and then its length and its current. */
import type { Rig } from '../../rig/index.js';
import type { Hands } from '../hands.js';
import { askedOf, type Colour, coloursOf, orderSeen } from './colour-order.js';
import { measureCurrent } from './current.js';
import type { StepEnd } from './finding.js';
import { DIM, painted, SPOT } from './paint.js';
import type { Person } from './person.js';
import { findLength } from './strip-length.js';

/** LEDs that show a colour: one alone may be the broken one. */
const PATCH_LEDS = 8;

const CABLE =
  'Nothing lights up: is the strip powered, are all grounds joined, does the data wire go to the input end (DIN, with the arrow pointing away from the board)? See "npx axon-rig wiring". The strip is left out for now.';
const OTHER_COLOURS =
  'Single LEDs that show another colour each are those of a strip with a white light in each LED (RGBW), or of a data wire that is disturbed: resistor in it? all grounds joined? For such a strip write "colourOrder: grbw", and calibrate again; the order stays as it is for now.';

const PAINT: Readonly<Record<Colour, readonly [number, number, number]>> = {
  red: [DIM, 0, 0],
  green: [0, DIM, 0],
  blue: [0, 0, DIM],
  // Never asked for.
  white: [DIM, DIM, DIM],
};

export async function calibrateStrip(rig: Rig, hands: Hands, person: Person): Promise<StepEnd> {
  const order = await findOrder(rig.strip, hands, person);
  if (order === null) return null;
  if (order === 'dark') {
    person.tell(CABLE);
    return [];
  }
  // A map says itself which LEDs there are, and in which order.
  const beginning = rig.strip.map === undefined ? await findBeginning(rig.strip, hands, person) : [];
  if (beginning === null) return null;
  const length = await findLength(rig.strip, beginning, hands, person);
  if (length === null) return null;
  const current = await measureCurrent(rig, hands, person);
  hands.light(new Uint8Array(3));
  return current && [...order, ...length, ...current];
}

async function findOrder(strip: Rig['strip'], hands: Hands, person: Person): Promise<StepEnd | 'dark'> {
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
        `${seen.length === 0 ? 'The first LEDs of the strip shine' : 'They shine in another colour now'}. Which colour is it?`,
        choices,
        colour,
      );
      if (answer === null || answer === 'none') return answer && 'dark';
      if (answer === 'other') {
        person.tell(OTHER_COLOURS);
        return [];
      }
      seen.push(answer);
    }
    const order = orderSeen(before, seen);
    if (order !== null) return [{ path: ['strip', 'colourOrder'], value: order, before }];
    person.tell(`It cannot be ${seen.join(' and then ')}. Once more.`);
  }
}

/** Which LED is the first of the axon along the wire, and at which end of it that is. */
async function findBeginning(strip: Rig['strip'], hands: Hands, person: Person): Promise<StepEnd> {
  let first = strip.skip;
  for (;;) {
    hands.light(SPOT, first);
    const answer = await person.choose(
      `One LED shines: the first of the axon along the wire${first === 0 ? ', next to the board' : `, behind ${first} that stay dark`}. Where is it?`,
      [
        { value: 'begin', label: 'at the end where a press enters: the axon begins here' },
        { value: 'far', label: 'at the other end: the axon ends here' },
        { value: 'other', label: 'nowhere, or at a place that does not belong to the axon' },
      ],
      strip.reversed ? 'far' : 'begin',
    );
    if (answer === null) return null;
    if (answer !== 'other')
      return [
        { path: ['strip', 'skip'], value: first, before: strip.skip },
        { path: ['strip', 'reversed'], value: answer === 'far', before: strip.reversed },
      ];
    const count = await person.turn(
      'Turn the light to the first LED that belongs to the axon.',
      { low: 1, high: strip.leds, step: 1, bigStep: 10, start: first + 1, unit: '' },
      (led) => hands.light(SPOT, led - 1),
    );
    if (count === null) return null;
    first = count - 1;
  }
}
