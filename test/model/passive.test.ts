import { expect, it } from 'vitest';
import { createAxon, readElectrodeMv, SET_A } from '../../src/model/index.js';
import { inject, PASSIVE } from './support.js';

it('without channels a pulse of 78.676 µA × 0.5 ms arrives smaller and later the further one looks', () => {
  const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
  inject(axon, [0, 1, 0.5, 78.676]);
  const table = [
    { site: 0, riseMv: 30.0, atMs: 1.5 },
    { site: 3, riseMv: 3.704, atMs: 4.3 },
    { site: 5, riseMv: 1.618, atMs: 6.9 },
    { site: 8, riseMv: 0.545, atMs: 11.0 },
    { site: 10, riseMv: 0.276, atMs: 13.7 },
    { site: 15, riseMv: 0.055, atMs: 20.7 },
  ];
  const peaks = table.map(() => ({ riseMv: 0, atMs: 0 }));
  while (axon.modelMs < 40) {
    axon.step();
    table.forEach(({ site }, k) => {
      const riseMv = readElectrodeMv(axon, site) + 70;
      if (riseMv > peaks[k]!.riseMv) peaks[k] = { riseMv, atMs: axon.modelMs };
    });
  }
  table.forEach(({ riseMv, atMs }, k) => {
    expect(Math.abs(peaks[k]!.riseMv - riseMv)).toBeLessThan(0.0006);
    expect(Math.abs(peaks[k]!.atMs - atMs)).toBeLessThan(0.051);
  });
});

it('an electrode in the bath reads exactly 0 mV, one inside reads −70 at rest', () => {
  const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 });
  inject(axon, [0, 0, 0.5, 200]);
  expect(readElectrodeMv(axon, 59)).toBe(-70);
  axon.advanceTo(0.5);
  expect(readElectrodeMv(axon, 'bath')).toBe(0);
  expect(readElectrodeMv(axon, 0)).toBe(axon.potentialMv[0]);
  expect(readElectrodeMv(axon, 0)).toBeGreaterThan(-55);
});

it.each([-1, 60, 1.5, Number.NaN])('an electrode at site %f is refused', (site) => {
  const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
  expect(() => readElectrodeMv(axon, site)).toThrow(
    /electrode position: expected a whole number from 0 to 59/,
  );
});

it('a current that starts next to nothing after the beginning is one that starts at the beginning', () => {
  const after = (startMs: number) => {
    const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
    inject(axon, [0, startMs, 0.5, 78.676]);
    axon.advanceTo(3);
    return readElectrodeMv(axon, 3);
  };
  for (const startMs of [5e-324, 1e-300, 1e-14]) expect(after(startMs)).toBeCloseTo(after(0), 9);
});
