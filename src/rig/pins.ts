/** Pins of a board as a rig file names them. */
import { z } from 'zod';
import { nearestWord } from '../files/nearest.js';
import { found, orList } from '../files/words.js';
import type { Pin } from './uno.js';

/** The last digital pin and the last analog input of the largest board that Firmata knows, a Mega. */
export const LAST_DIGITAL_PIN = 69;
export const LAST_ANALOG_INPUT = 15;

const ANALOG_PINS = Array.from({ length: LAST_ANALOG_INPUT + 1 }, (_, i) => `A${i}` as const);

function pinError({ input }: { readonly input?: unknown }): string {
  const expected = `expected a pin: 0 to ${LAST_DIGITAL_PIN}, or A0 to A${LAST_ANALOG_INPUT}`;
  if (typeof input !== 'string') return `${expected}, got ${found(input)} – write for example 3, or A0`;
  // As printed on boards: ~3 for a pin that can do PWM, D3.
  const digital = /^~?[dD]?\s*(\d+)~?$/.exec(input.trim());
  const named = digital && Number(digital[1]) <= LAST_DIGITAL_PIN ? String(Number(digital[1])) : undefined;
  const analog = /^a/i.test(input.trim()) ? nearestWord(input, ANALOG_PINS) : undefined;
  const advice = named ? `write ${named}` : analog ? `did you mean ${analog}?` : 'write for example 3, or A0';
  return `${expected}, got ${found(input)} – ${advice}`;
}

/** A pin of the board. */
export function pinField(about: string) {
  const digital = z
    .int({ error: pinError })
    .min(0, { error: pinError })
    .max(LAST_DIGITAL_PIN, { error: pinError });
  const analog = z.literal(ANALOG_PINS, { error: pinError });
  return z
    .union([digital, analog], { error: pinError })
    .describe(`${about} [0 to ${LAST_DIGITAL_PIN}, or A0 to A${LAST_ANALOG_INPUT}]`);
}

export function pinList(pins: readonly Pin[]): string {
  return orList(pins.map(String));
}
