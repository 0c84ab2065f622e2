/** A saved recording being made: pictures and events in, lines out. */
import {
  type BlockEvent,
  FORMAT,
  KIND,
  MOST_BLOCK_EVENTS,
  MOST_DATA_CHARS,
  MOST_LEDS,
  MOST_WORDS_CHARS,
  type RecordedEvent,
  type RecordedPicture,
  type RecordingHeader,
} from './format.js';
import { lineOf } from './line.js';
import { packed } from './packing.js';
import { MOST_PICTURE_SAMPLES } from './pictures.js';

/** A block is as many pictures: half a second. */
export const BLOCK_PICTURES = 30;
/** Longer than this no block waits for more [ms of room]. */
const BLOCK_MS = 500;

export interface RecordingWriter {
  /** The first line. */
  readonly header: string;
  /** Takes a picture; one in which nothing has changed is left out. The arrays may be used again at once. */
  picture(picture: RecordedPicture): void;
  /** Takes what somebody did; of more than 256 in half a second the rest is left out. */
  event(event: RecordedEvent): void;
  /** The line of a block, once it is full or `roomMs` is half a second after its first picture. */
  block(roomMs: number): string | undefined;
  /** The line of what is left, and the last line, which says that the recording was ended. */
  end(): string;
}

/** @throws RangeError if there are no LEDs or too many. */
export function createRecordingWriter(header: RecordingHeader): RecordingWriter {
  const ledCount = header.places.length;
  if (ledCount < 1 || ledCount > MOST_LEDS)
    throw new RangeError(`places: expected 1 to ${MOST_LEDS}, got ${ledCount}`);
  const roomMs = new Float64Array(BLOCK_PICTURES);
  const axonMs = new Float64Array(BLOCK_PICTURES);
  const blueMv = new Float64Array(BLOCK_PICTURES);
  const yellowMv = new Float64Array(BLOCK_PICTURES);
  const potentialMv = new Float64Array(BLOCK_PICTURES * ledCount);
  const sampleCounts = new Float64Array(BLOCK_PICTURES);
  const samples = new Float64Array(BLOCK_PICTURES * MOST_PICTURE_SAMPLES * 3);
  /** The picture before: the last one of a block stays known in the next. */
  const before = { axonMs: Number.NaN, blueMv: 0, yellowMv: 0, potentialMv: new Float64Array(ledCount) };
  let events: BlockEvent[] = [];
  let pictures = 0;
  let sampleEnd = 0;
  let blocks = 0;
  let firstRoomMs = 0;

  function isNews(picture: RecordedPicture): boolean {
    if (picture.axonMs !== before.axonMs) return true;
    if (picture.blueMv !== before.blueMv || picture.yellowMv !== before.yellowMv) return true;
    for (let led = 0; led < ledCount; led++)
      if (picture.potentialMv[led] !== before.potentialMv[led]) return true;
    return false;
  }

  function takeBlock(): string {
    const line = lineOf({
      block: ++blocks,
      pictures,
      roomMs: packed('f64', roomMs.subarray(0, pictures)),
      axonMs: packed('f64', axonMs.subarray(0, pictures)),
      blueMv: packed('f32', blueMv.subarray(0, pictures)),
      yellowMv: packed('f32', yellowMv.subarray(0, pictures)),
      potentials: packed('potential', potentialMv.subarray(0, pictures * ledCount)),
      sampleCounts: packed('u16', sampleCounts.subarray(0, pictures)),
      samples: packed('f32', samples.subarray(0, sampleEnd)),
      events,
    });
    pictures = sampleEnd = 0;
    events = [];
    return line;
  }

  return {
    header: lineOf({ axonRig: KIND, format: FORMAT, ...header, places: Array.from(header.places) }),
    picture(picture) {
      if (pictures === BLOCK_PICTURES || !isNews(picture)) return;
      before.axonMs = picture.axonMs;
      before.blueMv = picture.blueMv;
      before.yellowMv = picture.yellowMv;
      if (pictures === 0 && events.length === 0) firstRoomMs = picture.roomMs;
      roomMs[pictures] = picture.roomMs;
      axonMs[pictures] = picture.axonMs;
      blueMv[pictures] = picture.blueMv;
      yellowMv[pictures] = picture.yellowMv;
      for (let led = 0; led < ledCount; led++)
        potentialMv[pictures * ledCount + led] = before.potentialMv[led] = picture.potentialMv[led]!;
      const from = Math.max(0, picture.samples.length - 3 * MOST_PICTURE_SAMPLES);
      for (let at = from; at < picture.samples.length; at++) {
        // Times before that of the picture: small numbers, exact enough in 32 bits.
        const origin = at % 3 === 0 ? picture.axonMs : 0;
        samples[sampleEnd++] = picture.samples[at]! - origin;
      }
      sampleCounts[pictures++] = (picture.samples.length - from) / 3;
    },
    event(event) {
      if (events.length === MOST_BLOCK_EVENTS) return;
      if (pictures === 0 && events.length === 0) firstRoomMs = event.roomMs;
      const { data, roomMs, axonMs, words } = event;
      const short = { roomMs, axonMs, words: words.slice(0, MOST_WORDS_CHARS), picturesBefore: pictures };
      const fits = data !== undefined && JSON.stringify(data).length <= MOST_DATA_CHARS;
      events.push(fits ? { ...short, data } : short);
    },
    block(nowMs) {
      if (pictures === 0 && events.length === 0) return undefined;
      return pictures === BLOCK_PICTURES || nowMs - firstRoomMs >= BLOCK_MS ? takeBlock() : undefined;
    },
    end: () => (pictures > 0 || events.length > 0 ? takeBlock() : '') + lineOf({ end: blocks }),
  };
}
