/** Rigs for the tests of the maker's drawings. */
import { readFileSync } from 'node:fs';
import { parseRig, type Rig } from '../../src/rig/index.js';

export function rigOf(text: string): Rig {
  const result = parseRig(text, 'rig.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.rig;
}

export const shippedRig = (name: string): Rig =>
  rigOf(readFileSync(new URL(`../../rigs/${name}.yaml`, import.meta.url), 'utf8'));

export const BOARD_RIGS = [
  'uno-60',
  'uno-144',
  'uno-firmata-5-leds',
  'uno-firmata-pca9685',
  'uno-firmata-rgb',
  'uno-firmata-strip',
] as const;

/** All that our firmware can have. */
export const FULL = `
device: {kind: serial}
needles: {supply: own, blue: {}, yellow: {}}
buttons: {1: {do: stimulate}, 2: {do: pause}, 3: {do: channels}, 4: {do: reset}}
dials: {0: {do: lens}, 1: {do: time}}
`;
