/** What is lit, what is locked, and where the front is, in one picture of an axon. */
import { describe, expect, it } from 'vitest';
import {
  type AlongAxon,
  frontOf,
  LockedSites,
  lengthOf,
  litStretch,
  lockedStretch,
} from '../../../src/recording/measures/index.js';
import { shipped } from '../../experiment/load.js';
import { axonOf, said } from './played.js';

const squidAt = (celsius: number, stepMs: number) =>
  axonOf(
    shipped('squid-axon', {
      'temperatureC: 18.5': `temperatureC: ${celsius}`,
      'stepMs: 0.01': `stepMs: ${stepMs}`,
    }),
  );

/** Ten sites at −70 mV but for those written. */
function picture(mv: Readonly<Record<number, number>>): AlongAxon {
  const potentialMv = new Float64Array(10).fill(-70);
  for (const [site, value] of Object.entries(mv)) potentialMv[Number(site)] = value;
  return {
    places: Float64Array.from({ length: 10 }, (_, i) => i),
    potentialMv,
    restMv: new Float64Array(10).fill(-70),
  };
}

describe('the lit stretch', () => {
  it.each([
    [18.5, 0.01, 3.2, 9.2],
    [6.3, 0.01, 5, 19.6],
    [30, 0.006, 3.2, 5.5],
  ])('of a squid axon at %s °C is velocity times half width', (celsius, stepMs, atMs, mm) => {
    const axon = squidAt(celsius, stepMs);
    axon.advanceTo(atMs);
    const length = lengthOf(litStretch(axon), 'cable', 'lit');
    expect(length).toMatchObject({ unit: 'mm' });
    expect(length.value).toBeCloseTo(mm, 1);
  });

  it('lies between the places where it passes half of the highest rise', () => {
    expect(litStretch(picture({ 4: -20, 5: 30, 6: -20 }))).toEqual({ from: 4, to: 6, atEnd: false });
    expect(litStretch(picture({ 4: 30, 5: 30 }))).toEqual({ from: 3.5, to: 5.5, atEnd: false });
  });

  it('is the longer one of two', () => {
    expect(litStretch(picture({ 1: 30, 5: 30, 6: 30 }))).toMatchObject({ from: 4.5, to: 6.5 });
    expect(litStretch(picture({ 2: 30, 3: 30, 7: 30 }))).toMatchObject({ from: 1.5, to: 3.5 });
  });

  it('is none below a rise of 30 mV', () => {
    expect(said(lengthOf(litStretch(picture({ 4: -40.1 })), 'lattice', 'lit'))).toBe('no spike on the axon');
  });

  it('has no length while it reaches an end of the axon', () => {
    for (const site of [0, 9]) {
      const stretch = litStretch(picture({ [site]: 30 }));
      expect(said(lengthOf(stretch, 'lattice', 'lit'))).toBe('the spike reaches an end of the axon');
    }
  });

  it('has no length on a patch', () => {
    expect(said(lengthOf(null, 'patch', 'lit'))).toBe('a patch has no length');
  });
});

describe('the front', () => {
  it('is the outermost place at half of the rise, on either side', () => {
    const both = picture({ 3: 30, 6: 30 });
    expect([said(frontOf(both, 'lattice', 1)), said(frontOf(both, 'lattice', -1))]).toEqual([
      '6.500 sites',
      '2.500 sites',
    ]);
  });

  it('runs 18.71 mm in a millisecond along a squid axon', () => {
    const axon = squidAt(18.5, 0.01);
    axon.advanceTo(2.5);
    const from = frontOf(axon, 'cable', 1).value!;
    axon.advanceTo(3.5);
    expect(frontOf(axon, 'cable', 1).value! - from).toBeCloseTo(18.71, 1);
  });

  it('has run out at the end, and is nowhere at rest', () => {
    expect(said(frontOf(picture({ 9: 30 }), 'lattice', 1))).toBe('the front has reached the end of the axon');
    expect(said(frontOf(picture({}), 'lattice', 1))).toBe('no spike on the axon');
    expect(said(frontOf(picture({ 3: 30 }), 'patch', 1))).toBe('a patch has no length');
  });
});

describe('the locked stretch', () => {
  it('of the lesson is 22 to 23 sites long and ends 24 sites behind the front', () => {
    const axon = axonOf(shipped('lesson'));
    const locked = new LockedSites(axon.siteCount);
    axon.onGate = (event) => locked.gate(event);
    for (const atMs of [7, 8, 9, 10, 11]) {
      axon.advanceTo(atMs);
      const stretch = lockedStretch(axon.places, locked.flags);
      const length = lengthOf(stretch, 'lattice', 'locked').value!;
      expect([22, 23]).toContain(length);
      const behindFront = frontOf(axon, 'lattice', 1).value! - stretch!.from;
      expect(Math.abs(behindFront - 24)).toBeLessThan(1);
    }
  });

  it('is none at rest', () => {
    const { places } = picture({});
    expect(said(lengthOf(lockedStretch(places, new Uint8Array(10)), 'lattice', 'locked'))).toBe(
      'nothing is locked',
    );
  });
});
