/** What the axon glows on: a section of the rig file. Its kinds are in `devices/`. */
import { z } from 'zod';
import { withExample } from '../files/fields.js';
import { DEVICES } from './devices/all.js';
import type { DeviceTraits } from './devices/kind.js';

export const DEVICE_EXAMPLE = 'device: {kind: virtual}';

type SchemasOf<Kinds extends readonly { readonly schema: unknown }[]> = {
  readonly [I in keyof Kinds]: Kinds[I]['schema'];
};
const schemas = DEVICES.map(({ schema }) => schema) as unknown as SchemasOf<typeof DEVICES>;

export const deviceSchema = withExample(z.discriminatedUnion('kind', schemas), DEVICE_EXAMPLE).describe(
  'What the axon glows on',
);

/** A device as its file has it. */
export type WrittenDevice = z.output<typeof deviceSchema>;

function kindOf({ kind }: WrittenDevice) {
  return DEVICES.find(({ schema }) => schema.shape.kind.value === kind)!;
}

/** What this device can do, and what it has against a rig. */
export function traitsOf(device: WrittenDevice): DeviceTraits {
  return kindOf(device).traits(device as never);
}

/** LEDs of the longest strip of any device. */
export const LONGEST_STRIP = Math.max(...DEVICES.map(({ mostLeds = 0 }) => mostLeds));

/** LEDs of the longest strip that this device drives, and why of no longer one. */
export function longestStrip(device: WrittenDevice): { readonly leds: number; readonly advice: string } {
  const leds = kindOf(device).mostLeds ?? LONGEST_STRIP;
  return { leds, advice: traitsOf(device).whyNotLonger(leds) };
}
