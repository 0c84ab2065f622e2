import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boardProblems } from '../../src/rig/checks.js';
import {
  deviceSchema,
  LONGEST_STRIP,
  longestStrip,
  type WrittenDevice,
} from '../../src/rig/device-schema.js';
import { DEVICES } from '../../src/rig/devices/all.js';
import { parseRig, type Rig } from '../../src/rig/index.js';

/** One of every kind, as a file has it that writes no more than it must. */
const devices: readonly WrittenDevice[] = DEVICES.map(({ schema }) => {
  const kind = schema.shape.kind.value;
  return deviceSchema.parse('port' in schema.shape ? { kind, port: 'auto' } : { kind });
});

/** A rig with a strip, as it would be without a look at its length. */
function rigWith(device: WrittenDevice, leds: number): Rig {
  const read = parseRig('device: {kind: virtual}\nstrip: {currentLimitMa: 3000, supply: own}', 'x.yaml');
  if (!read.ok) throw new Error('expected a good rig');
  return { ...read.rig, device, strip: { ...read.rig.strip, leds } };
}

describe('the longest strip', () => {
  it.each(devices)('of $kind is taken, one LED more is refused with its own reason', (device) => {
    const { leds, advice } = longestStrip(device);
    expect(boardProblems(rigWith(device, leds))).toEqual([]);
    expect(boardProblems(rigWith(device, leds + 1))).toEqual([
      { path: ['strip', 'leds'], expected: `1 to ${leds}`, got: String(leds + 1), advice },
    ]);
  });

  it('of a virtual rig is that of the longest real one: what is tried can be built', () => {
    const [virtual, ...real] = devices.map((device) => longestStrip(device).leds);
    expect(virtual).toBe(Math.max(...real));
    expect(LONGEST_STRIP).toBe(virtual);
  });
});

describe('the checks of a rig', () => {
  it('ask the traits of a device, never what kind it is: no kind is named outside src/rig/devices/', () => {
    const folder = new URL('../../src/rig/', import.meta.url);
    const kinds = deviceSchema.options.map(({ shape }) => shape.kind.value);
    expect(kinds).toEqual(devices.map(({ kind }) => kind));
    const asks = new RegExp(`\\bdevice\\.kind\\b *[=!]=|['"](${kinds.join('|')})['"]`);
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((name) => asks.test(readFileSync(new URL(name, folder), 'utf8')))).toEqual([]);
    const own = readFileSync(new URL('devices/firmata.ts', folder), 'utf8');
    expect(own).toMatch(asks);
  });
});
