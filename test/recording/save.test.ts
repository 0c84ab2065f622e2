import { describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/read.js';
import { linesOfTape } from '../../src/recording/save.js';
import { createTape } from '../../src/recording/tape.js';
import { fileLines, HEADER, PICTURE_MS } from './made-recording.js';
import { pictureOf, TOY_KEY_BYTES, TOY_SIZE, ToyAxon, type ToyKey } from './toy-axon.js';

const THREE = { ...HEADER, places: [0, 1, 2] };

function playedTape(pictures: number, mostPictures = 7200) {
  const tape = createTape<ToyKey>({ size: TOY_SIZE, keyBytes: () => TOY_KEY_BYTES, mostPictures });
  const axon = new ToyAxon();
  const show = (i: number): void => {
    axon.step();
    tape.record(pictureOf(axon, 1000 + i * PICTURE_MS, 1), false, axon);
  };
  for (let i = 0; i < pictures; i++) show(i);
  return { tape, show };
}

function read(text: string) {
  const opened = openRecording(fileLines(text));
  if (!opened.ok) throw new Error(opened.words);
  const pictures = [];
  for (;;) {
    const next = opened.blocks.next();
    if (next.done) return { header: opened.header, pictures, problem: next.value.problem };
    pictures.push(...next.value.pictures);
  }
}

describe('the last minute, saved', () => {
  it('is a whole recording of every picture of the tape, its room time from 0', () => {
    const { tape } = playedTape(200);
    const { header, pictures, problem } = read([...linesOfTape(tape, THREE)].join(''));
    expect([header, problem, pictures.length]).toEqual([THREE, undefined, 200]);
    for (const [i, picture] of pictures.entries()) {
      const stored = tape.read(i + 1)!;
      expect(picture.roomMs).toBeCloseTo(i * PICTURE_MS, 6);
      expect(picture.axonMs).toBe(stored.modelMs);
      for (const [led, mv] of picture.potentialMv.entries())
        expect(Math.abs(mv - stored.potentialMv[led]!)).toBeLessThan(0.00501);
    }
  });

  it('of an empty tape is a recording without a picture', () => {
    const { tape } = playedTape(0);
    expect(read([...linesOfTape(tape, THREE)].join(''))).toMatchObject({ pictures: [], problem: undefined });
  });

  it('is whole too when the tape goes on, is cut off or begins again between two lines', () => {
    for (const meanwhile of ['on', 'cut', 'begin'] as const) {
      const { tape, show } = playedTape(200, 200);
      let text = '';
      let lines = 0;
      for (const line of linesOfTape(tape, THREE)) {
        text += line;
        if (lines++ !== 2) continue;
        if (meanwhile === 'on') for (let i = 0; i < 120; i++) show(200 + i);
        else if (meanwhile === 'cut') tape.truncateAfter(100);
        else tape.begin({ ...TOY_SIZE, ledCount: 5 });
      }
      const { pictures, problem } = read(text);
      expect(problem).toBeUndefined();
      expect(pictures.length).toBeGreaterThanOrEqual(60);
      expect(pictures.length).toBeLessThanOrEqual(200);
    }
  });
});
