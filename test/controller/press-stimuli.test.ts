import { describe, expect, it } from 'vitest';
import { pressStimuli, pressStrength } from '../../src/controller/press-stimuli.js';
import type { StimulusSpec } from '../../src/model/index.js';

const TWO: readonly StimulusSpec[] = [
  { kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.2, currentNa: 2500 },
  { kind: 'pulse', at: 40, startMs: 0.9, durationMs: 0.2, currentNa: -1000 },
];
const STEP: StimulusSpec = { kind: 'step', at: 0, startMs: 1, currentUaPerCm2: 10 };
const SODIUM: StimulusSpec = {
  kind: 'conductance',
  at: 0,
  startMs: 1,
  durationMs: 0.5,
  conductanceMs: 2.4,
  reversalMv: 60,
};

describe('a press', () => {
  it('plays all stimuli of its experiment, the earliest now, and ends with the last of them', () => {
    const given = pressStimuli(TWO, 'cable', {}, 7);
    expect(given.map(({ spec }) => spec.startMs)).toEqual([7, 7.4]);
    expect(given.map(({ endMs }) => endMs)).toEqual([expect.closeTo(7.2), expect.closeTo(7.6)]);
  });

  it('of another strength has the strongest stimulus at that, and the others changed by as much', () => {
    expect(pressStrength(TWO, 'cable')).toEqual({
      unit: 'nA',
      strength: 2500,
      most: 1_000_000_000,
      holds: false,
    });
    const given = pressStimuli(TWO, 'cable', { strength: 5000 }, 0);
    expect(given.map(({ spec }) => spec)).toMatchObject([{ currentNa: 5000 }, { currentNa: -2000 }]);
  });

  it('lets an ion in where its experiment does: its strength is in mS', () => {
    expect(pressStrength([SODIUM], 'lattice')).toEqual({
      unit: 'mS',
      strength: 2.4,
      most: 1000,
      holds: false,
    });
    expect(pressStimuli([SODIUM], 'lattice', { strength: 0.3 }, 0)[0]!.spec).toMatchObject({
      kind: 'conductance',
      conductanceMs: 0.3,
    });
  });

  it('at other places enters there, with each of its stimuli', () => {
    const given = pressStimuli(TWO, 'cable', { at: [10, 90], durationMs: 1 }, 0);
    expect(given.map(({ spec }) => spec)).toMatchObject([
      { at: [10, 90], durationMs: 1 },
      { at: [10, 90], durationMs: 1 },
    ]);
  });

  it('begins a step that nobody knows the end of, unless it says how long it lasts', () => {
    expect(pressStimuli([STEP], 'patch', {}, 0)[0]!.endMs).toBe(Infinity);
    const [given] = pressStimuli([STEP], 'patch', { durationMs: 5 }, 2);
    expect(given).toMatchObject({ endMs: 7, spec: { kind: 'pulse', durationMs: 5, currentUaPerCm2: 10 } });
  });

  it('that is held goes on until it is released, a current as a step, an ion let in for very long', () => {
    const [pulse] = pressStimuli(TWO, 'cable', { held: true }, 0);
    expect(pulse).toMatchObject({ endMs: Infinity, spec: { kind: 'step', currentNa: 2500 } });
    expect(pulse!.spec).not.toHaveProperty('durationMs');
    const [sodium] = pressStimuli([SODIUM], 'lattice', { held: true }, 0);
    expect(sodium).toMatchObject({ endMs: Infinity, spec: { kind: 'conductance', durationMs: 1_000_000 } });
  });

  it('of a train ends with its last pulse', () => {
    const train: StimulusSpec = {
      kind: 'train',
      at: 0,
      startMs: 3,
      durationMs: 0.5,
      intervalMs: 10,
      count: 4,
      currentUa: 200,
    };
    expect(pressStimuli([train], 'lattice', {}, 1)[0]!.endMs).toBeCloseTo(31.5);
  });

  it('on an experiment without stimuli is a pulse of the strength that it says, else nothing', () => {
    expect(pressStimuli([], 'cable', {}, 0)).toEqual([]);
    expect(pressStimuli([], 'cable', { strength: 3 }, 4)[0]!.spec).toMatchObject({
      kind: 'pulse',
      at: 0,
      startMs: 4,
      currentNa: 3,
    });
  });
});
