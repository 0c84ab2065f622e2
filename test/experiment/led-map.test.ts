import { describe, expect, it } from 'vitest';
import { ledMap } from '../../src/experiment/led-map.js';
import { type Geometry, SET_A, SET_M2, SQUID_AXON } from '../../src/model/index.js';

const lattice = (siteCount: number): Geometry => ({ ...SET_A.axon, siteCount });

/** What an LED reads of an axon whose potential is its place. */
function readings(geometry: Geometry, ledCount: number, mv: (place: number) => number): number[] {
  const { places, below, above, share } = ledMap(geometry, ledCount);
  const centre = (i: number) => {
    if (geometry.kind === 'cable') return ((i + 0.5) * geometry.lengthMm) / geometry.compartments;
    return i;
  };
  return Array.from(places, (_, led) => {
    const low = mv(centre(below[led]!));
    return low + share[led]! * (mv(centre(above[led]!)) - low);
  });
}

describe('the map from LEDs to places', () => {
  it('has 60 sites under 60 LEDs, one each, and the two ends under 10 LEDs', () => {
    expect([...ledMap(lattice(60), 60).places]).toEqual(Array.from({ length: 60 }, (_, i) => i));
    const { places } = ledMap(lattice(60), 10);
    expect([places[0], places[1], places[9]]).toEqual([0, 59 / 9, 59]);
  });

  it('shows the middle of each 60th of a cable of 60 mm: 0.5 mm, 1.5 mm, … 59.5 mm', () => {
    const { places } = ledMap({ ...SQUID_AXON.axon, lengthMm: 60, compartments: 540 }, 60);
    expect([places[0], places[1], places[59]]).toEqual([0.5, 1.5, 59.5]);
  });

  it.each([1, 3, 5, 7, 9])(
    'sits on a centre of %i compartments an LED of a cable, so nothing is mixed',
    (each) => {
      const map = ledMap({ ...SQUID_AXON.axon, lengthMm: 60, compartments: 60 * each }, 60);
      for (const [led, share] of map.share.entries()) {
        expect(Math.min(share, 1 - share)).toBeLessThan(1e-9);
        expect(map.below[led]! + Math.round(share)).toBe(led * each + (each - 1) / 2);
      }
    },
  );

  it('reads a straight line exactly on any number of LEDs between the first and the last centre', () => {
    for (const leds of [7, 60, 144]) {
      const geometry = { ...SQUID_AXON.axon, lengthMm: 60, compartments: 500 };
      const { places } = ledMap(geometry, leds);
      readings(geometry, leds, (place) => 3 * place).forEach((mv, led) => {
        if (places[led]! > 0.06 && places[led]! < 59.94) expect(mv).toBeCloseTo(3 * places[led]!, 9);
      });
    }
  });

  it('has the 21 nodes of a myelinated axon on LEDs 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30 … 59 of 60', () => {
    const { nodeLeds, places } = ledMap({ ...SET_M2.axon, nodes: 21 }, 60);
    expect(nodeLeds.slice(0, 11)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
    expect(nodeLeds).toHaveLength(21);
    expect(nodeLeds.at(-1)).toBe(59);
    nodeLeds.forEach((led, node) => {
      expect(places[led]).toBe(node);
    });
    expect(Array.from(places)).toEqual([...places].sort((a, b) => a - b));
  });

  it('stands evenly with fewer LEDs than nodes, and marks none', () => {
    const { nodeLeds, places } = ledMap({ ...SET_M2.axon, nodes: 21 }, 11);
    expect(nodeLeds).toEqual([]);
    expect([...places]).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  });

  it('shows a patch on every LED', () => {
    const { places, below, above } = ledMap({ kind: 'patch', capacitanceUfPerCm2: 1 }, 5);
    for (const zeros of [places, below, above]) expect([...zeros]).toEqual([0, 0, 0, 0, 0]);
  });

  it('has one LED show the beginning of a lattice and the middle of a cable', () => {
    expect([...ledMap(lattice(60), 1).places]).toEqual([0]);
    expect([...ledMap({ ...SQUID_AXON.axon, lengthMm: 60 }, 1).places]).toEqual([30]);
  });
});
