/** Any Arduino with a Firmata sketch: its pins are free, and its libraries have limits of their own. */
import { z } from 'zod';
import { choice, section } from '../../files/fields.js';
import type { Problem } from '../../files/index.js';
import { BITS_PER_BYTE, FIRMATA_BAUD, orList } from '../../units.js';
import type { Fitted } from '../fitted.js';
import { freePinProblems } from '../pin-checks.js';
import {
  NODE_PIXEL_LAST_PIN,
  NODE_PIXEL_ORDERS,
  NODE_PIXEL_PIXEL_BYTES,
  SERVO_LOW_US,
} from './firmata-limits.js';
import { deviceKind } from './kind.js';
import { portField } from './port-field.js';

/** That of the sketches as they are, and that of some which were changed. */
const BAUDS = [FIRMATA_BAUD, 115_200] as const;

/** What node-pixel's sketch cannot do with a strip and our own firmware can. */
function stripProblems({ light }: Fitted): Problem[] {
  if (light.kind !== 'strip') return [];
  const { pin, colourOrder } = light;
  const problems: Problem[] = [];
  if (typeof pin === 'number' && pin > NODE_PIXEL_LAST_PIN)
    problems.push({
      path: ['strip', 'pin'],
      expected: `at most ${NODE_PIXEL_LAST_PIN} for the strip`,
      got: String(pin),
      advice: `node-pixel's sketch has room for no higher number; move the wire to a pin from 2 to ${NODE_PIXEL_LAST_PIN}`,
    });
  if (!(NODE_PIXEL_ORDERS as readonly string[]).includes(colourOrder))
    problems.push({
      path: ['strip', 'colourOrder'],
      expected: `${orList(NODE_PIXEL_ORDERS)} with kind: firmata`,
      got: colourOrder,
      advice: "node-pixel's firmware knows no other; for this strip use our own firmware and kind: serial",
    });
  return problems;
}

/** Pulses that end and come back: its Servo library would begin them at a pulse of its own. */
function needleProblems({ needles }: Fitted): Problem[] {
  if (needles.holdS === null) return [];
  return [
    {
      path: ['needles', 'holdS'],
      expected: 'no holdS with kind: firmata',
      got: String(needles.holdS),
      advice:
        "Firmata's Servo library does not take pulses up again where they ended, and the needle would jump; remove it, or use our own firmware and kind: serial",
    },
  ];
}

export const firmata = deviceKind({
  schema: section(
    {
      kind: z
        .literal('firmata')
        .describe(
          'Any Arduino with a Firmata sketch, such as StandardFirmata of the Arduino IDE, on a USB port',
        ),
      port: portField('Firmata'),
      baud: choice(BAUDS, 'Speed of the line that the sketch was built for').default(FIRMATA_BAUD),
      board: choice(
        ['uno', 'other'],
        'uno: an Uno, a Nano or another ATmega328P, whose pins are checked before the port is opened; other: the board itself says what its pins can do',
        'write uno for an Uno or a Nano, other for any other board',
      ).default('uno'),
    },
    'A board with Firmata on a port',
    'device: {kind: firmata, port: auto}',
  ),
  // With more, a picture that changes everywhere would take longer than a quarter of a second at 57600 baud.
  mostLeds: 150,
  traits: ({ baud, board }) => ({
    isOnUsb: true,
    hasUsualStrip: false,
    whyNotLonger(leds) {
      const pictureS = (leds * NODE_PIXEL_PIXEL_BYTES * BITS_PER_BYTE) / baud;
      const picture = `a picture of ${leds} LEDs takes up to ${pictureS.toFixed(2)} s at ${baud} baud`;
      return `over Firmata ${picture}, so a longer strip is not driven; write at most ${leds}, and the rest of the strip stays dark`;
    },
    pinProblems: (fitted) => freePinProblems(fitted, board === 'uno'),
    shortestPulse: { us: SERVO_LOW_US, why: 'Firmata takes less for an angle' },
    ownProblems: (fitted) => [...stripProblems(fitted), ...needleProblems(fitted)],
  }),
});
