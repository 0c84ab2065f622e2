/** The weakest press that fires, asked of a rig. */
import { describe, expect, it } from 'vitest';
import { liveExperiment } from '../../src/experiment/live.js';
import type { Treatment } from '../../src/model/index.js';
import { shipped } from '../experiment/load.js';
import { type BenchChanges, createBenchRig, LESSON, PULSE } from './bench-rig.js';
import { PATCH, SQUID, watchedRig } from './live-axons.js';

describe('the weakest press, asked of a rig', () => {
  /** A search on it looks at 8 ms: a spike has gone as far as it must by then. */
  const searchable = (changes: BenchChanges = {}) => createBenchRig({ durationMs: 8, ...changes });
  const found = (rig: ReturnType<typeof createBenchRig>) => {
    for (
      let pictures = 0;
      pictures < 2000 && rig.controller.snapshot().weakest.kind === 'searching';
      pictures++
    )
      rig.timers.advance(17);
    return rig.controller.snapshot().weakest;
  };

  it('is 39.34 µA for the lesson, and the light goes on meanwhile', () => {
    const rig = searchable();
    rig.controller.start();
    expect(rig.controller.command({ do: 'weakest' })).toBeUndefined();
    expect(rig.controller.snapshot().weakest).toEqual({ kind: 'searching', share: 0 });
    const sent = rig.device.stats.picturesSent;
    const before = rig.axon.modelMs;
    expect(found(rig)).toEqual({ kind: 'found', strength: expect.closeTo(39.338, 2), unit: 'µA' });
    expect(rig.device.stats.picturesSent - sent).toBeGreaterThan(1);
    expect(rig.axon.modelMs).toBeGreaterThan(before);
    expect(rig.crashes).toEqual([]);
  });

  it('fires, and 1 % less does not', () => {
    for (const [share, kind] of [
      [1.001, 'signal'],
      [0.99, 'too-weak'],
    ] as const) {
      const rig = searchable();
      rig.controller.start();
      rig.controller.command({ do: 'weakest' });
      const weakest = found(rig);
      if (weakest.kind !== 'found') throw new Error(weakest.kind);
      rig.controller.command({ do: 'stimulate', strength: share * weakest.strength });
      rig.timers.advance(40 * 500);
      expect(rig.controller.snapshot().lastPress?.outcome.kind).toBe(kind);
    }
  });

  it('is twice that in the middle of the axon, where the current goes both ways', () => {
    const rig = searchable({ stimulus: { ...PULSE, at: 30 } });
    rig.controller.start();
    rig.controller.command({ do: 'weakest' });
    const middle = found(rig);
    rig.controller.command({ do: 'weakest', at: 0 });
    const end = found(rig);
    if (middle.kind !== 'found' || end.kind !== 'found') throw new Error('not found');
    expect(end.strength).toBeCloseTo(39.338, 2);
    expect(middle.strength / end.strength).toBeGreaterThan(1.2);
  });

  it('counts with the treatments in force, and none that is over', () => {
    const dead = { kind: 'dead' } as const;
    for (const [treatment, kind] of [
      [dead, 'none'],
      [{ ...dead, endMs: 1 } as Treatment, 'found'],
    ] as const) {
      const rig = searchable({ treatments: [treatment] });
      rig.controller.start();
      rig.timers.advance(2 * 500);
      rig.controller.command({ do: 'weakest' });
      expect(found(rig).kind).toBe(kind);
    }
  });

  it.each([
    { do: 'reset' },
    { do: 'load', name: 'lesson' },
    { do: 'channels', on: false },
    { do: 'treat', id: 'dead', treatment: { kind: 'dead' } },
  ] as const)('is called off by %j: it would not be true any more', (command) => {
    const rig = searchable();
    rig.controller.start();
    rig.controller.command({ do: 'weakest' });
    rig.timers.advance(17);
    rig.controller.command(command);
    rig.timers.advance(170);
    expect(rig.controller.snapshot().weakest).toEqual({ kind: 'not-asked' });
  });

  it('is refused in words with the channels off, at a place off the axon, and without a stimulus', () => {
    const rig = searchable();
    rig.controller.start();
    expect(rig.controller.command({ do: 'weakest', at: 60 })).toMatch(/^weakest: .*60/);
    rig.controller.command({ do: 'channels', on: false });
    expect(rig.controller.command({ do: 'weakest' })).toBe(
      'weakest: the channels are off, so no press fires – switch them on first',
    );
    const bare = createBenchRig({ experiments: [{ ...LESSON, stimuli: [] }] });
    bare.controller.start();
    expect(bare.controller.command({ do: 'weakest' })).toBe(
      'weakest: expected a stimulus – this experiment has none that could be made weaker',
    );
    expect(bare.controller.snapshot().weakest).toEqual({ kind: 'not-asked' });
  });

  it.each([
    [{ do: 'weakest', at: [0, 1000] }, /^weakest: at\[1\]: expected .*59, got 1000$/],
    [{ do: 'weakest', at: [0, 5] }, /^weakest: at\[1\]: expected .* 0 to 0, got 5$/, PATCH],
    [{ do: 'weakest', at: [0, 1e6] }, /^weakest: at\[1\]: expected .*100 mm, got 1000000$/, SQUID],
  ] as const)('is refused in words for %j, and the light goes on', (command, words, experiment = LESSON) => {
    const rig = searchable({ experiments: [experiment] });
    rig.controller.start();
    expect(rig.controller.command(command)).toMatch(words);
    expect(rig.controller.snapshot().weakest).toEqual({ kind: 'not-asked' });
    const sent = rig.device.stats.picturesSent;
    rig.timers.advance(100);
    expect(rig.device.stats.picturesSent).toBeGreaterThan(sent);
    expect(rig.crashes).toEqual([]);
  });

  it('begins at whatever strength presses can have, the strongest current too, and ends in words', () => {
    for (const strength of [1e6, -1e6, -1, 0]) {
      const rig = searchable();
      rig.controller.start();
      expect(rig.controller.command({ do: 'strength', strength })).toBeUndefined();
      expect(rig.controller.command({ do: 'weakest' })).toBeUndefined();
      expect(found(rig).kind).toMatch(/^(found|none)$/);
      expect(rig.crashes).toEqual([]);
    }
  });

  it('is refused where a run is so long that nobody waits for it: a treatment has made the steps short', () => {
    const rig = searchable({ experiments: [{ ...SQUID, durationMs: 50_000 }] });
    rig.controller.start();
    expect(rig.controller.command({ do: 'weakest' })).toBeUndefined();
    const warm = { kind: 'temperature', temperatureC: 45 } as const;
    expect(rig.controller.command({ do: 'treat', id: 'warm', treatment: warm })).toBeUndefined();
    expect(rig.controller.command({ do: 'weakest' })).toMatch(
      /^weakest: expected at most 10000000 steps in the durationMs of the experiment, got .* – write a shorter durationMs$/,
    );
    rig.timers.advance(100);
    expect(rig.crashes).toEqual([]);
  });
});

describe('the weakest press of a shipped experiment', () => {
  const CASES: readonly (readonly [name: string, at: number | undefined, weakest: number])[] = [
    ['summation', undefined, 2275.3],
    ['summation', 50, 4547.7],
    ['refractory', undefined, 13.244],
    ['anode-break', undefined, -2.781],
    ['cold-block', undefined, 3533.96],
    ['lesson', 30, 0.40779],
  ];

  it.each(CASES)(
    '%s, pressed at %s: of %f, a thousandth more fires and a thousandth less does not',
    (name, at, expected) => {
      const live = liveExperiment(name, shipped(name), 60);
      const place = at === undefined ? {} : { at };
      const { controller, rig } = watchedRig(live);
      expect(controller.command({ do: 'weakest', ...place })).toBeUndefined();
      for (let k = 0; k < 3000 && controller.snapshot().weakest.kind === 'searching'; k++)
        rig.timers.advance(17);
      const { weakest } = controller.snapshot();
      if (weakest.kind !== 'found') throw new Error(JSON.stringify(weakest));
      expect(Math.abs(weakest.strength / expected - 1)).toBeLessThan(1e-4);
      const fires = [1.001, 0.999].map((share) => {
        const pressed = watchedRig(live);
        pressed.controller.command({ do: 'stimulate', strength: share * weakest.strength, ...place });
        pressed.pass(live.durationMs);
        return pressed.told.some(([, { kind }]) => kind === 'signal');
      });
      expect(fires).toEqual([true, false]);
    },
  );
});
