/** An Uno with our own firmware: everything is where that has it, and it drives a strip. */
import { z } from 'zod';
import { choice, section } from '../../files/fields.js';
import { DEFAULT_BAUD, FALLBACK_BAUD } from '../../units.js';
import { fixedPinProblems } from '../pin-checks.js';
import type { Pin } from '../uno.js';
import { deviceKind } from './kind.js';
import { portField } from './port-field.js';

/** Where our firmware has them. */
const PINS: Readonly<Record<string, Pin>> = {
  'strip.pin': 6,
  'needles.blue.pin': 9,
  'needles.yellow.pin': 10,
  'buttons.1.pin': 2,
  'buttons.2.pin': 3,
  'buttons.3.pin': 4,
  'buttons.4.pin': 5,
  'dials.0.pin': 'A0',
  'dials.1.pin': 'A1',
};

const pinAdvice = (pin: Pin) =>
  `with kind: serial the pins are those of our firmware; move the wire to ${pin} and leave pin out, or use kind: firmata`;

export const serial = deviceKind({
  schema: section(
    {
      kind: z
        .literal('serial')
        .describe('An Arduino Uno or Nano with the firmware of this project, on a USB or serial port'),
      port: portField('a rig'),
      baud: choice(
        [DEFAULT_BAUD, FALLBACK_BAUD],
        'Speed of the line that the firmware was built for',
      ).default(DEFAULT_BAUD),
    },
    'A board on a port',
    'device: {kind: serial, port: auto}',
  ),
  // What an ATmega328P has memory for, beside everything else (firmware-protocol.md, `max=` of the greeting).
  mostLeds: 150,
  traits: () => ({
    isOnUsb: true,
    hasUsualStrip: true,
    refuses(section) {
      if (section === 'strip') return undefined;
      const advice =
        section === 'lamp pin'
          ? 'our firmware switches no pin; write lamp: {led: last}, or leave the lamp to a computer with /healthz'
          : `our firmware drives a strip; remove ${section}, or load StandardFirmata and write device: {kind: firmata}`;
      return {
        expected: `kind: firmata for ${section === 'lamp pin' ? 'a lamp on a pin' : section}`,
        got: 'kind: serial',
        advice,
      };
    },
    whyNotLonger: (leds) =>
      `an Uno's memory holds ${leds}; write at most ${leds}, and the rest of the strip stays dark`,
    pinProblems: (fitted) => fixedPinProblems(fitted, PINS, pinAdvice),
  }),
});
