/** Recordings for tests: pictures whose every number is known. */
import type { RecordedPicture, RecordingHeader } from '../../src/recording/format.js';
import type { FileLine } from '../../src/recording/read.js';
import { createRecordingWriter } from '../../src/recording/write.js';

export const HEADER: RecordingHeader = {
  program: '0.1.0',
  startedAt: '2026-01-02T03:04:05.000Z',
  title: 'Lesson – “Ångström”',
  unit: 'site',
  places: [0, 1, 2, 3],
  roomMsPerAxonMs: 500,
  experiment: { geometry: { kind: 'lattice', siteCount: 4 }, treatments: [] },
};

export const PICTURE_MS = 1000 / 60;

export function recordedPicture(i: number, leds = 4, samples = 2): RecordedPicture {
  const axonMs = 0.034 * i;
  const mv = (at: number) => -70 + 110 * Math.sin(0.1 * (i + at)) ** 2;
  return {
    roomMs: i * PICTURE_MS,
    axonMs,
    potentialMv: Float64Array.from({ length: leds }, (_, led) => mv(led)),
    blueMv: mv(1),
    yellowMv: mv(3),
    samples: Float64Array.from({ length: 3 * samples }, (_, at) =>
      at % 3 === 0 ? axonMs - 0.01 * (samples - 1 - at / 3) : mv(at % 3),
    ),
  };
}

/** A recording of so many pictures, one event at picture 10. */
export function recordingText(pictures: number, header = HEADER, samples = 2): string {
  const writer = createRecordingWriter(header);
  let text = writer.header;
  for (let i = 0; i < pictures; i++) {
    const picture = recordedPicture(i, header.places.length, samples);
    if (i === 10)
      writer.event({
        roomMs: picture.roomMs,
        axonMs: picture.axonMs,
        words: 'stimulate at 0',
        data: { do: 'stimulate' },
      });
    writer.picture(picture);
    text += writer.block(picture.roomMs) ?? '';
  }
  return text + writer.end();
}

/** The lines of a text as a file has them. */
export function* fileLines(text: string): Generator<FileLine, undefined> {
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) yield { text: line, isLast: i === lines.length - 1 };
}
