/** Pins of a board as a rig file names them. */

import { z } from 'zod';
import { withRefusal } from '../files/fields.js';
import type { Wrong } from '../files/index.js';
import { nearestWord } from '../files/nearest.js';
import { found } from '../files/words.js';
import { orList } from '../units.js';
import type { Pin } from './uno.js';

/** The last digital pin and the last analog input of the largest board that Firmata knows, a Mega. */
export const LAST_DIGITAL_PIN = 69;
export const LAST_ANALOG_INPUT = 15;

const ANALOG_PINS = Array.from({ length: LAST_ANALOG_INPUT + 1 }, (_, i) => `A${i}` as const);

/** What is wrong with a value that is no pin. */
function pinRefusal(value: unknown): Wrong {
  const example = 'write for example 3, or A0';
  const refused = (advice: string): Wrong => ({
    expected: `a pin: 0 to ${LAST_DIGITAL_PIN}, or A0 to A${LAST_ANALOG_INPUT}`,
    got: found(value),
    advice,
  });
  if (typeof value !== 'string') return refused(example);
  // As printed on boards: ~3 for a pin that can do PWM, D3.
  const digital = /^~?[dD]?\s*(\d+)~?$/.exec(value.trim());
  if (digital && Number(digital[1]) <= LAST_DIGITAL_PIN) return refused(`write ${Number(digital[1])}`);
  const analog = /^a/i.test(value.trim()) ? nearestWord(value, ANALOG_PINS) : undefined;
  return refused(analog === undefined ? example : `did you mean ${analog}?`);
}

/** A pin of the board. */
export function pinField(about: string) {
  const either = z
    .union([z.int().min(0).max(LAST_DIGITAL_PIN), z.literal(ANALOG_PINS)])
    .describe(`${about} [0 to ${LAST_DIGITAL_PIN}, or A0 to A${LAST_ANALOG_INPUT}]`);
  return withRefusal(either, pinRefusal);
}

/** Our own firmware has its pins where they are; Firmata has none of its own. */
export const ownPin = (what: string, usual: string) =>
  pinField(`Pin of ${what}, with kind: firmata; ${usual} unless said otherwise`).optional();

export function pinList(pins: readonly Pin[]): string {
  return orList(pins.map(String));
}
