import { describe, expect, it } from 'vitest';
import { Sweeps } from '../../src/web/sweeps.js';
import { PICTURE, SweepRoom } from './sweep-room.js';

const answered = () => new Promise((resolve) => setImmediate(resolve));

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
