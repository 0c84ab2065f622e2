import { describe, expect, it } from 'vitest';
import { rewind } from '../../src/recording/rewindable.js';
import { createTape, type Tape } from '../../src/recording/tape.js';
import { pictureOf, TOY_KEY_BYTES, TOY_SIZE, ToyAxon, type ToyKey } from './toy-axon.js';

const PICTURE_MS = 1000 / 60;

function makeTape(more: { mostPictures?: number; mostSamples?: number; mostKeyBytes?: number } = {}) {
  return createTape<ToyKey>({ size: TOY_SIZE, keyBytes: () => TOY_KEY_BYTES, ...more });
}

/** An axon that runs at 60 pictures a second, three steps a picture. */
function createRoom(tape: Tape<ToyKey> = makeTape()) {
  const axon = new ToyAxon();
  const room = {
    tape,
    axon,
    wallMs: 0,
    snapshots: 0,
    play(pictures: number, steps = 3): number {
      let number = 0;
      for (let i = 0; i < pictures; i++) {
        for (let step = 0; step < steps; step++) axon.step();
        number = room.show(steps);
      }
      return number;
    },
    show(steps: number, touched = false): number {
      room.wallMs += PICTURE_MS;
      return tape.record(pictureOf(axon, room.wallMs, steps), touched, {
        snapshot() {
          room.snapshots++;
          return axon.snapshot();
        },
      });
    },
  };
  return room;
}

const spanMs = (tape: Tape<ToyKey>): number => {
  const ends = tape.moments()!;
  return ends.to.tapeMs - ends.from.tapeMs;
};

describe('tape', () => {
  it('is empty at first, and says so when somebody looks for a moment', () => {
    const tape = makeTape();
    expect(tape.moments()).toBeNull();
    expect(tape.find({ backMs: 0 })).toMatch(/^the tape holds nothing yet: /);
    expect(tape.read(1)).toBeUndefined();
    expect(tape.wayTo(1)).toBeUndefined();
  });

  it('gives back what a picture was, to the last bit', () => {
    const { tape, axon, play, show } = createRoom();
    play(10);
    axon.step();
    const kept = pictureOf(axon, 11 * PICTURE_MS, 1, { flags: 5 });
    const picture = tape.record(kept, false, axon);
    const was = structuredClone(kept);
    axon.step();
    show(1);
    expect(tape.read(picture)).toEqual({
      ...was,
      picture: 11,
      tapeMs: expect.closeTo(10 * PICTURE_MS, 6),
      run: 0,
    });
  });

  it('holds the last 60 s, and up to half a second more so that its oldest picture has a key', () => {
    const { tape, play } = createRoom();
    play(3600);
    expect(spanMs(tape)).toBeLessThan(60_000);
    play(10_000);
    expect(spanMs(tape)).toBeGreaterThanOrEqual(60_000);
    expect(spanMs(tape)).toBeLessThan(60_600);
    expect(tape.wayTo(tape.moments()!.from.picture)).toBeDefined();
    expect(tape.moments()!.to.picture).toBe(13_600);
  });

  it('takes a key every 30 pictures, for each picture in which something was done, and every 4000 steps', () => {
    const room = createRoom();
    room.play(1);
    expect(room.snapshots).toBe(1);
    room.play(300);
    expect(room.snapshots).toBe(11);
    room.show(0, true);
    room.show(0, true);
    expect(room.snapshots).toBe(13);
    room.play(6, 2000);
    expect(room.snapshots).toBe(16);
  });

  it('takes a key by itself where the length of steps has changed', () => {
    const room = createRoom();
    room.play(5);
    room.axon.stepMs = 0.02;
    room.play(1);
    expect(room.snapshots).toBe(2);
  });

  it('keeps nothing of a pause: an hour of it leaves the minute before', () => {
    const { tape, axon, play, show } = createRoom();
    play(600);
    const before = spanMs(tape);
    for (let i = 0; i < 216_000; i++) show(0);
    expect(tape.moments()!.to.picture).toBe(600);
    axon.push = 1;
    expect(show(0, true)).toBe(601);
    expect(spanMs(tape) - before).toBeCloseTo(100, 6);
  });

  it('keeps a picture without a step where a voltmeter reads another value', () => {
    const { tape, axon, play } = createRoom();
    play(2);
    const moved = pictureOf(axon, 40, 0, { yellowMv: 0 });
    expect(tape.record(moved, false, axon)).toBe(3);
    expect(tape.record(moved, false, axon)).toBe(3);
  });

  it('goes on across a reset: both runs can be looked for by the time of the axon', () => {
    const { tape, axon, play, show } = createRoom();
    const before = play(100);
    axon.reset();
    show(0, true);
    play(50);
    const at = (axonMs: number, near?: number) =>
      tape.find(near === undefined ? { axonMs } : { axonMs, near });
    expect(at(0.3)).toBe(before + 1 + 10);
    expect(at(0.3, before)).toBe(10);
    expect(at(2.4)).toBe("the tape holds the axon's time from 0 to 1.5 ms: ask for one within");
    expect(at(2.4, before)).toBe(80);
  });

  it('finds the nearest picture by room time, and says how far back there is anything', () => {
    const { tape, play } = createRoom();
    play(61);
    expect(tape.find({ backMs: 0 })).toBe(61);
    expect(tape.find({ backMs: 500 })).toBe(31);
    expect(tape.find({ backMs: 507 })).toBe(31);
    expect(tape.find({ backMs: 510 })).toBe(30);
    expect(tape.find({ backMs: 1001 })).toBe('the tape holds the last 1.0 s: ask for a moment within');
    expect(tape.find({ backMs: Number.NaN })).toMatch(/^the tape holds/);
    expect(tape.find({ picture: 62 })).toBe('the tape has no picture 62: ask for one from 1 to 61');
    expect(tape.find({ axonMs: Number.NaN })).toMatch(/^the tape holds/);
  });

  it('brings an axon to any of its pictures with 0 differing bits, though things were done meanwhile', () => {
    const { tape, axon, play, show } = createRoom();
    const was: { picture: number; key: ToyKey }[] = [];
    for (let i = 0; i < 500; i++) {
      if (i % 37 === 5) axon.push += 0.1;
      if (i % 90 === 7) axon.stepMs = 0.01 + 0.001 * (i % 7);
      if (i === 250) axon.reset();
      const steps = i % 4;
      for (let step = 0; step < steps; step++) axon.step();
      was.push({ picture: show(steps, i % 37 === 5 || i === 250), key: axon.snapshot() });
    }
    play(1);
    for (const { picture, key } of was) {
      rewind(axon, tape.wayTo(picture)!);
      expect(axon.snapshot()).toEqual(key);
    }
  });

  it('cuts off what came after a picture, and keeps its traces as a ghost', () => {
    const { tape, play } = createRoom();
    play(100);
    const future = Array.from({ length: 20 }, (_, i) => [...tape.read(81 + i)!.samples]).flat();
    tape.truncateAfter(80);
    expect(tape.moments()!.to.picture).toBe(80);
    expect(tape.ghost).toMatchObject({ fromPicture: 80, fromMs: expect.closeTo(2.4, 9) });
    expect([...tape.ghost!.samples]).toEqual(future);
    expect(play(1)).toBe(101);
    expect(tape.between(79, 101)).toEqual([79, 80, 101]);
    expect(tape.find({ picture: 90 })).toMatch(/no picture 90/);
  });

  it('makes no ghost of nothing, and none of what came after a reset', () => {
    const { tape, axon, play, show } = createRoom();
    play(10);
    tape.truncateAfter(10);
    expect(tape.ghost).toBeNull();
    play(10);
    axon.reset();
    show(0, true);
    play(10);
    tape.truncateAfter(15);
    expect(tape.ghost!.samples.length / 3).toBe(5);
  });

  it('still takes a key in time after something was cut off', () => {
    const { tape, axon, play } = createRoom();
    play(100);
    tape.truncateAfter(50);
    rewind(axon, tape.wayTo(50)!);
    play(100);
    for (const picture of tape.between(0, 1000)) expect(tape.wayTo(picture)!.steps).toBeLessThan(30 * 3);
  });

  it('begins again with another experiment: numbers go on, the ghost is gone', () => {
    const { tape, axon, play } = createRoom();
    play(100);
    tape.truncateAfter(50);
    tape.begin({ ...TOY_SIZE, ledCount: 2 });
    expect([tape.moments(), tape.ghost]).toEqual([null, null]);
    expect(tape.record(pictureOf(axon, 0, 1), false, axon)).toBe(101);
    expect(tape.read(101)!.potentialMv).toHaveLength(2);
  });

  it('never holds more pictures, samples or bytes of keys than it may, and drops the oldest', () => {
    const few = createRoom(makeTape({ mostPictures: 100 }));
    few.play(1000);
    expect(few.tape.between(0, 2000).length).toBeLessThanOrEqual(100);
    expect(few.tape.between(0, 2000).length).toBeGreaterThan(70);
    const samples = createRoom(makeTape({ mostSamples: 64 }));
    samples.play(1000);
    expect(samples.tape.between(0, 2000).length).toBeLessThanOrEqual(64);
    const keys = createRoom(makeTape({ mostKeyBytes: 5 * TOY_KEY_BYTES }));
    keys.play(1000);
    const held = keys.tape.between(0, 2000);
    expect(held.length).toBeLessThanOrEqual(5 * 30);
    expect(held.length).toBeGreaterThan(4 * 30);
    for (const picture of held) expect(keys.tape.wayTo(picture)).toBeDefined();
  });

  it('keeps the newest 512 samples of a picture that has more', () => {
    const tape = makeTape();
    const axon = new ToyAxon();
    const samples = Float64Array.from({ length: 3 * 600 }, (_, i) => i);
    const picture = tape.record(pictureOf(axon, 0, 1, { samples }), false, axon);
    expect([...tape.read(picture)!.samples]).toEqual([...samples.subarray(3 * 88)]);
  });

  it('gives inside of every second picture where there are more than 1024 within the reach', () => {
    const { tape, play } = createRoom();
    const last = play(2000);
    const { inside, insideWidth, fromPicture } = tape.traces(last, 1000)!;
    expect([insideWidth, inside.length]).toEqual([3, 3 * 1000]);
    expect([...inside.subarray(3, 5)]).toEqual([
      tape.read(fromPicture + 2)!.modelMs,
      tape.read(fromPicture + 2)!.inside[0],
    ]);
  });

  it('gives the traces within a reach of a picture, all of them, and of its own run of the axon’s time only', () => {
    const { tape, axon, play, show } = createRoom();
    play(100);
    axon.reset();
    show(0, true);
    play(100);
    const [ofFirst, ofSecond] = [tape.traces(95, 0.31)!, tape.traces(111, 0.31)!];
    expect(ofFirst).toMatchObject({ atMs: tape.read(95)!.modelMs, fromPicture: 85, toPicture: 100 });
    expect(ofFirst).toMatchObject({ runFromPicture: 1, runToPicture: 100 });
    expect(ofSecond).toMatchObject({
      fromPicture: 101,
      toPicture: 121,
      runFromPicture: 101,
      runToPicture: 201,
    });
    const pieces = Array.from({ length: 16 }, (_, i) => [...tape.read(85 + i)!.samples]).flat();
    expect([...ofFirst.samples]).toEqual(pieces);
    const rows = Array.from({ length: 16 }, (_, i) => {
      const { modelMs, inside } = tape.read(85 + i)!;
      return [modelMs, ...inside];
    }).flat();
    expect([...ofFirst.inside]).toEqual(rows);
    expect(tape.traces(202, 1)).toBeUndefined();
  });

  it('thins a long ghost to 4096 samples and loses no crest of either meter', () => {
    const { tape, axon, play } = createRoom();
    play(1);
    for (let i = 0; i < 200; i++) {
      const samples = new Float64Array(3 * 100).map((_, at) => (at % 3 === 0 ? i + at / 1000 : -70));
      if (i === 77) samples[3 * 41 + 1] = 40;
      if (i === 78) samples[3 * 42 + 2] = -90;
      tape.record(pictureOf(axon, i, 1, { samples, modelMs: 1 + i }), false, axon);
    }
    tape.truncateAfter(1);
    const ghost = tape.ghost!.samples;
    expect(ghost.length / 3).toBeLessThanOrEqual(4096);
    expect(Math.max(...ghost.filter((_, i) => i % 3 === 1))).toBe(40);
    expect(Math.min(...ghost.filter((_, i) => i % 3 === 2))).toBe(-90);
    const times = ghost.filter((_, i) => i % 3 === 0);
    expect([...times]).toEqual([...times].sort((a, b) => a - b));
  });
});
