import { describe, expect, it } from 'vitest';
import { createAxon, type Geometry, SET_A, SQUID_AXON, type StimulusSpec } from '../../src/model/index.js';

const lattice = () => createAxon(SET_A.axon, { kind: 'passive' }, { stepMs: 0.025 });
const squid = () =>
  createAxon({ ...SQUID_AXON.axon, compartments: 50 } as Geometry, SQUID_AXON.membrane, { stepMs: 0.01 });

describe('a stimulus that is ended', () => {
  it('on a lattice: a step released after 2 ms is a pulse of 2 ms, to the last bit', () => {
    const [held, pulse] = [lattice(), lattice()];
    const id = held.inject({ kind: 'step', at: 5, startMs: 1, currentUa: 20 });
    pulse.inject({ kind: 'pulse', at: 5, startMs: 1, durationMs: 2, currentUa: 20 });
    for (const axon of [held, pulse]) axon.advanceTo(3);
    held.endStimulus(id);
    for (const axon of [held, pulse]) axon.advanceTo(10);
    expect(held.potentialMv).toEqual(pulse.potentialMv);
    expect(held.potentialMv[5]).toBeGreaterThan(-69);
  });

  it.each<[string, StimulusSpec]>([
    ['a step', { kind: 'step', at: 50, startMs: 0, currentNa: 3000 }],
    ['a ramp', { kind: 'ramp', at: 50, startMs: 0, riseMs: 1, durationMs: 5, currentNa: 3000 }],
    [
      'a train',
      { kind: 'train', at: 50, startMs: 0, durationMs: 0.1, intervalMs: 0.2, count: 50, currentNa: 9000 },
    ],
  ])('on a cable: %s flows no more', (_name, spec) => {
    const [ended, going, never] = [squid(), squid(), squid()];
    const id = ended.inject(spec);
    going.inject(spec);
    for (const axon of [ended, going, never]) axon.advanceTo(0.4);
    expect(ended.potentialMv).toEqual(going.potentialMv);
    ended.endStimulus(id);
    const before = ended.snapshot();
    never.restore({ ...before, stimuli: never.snapshot().stimuli });
    for (const axon of [ended, going, never]) axon.advanceTo(2);
    expect(ended.potentialMv).toEqual(never.potentialMv);
    expect(ended.potentialMv).not.toEqual(going.potentialMv);
  });

  it('before it began never begins', () => {
    const [ended, never] = [lattice(), lattice()];
    const id = ended.inject({ kind: 'pulse', at: 5, startMs: 3, durationMs: 1, currentUa: 20 });
    ended.advanceTo(1);
    ended.endStimulus(id);
    for (const axon of [ended, never]) axon.advanceTo(10);
    for (let i = 0; i < 60; i++) expect(ended.potentialMv[i]).toBeCloseTo(never.potentialMv[i]!, 9);
  });

  it('alone ends: another one at the same place goes on', () => {
    const [two, one] = [lattice(), lattice()];
    for (const axon of [two, one]) axon.inject({ kind: 'step', at: 5, startMs: 0, currentUa: 20 });
    const id = two.inject({
      kind: 'conductance',
      at: 5,
      startMs: 0,
      durationMs: 50,
      conductanceMs: 2.4,
      reversalMv: 60,
    });
    for (const axon of [two, one]) axon.advanceTo(1);
    expect(two.potentialMv[5]).toBeGreaterThan(one.potentialMv[5]! + 10);
    two.endStimulus(id);
    for (const axon of [two, one]) axon.advanceTo(300);
    expect(two.potentialMv[5]).toBeCloseTo(one.potentialMv[5]!, 6);
  });

  it('twice, or after its own end, or that never was: nothing happens, and no number comes twice', () => {
    const axon = lattice();
    const first = axon.inject({ kind: 'pulse', at: 5, startMs: 0, durationMs: 0.5, currentUa: 20 });
    const before = axon.snapshot();
    const second = axon.inject({ kind: 'step', at: 7, startMs: 0, currentUa: 20 });
    axon.restore(before);
    const third = axon.inject({ kind: 'step', at: 9, startMs: 0, currentUa: 20 });
    expect(new Set([first, second, third]).size).toBe(3);
    axon.advanceTo(2);
    for (const id of [first, second, 999, Number.NaN]) axon.endStimulus(id);
    expect(axon.snapshot().stimuli.given.map(({ id }) => id)).toEqual([third]);
    axon.endStimulus(third);
    axon.endStimulus(third);
    axon.advanceTo(3);
    expect(axon.snapshot().stimuli.given).toEqual([]);
  });

  it('in a call of onGate is refused, and so is a snapshot', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 });
    const snapshot = axon.snapshot();
    const refusals: string[] = [];
    axon.onGate = () => {
      for (const call of [() => axon.endStimulus(1), () => axon.snapshot(), () => axon.restore(snapshot)])
        try {
          call();
        } catch (error) {
          refusals.push((error as Error).message);
        }
      axon.onGate = null;
    };
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUa: 200 });
    axon.advanceTo(1);
    expect(refusals.map((message) => message.split(':')[0])).toEqual(['endStimulus', 'snapshot', 'restore']);
    expect(refusals[1]).toBe(
      'snapshot: expected no call of it by onGate or onEdge – wait for the end of the step',
    );
  });
});
