import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firmwareFor } from '../../../src/browser/rig/firmware.js';
import { readRig } from '../../../src/browser/rig/read-rig.js';
import { parseHex } from '../../../src/devices/flash/hex.js';
import { PROGRAM_BYTES } from '../../../src/devices/flash/upload.js';
import { shipped } from './fake-page.js';

const hexOf = (name: string) => {
  const text = readFileSync(new URL(`../../../firmware/hex/${name}.hex`, import.meta.url), 'utf8');
  const parsed = parseHex(text, PROGRAM_BYTES);
  if (!parsed.ok) throw new Error(parsed.problem);
  return Buffer.from(parsed.bytes).toString('hex');
};

describe('the firmware of a page', () => {
  it.each([
    ['device: {kind: virtual}', 'axon-rig-uno'],
    ['device: {kind: serial}', 'axon-rig-uno'],
    ['device: {kind: serial, baud: 500000}', 'axon-rig-uno'],
    ['device: {kind: serial, baud: 115200}', 'axon-rig-uno-115200'],
  ])('for a rig with %s is %s.hex, byte for byte', (text, name) => {
    const read = readRig({ file: 'rig.yaml', text: `${text}\n` }, shipped);
    if (!read.ok) throw new Error(read.lines.join());
    expect(Buffer.from(firmwareFor(read.rig, shipped)).toString('hex')).toBe(hexOf(name));
  });
});
