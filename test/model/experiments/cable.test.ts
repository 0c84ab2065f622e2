import { describe, expect, it } from 'vitest';
import { createAxon, SQUID_AXON } from '../../../src/model/index.js';
import { offPercent, peaks, upwardMs, velocity } from '../measure.js';
import { arrivalMs, type CableSetup, classroomCable, END_NA, MIDDLE_NA, pulseNa } from './cable.js';
import { CLASSROOM } from './patch.js';

/** Velocity with these settings [m/s]; NaN where the signal does not arrive. */
function velocityOf(setup: CableSetup): number {
  const axon = classroomCable(setup);
  pulseNa(axon, 0, 20_000);
  return velocity(axon, 12, -30);
}

describe('electrotonic spread below threshold', () => {
  it('falls as 0.41 to 0.15 to 0.027 mV from 5 to 10 to 20 mm, and peaks at 1.00, 1.12, 1.54 and 2.33 ms', () => {
    // The current that gives 0.41 mV at 5 mm; the membrane is as good as linear there.
    const axon = classroomCable({ lengthMm: 100 });
    axon.inject({ kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.5, currentNa: 157.5 });
    const restMv = axon.restMv[0]!;
    const places = [1, 5, 10, 20].map((mm) => axon.compartmentAt(mm));
    const found = peaks(axon, places, 5);
    [1.0, 1.12, 1.54, 2.33].forEach((expectedMs, k) => {
      expect(Math.abs(found[k]!.atMs - expectedMs)).toBeLessThan(0.06);
    });
    [0.41, 0.15, 0.027].forEach((expected, k) => {
      expect(offPercent(found[k + 1]!.mv - restMv, expected)).toBeLessThan(3);
    });
    expect(found[0]!.mv - restMv).toBeGreaterThan(2 * 0.41);
  });
});

describe('all or none', () => {
  it.each([
    [1.05, 25.57],
    [2, 25.58],
    [5, 25.58],
  ])('4 cm on, %f times the threshold peaks at %f mV, within 0.1', (times, expected) => {
    const axon = classroomCable({ lengthMm: 80 });
    pulseNa(axon, 0, times * END_NA);
    expect(Math.abs(peaks(axon, [400], 7)[0]!.mv - expected)).toBeLessThan(0.1);
  });

  it.each([
    [0.995, false],
    [1.005, true],
  ])('%f times the threshold: a signal %s', (times, arrives) => {
    const axon = classroomCable();
    pulseNa(axon, 0, times * END_NA);
    expect(Number.isNaN(arrivalMs(axon, 30))).toBe(!arrives);
  });
});

describe('direction', () => {
  it('a stimulus in the middle runs both ways, one at the end one way, and every place fires once', () => {
    for (const at of [0, 30.05]) {
      const axon = classroomCable();
      pulseNa(axon, at, 15_000);
      const counts = new Int32Array(60);
      const before = counts.map(() => 0);
      while (axon.modelMs < 10) {
        axon.step();
        for (let k = 0; k < 60; k++) {
          const up = axon.potentialMv[10 * k]! > -20 ? 1 : 0;
          if (up === 1 && before[k] === 0) counts[k]!++;
          before[k] = up;
        }
      }
      expect([...counts]).toEqual(Array(60).fill(1));
    }
  });

  it('two signals that meet peak at 36.6 mV there against 25.6 on their way, and nothing passes', () => {
    const axon = createAxon(
      { ...SQUID_AXON.axon, lengthMm: 80.1, compartments: 801 },
      { ...CLASSROOM, temperatureC: 18.5 },
      { stepMs: 0.01 },
    );
    for (const at of [0, 80.1]) pulseNa(axon, at, 8000);
    const [meeting, way] = peaks(axon, [400, 200], 5);
    expect(offPercent(meeting!.mv, 36.6)).toBeLessThan(2);
    expect(offPercent(way!.mv, 25.7)).toBeLessThan(2);
    for (const { mv } of peaks(axon, [0, 200, 600, 800], 12)) expect(mv).toBeLessThan(-20);
  });
});

describe('summation of two stimuli of 0.7 times the threshold', () => {
  it.each([
    [0.2, true],
    [0.5, false],
  ])('%f ms apart: a signal %s', (gapMs, fires) => {
    const axon = classroomCable();
    pulseNa(axon, 0, 0.7 * END_NA);
    pulseNa(axon, 0, 0.7 * END_NA, 0.7 + gapMs);
    expect(Number.isNaN(arrivalMs(axon, 30, 8))).toBe(!fires);
  });

  it.each([
    [4, true],
    [6, true],
    [8, false],
  ])('%i mm apart: a signal %s', (apartMm, fires) => {
    const axon = classroomCable();
    for (const at of [30 - apartMm / 2, 30 + apartMm / 2]) pulseNa(axon, at, 0.7 * MIDDLE_NA);
    expect(Number.isNaN(arrivalMs(axon, 10, 8))).toBe(!fires);
  });
});

describe('velocity', () => {
  it('grows with the square root of the diameter within 0.1 %', () => {
    // Compartments and lengths grow alike, or the mesh would get finer with the diameter.
    const of = (times: number) => {
      const axon = createAxon(
        { ...SQUID_AXON.axon, lengthMm: 60 * times, compartments: 600, diameterUm: 476 * times * times },
        SQUID_AXON.membrane,
        { stepMs: 0.01 },
      );
      pulseNa(axon, 0, 20_000 * times ** 3);
      return velocity(axon);
    };
    expect(offPercent(of(0.5) / of(1), 0.5)).toBeLessThan(0.1);
    expect(offPercent(of(2) / of(1), 2)).toBeLessThan(0.1);
  });

  it.each([
    [6.3, 12.3],
    [10, 14.1],
    [18.5, 18.7],
    [20, 19.5],
    [30, 23.4],
  ])('at %f °C is %f m/s within 2 %', (temperatureC, expected) => {
    expect(offPercent(velocityOf({ temperatureC }), expected)).toBeLessThan(2);
  });

  it('is highest near 30 °C', () => {
    const [before, there, after] = [27, 30, 32.5].map((temperatureC) => velocityOf({ temperatureC }));
    expect(there).toBeGreaterThan(before!);
    expect(there).toBeGreaterThan(after!);
  });

  it.each([
    [33.5, true],
    [34, false],
  ])('%f °C: a signal %s', (temperatureC, arrives) => {
    for (const stepMs of [0.01, 0.005]) {
      const axon = createAxon(SQUID_AXON.axon, { ...SQUID_AXON.membrane, temperatureC }, { stepMs });
      pulseNa(axon, 0, 20_000);
      expect(Number.isNaN(arrivalMs(axon, 80, 10))).toBe(!arrives);
    }
  });

  it('peaks below 0 mV from 30 °C on', () => {
    const axon = classroomCable({ temperatureC: 31 });
    pulseNa(axon, 0, 20_000);
    const [peak] = peaks(axon, [300], 6);
    expect(peak!.mv).toBeLessThan(0);
    expect(peak!.mv).toBeGreaterThan(-30);
  });
});

describe('drugs and blocks', () => {
  it.each([
    [0.8, 17.3],
    [0.6, 15.4],
    [0.5, 13.9],
    [0.4, 11.3],
  ])('with %f of the sodium channels the signal runs at %f m/s within 2 %', (sodiumFraction, expected) => {
    expect(offPercent(velocityOf({ treatments: [{ kind: 'ttx', sodiumFraction }] }), expected)).toBeLessThan(
      2,
    );
  });

  it.each([0.35, 0.3, 0])('with %f of the sodium channels it is blocked', (sodiumFraction) => {
    expect(velocityOf({ treatments: [{ kind: 'ttx', sodiumFraction }] })).toBeNaN();
  });

  it('1 nmol/l of tetrodotoxin halves the sodium channels: 13.9 m/s', () => {
    expect(offPercent(velocityOf({ treatments: [{ kind: 'ttx', nanomolar: 1 }] }), 13.9)).toBeLessThan(2);
  });

  it('no sodium channels over 1, 2, 4 mm: crossed, later and later; over 6 and 8 mm: blocked', () => {
    const crossing = (widthMm: number) => {
      const axon = classroomCable({
        treatments: [{ kind: 'ttx', from: 20, to: 20 + widthMm, sodiumFraction: 0 }],
      });
      pulseNa(axon, 0, 20_000);
      const [near, far] = upwardMs(axon, [100, 400], 10, -30);
      return far! - near!;
    };
    const untreated = 30 / 18.72;
    const [one, two, four, six, eight] = [1, 2, 4, 6, 8].map(crossing);
    expect(one).toBeGreaterThan(untreated);
    expect(two).toBeGreaterThan(one!);
    expect(four).toBeGreaterThan(two!);
    expect([six, eight]).toEqual([Number.NaN, Number.NaN]);
  });
});
