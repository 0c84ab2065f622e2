import { describe, expect, it } from 'vitest';
import {
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  SET_A,
  SET_M1,
  SET_M2,
  SQUID_AXON,
  type Treatment,
} from '../../src/model/index.js';
import { type PlainMembrane, plainGrowthPerMs, plainRest } from '../harness/independent/hodgkin-huxley.js';

const PATCH: Geometry = { kind: 'patch', capacitanceUfPerCm2: 1 };
const axonOf = (
  geometry: Geometry,
  membrane: MembraneSpec,
  treatments: readonly Treatment[] = [],
  stepMs = 0.01,
) => createAxon(geometry, membrane, { stepMs, treatments });
const tea = (potassiumFraction: number, from?: number, to?: number): Treatment => ({
  kind: 'tea',
  potassiumFraction,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

describe('the rest', () => {
  it('is stable on every axon of the sets, and on any membrane without gates', () => {
    const axons = [
      axonOf(SET_A.axon, SET_A.membrane),
      axonOf(PATCH, { kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -70 }),
      axonOf(PATCH, HODGKIN_HUXLEY),
      axonOf(PATCH, FRANKENHAEUSER_HUXLEY, [], 0.005),
      axonOf(SQUID_AXON.axon, SQUID_AXON.membrane),
      axonOf(SET_M1.axon, SET_M1.membrane, [], 0.005),
      axonOf(SET_M2.axon, SET_M2.membrane, [], 0.005),
    ];
    expect(axons.map(({ restIsStable }) => restIsStable)).toEqual(axons.map(() => true));
  });

  it.each([
    ['with twice as much sodium', { ...HODGKIN_HUXLEY, sodiumConductanceMsPerCm2: 240 }, []],
    ['with 2.5 times as much sodium', { ...HODGKIN_HUXLEY, sodiumConductanceMsPerCm2: 300 }, []],
    ['with half of its potassium channels', HODGKIN_HUXLEY, [tea(0.5)]],
    ['with 30 % of its potassium channels', HODGKIN_HUXLEY, [tea(0.3)]],
    ['with 18 mmol/l potassium outside', HODGKIN_HUXLEY, [{ kind: 'potassium', outsideMillimolar: 18 }]],
  ] as const)('of a squid patch is unstable %s, which starts from −64.974 mV', (_, membrane, treatments) => {
    const axon = axonOf(PATCH, membrane, treatments);
    expect(axon.restIsStable).toBe(false);
    expect(axon.restMv[0]).toBeCloseTo(-64.974052452, 8);
    expect(axon.potentialMv[0]).toBe(axon.restMv[0]);
    expect(axon.membraneAt(0).pacemaker).toBe(true);
  });

  it('is stable again where so few potassium channels are left that the membrane stays depolarised', () => {
    const axon = axonOf(PATCH, HODGKIN_HUXLEY, [tea(0.1)]);
    expect(axon.restIsStable).toBe(true);
    expect(axon.restMv[0]).toBeCloseTo(-28.9991, 3);
  });

  it('of a whole axon is stable with a short stretch that would fire if it were alone, unstable with a long one', () => {
    const squid = (to: number) => axonOf(SQUID_AXON.axon, SQUID_AXON.membrane, [tea(0.3, 50, to)]);
    expect(squid(55).restIsStable).toBe(true);
    const long = squid(100);
    expect(long.restIsStable).toBe(false);
    expect(new Set(long.restMv)).toEqual(new Set([long.restMv[0]]));
    const pacemaker = (mm: number) => long.membraneAt(long.compartmentAt(mm)).pacemaker;
    expect([10, 40, 60, 90].map(pacemaker)).toEqual([false, false, true, true]);
  });

  it('follows treatments that come and go while it runs, and `reset` leads where the axon starts', () => {
    const axon = axonOf(PATCH, HODGKIN_HUXLEY);
    axon.treat([tea(0.4)]);
    expect(axon.restIsStable).toBe(false);
    axon.advanceTo(10);
    axon.reset();
    expect(axon.potentialMv[0]).toBeCloseTo(-64.974052452, 8);
    axon.treat([]);
    expect([axon.restIsStable, axon.membraneAt(0).pacemaker]).toEqual([true, false]);
  });

  it('is judged as by the growth of small disturbances, on 60 patches and 30 cables of five compartments', () => {
    let unstable = 0;
    let seed = 7;
    const random = (low: number, high: number) => {
      seed = (seed * 48271) % 2147483647;
      return low + ((high - low) * seed) / 2147483647;
    };
    const pieceMm = 2;
    for (let k = 0; k < 90; k++) {
      const count = k < 60 ? 1 : 5;
      const temperatureC = random(0, 25);
      const membrane = {
        ...HODGKIN_HUXLEY,
        temperatureC,
        sodiumConductanceMsPerCm2: random(60, 320),
        potassiumConductanceMsPerCm2: random(12, 45),
      };
      const fraction = random(0.2, 1);
      const treated = Math.floor(random(1, count + 1));
      const geometry: Geometry =
        count === 1 ? PATCH : { ...SQUID_AXON.axon, lengthMm: pieceMm * count, compartments: count };
      const treatments = [count === 1 ? tea(fraction) : tea(fraction, 0, pieceMm * treated - 0.1)];
      const plain = Array.from({ length: count }, (_, i): PlainMembrane => {
        const left = i < treated ? fraction : 1;
        return {
          capacitance: 1,
          sodium: membrane.sodiumConductanceMsPerCm2,
          potassium: membrane.potassiumConductanceMsPerCm2 * left,
          leak: 0.3,
          sodiumMv: 50,
          potassiumMv: -77,
          leakMv: -54.3,
          speed: 3 ** ((temperatureC - 6.3) / 10),
        };
      });
      const axon = { membranes: plain, coupling: (1000 * 0.0476) / (4 * 35.4 * (pieceMm / 10) ** 2) };
      const growthPerMs = plainGrowthPerMs(axon, plainRest(axon));
      if (Math.abs(growthPerMs) < 0.002) continue;
      if (growthPerMs > 0) unstable++;
      expect({ k, stable: axonOf(geometry, membrane, treatments).restIsStable }).toEqual({
        k,
        stable: growthPerMs < 0,
      });
    }
    expect(unstable).toBeGreaterThan(15);
    expect(unstable).toBeLessThan(75);
  });
});
