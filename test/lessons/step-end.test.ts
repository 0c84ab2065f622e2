import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/controller/contract.js';
import { endsByState, endsByTime, recordedShare } from '../../src/lessons/step-end.js';

const at = (nowMs: number, shown = 1) => ({ nowMs, lastMs: 100, shown });

describe('a step that was done', () => {
  it('is over 15 ms after its last press where it is watched for so long, and once a picture has shown that', () => {
    const step = { done: 'press', watchMs: 15 } as const;
    expect(endsByTime(step, 40, at(114.9), true)).toBe(false);
    expect(endsByTime(step, 40, at(115), false)).toBe(true);
    expect(endsByTime(step, 40, at(115, 0), false)).toBe(false);
  });

  it('is over at rest, or after the 40 ms of its experiment, where it does not say for how long it is watched', () => {
    const step = { done: 'press', watchMs: undefined } as const;
    expect(endsByTime(step, 40, at(100), true)).toBe(false);
    expect(endsByTime(step, 40, at(101), true)).toBe(true);
    expect(endsByTime(step, 40, at(139), false)).toBe(false);
    expect(endsByTime(step, 40, at(140), false)).toBe(true);
  });

  it('is over with the next picture where nothing is to be recorded', () => {
    const step = { done: 'act', watchMs: undefined } as const;
    expect(endsByTime(step, 40, at(100, 0), true)).toBe(false);
    expect(endsByTime(step, 40, at(100), false)).toBe(true);
  });

  it('is over by how the rig stands where it waits for a level or for the weakest press, and never while it is read', () => {
    const rig = (crossed: boolean, kind: string) => () =>
      ({ pauseWhen: { crossed }, weakest: { kind } }) as unknown as Snapshot;
    expect(endsByState({ done: 'crossed' }, rig(true, 'searching'))).toBe(true);
    expect(endsByState({ done: 'crossed' }, rig(false, 'found'))).toBe(false);
    expect(endsByState({ done: 'weakest' }, rig(true, 'searching'))).toBe(false);
    expect(endsByState({ done: 'weakest' }, rig(false, 'none'))).toBe(true);
    expect(endsByState({ done: 'read' }, rig(true, 'found'))).toBe(false);
    expect(endsByState({ done: 'press' }, rig(true, 'found'))).toBeUndefined();
  });

  it('tells in tenths how much is recorded, where it knows', () => {
    expect(recordedShare({ watchMs: 20 }, at(109.9))).toBe(0.4);
    expect(recordedShare({ watchMs: 20 }, at(121))).toBe(1);
    expect(recordedShare({ watchMs: 20 }, at(123))).toBeUndefined();
    expect(recordedShare({ watchMs: undefined }, at(110))).toBeUndefined();
  });
});
