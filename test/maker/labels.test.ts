import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../src/cli/drawings.js';
import { ledOfPlace, placeLabels } from '../../src/maker/labels.js';
import { svgText } from '../../src/maker/svg.js';
import { rigOf, shippedRig } from './rigs.js';

const svgOf = (name: string) => svgText(placeLabels(labelsOf(shippedRig(name))!), 'labels');

/** Middles of the lines of the LEDs, in a row [mm]. */
const ticks = (svg: string) =>
  [...svg.matchAll(/<path d="M([\d.]+) [\d.]+L\1 [\d.]+"/g)].map(([, x]) => Number(x));

describe('labels along the strip', () => {
  it('have a line for each of 60 LEDs, 16.67 mm apart, ten in a row', () => {
    const lines = ticks(svgOf('uno-60'));
    expect(lines).toHaveLength(60);
    expect(lines[1]! - lines[0]!).toBeCloseTo(1000 / 60, 1);
    expect(lines[10]).toBe(lines[0]);
  });

  it('have 144 LEDs of 144 a metre 6.94 mm apart', () => {
    const lines = ticks(svgOf('uno-144'));
    expect(lines).toHaveLength(144);
    expect(lines[1]! - lines[0]!).toBeCloseTo(6.94, 1);
  });

  it('show press, blue and yellow where this rig has them: LEDs 0, 3 and 8', () => {
    expect(labelsOf(shippedRig('uno-60'))!.labels).toEqual([
      { kind: 'press', led: 0 },
      { kind: 'blue', led: 3 },
      { kind: 'yellow', led: 8 },
    ]);
    const moved = rigOf('device: {kind: serial}\nelectrodes: {blue: bath, yellow: 20}\n');
    expect(labelsOf(moved)!.labels).toEqual([
      { kind: 'press', led: 0 },
      { kind: 'yellow', led: 20 },
    ]);
  });

  it('count millimetres of a cable, and find a place between two LEDs', () => {
    const rig = rigOf(
      'device: {kind: serial}\naxon: {kind: cable, lengthMm: 120}\nmembrane: {kind: hodgkin-huxley}\nelectrodes: {blue: 60, yellow: 100}\nstimulus: {at: 0, currentNa: 1000, durationMs: 1}\n',
    );
    const labels = labelsOf(rig)!;
    expect(labels.unit).toBe('mm');
    expect(labels.labels.find(({ kind }) => kind === 'blue')!.led).toBeCloseTo(29.5, 6);
    expect(ledOfPlace([0, 2, 4], 3)).toBe(1.5);
    expect(ledOfPlace([0, 2, 4], 9)).toBe(2);
    expect(ledOfPlace([5], 0)).toBe(0);
  });

  it('are none without a strip', () => {
    expect(labelsOf(shippedRig('uno-firmata-rgb'))).toBeNull();
  });
});
