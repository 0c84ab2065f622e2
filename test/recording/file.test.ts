import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Of, bytesOfBase64 } from '../../src/recording/base64.js';
import type { RecordedBlock, RecordedPicture } from '../../src/recording/format.js';
import { lineOf, MOST_LINE_CHARS, objectOf } from '../../src/recording/line.js';
import { packed, unpacked } from '../../src/recording/packing.js';
import { type Ending, openRecording } from '../../src/recording/read.js';
import { createRecordingWriter } from '../../src/recording/write.js';
import { fileLines, HEADER, PICTURE_MS, recordedPicture, recordingText } from './made-recording.js';

interface ReadAll {
  readonly words?: string;
  readonly blocks: readonly RecordedBlock[];
  readonly pictures: readonly RecordedPicture[];
  readonly ending?: Ending;
}

function readAll(text: string): ReadAll {
  const opened = openRecording(fileLines(text));
  if (!opened.ok) return { words: opened.words, blocks: [], pictures: [] };
  const blocks: RecordedBlock[] = [];
  for (;;) {
    const next = opened.blocks.next();
    if (next.done)
      return { blocks, pictures: blocks.flatMap(({ pictures }) => pictures), ending: next.value };
    blocks.push(next.value);
  }
}

/** A file made by hand: its lines have right checks, whatever they say. */
const fileOf = (...lines: object[]) => lines.map(lineOf).join('');
const SMALL = { ...HEADER, title: 'two', places: [0, 1], experiment: null };
const FIRST = { axonRig: 'recording', format: 1, ...HEADER };

/** With neither a picture nor an event: nobody writes one, and a file of millions would take long to read. */
const EMPTY_BLOCK = {
  ...{ pictures: 0, roomMs: '', axonMs: '', blueMv: '', yellowMv: '' },
  ...{ potentials: '', sampleCounts: '', samples: '', events: [] },
};

describe('saved recording', () => {
  it('comes back as it was: times exact, potentials within 0.005 mV, meters and samples within 0.00001', () => {
    const { pictures, blocks, ending } = readAll(recordingText(100));
    expect(ending).toEqual({ untilMs: 99 * PICTURE_MS, problem: undefined });
    expect(pictures).toHaveLength(100);
    for (const [i, picture] of pictures.entries()) {
      const was = recordedPicture(i);
      expect([picture.roomMs, picture.axonMs]).toEqual([was.roomMs, was.axonMs]);
      for (const [led, mv] of picture.potentialMv.entries())
        expect(Math.abs(mv - was.potentialMv[led]!)).toBeLessThanOrEqual(0.005 + 1e-9);
      expect(picture.blueMv).toBeCloseTo(was.blueMv, 5);
      expect(picture.yellowMv).toBeCloseTo(was.yellowMv, 5);
      expect([...picture.samples]).toEqual([...was.samples].map((value) => expect.closeTo(value, 5)));
    }
    expect(blocks.flatMap(({ events }) => events)).toEqual([
      {
        roomMs: 10 * PICTURE_MS,
        axonMs: 0.34,
        words: 'stimulate at 0',
        picturesBefore: 10,
        data: { do: 'stimulate' },
      },
    ]);
  });

  it('takes the place of an event among the pictures from its time, where a file does not say it', () => {
    const writer = createRecordingWriter(HEADER);
    for (let i = 0; i < 4; i++) writer.picture(recordedPicture(i));
    writer.event({ roomMs: 0, axonMs: 0, words: 'late', data: null });
    const block: Record<string, unknown> = { ...objectOf(writer.end().split('\n')[0]!)! };
    delete block.check;
    const placesOf = (picturesBefore: unknown, roomMs: number) => {
      const events = [{ roomMs, axonMs: 0, words: 'late', picturesBefore }];
      return readAll(fileOf(FIRST, { ...block, events }, { end: 1 })).blocks[0]!.events.map(
        (event) => event.picturesBefore,
      );
    };
    expect(placesOf(3, 0)).toEqual([3]);
    for (const none of [undefined, -1, 5, 1.5, '1']) expect(placesOf(none, 1.5 * PICTURE_MS)).toEqual([2]);
  });

  it('keeps all of its header, the experiment too, in plain ASCII', () => {
    const text = recordingText(1);
    expect(text).toMatch(/^[\n -~]*$/);
    const opened = openRecording(fileLines(text));
    expect(opened.ok && opened.header).toEqual(HEADER);
  });

  it('has a line at least every half second, however slowly pictures come', () => {
    const writer = createRecordingWriter(HEADER);
    writer.picture(recordedPicture(0));
    expect(writer.block(499)).toBeUndefined();
    expect(writer.block(500)).toMatch(/^\{"block":1,"pictures":1,/);
    expect(writer.block(5000)).toBeUndefined();
    for (let i = 1; i <= 30; i++) writer.picture(recordedPicture(i));
    expect(writer.block(501)).toMatch(/^\{"block":2,"pictures":30,/);
    writer.event({ roomMs: 600, axonMs: 1, words: 'reset' });
    expect(writer.block(1100)).toMatch(/^\{"block":3,"pictures":0,/);
  });

  it('leaves a picture out in which nothing has changed: a pause takes no room', () => {
    const writer = createRecordingWriter(HEADER);
    const picture = recordedPicture(7);
    for (let i = 0; i < 1000; i++) writer.picture({ ...picture, roomMs: i });
    expect(readAll(writer.header + writer.end()).pictures).toHaveLength(1);
  });

  it('bounds what is too much: potentials beyond 327.67 mV, long words, more than 256 events', () => {
    const writer = createRecordingWriter(HEADER);
    writer.picture({
      ...recordedPicture(0),
      potentialMv: Float64Array.of(1e9, -1e9, Number.NaN, Number.NEGATIVE_INFINITY),
    });
    for (let i = 0; i < 300; i++)
      writer.event({ roomMs: 0, axonMs: 0, words: 'x'.repeat(1000), data: 'y'.repeat(i === 0 ? 5000 : 10) });
    const { pictures, blocks } = readAll(writer.header + writer.end());
    expect([...pictures[0]!.potentialMv]).toEqual([327.67, -327.67, Number.NaN, -327.67]);
    const { events } = blocks[0]!;
    expect(events).toHaveLength(256);
    expect(events[0]).toEqual({ roomMs: 0, axonMs: 0, words: 'x'.repeat(200), picturesBefore: 1 });
    expect(events[1]!.data).toBe('y'.repeat(10));
    expect(() => createRecordingWriter({ ...HEADER, places: [] })).toThrow(RangeError);
    expect(() => createRecordingWriter({ ...HEADER, places: new Array(4097).fill(0) })).toThrow(RangeError);
  });

  it('cut at any byte gives every whole block before the cut, and says up to when', () => {
    const text = recordingText(35, SMALL, 0);
    const whole = readAll(text).pictures;
    const lineEnds = [...text.matchAll(/\n/g)].map(({ index }) => index);
    for (let cut = 0; cut < text.length - 1; cut++) {
      const { words, pictures, ending } = readAll(text.slice(0, cut));
      // A line whose line feed alone is missing is whole.
      const lines = lineEnds.filter((end) => end <= cut).length;
      if (lines === 0) {
        expect(words).toMatch(
          cut === 0 ? /^is empty/ : cut < 12 ? /no recording/ : /^is cut off within its first line/,
        );
        continue;
      }
      expect(pictures).toEqual(whole.slice(0, [0, 30, 35, 35][lines - 1]));
      const untilS = ((pictures.at(-1)?.roomMs ?? 0) / 1000).toFixed(1);
      const isAtLine = lineEnds.includes(cut) || lineEnds.includes(cut - 1);
      expect(ending!.problem).toBe(
        isAtLine
          ? `it was not ended, as after a crash; all of it until then, ${untilS} s, is there`
          : `read up to ${untilS} s; the rest is cut off`,
      );
    }
  });

  it('finds any changed byte, reads the blocks before it, and never throws', () => {
    const text = recordingText(35, SMALL);
    const whole = readAll(text).pictures;
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.integer({ min: 0, max: 255 }), (at, code) => {
        fc.pre(text.charCodeAt(at) !== code);
        const { words, pictures, ending } = readAll(
          text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1),
        );
        expect(words ?? ending!.problem).toBeDefined();
        expect(pictures).toEqual(whole.slice(0, pictures.length));
      }),
      { numRuns: 500 },
    );
  });

  it('finds a line that is missing, doubled or out of its place', () => {
    const lines = recordingText(100).split('\n');
    const problem = (order: number[]) => readAll(order.map((i) => lines[i]).join('\n')).ending!.problem;
    expect(problem([0, 1, 2, 3, 4, 5, 6])).toBeUndefined();
    expect(problem([0, 1, 3, 4, 5, 6])).toBe(
      'read up to 0.5 s; line 3 is damaged, and all from there on is left out',
    );
    expect(problem([0, 1, 1, 2, 3, 4, 5, 6])).toMatch(/line 3 is damaged/);
    expect(problem([0, 1, 2, 5, 6])).toMatch(/line 4 is damaged/);
    expect(problem([0, 1, 2, 3, 4, 5, 5, 6])).toBe('something follows its last line; it is left out');
  });

  it('refuses what is none, with words and a cure', () => {
    const refusal = (text: string) => readAll(text).words;
    expect(refusal('')).toBe('is empty: nothing was recorded');
    expect(refusal('name: Uno\nstrip: {leds: 60}\n')).toBe(
      'is no recording of axon-rig; recordings are made with: npx axon-rig run --record FILE',
    );
    expect(refusal('\0\x01\x02\n')).toMatch(/^is no recording/);
    expect(refusal(fileOf({ axonRig: 'card', format: 1 }))).toBe('is a file of axon-rig, but no recording');
    expect(refusal(fileOf({ ...FIRST, format: 2, program: '3.0.0\u001b[2J' }))).toBe(
      'has format 2 (from axon-rig 3.0.0[2J); this program reads up to format 1: install a newer axon-rig',
    );
    expect(refusal(fileOf({ ...FIRST, unit: 'mile' }))).toMatch(/does not describe a recording/);
    expect(refusal(fileOf({ ...FIRST, places: [] }))).toMatch(/does not describe a recording/);
    expect(refusal(fileOf({ ...FIRST, places: new Array(4097).fill(0) }))).toMatch(/does not describe/);
    expect(refusal(fileOf({ ...FIRST, places: [0, 'one'] }))).toMatch(/does not describe/);
    expect(refusal(recordingText(1).replace('Lesson', 'Lessen'))).toMatch(/^is damaged in its first line/);
  });

  it('reads lines with right checks only if their numbers add up', () => {
    const good = JSON.parse(recordingText(30).split('\n')[1]!) as Record<string, unknown>;
    delete good.check;
    const isRead = (change: object) =>
      readAll(fileOf(FIRST, { ...good, ...change }, { end: 1 })).ending!.problem === undefined;
    expect(isRead({})).toBe(true);
    expect(isRead({ ...EMPTY_BLOCK, events: good.events, block: 1 })).toBe(true);
    expect(isRead({ later: 'members that are not known are left out' })).toBe(true);
    for (const change of [
      { block: 2 },
      { pictures: 29 },
      { pictures: 257 },
      { pictures: -1 },
      { pictures: 1e9 },
      { pictures: '30' },
      { roomMs: packed('f64', new Array(30).fill(Number.NaN)) },
      { roomMs: packed('f64', new Array(30).fill(-1)) },
      {
        roomMs: packed(
          'f64',
          Array.from({ length: 30 }, (_, i) => 30 - i),
        ),
      },
      { axonMs: packed('f64', new Array(30).fill(Number.POSITIVE_INFINITY)) },
      { sampleCounts: packed('u16', new Array(30).fill(65_535)) },
      { potentials: 7 },
      { potentials: '====' },
      { ...EMPTY_BLOCK },
      { events: {} },
      { events: [null] },
      { events: [{ roomMs: 'soon', axonMs: 0, words: '' }] },
      { events: new Array(257).fill({ roomMs: 0, axonMs: 0, words: '' }) },
    ])
      expect([change, isRead(change)]).toEqual([change, false]);
  });

  it('survives whatever JSON a line with a right check holds', () => {
    fc.assert(
      fc.property(fc.object(), fc.object(), (header, block) => {
        readAll(fileOf({ ...FIRST, ...header }, { block: 1, pictures: 1, ...block }));
      }),
      { numRuns: 500 },
    );
    const deep = `{"block":1,"pictures":0,"events":[${'['.repeat(500_000)}${']'.repeat(500_000)}]}`;
    expect(readAll(lineOf(FIRST) + deep).ending!.problem).toMatch(/cut off/);
  });

  it('looks at no line longer than 2 MiB', () => {
    expect(objectOf(lineOf({ a: 'x'.repeat(MOST_LINE_CHARS) }).trimEnd())).toBeUndefined();
    const writer = createRecordingWriter({ ...HEADER, places: Array.from({ length: 4096 }, (_, i) => i) });
    for (let i = 0; i < 30; i++) writer.picture(recordedPicture(i, 4096, 512));
    expect(writer.block(0)!.length).toBeLessThan(MOST_LINE_CHARS);
  });
});

describe('numbers as text', () => {
  it('base64 is that of the system for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = base64Of(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(bytesOfBase64(text, bytes.length)).toEqual(bytes);
        expect(bytesOfBase64(text, bytes.length - 1)).toBeUndefined();
      }),
    );
  });

  it('refuses what is no base64', () => {
    for (const text of ['A', 'AA', 'AAA', 'A===', '=AAA', 'AA=A', 'AAé=', 'A A=', '****'])
      expect([text, bytesOfBase64(text, 99)]).toEqual([text, undefined]);
  });

  it('has fixed bytes, little end first', () => {
    expect(packed('f64', [1])).toBe('AAAAAAAA8D8=');
    expect(packed('potential', [-70, 40])).toBe('qOSgDw==');
    expect([...unpacked('potential', 'qOSgDw==', 2)!]).toEqual([-70, 40]);
    expect(unpacked('potential', 'qOSgDw==', 1)).toBeUndefined();
    expect(unpacked('potential', 'qOSgDw==', 3)).toBeUndefined();
  });
});
