/** A kind of device as it would stand in `src/rig/devices/`: its section of a rig file, and what the checks ask it. */
import { z } from 'zod';
import { section } from '../../../src/files/fields.js';
import { deviceKind } from '../../../src/rig/devices/kind.js';

export const toy = deviceKind({
  schema: section(
    {
      kind: z.literal('toy').describe('A board in memory'),
      port: z.string().describe('Name of the board'),
    },
    'A board in memory',
    'device: {kind: toy, port: desk}',
  ),
  mostLeds: 200,
  traits: ({ port }) => ({
    isOnUsb: false,
    hasUsualStrip: true,
    refuses: (section) =>
      section === 'piezo'
        ? { expected: 'no piezo', got: 'one', advice: 'a toy is silent; remove piezo' }
        : undefined,
    whyNotLonger: (leds) => `the toy "${port}" has ${leds} beads; write at most ${leds}`,
    pinProblems: () => [],
    shortestPulse: { us: 700, why: 'its spring is stiff' },
    ownProblems: ({ light }) =>
      light.kind === 'strip' && light.reversed
        ? [{ path: ['strip', 'reversed'], expected: 'false', got: 'true', advice: 'a toy has one end' }]
        : [],
  }),
});
