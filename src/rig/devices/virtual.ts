/** No hardware. A rig is tried so before it is built: what it takes can be built on some board. */
import { z } from 'zod';
import { section } from '../../files/fields.js';
import { freePinProblems } from '../pin-checks.js';
import { deviceKind } from './kind.js';

export const virtual = deviceKind({
  schema: section(
    { kind: z.literal('virtual').describe('No hardware: the strip and the needles are on the page alone') },
    'No hardware',
    'device: {kind: virtual}',
  ),
  traits: () => ({
    isOnUsb: false,
    hasUsualStrip: true,
    whyNotLonger: (leds) => `a virtual strip is no longer than the longest real one; write at most ${leds}`,
    // It has no pins, unless it is drawn for lamps that have.
    pinProblems: (fitted) => (fitted.light.kind === 'strip' ? [] : freePinProblems(fitted, true)),
  }),
});
