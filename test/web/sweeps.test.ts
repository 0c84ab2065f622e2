import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairOf } from '../../src/web/save/pair.js';
import { MOST_SWEEP_SAMPLES, peakOf } from '../../src/web/sweep-samples.js';
import { MOST_KEPT, MOST_PINS, Sweeps } from '../../src/web/sweeps.js';
import { PRESS_MARK, STATE } from './page-state.js';
import { PICTURE, SweepRoom } from './sweep-room.js';

const answered = () => new Promise((resolve) => setImmediate(resolve));

describe('a sweep', () => {
  it('begins with its press at 0 ms and keeps the spike: blue +40 mV at 1.0 ms, yellow at 8.2 ms', () => {
    const room = new SweepRoom();
    room.run(7);
    room.sweep();
    const { samples, atMs, spanMs, complete } = room.store.shown!;
    expect([atMs, spanMs, complete]).toEqual([7, 14, true]);
    expect(peakOf(samples, 'blue')!.atMs).toBeCloseTo(1.0, 5);
    expect(peakOf(samples, 'yellow')!.atMs).toBeCloseTo(8.2, 5);
    expect(peakOf(samples, 'yellow')!.potentialMv).toBeCloseTo(40, 3);
    expect(samples.timesMs[0]).toBeLessThanOrEqual(0);
    expect(samples.latestMs).toBeLessThanOrEqual(14);
  });

  it('has what came between the press and the word of it', () => {
    const room = new SweepRoom();
    room.run(5);
    const press = room.state.presses.length;
    expect(press).toBe(0);
    room.run(3);
    room.modelMs -= 3;
    room.press();
    expect(room.store.shown!.atMs).toBe(5);
    expect(room.store.shown!.samples.latestMs).toBeCloseTo(3, 5);
    expect(room.asked).toEqual([]);
  });

  it('takes a later press within it as its own, and another sweep number begins another sweep', () => {
    const room = new SweepRoom();
    room.press();
    room.run(4);
    room.press(false, { outcome: { kind: 'refractory', place: 0 } });
    expect(room.store.shown!.presses.map(({ press }) => press)).toEqual([1, 2]);
    expect(room.store.shown!.presses[1]!.outcome).toEqual({ kind: 'refractory', place: 0 });
    room.run(10);
    room.quiet();
    room.press();
    expect(room.store.shown!.number).toBe(2);
  });

  it('has the highest of each LED: +40 mV at site 49', () => {
    const room = new SweepRoom();
    room.sweep();
    expect(room.store.shown!.highestMv[49]).toBeCloseTo(40, 3);
    expect(room.store.shown!.arrivalMs).toBeCloseTo(12, 5);
  });

  it('has its time axis as the axon needs it: 14 ms, and 50 ms from the next sweep on where a signal takes 30 ms', () => {
    const room = new SweepRoom();
    room.sweep();
    expect(room.store.spanMs).toBe(14);
    const slow = new SweepRoom();
    slow.mv = (place, ms) => (place === 'bath' ? 0 : Math.abs(ms - Number(place) / 2 - 0.5) < 0.3 ? 40 : -70);
    slow.press();
    const seen = new Set<number>();
    for (let ms = 0; ms < 60; ms++) {
      if (ms === 33) slow.quiet();
      slow.run(1);
      seen.add(slow.store.spanMs);
    }
    expect([...seen]).toEqual([14, 20, 50]);
    slow.press();
    expect(slow.store.spanMs).toBe(50);
  });

  it('has an axis of 5 ms from its first sweep on where a signal is at the end after 1.2 ms, as on a frog fibre', () => {
    const room = new SweepRoom();
    room.mv = (place, ms) =>
      place === 'bath' ? 0 : Math.abs(ms - Number(place) / 50 - 0.5) < 0.6 ? 40 : -70;
    const mark = room.press();
    room.run(3);
    expect(room.store.spanMs).toBe(14);
    room.tell({ presses: [{ ...mark, outcome: PRESS_MARK.outcome }], activity: 'none' });
    room.run(3);
    const { spanMs, complete, samples } = room.store.shown!;
    expect([spanMs, complete, room.store.spanMs]).toEqual([5, true, 5]);
    expect(samples.latestMs).toBeLessThanOrEqual(5);
    room.press();
    expect(room.store.spanMs).toBe(5);
  });

  it('is broken where its electrode is moved, and says so', () => {
    const room = new SweepRoom();
    room.press();
    room.run(2);
    room.tell({ electrodes: { blue: 30, yellow: 40 } });
    room.run(2);
    const { samples, changed } = room.store.shown!;
    expect(changed).toBe(true);
    expect([...samples.blueMv.subarray(0, samples.count)].filter(Number.isNaN)).toHaveLength(1);
    expect([...samples.yellowMv.subarray(0, samples.count)].some(Number.isNaN)).toBe(false);
  });
});

describe('a treatment on the way', () => {
  const ttx = (sodiumFraction: number) =>
    [{ id: '1', treatment: { kind: 'ttx', from: 1, to: 2, sodiumFraction }, words: 'TTX' }] as const;

  it('changes the sweep, also where one takes the place of another; told again it does not', () => {
    const room = new SweepRoom();
    room.tell({ treatments: ttx(0.5) });
    room.press();
    room.run(2);
    room.tell({ treatments: ttx(0.5) });
    expect(room.store.shown!.changed).toBe(false);
    room.tell({ treatments: ttx(0) });
    expect(room.store.shown!.changed).toBe(true);
  });
});

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

describe('what a page has missed', () => {
  const tape = (fromMs: number, toMs: number) => ({
    samples: Array.from({ length: 3 * Math.round((toMs - fromMs) * 10) }, (_, i) =>
      i % 3 === 0 ? fromMs + i / 30 : i % 3 === 1 ? -60 : -61,
    ),
    inside: [],
  });

  it('before it was opened it asks the tape for: the latest sweep, of whose set-up nothing is said', async () => {
    const room = new SweepRoom();
    room.press();
    room.run(6);
    const late = new SweepRoom();
    late.answer = tape(0, 6);
    const store = new Sweeps(
      async (picture, reachMs) => {
        late.asked.push({ picture, reachMs });
        return late.answer;
      },
      () => {},
      () => 0,
    );
    store.link(true);
    store.state(room.state);
    await answered();
    expect(late.asked).toEqual([{ picture: 1, reachMs: 15 }]);
    expect(store.shown!.setUp).toBeNull();
    expect(store.shown!.samples.count).toBe(60);
  });

  it('while the line was dead it asks for, and keeps what came since', async () => {
    const room = new SweepRoom();
    room.press();
    room.run(2);
    room.store.link(false);
    room.modelMs += 3;
    room.store.link(true);
    room.answer = tape(0, 5);
    room.tell({});
    room.run(1);
    await answered();
    expect(room.asked).toEqual([{ picture: 1, reachMs: 15 }]);
    const { timesMs, count } = room.store.shown!.samples;
    const gaps = [...timesMs.subarray(1, count)].map((ms, i) => ms - timesMs[i]!);
    expect(Math.max(...gaps)).toBeLessThan(0.2);
    expect(room.store.shown!.setUp).not.toBeNull();
  });

  it('is a gap of the line whose electrode was moved while the line was dead, and the sweep is changed', async () => {
    const room = new SweepRoom();
    room.press();
    room.run(2);
    room.store.link(false);
    room.modelMs += 3;
    room.store.link(true);
    room.answer = tape(0, 5);
    room.tell({ electrodes: { blue: 30, yellow: 40 } });
    expect(room.store.shown!.changed).toBe(true);
    room.run(1);
    await answered();
    room.run(1);
    const { samples } = room.store.shown!;
    const { timesMs, blueMv, yellowMv, count } = samples;
    const between = [...timesMs.keys()].filter((i) => i < count && timesMs[i]! > 2.05 && timesMs[i]! < 4.95);
    expect(between.length).toBeGreaterThan(20);
    expect(between.every((i) => Number.isNaN(blueMv[i]))).toBe(true);
    expect(between.some((i) => Number.isNaN(yellowMv[i]))).toBe(false);
    expect([...timesMs.keys()].some((i) => i < count && timesMs[i]! > 5.1 && Number.isNaN(blueMv[i]))).toBe(
      false,
    );
  });

  it('makes the sweep another where channels were switched while the line was dead', () => {
    const room = new SweepRoom();
    room.press();
    room.run(2);
    room.store.link(false);
    room.store.link(true);
    room.tell({ channelsOn: false });
    expect(room.store.shown!.changed).toBe(true);
  });

  it('does not join what was broken: an electrode was moved at 2 ms, and the tape answers after it', async () => {
    const room = new SweepRoom();
    room.press();
    room.run(2);
    room.tell({ electrodes: { blue: 30, yellow: 20 } });
    room.run(1);
    room.answer = tape(0, 5);
    room.store.picture({ ...PICTURE, picture: room.picture + 5, modelMs: room.modelMs + 2.5 });
    await answered();
    const { samples } = room.store.shown!;
    for (const name of ['blue', 'yellow'] as const) {
      const mv = [...samples.of(name).subarray(0, samples.count)];
      const breaks = [...samples.timesMs.subarray(0, samples.count)].filter((_, i) => Number.isNaN(mv[i]));
      expect(breaks.every((ms) => Math.abs(ms - 2) < 1e-6)).toBe(true);
      expect(breaks.length).toBeGreaterThan(0);
    }
  });

  it('because it lagged it asks for: a picture is missing', async () => {
    const room = new SweepRoom();
    room.press();
    room.run(2);
    room.store.picture({ ...PICTURE, picture: room.picture + 5, modelMs: room.modelMs + 2.5 });
    await answered();
    expect(room.asked).toHaveLength(1);
  });

  it('of a future that was cut off is not asked for, and an answer that comes too late is not taken', async () => {
    const room = new SweepRoom();
    room.press();
    room.run(6);
    room.answer = tape(0, 13);
    const lag = (): void => {
      room.store.picture({ ...PICTURE, picture: room.picture + 5, modelMs: room.modelMs + 2.5 });
    };
    lag();
    const cut = room.store.shown!;
    room.lookAt(4, 2);
    room.runOn(4, 2);
    expect(cut.cutOff).toBe(true);
    const { count } = cut.samples;
    await answered();
    expect(cut.samples.count).toBe(count);
    // The other question is of what goes on from there.
    expect(room.asked).toHaveLength(2);
    expect(room.store.current!.cutOff).toBe(false);
  });

  it('is not asked for while it waits for its turn, once it was cut off', async () => {
    const room = new SweepRoom();
    room.sweep();
    room.sweep();
    room.sweep();
    room.lookAt(3, 1.5);
    room.press();
    room.tell({ look: { kind: 'live' } });
    room.run(2);
    room.store.picture({ ...PICTURE, picture: room.picture + 5, modelMs: room.modelMs + 2.5 });
    const waits = room.store.current!;
    const before = room.asked.length;
    room.lookAt(4, 2);
    room.runOn(4, 2);
    expect(waits.cutOff).toBe(true);
    await answered();
    expect(room.asked.slice(before).map(({ picture }) => picture)).not.toContain(waits.first.picture);
  });

  it('is nothing of another rig that answers in its place: its press 1 is not the press 1 of before', () => {
    const room = new SweepRoom();
    room.sweep();
    room.store.link(false);
    const other = new SweepRoom();
    other.run(30);
    other.press();
    room.store.link(true);
    room.store.state(other.state);
    expect(room.store.shown!.atMs).toBe(30);
    expect(room.store.ghosts.map(({ cutOff }) => cutOff)).toEqual([true]);
  });
});

describe('looking back', () => {
  it('shows the sweep of the moment, at the very picture that was told', () => {
    const room = new SweepRoom();
    room.sweep();
    room.tell({ channelsOn: false });
    room.sweep();
    room.lookAt(17, 8.5);
    expect(room.store.shown!.number).toBe(1);
    expect(room.store.moment).toEqual({ picture: 17, modelMs: 8.5, lookingBack: true });
    expect(room.store.ghosts.map(({ number }) => number)).toEqual([2]);
    expect(room.store.shown!.pictures.pictureAt(8.5)).toBe(17);
    room.lookAt(40, 20);
    expect(room.store.shown!.number).toBe(2);
  });

  it('asks once for a sweep that this page does not have', async () => {
    const room = new SweepRoom();
    for (let i = 0; i < 3; i++) room.sweep();
    for (let picture = 3; picture < 10; picture++) {
      room.lookAt(picture, picture / 2);
      await answered();
    }
    expect(room.asked).toEqual([{ picture: 1, reachMs: 15 }]);
    expect(room.store.shown!.number).toBe(1);
    expect(room.store.shown!.setUp).toBeNull();
  });
});

describe('any stream of pictures, presses, looks, resets, run-ons and loads', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('run'), ms: fc.integer({ min: 0, max: 30 }) }),
    fc.record({ kind: fc.constant('press'), isNew: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('reset', 'pin', 'undo', 'off', 'on', 'quiet', 'drop') }),
    fc.record({ kind: fc.constant('look'), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('runOn') }),
    fc.record({ kind: fc.constant('load'), name: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('channels'), on: fc.boolean() }),
    fc.record({ kind: fc.constant('strength'), strength: fc.integer({ min: 1, max: 9 }) }),
  );

  it('never throws, stays bounded, and the picture on show is the picture that was told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const room = new SweepRoom();
        room.answer = { samples: [0, -70, -70, 1, -60, -60], inside: [0.5, 1, 2] };
        let looked: { picture: number; axonMs: number } | undefined;
        for (const one of acts as ({ kind: string } & Record<string, never>)[]) {
          switch (one.kind) {
            case 'run':
              room.tell({ look: { kind: 'live' } });
              looked = undefined;
              room.run(one.ms!);
              break;
            case 'press':
              room.press(one.isNew);
              break;
            case 'look':
              if (room.picture === 0) break;
              looked = {
                picture: 1 + Math.floor(one.at! * (room.picture - 1)),
                axonMs: one.at! * room.modelMs,
              };
              room.lookAt(looked.picture, looked.axonMs);
              expect(room.store.moment!.picture).toBe(looked.picture);
              break;
            case 'runOn':
              if (looked) room.runOn(looked.picture, looked.axonMs);
              looked = undefined;
              break;
            case 'reset':
              room.reset();
              break;
            case 'pin':
              room.store.pin();
              break;
            case 'undo':
              room.store.undo();
              break;
            case 'off':
            case 'on':
              room.store.link(one.kind === 'on');
              room.tell({});
              break;
            case 'quiet':
              room.quiet();
              break;
            case 'drop':
              room.show();
              break;
            case 'load':
              room.tell({ experiment: one.name!, presses: [] });
              break;
            case 'channels':
              room.tell({ channelsOn: one.on! });
              break;
            case 'strength':
              room.tell({ strength: one.strength! });
          }
          await answered();
          const { all, ghosts, pins, shown } = room.store;
          expect(all.length).toBeLessThanOrEqual(1 + MOST_KEPT + MOST_PINS);
          expect(pins.length).toBeLessThanOrEqual(MOST_PINS);
          expect(ghosts.length).toBeLessThanOrEqual(MOST_PINS + 1);
          expect(ghosts).not.toContain(shown);
          for (const { samples, inside, presses, spanMs } of all) {
            expect(samples.count).toBeLessThanOrEqual(MOST_SWEEP_SAMPLES);
            expect(inside.length).toBeLessThanOrEqual(1024);
            expect(presses.length).toBeLessThanOrEqual(64);
            expect(spanMs).toBeLessThanOrEqual(1000);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('needs no state before a picture, and no picture before a state', () => {
    const store = new Sweeps(
      async () => null,
      () => {},
      () => 0,
    );
    store.picture(PICTURE);
    expect(store.shown).toBeUndefined();
    store.state(STATE);
    expect(store.spanMs).toBe(14);
  });
});
