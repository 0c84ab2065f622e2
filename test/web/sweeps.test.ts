import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ghostWords } from '../../src/web/graph-view.js';
import { MOST_SWEEP_SAMPLES, peakOf } from '../../src/web/sweep-samples.js';
import { MOST_KEPT, MOST_PINS } from '../../src/web/sweep-shelf.js';
import { Sweeps } from '../../src/web/sweeps.js';
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

describe('channels that are switched on the way', () => {
  it('leave no ghost that says "channels off" of a signal that ran: the one that was off from end to end stays', () => {
    const room = new SweepRoom();
    room.tell({ channelsOn: false });
    room.sweep();
    const off = room.store.shown!;
    room.press();
    room.run(2);
    room.tell({ channelsOn: true });
    room.run(20);
    expect(room.store.shown!.changed).toBe(true);
    room.sweep();
    expect(room.store.shown!.number).toBe(3);
    expect(room.store.ghosts).toEqual([off]);
    expect(room.store.axonGhost).toBe(off);
  });

  it('leave a ghost where somebody pins it, and it says so', () => {
    const room = new SweepRoom();
    room.tell({ channelsOn: false });
    room.press();
    room.run(2);
    room.tell({ channelsOn: true });
    room.run(20);
    expect(room.store.pin()).toBe(true);
    room.sweep();
    const [ghost] = room.store.ghosts;
    expect(ghostWords(ghost!, room.store.shown)).toBe('channels off, changed on the way');
  });
});

describe('running on from an earlier moment', () => {
  it.each([
    ['channels', { channelsOn: false }],
    ['an electrode', { electrodes: { blue: 30, yellow: 40 } }],
  ])('is a changed sweep where %s were set otherwise in the same moment', (_, change) => {
    const room = new SweepRoom();
    room.sweep();
    room.lookAt(8, 4);
    room.runOn(8, 4, change);
    room.run(2);
    const { changed, samples } = room.store.shown!;
    expect(changed).toBe(true);
    const isBroken = [...samples.blueMv.subarray(0, samples.count)].some(Number.isNaN);
    expect(isBroken).toBe('electrodes' in change);
  });

  it('is no changed sweep where what was changed came later, and is set back', () => {
    const room = new SweepRoom();
    room.press();
    room.run(6);
    room.tell({ channelsOn: false });
    room.run(4);
    expect(room.store.shown!.changed).toBe(true);
    room.lookAt(4, 2);
    room.runOn(4, 2, { channelsOn: true });
    room.run(2);
    expect(room.store.shown!.changed).toBe(false);
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
