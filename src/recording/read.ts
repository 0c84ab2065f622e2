/**
 * A saved recording read again: lines in, header and blocks out, as far as they are whole. Nothing in a file is trusted:
 * a line is read only if its check is right, every length is bounded, and words are cleaned before anybody sees them.
 */
import {
  type BlockEvent,
  FORMAT,
  KIND,
  MOST_BLOCK_EVENTS,
  MOST_BLOCK_PICTURES,
  MOST_LEDS,
  MOST_WORDS_CHARS,
  type RecordedBlock,
  type RecordedPicture,
  type RecordingHeader,
  UNITS,
} from './format.js';
import { objectOf } from './line.js';
import { unpacked } from './packing.js';
import { MOST_PICTURE_SAMPLES } from './pictures.js';

/** A line of a file, without its line feed. */
export interface FileLine {
  readonly text: string;
  /** No line feed follows: the file ends here. */
  readonly isLast: boolean;
}

/** How a recording ends. */
export interface Ending {
  /** Room time of the last picture that was read [ms]. */
  readonly untilMs: number;
  /** One sentence on what is missing; `undefined` if nothing is. */
  readonly problem: string | undefined;
}

export type Opened =
  | {
      readonly ok: true;
      readonly header: RecordingHeader;
      readonly blocks: Generator<RecordedBlock, Ending>;
    }
  /** What is wrong and what to do, to be said after the name of the file. */
  | { readonly ok: false; readonly words: string };

type Fields = Readonly<Record<string, unknown>>;

/** Opens a recording by its first line; the blocks are read from the other lines as they are asked for. */
export function openRecording(lines: Iterator<FileLine>): Opened {
  const first = lines.next();
  if (first.done || (first.value.text === '' && first.value.isLast))
    return { ok: false, words: 'is empty: nothing was recorded' };
  const { text, isLast } = first.value;
  if (!/^\{"axonRig":"/.test(text))
    return {
      ok: false,
      words: 'is no recording of axon-rig; recordings are made with: npx axon-rig run --record FILE',
    };
  const fields = objectOf(text);
  if (fields === undefined)
    return {
      ok: false,
      words: `is ${isLast ? 'cut off within' : 'damaged in'} its first line, without which the rest cannot be read; take another copy of it`,
    };
  const format = fields.format;
  if (fields.axonRig !== KIND || !isWhole(format, 1, Number.MAX_SAFE_INTEGER))
    return { ok: false, words: 'is a file of axon-rig, but no recording' };
  if (format > FORMAT)
    return {
      ok: false,
      words: `has format ${format} (from axon-rig ${cleaned(fields.program)}); this program reads up to format ${FORMAT}: install a newer axon-rig`,
    };
  const header = headerOf(fields);
  if (header === undefined)
    return {
      ok: false,
      words: 'has a first line that does not describe a recording; take another copy of it',
    };
  return { ok: true, header, blocks: readBlocks(lines, header.places.length) };
}

function* readBlocks(lines: Iterator<FileLine>, ledCount: number): Generator<RecordedBlock, Ending> {
  let blocks = 0;
  let untilMs = 0;
  for (let lineNumber = 2; ; lineNumber++) {
    const next = lines.next();
    const readS = (untilMs / 1000).toFixed(1);
    if (next.done || (next.value.isLast && next.value.text === ''))
      return {
        untilMs,
        problem: `it was not ended, as after a crash; all of it until then, ${readS} s, is there`,
      };
    const { text, isLast } = next.value;
    const fields = objectOf(text);
    if (fields?.end === blocks) {
      const rest = lines.next();
      const isClean = rest.done || (rest.value.isLast && rest.value.text === '');
      return { untilMs, problem: isClean ? undefined : 'something follows its last line; it is left out' };
    }
    const block = fields?.block === blocks + 1 ? blockOf(fields, ledCount, untilMs) : undefined;
    if (block === undefined)
      return {
        untilMs,
        problem: isLast
          ? `read up to ${readS} s; the rest is cut off`
          : `read up to ${readS} s; line ${lineNumber} is damaged, and all from there on is left out`,
      };
    blocks++;
    untilMs = block.pictures.at(-1)?.roomMs ?? untilMs;
    yield block;
  }
}

function isWhole(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

/** Words of a file, for a terminal: short, and without characters that would do something to it. */
function cleaned(value: unknown): string {
  if (typeof value !== 'string') return '?';
  return value.slice(0, MOST_WORDS_CHARS).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
}

function headerOf(fields: Fields): RecordingHeader | undefined {
  const { places, roomMsPerAxonMs, experiment } = fields;
  const unit = UNITS.find((known) => known === fields.unit);
  if (unit === undefined || !Array.isArray(places) || places.length < 1 || places.length > MOST_LEDS)
    return undefined;
  if (!places.every((place) => Number.isFinite(place)) || !Number.isFinite(roomMsPerAxonMs)) return undefined;
  return {
    program: cleaned(fields.program),
    startedAt: cleaned(fields.startedAt),
    title: cleaned(fields.title),
    unit,
    places: places as number[],
    roomMsPerAxonMs: roomMsPerAxonMs as number,
    experiment,
  };
}

/** What a line says of a block; `undefined` if it does not add up. */
function blockOf(fields: Fields, ledCount: number, afterMs: number): RecordedBlock | undefined {
  const count = fields.pictures;
  if (!isWhole(count, 0, MOST_BLOCK_PICTURES)) return undefined;
  const roomMs = unpacked('f64', fields.roomMs, count);
  const axonMs = unpacked('f64', fields.axonMs, count);
  const blueMv = unpacked('f32', fields.blueMv, count);
  const yellowMv = unpacked('f32', fields.yellowMv, count);
  const potentials = unpacked('potential', fields.potentials, count * ledCount);
  const counts = unpacked('u16', fields.sampleCounts, count);
  if (!roomMs || !axonMs || !blueMv || !yellowMv || !potentials || !counts) return undefined;
  if (!rises(roomMs, afterMs) || !axonMs.every(Number.isFinite)) return undefined;
  if (counts.some((samples) => samples > MOST_PICTURE_SAMPLES)) return undefined;
  const samples = unpacked('f32', fields.samples, 3 * counts.reduce((sum, samples) => sum + samples, 0));
  const events = eventsOf(fields.events, roomMs);
  if (!samples || !events || count + events.length === 0) return undefined;
  let sampleEnd = 0;
  const pictures = Array.from({ length: count }, (_, i): RecordedPicture => {
    const own = samples.subarray(sampleEnd, sampleEnd + 3 * counts[i]!);
    sampleEnd += own.length;
    for (let at = 0; at < own.length; at += 3) own[at]! += axonMs[i]!;
    return {
      roomMs: roomMs[i]!,
      axonMs: axonMs[i]!,
      blueMv: blueMv[i]!,
      yellowMv: yellowMv[i]!,
      potentialMv: potentials.subarray(i * ledCount, (i + 1) * ledCount),
      samples: own,
    };
  });
  return { pictures, events };
}

/** Whether times are numbers, none before the one before it. */
function rises(timesMs: Float64Array, afterMs: number): boolean {
  let before = afterMs;
  for (const ms of timesMs) {
    if (!(ms >= before && ms < Number.POSITIVE_INFINITY)) return false;
    before = ms;
  }
  return true;
}

/** @param roomMs of the pictures of the block: files of older programs say of an event only when it was. */
function eventsOf(value: unknown, roomMs: Float64Array): BlockEvent[] | undefined {
  if (!Array.isArray(value) || value.length > MOST_BLOCK_EVENTS) return undefined;
  const events: BlockEvent[] = [];
  for (const entry of value) {
    if (typeof entry !== 'object' || entry === null) return undefined;
    const { roomMs: eventMs, axonMs, words, data, picturesBefore } = entry as Fields;
    if (!Number.isFinite(eventMs) || !Number.isFinite(axonMs)) return undefined;
    const event = {
      roomMs: eventMs as number,
      axonMs: axonMs as number,
      words: cleaned(words),
      picturesBefore: isWhole(picturesBefore, 0, roomMs.length)
        ? picturesBefore
        : roomMs.filter((ms) => ms <= (eventMs as number)).length,
    };
    events.push(data === undefined ? event : { ...event, data });
  }
  return events;
}
