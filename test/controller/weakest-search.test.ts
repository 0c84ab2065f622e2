/** The search for the weakest press, in slices. Its clock goes on by a fixed time at each look. */
import { describe, expect, it } from 'vitest';
import { createWeakestSearch, type WeakestSearch } from '../../src/controller/weakest-search.js';
import { type Experiment, oneVaried } from '../../src/experiment/index.js';
import { experimentOf, shipped } from '../experiment/load.js';

/** A computer on which each piece of work takes `pieceMs`. */
function searchOn(pieceMs: number) {
  let wallMs = 0;
  let looks = 0;
  const search = createWeakestSearch({
    nowMs: () => {
      looks++;
      wallMs += pieceMs;
      return wallMs;
    },
  });
  return { search, looks: () => looks, wallMs: () => wallMs };
}

function begin(search: WeakestSearch, experiment: Experiment, index = 0): string | undefined {
  const none = { strength: { value: 0, unit: 'nA', most: 1 }, stimulus: -1, stimuliAt: () => [] };
  return search.begin(experiment, experiment.stimuli.length > 0 ? oneVaried(experiment, index) : none);
}

/** Works until there is nothing left to do. @returns how many slices that took. */
function finish(search: WeakestSearch): number {
  let slices = 0;
  while (search.work()) slices++;
  return slices;
}

const unfired = (text: string) =>
  experimentOf(`axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, temperatureC: 6.3}\n${text}`);
const PULSE = 'stimuli: [{startMs: 1, durationMs: 1, currentUaPerCm2: 20}]\ndurationMs: 15\nstepMs: 0.02';

describe('the weakest press that fires', () => {
  it.each([
    ['lesson', 0, 0.325028, 'mS'],
    ['patch', 0, 6.9035, 'µA/cm²'],
    ['frog-fibre', 0, 1.8223, 'nA'],
    ['refractory', 1, 28.57, 'µA/cm²'],
  ] as const)('of %s is that of its file', (name, index, strength, unit) => {
    const { search } = searchOn(0.1);
    expect(begin(search, shipped(name), index)).toBeUndefined();
    finish(search);
    const found = search.state;
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.unit).toBe(unit);
    expect(Math.abs(found.strength / strength - 1)).toBeLessThan(3e-4);
  });

  it('does not depend on where the electrodes are: all in the bath, the lesson has 0.3250 mS still', () => {
    const { search } = searchOn(0.1);
    begin(search, { ...shipped('lesson'), electrodes: [{ name: 'blue', at: 'bath' }] });
    finish(search);
    expect(search.state).toMatchObject({ kind: 'found', strength: expect.closeTo(0.325028, 5) });
  });

  it('does not depend on how it is cut: slow and fast computers find the same to the bit', () => {
    const states = [0.01, 0.4, 20].map((pieceMs) => {
      const { search } = searchOn(pieceMs);
      begin(search, unfired(PULSE));
      finish(search);
      return search.state;
    });
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    expect(states[0]!.kind).toBe('found');
  });

  it('takes no more than 3 ms of a picture where a piece takes 0.4 ms, and one piece where it takes 20', () => {
    for (const [pieceMs, mostMs] of [
      [0.4, 3],
      [20, 40],
    ] as const) {
      const { search, wallMs } = searchOn(pieceMs);
      begin(search, unfired(PULSE));
      for (let before = wallMs(); search.work(); before = wallMs()) {
        expect(wallMs() - before - pieceMs).toBeLessThanOrEqual(mostMs);
      }
    }
  });

  it('ends its slice after 16 pieces on a clock that stands still', () => {
    const { search, looks } = searchOn(0);
    begin(search, unfired(PULSE));
    search.work();
    expect(looks()).toBe(17);
    expect(search.state.kind).toBe('searching');
  });

  it('says how far it is, from 0 up to 1 and never back', () => {
    const { search } = searchOn(0.4);
    begin(search, unfired(PULSE));
    const shares: number[] = [];
    while (search.work()) if (search.state.kind === 'searching') shares.push(search.state.share);
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeLessThan(0.05);
    expect(shares.at(-1)).toBeGreaterThan(0.8);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('does no work before it is asked and after it has found', () => {
    const { search, looks } = searchOn(0.4);
    expect(search.work()).toBe(false);
    expect([looks(), search.state]).toEqual([0, { kind: 'not-asked' }]);
    begin(search, unfired(PULSE));
    finish(search);
    const before = looks();
    expect([search.work(), looks()]).toEqual([false, before]);
  });

  it('forgets the search, and what it found, when it is called off', () => {
    const { search } = searchOn(0.4);
    begin(search, unfired(PULSE));
    search.work();
    search.cancel();
    expect([search.work(), search.state]).toEqual([false, { kind: 'not-asked' }]);
  });

  it('begins again with another experiment in place of the one under way', () => {
    const { search } = searchOn(0.4);
    begin(search, shipped('lesson'));
    search.work();
    begin(search, unfired(PULSE));
    finish(search);
    expect(search.state).toMatchObject({ kind: 'found', unit: 'µA/cm²' });
  });
});

describe('where there is no weakest press, it says why', () => {
  const because = (text: string, index = 0): string | undefined => {
    const { search } = searchOn(0.1);
    const refusal = begin(search, unfired(text), index);
    if (refusal !== undefined) return refusal;
    finish(search);
    return search.state.kind === 'none' ? search.state.because : search.state.kind;
  };

  it('no stimulus', () => {
    expect(because('durationMs: 5')).toBe(
      'weakest: expected a stimulus – this experiment has none that could be made weaker',
    );
  });

  it('no sodium channels anywhere', () => {
    expect(because(`treatments: [{kind: ttx, sodiumFraction: 0}]\n${PULSE}`)).toBe(
      'no sodium channels work anywhere on this axon',
    );
  });

  it('nothing fires, however strong', () => {
    expect(because(`treatments: [{kind: ttx, sodiumFraction: 0.02}]\n${PULSE}`)).toMatch(
      /^not even 8\.\d+e\+4 µA\/cm² fires$|^not even \d+ µA\/cm² fires$/,
    );
  });

  it('whatever goes wrong on its own axon', () => {
    const { search } = searchOn(0.1);
    const pulse = { ...unfired(PULSE).stimuli[0]! };
    let reads = 0;
    Object.defineProperty(pulse, 'currentUaPerCm2', {
      enumerable: true,
      get: () => {
        if (++reads > 12) throw new RangeError('Invalid typed array length: 3000000000');
        return 20;
      },
    });
    const broken = { ...unfired(PULSE), stimuli: [pulse] };
    begin(search, broken);
    finish(search);
    expect(search.state).toEqual({
      kind: 'none',
      because: 'the search could not go on: RangeError: Invalid typed array length: 3000000000',
    });
  });
});

it('keeps no trace: 10 million steps of a run need no memory of their own', () => {
  const { search } = searchOn(20);
  expect(begin(search, { ...unfired(PULSE), durationMs: 200_000 })).toBeUndefined();
  const before = process.memoryUsage().arrayBuffers;
  search.work();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
});
