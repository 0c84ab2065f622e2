/** Pins of a board as a rig file names them, and what each pin of an Uno can do. */
import { z } from 'zod';
import { nearestWord } from '../files/nearest.js';
import { found, orList } from '../files/words.js';

/** The last digital pin and the last analog input of the largest board that Firmata knows, a Mega. */
export const LAST_DIGITAL_PIN = 69;
export const LAST_ANALOG_INPUT = 15;

/** A number for a digital pin, `A0` for an analog input. */
export type Pin = number | `A${number}`;

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

/** What a pin is wanted for. */
export type PinUse = 'pwm' | 'output' | 'input' | 'servo' | 'analog' | 'i2c';

/** Dimmed by timers 0 (5, 6), 1 (9, 10) and 2 (3, 11) of the ATmega328P. */
const UNO_PWM: readonly Pin[] = [3, 5, 6, 9, 10, 11];
/** The Servo library takes timer 1 from the moment at which the first servo is attached, on whatever pin it is. */
export const UNO_TIMER_1: readonly Pin[] = [9, 10];
/** The line to the computer. */
export const UNO_SERIAL: readonly Pin[] = [0, 1];
/** SDA and SCL. */
export const UNO_I2C: readonly Pin[] = ['A4', 'A5'];
const UNO_DIGITAL: readonly Pin[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const UNO_ANALOG: readonly Pin[] = ['A0', 'A1', 'A2', 'A3', 'A4', 'A5'];
/** Of the ATmega328P of a Nano, not of an Uno: they measure a voltage and can do nothing else (datasheet, 1.1). */
export const NANO_ANALOG: readonly Pin[] = ['A6', 'A7'];

/** The pins that an Uno, a Nano and every other board with an ATmega328P has for a use; a Nano has two more dials. */
export function unoPinsFor(use: PinUse, hasServo: boolean): readonly Pin[] {
  switch (use) {
    case 'pwm':
      return hasServo ? UNO_PWM.filter((pin) => !UNO_TIMER_1.includes(pin)) : UNO_PWM;
    case 'servo':
      return UNO_DIGITAL;
    case 'analog':
      return UNO_ANALOG;
    case 'i2c':
      return UNO_I2C;
    default:
      return [...UNO_DIGITAL, ...UNO_ANALOG];
  }
}

/** One name for a pin, however it is written: 14 to 19 of an Uno are A0 to A5, 20 and 21 of a Nano A6 and A7. */
export function unoName(pin: Pin): Pin {
  return typeof pin === 'number' && pin >= 14 && pin <= 21 ? `A${pin - 14}` : pin;
}

/** The number that Firmata has for a pin of an Uno. */
export function unoNumber(pin: Pin): number {
  return typeof pin === 'number' ? pin : 14 + Number(pin.slice(1));
}

export function pinList(pins: readonly Pin[]): string {
  return orList(pins.map(String));
}
