import { describe, expect, it } from 'vitest';
import { pairOf } from '../../src/web/save/pair.js';
import { peakOf } from '../../src/web/sweep-samples.js';
import { MOST_PINS } from '../../src/web/sweep-shelf.js';
import { SweepRoom } from './sweep-room.js';

describe('the ghost', () => {
  it('is the last complete sweep of another set-up; the same set-up replaces its own in silence', () => {
    const room = new SweepRoom();
    room.tell({ channelsOn: false });
    room.sweep();
    expect(room.store.ghosts).toEqual([]);
    room.tell({ channelsOn: true });
    room.sweep();
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([1]);
    room.sweep();
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([1]);
    room.tell({ channelsOn: false });
    expect(room.store.shown!.number).toBe(3);
    room.sweep();
    expect(room.store.shown!.number).toBe(4);
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([3]);
  });

  it.each([
    ['a strength', { strength: 1 }],
    ['an electrode', { electrodes: { blue: 4, yellow: 20 } }],
    [
      'a treatment',
      {
        treatments: [
          { id: '1', treatment: { kind: 'ttx', from: 1, to: 2, sodiumFraction: 0 }, words: 'TTX' },
        ],
      },
    ],
  ] as const)('is there after %s is another', (_, change) => {
    const room = new SweepRoom();
    room.sweep();
    room.tell(change);
    room.sweep();
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([1]);
  });

  it('is none after another axon, before its first sweep and after it, unless it is pinned; and the axon shows no pin of another', () => {
    const room = new SweepRoom();
    room.sweep();
    room.tell({ experiment: 'squid-axon' });
    expect(room.store.ghosts).toEqual([]);
    room.sweep();
    expect(room.store.ghosts).toEqual([]);
    const [, first] = room.store.all;
    room.store.pin(first);
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([1]);
    expect(room.store.axonGhost).toBeUndefined();
    room.tell({ channelsOn: false });
    room.sweep();
    expect(room.store.axonGhost!.number).toBe(2);
  });

  it.each([
    ['with another strength', { strength: 9 }],
    ['at another place', { places: [40] }],
  ] as const)('is there after a press %s, with the same state', (_, told) => {
    const room = new SweepRoom();
    room.sweep();
    room.press(true, told);
    room.run(13);
    room.quiet();
    room.run(3);
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([1]);
  });

  it('is what would have been, where somebody has run on from an earlier moment', () => {
    const room = new SweepRoom();
    room.sweep();
    room.lookAt(8, 4);
    room.runOn(8, 4);
    room.run(2);
    const { shown, ghosts } = room.store;
    expect(shown!.samples.latestMs).toBeCloseTo(6, 5);
    expect(
      shown!.samples.timesMs.subarray(0, shown!.samples.count).filter((ms) => ms > 3.95 && ms < 4.05),
    ).toHaveLength(1);
    expect(ghosts).toHaveLength(1);
    expect(ghosts[0]!.cutOff).toBe(true);
    expect(peakOf(ghosts[0]!.samples, 'yellow')!.potentialMv).toBeCloseTo(40, 3);
    room.run(20);
    expect(room.store.shown!.complete).toBe(true);
  });

  it('is the same where the pictures come before the word of it', () => {
    const room = new SweepRoom();
    room.sweep();
    room.lookAt(8, 4);
    const { modelMs } = room;
    room.modelMs = 4;
    room.run(1);
    room.modelMs = modelMs;
    room.runOn(8, 4);
    expect(room.store.shown!.samples.latestMs).toBeCloseTo(5, 5);
    expect(room.store.ghosts[0]!.cutOff).toBe(true);
  });
});

describe('pins', () => {
  it('stay as ghosts, three of them, however many sweeps follow', () => {
    const room = new SweepRoom();
    for (let i = 0; i < 5; i++) {
      room.tell({ strength: 1 + i });
      room.sweep();
      expect(room.store.pin()).toBe(i < MOST_PINS);
    }
    expect(room.store.pins.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([4, 1, 2, 3]);
    room.store.unpin(room.store.pins[1]!);
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([4, 1, 3]);
  });
});

describe('a reset', () => {
  it('clears all sweeps, and for 8 s they can be brought back', () => {
    const room = new SweepRoom();
    room.sweep();
    room.store.pin();
    room.tell({ channelsOn: false });
    room.sweep();
    room.reset();
    expect([room.store.shown, room.store.ghosts, room.store.canUndo]).toEqual([undefined, [], true]);
    room.nowMs = 7999;
    room.store.undo();
    expect(room.store.shown!.number).toBe(2);
    expect(room.store.pins.map(({ number }) => number)).toEqual([1]);
    room.reset();
    room.nowMs += 8000;
    room.store.undo();
    expect(room.store.shown).toBeUndefined();
  });

  it('leaves what it clears to the worksheet: channels off before it, on after it', () => {
    const room = new SweepRoom();
    room.tell({ channelsOn: false });
    room.sweep();
    room.reset();
    room.nowMs = 60_000;
    room.tell({ channelsOn: true });
    room.sweep();
    expect(room.store.all.map(({ number }) => number)).toEqual([2]);
    expect(room.store.recorded.map(({ number }) => number)).toEqual([2, 1]);
    const { off, on } = pairOf(room.store.recorded, room.state.experiment);
    expect([off?.number, on?.number]).toEqual([1, 2]);
  });

  it('is none where the channels are switched: the sweep stays', () => {
    const room = new SweepRoom();
    room.sweep();
    room.tell({ channelsOn: false });
    room.run(5);
    expect(room.store.shown!.number).toBe(1);
  });

  it('leaves what comes after it to no sweep of before', () => {
    const room = new SweepRoom();
    room.press();
    room.run(3);
    room.reset();
    room.run(20);
    expect(room.store.shown).toBeUndefined();
  });
});
