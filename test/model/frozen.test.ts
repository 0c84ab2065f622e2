import { describe, expect, it } from 'vitest';
import {
  type Axon,
  createAxon,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  SET_A,
  SET_M1,
  SET_M2,
  SQUID_AXON,
  type StimulusSpec,
  type Treatment,
} from '../../src/model/index.js';
import { inject } from './support.js';

interface AnyAxon {
  readonly axon: Geometry;
  readonly membrane: MembraneSpec;
}

const SQUID: AnyAxon = { ...SQUID_AXON, axon: { ...SQUID_AXON.axon, compartments: 100 } as Geometry };

function pair({ axon, membrane }: AnyAxon, stepMs: number, treatments: readonly Treatment[] = []) {
  const make = (channelsFrozen: boolean) =>
    createAxon(axon, membrane, { stepMs, treatments, channelsFrozen });
  return { live: make(false), frozen: make(true) };
}

const highest = (axon: Axon, at: number, ms: number) => {
  let mv = Number.NEGATIVE_INFINITY;
  while (axon.modelMs < ms) {
    axon.step();
    mv = Math.max(mv, axon.potentialMv[at]!);
  }
  return mv;
};

describe('with its channels frozen', () => {
  it.each<[string, AnyAxon, number, readonly Treatment[]]>([
    ['the squid', SQUID, 0.01, []],
    [
      'the squid in potassium and TTX',
      SQUID,
      0.01,
      [
        { kind: 'potassium', outsideMillimolar: 12 },
        { kind: 'ttx', from: 20, to: 40, sodiumFraction: 0.2 },
      ],
    ],
    ['the squid with a shifted rest', SQUID, 0.01, [{ kind: 'rest', from: 10, to: 50, shiftMv: -6 }]],
    ['the frog', SET_M1, 0.005, []],
    ['squid channels under myelin', SET_M2, 0.005, []],
    ['the lesson', SET_A, 0.025, [{ kind: 'rest', from: 10, to: 20, shiftMv: -3 }]],
  ])(
    '%s rests where it does without, to the last bit, and stays there within 1e-7 mV for 50 ms',
    (_name, set, stepMs, treatments) => {
      const { live, frozen } = pair(set, stepMs, treatments);
      expect(frozen.restMv).toEqual(live.restMv);
      expect(frozen.restIsStable).toBe(true);
      frozen.advanceTo(50);
      for (let i = 0; i < frozen.compartmentCount; i++)
        expect(Math.abs(frozen.potentialMv[i]! - live.restMv[i]!)).toBeLessThan(1e-7);
    },
  );

  it('stays at its rest where that is unstable with live channels: TEA that leaves 0.3, −47.82 mV', () => {
    const axon = createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, HODGKIN_HUXLEY, {
      stepMs: 0.01,
      treatments: [{ kind: 'tea', potassiumFraction: 0.3 }],
    });
    expect([axon.restIsStable, axon.restMv[0]]).toEqual([false, expect.closeTo(-64.974, 3)]);
    axon.freezeChannels(true);
    expect([axon.restIsStable, axon.restMv[0]]).toEqual([true, expect.closeTo(-47.8185, 3)]);
    axon.advanceTo(30);
    expect(axon.potentialMv[0]).toBeCloseTo(-47.8185, 3);
  });

  it('the lattice is the passive one, bit for bit', () => {
    const frozen = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: true });
    const passive = createAxon(SET_A.axon, { kind: 'passive' }, { stepMs: 0.025 });
    for (const axon of [frozen, passive]) inject(axon, [3, 1, 0.5, 200]);
    for (const axon of [frozen, passive]) axon.advanceTo(20);
    expect(frozen.potentialMv).toEqual(passive.potentialMv);
    expect(Math.max(...frozen.potentialMv)).toBeGreaterThan(-69);
  });

  it.each<[string, AnyAxon, number, StimulusSpec, number]>([
    ['the squid', SQUID, 0.01, { kind: 'pulse', at: 0, startMs: 1, durationMs: 0.2, currentNa: 20_000 }, 99],
    ['the frog', SET_M1, 0.005, { kind: 'pulse', at: 0, startMs: 1, durationMs: 0.1, currentNa: 20 }, 40],
  ])(
    'nothing travels along %s: its far end rises by less than 2e-5 mV',
    (_name, set, stepMs, stimulus, at) => {
      const { live, frozen } = pair(set, stepMs);
      for (const axon of [live, frozen]) axon.inject(stimulus);
      expect(highest(live, at, 12)).toBeGreaterThan(0);
      expect(highest(frozen, at, 12) - frozen.restMv[at]!).toBeLessThan(2e-5);
      expect(frozen.membraneAt(at).canFire).toBe(false);
    },
  );

  it('the squid answers at once as it does with them, within 0.2 %; in the end a third more, for no potassium gate opens', () => {
    const { live, frozen } = pair(SQUID_AXON, 0.01);
    for (const axon of [live, frozen]) axon.inject({ kind: 'step', at: 50, startMs: 0, currentNa: 1 });
    for (const axon of [live, frozen]) axon.advanceTo(0.05);
    const uv = ({ potentialMv, restMv }: Axon) => (potentialMv[500]! - restMv[500]!) * 1000;
    expect(uv(frozen) / uv(live)).toBeGreaterThan(0.998);
    expect(uv(frozen) / uv(live)).toBeLessThan(1);
    for (const axon of [live, frozen]) axon.advanceTo(60);
    expect(uv(live)).toBeCloseTo(5.32, 2);
    expect(uv(frozen)).toBeCloseTo(7, 1);
  });

  it('in mid-spike no potential jumps, and what is left fades: at rest within 1e-3 mV after 40 ms', () => {
    const { live: axon } = pair(SQUID, 0.01);
    axon.inject({ kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.2, currentNa: 20_000 });
    axon.advanceTo(3);
    const before = axon.potentialMv.slice();
    expect(Math.max(...before)).toBeGreaterThan(20);
    axon.freezeChannels(true);
    expect(axon.potentialMv).toEqual(before);
    expect(axon.channelsFrozen).toBe(true);
    axon.step();
    for (let i = 0; i < 100; i++) expect(Math.abs(axon.potentialMv[i]! - before[i]!)).toBeLessThan(4.3);
    axon.advanceTo(43);
    for (let i = 0; i < 100; i++) expect(Math.abs(axon.potentialMv[i]! - axon.restMv[i]!)).toBeLessThan(1e-3);
    axon.freezeChannels(false);
    axon.advanceTo(60);
    for (let i = 0; i < 100; i++) expect(Math.abs(axon.potentialMv[i]! - axon.restMv[i]!)).toBeLessThan(1e-3);
    axon.inject({ kind: 'pulse', at: 0, startMs: 61, durationMs: 0.2, currentNa: 20_000 });
    expect(highest(axon, 99, 70)).toBeGreaterThan(20);
  });

  it.each([
    [0.5, true],
    [3, false],
  ])(
    'thawed after %f ms in mid-spike, the squid has forgotten its refractory period and fires backwards: %s',
    (frozenMs, fires) => {
      const { live: axon } = pair(SQUID, 0.01);
      axon.inject({ kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.2, currentNa: 20_000 });
      axon.advanceTo(3.5);
      expect(axon.potentialMv[20]).toBeLessThan(-60);
      axon.freezeChannels(true);
      axon.advanceTo(3.5 + frozenMs);
      axon.freezeChannels(false);
      expect(highest(axon, 5, 3.5 + frozenMs + 6) > 0).toBe(fires);
    },
  );

  it('a treatment moves the rest, and the gates with it: in 12 mM potassium it goes to −60 mV by itself', () => {
    const axon = createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, HODGKIN_HUXLEY, {
      stepMs: 0.01,
      channelsFrozen: true,
    });
    axon.treat([{ kind: 'potassium', outsideMillimolar: 12 }]);
    expect(axon.potentialMv[0]).toBeCloseTo(-64.974, 3);
    axon.advanceTo(60);
    expect(axon.potentialMv[0]! - axon.restMv[0]!).toBeCloseTo(0, 6);
    expect(axon.restMv[0]).toBeGreaterThan(-64);
  });

  it('an axon that fires by itself with twice the sodium channels rests', () => {
    const patch: Geometry = { kind: 'patch', capacitanceUfPerCm2: 1 };
    const more = { ...HODGKIN_HUXLEY, sodiumConductanceMsPerCm2: 240 };
    const { live, frozen } = pair({ axon: patch, membrane: more }, 0.01);
    expect(live.restIsStable).toBe(false);
    expect(frozen.restIsStable).toBe(true);
    frozen.advanceTo(100);
    expect(frozen.potentialMv[0]! - frozen.restMv[0]!).toBeCloseTo(0, 6);
  });

  it('a lattice refuses the rest that its channels could not have', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: true });
    expect(() => axon.treat([{ kind: 'rest', shiftMv: 20 }])).toThrow(
      'a shifted rest below membrane.sodiumOpensMv',
    );
  });

  it('reset leaves them frozen', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, channelsFrozen: true });
    inject(axon, [3, 1, 0.5, 200]);
    axon.advanceTo(5);
    axon.reset();
    expect(axon.channelsFrozen).toBe(true);
    expect(axon.potentialMv).toEqual(axon.restMv);
  });
});
