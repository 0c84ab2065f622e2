import { describe, expect, it } from 'vitest';
import {
  BALL_SHARE,
  ledShares,
  MEMBRANE_PX,
  type PlacesOf,
  placeAt,
  placeX,
  sceneGeometry,
  stretchX,
} from '../../src/web/geometry.js';
import { SET_A_FACTS, SQUID_FACTS } from './page-state.js';

const COUNT = 60;
const geometry = sceneGeometry(1440, 404, COUNT);
const LATTICE: PlacesOf = SET_A_FACTS;
/** 16 nodes on 60 LEDs. */
const MYELINATED: PlacesOf = {
  ...SET_A_FACTS,
  kind: 'myelinated',
  lastPlace: 15,
  wholePlaces: false,
  ledPlaces: Array.from({ length: COUNT }, (_, led) => (led * 15) / 59),
};

describe('the scene', () => {
  it.each([320, 390, 1280, 1920])('finds every site again under its own middle, %i px wide', (width) => {
    const place = sceneGeometry(width, 260, COUNT);
    for (let site = 0; site < COUNT; site++)
      expect(placeAt(place, placeX(place, site, LATTICE), LATTICE)).toBe(site);
  });

  it('has the first and the last site at its ends, however far out a hand goes', () => {
    expect(placeAt(geometry, -100, LATTICE)).toBe(0);
    expect(placeAt(geometry, 99_999, LATTICE)).toBe(COUNT - 1);
  });

  it('puts a hand on a cable to 0.1 mm, as places are printed: 100 mm over the scene have 1001 of them', () => {
    const axon = { ...LATTICE, kind: 'cable', lastPlace: 100, wholePlaces: false } as const;
    const places = new Set<string>();
    for (let x = geometry.left; x <= geometry.left + geometry.length; x += geometry.length / 5000)
      places.add(String(placeAt(geometry, x, axon)));
    expect(places.size).toBe(1001);
    for (const place of places) expect(place).toMatch(/^\d+(\.\d)?$/);
  });

  it('keeps LEDs apart and inside the tube for 1 to 150 of them', () => {
    for (const count of [1, 5, 60, 144, 150]) {
      const place = sceneGeometry(1280, 264, count);
      expect(place.ledWidth).toBeLessThan(place.pitch);
      expect(place.ledHeight).toBeLessThan(2 * place.radius);
    }
  });

  it('keeps LEDs clear of gates and their balls, from 1 LED to 150 and from 90 to 700 px of height', () => {
    for (const count of [1, 11, 60, 150])
      for (const height of [90, 120, 160, 200, 260, 404, 700])
        for (const width of [320, 1440]) {
          const { radius, gateHalf, ledHeight } = sceneGeometry(width, height, count);
          const gateEnd = radius + MEMBRANE_PX / 2 - gateHalf * (1 + BALL_SHARE);
          expect(ledHeight / 2, `${count} LEDs, ${width} × ${height}`).toBeLessThanOrEqual(gateEnd + 1e-9);
        }
  });

  it('has each LED right over the place that it shows, 144 LEDs on 60 sites too', () => {
    const ledPlaces = Array.from({ length: 144 }, (_, led) => (led * 59) / 143);
    const axon = { ...SET_A_FACTS, ledPlaces };
    const place = sceneGeometry(1440, 404, 144, ledShares(axon));
    for (const [led, at] of ledPlaces.entries())
      expect(place.ledXs[led]).toBeCloseTo(placeX(place, at, axon), 6);
    const cable = sceneGeometry(1440, 404, COUNT, ledShares(SQUID_FACTS));
    for (const [led, at] of SQUID_FACTS.ledPlaces.entries())
      expect(cable.ledXs[led]).toBeCloseTo(placeX(cable, at, SQUID_FACTS), 6);
  });

  it.each([
    [1440, 404, 16],
    [1920, 566, 28],
    [390, 290, 15],
    [320, 200, 15],
  ])(
    'has potentials above the upper gates and everything inside, %i × %i px at %i px a rem',
    (width, height, remPx) => {
      const place = sceneGeometry(width, height, COUNT, [], { remPx });
      const gatesTop = place.axisY - place.radius - 2.5 - place.gateHalf;
      expect(place.curveTop).toBeGreaterThanOrEqual(0);
      expect(place.curveBottom - place.curveTop).toBeGreaterThan(height * 0.3);
      expect(place.curveBottom).toBeLessThanOrEqual(gatesTop);
      expect(place.bandTop + place.bandHeight).toBeLessThanOrEqual(height);
      expect(place.left + place.length).toBeLessThan(width);
    },
  );

  it('has room for the membrane lens at 1440 × 900, and none on a phone or in presentation', () => {
    expect(geometry.hasLensRoom).toBe(true);
    expect(sceneGeometry(390, 290, COUNT, [], { remPx: 15 }).hasLensRoom).toBe(false);
    expect(sceneGeometry(1920, 566, COUNT, [], { remPx: 28 }).hasLensRoom).toBe(false);
  });

  it('draws a patch as a spot in the middle, 13 rem wide', () => {
    const spot = sceneGeometry(1440, 404, COUNT, [], { spot: true });
    expect(spot.length).toBe(208);
    expect(spot.left + spot.length / 2).toBeCloseTo(placeX(spot, 0, { ...LATTICE, kind: 'patch' }), 6);
  });
});

describe('a stretch on the scene', () => {
  it('takes in the whole of its first and its last site: 49 to 53 are five of sixty', () => {
    const [from, to] = stretchX(geometry, 49, 53, LATTICE);
    expect(to - from).toBeCloseTo((5 * geometry.length) / 60, 6);
    expect((from + to) / 2).toBeCloseTo(placeX(geometry, 51, LATTICE), 6);
  });

  it('ends where it says on a cable, and on the axon where it says nothing', () => {
    expect(stretchX(geometry, 40, 60, SQUID_FACTS)).toEqual([
      geometry.left + 0.4 * geometry.length,
      geometry.left + 0.6 * geometry.length,
    ]);
    expect(stretchX(geometry, undefined, undefined, LATTICE)).toEqual([
      geometry.left,
      geometry.left + geometry.length,
    ]);
  });

  it('from node to node covers the LEDs of both', () => {
    const [from, to] = stretchX(geometry, 10, 11, MYELINATED);
    expect(from).toBeLessThan(placeX(geometry, 10, MYELINATED));
    expect(to).toBeGreaterThan(placeX(geometry, 11, MYELINATED));
  });
});
