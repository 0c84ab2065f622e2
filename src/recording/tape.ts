/**
 * The last minute, to look back at and to run on from: what was shown, picture by picture, and now and then a key, from
 * which the axon can be put back to the last bit. From a key to a picture after it lead the axon's own steps, since a
 * picture in which anything was done to the axon has a key of its own.
 *
 * Time on the tape is the room's, without pauses: a picture in which nothing moved and nothing was done is not kept, so
 * the minute before a pause stays however long the pause is. A reset is part of it: the axon's time then begins again,
 * and so may come twice. A tape never reaches across the loading of another experiment.
 *
 * Bounds: 60 s; 120 pictures a second on the average, so a storm of presses (300 a second at most) leaves at least 24 s;
 * 2^20 samples, which is 60 s of 290 a picture; 96 MB of keys; of gates 2000 bytes a picture at the most, 14 MB. The oldest pictures go first, and every picture that
 * the tape holds can be run on from. Keeping a picture allocates nothing but its key.
 */
import { type Ghost, ghostAfter, type TracesAround, tracesAround } from './ghost.js';
import { type PictureSize, Pictures, type TapePicture } from './pictures.js';
import { createReader, type StoredPicture } from './reader.js';
import type { Rewindable, WayBack } from './rewindable.js';
import { findMoment, type Moment } from './seek.js';

/** Room time that a tape holds [ms]. */
const TAPE_MS = 60_000;
const MOST_PICTURES = 7200;
const MOST_SAMPLES = 2 ** 20;
const MOST_KEY_BYTES = 96e6;
/** Pictures from key to key in which nothing is done. */
const PICTURES_A_KEY = 30;
/** Steps from key to key: running on is then soon done. */
const STEPS_A_KEY = 4000;
/** Longer without a picture is a pause [ms]. */
const LONGEST_GAP_MS = 100;
/** The ends of what a tape holds. */
export interface TapeEnd {
  readonly picture: number;
  readonly axonMs: number;
  readonly tapeMs: number;
}

export interface Tape<Key> {
  /** The oldest and the newest picture; null while there is none. */
  moments(): { readonly from: TapeEnd; readonly to: TapeEnd } | null;
  /**
   * Keeps a picture. `touched`: something has been done to the axon since the picture before.
   * @returns its number; where nothing is new, that of the picture before. The picture may be used again at once.
   */
  record(picture: TapePicture, touched: boolean, axon: Pick<Rewindable<Key>, 'snapshot'>): number;
  /** The number of the picture nearest to a moment, or one sentence that says why there is none. */
  find(moment: Moment): number | string;
  /** A picture that the tape holds; valid until the next `read`. */
  read(picture: number): StoredPicture | undefined;
  /** The traces within `reachMs` of the axon's time of a picture that the tape holds. */
  traces(picture: number, reachMs: number): TracesAround | undefined;
  /** How the axon gets to the end of a picture that the tape holds. */
  wayTo(picture: number): WayBack<Key> | undefined;
  /** Numbers of the pictures from one to another, both included, as far as the tape holds them. */
  between(from: number, to: number): number[];
  /** Cuts off what came after; its traces are the ghost from now on, unless nothing came. */
  truncateAfter(picture: number): void;
  readonly ghost: Ghost | null;
  /** Another experiment: everything goes, the ghost too. Numbers of pictures go on. */
  begin(size: PictureSize): void;
}

export interface TapeOptions<Key> {
  readonly size: PictureSize;
  keyBytes(key: Key): number;
  /** For tests. */
  readonly mostPictures?: number;
  readonly mostSamples?: number;
  readonly mostKeyBytes?: number;
}

export function createTape<Key>(options: TapeOptions<Key>): Tape<Key> {
  const { mostKeyBytes = MOST_KEY_BYTES } = options;
  const makePictures = (size: PictureSize) =>
    new Pictures<Key>({
      ...size,
      mostPictures: options.mostPictures ?? MOST_PICTURES,
      mostSamples: options.mostSamples ?? MOST_SAMPLES,
    });
  let { size } = options;
  let pictures = makePictures(size);
  let reader = createReader(size);
  let lastNumber = 0;
  let picturesSinceKey = 0;
  let stepsSinceKey = 0;
  let ghost: Ghost | null = null;

  const last = (): number => pictures.count - 1;

  function isNews(picture: TapePicture): boolean {
    const i = last();
    return (
      picture.steps > 0 ||
      picture.blueMv !== pictures.get(i, 'blueMv') ||
      picture.yellowMv !== pictures.get(i, 'yellowMv') ||
      picture.flags !== pictures.get(i, 'flags')
    );
  }

  /** The oldest key and the pictures that need it. */
  function dropOldest(): void {
    do pictures.dropOldest();
    while (pictures.count > 0 && pictures.key(0) === undefined);
  }

  /** Whether what follows the oldest key still spans a minute. */
  function oldestIsOver(nowMs: number): boolean {
    if (pictures.get(0, 'tapeMs') >= nowMs - TAPE_MS) return false;
    let next = 1;
    while (next < pictures.count && pictures.key(next) === undefined) next++;
    return next < pictures.count && pictures.get(next, 'tapeMs') <= nowMs - TAPE_MS;
  }

  function addKey(axon: Pick<Rewindable<Key>, 'snapshot'>): void {
    const key = axon.snapshot();
    pictures.setKey(key, options.keyBytes(key));
    picturesSinceKey = stepsSinceKey = 0;
    while (pictures.keyBytes > mostKeyBytes && pictures.count > 1) dropOldest();
  }

  function endAt(index: number): TapeEnd {
    return {
      picture: pictures.get(index, 'picture'),
      axonMs: pictures.get(index, 'modelMs'),
      tapeMs: pictures.get(index, 'tapeMs'),
    };
  }

  return {
    moments: () => (pictures.count === 0 ? null : { from: endAt(0), to: endAt(last()) }),
    record(picture, touched, axon) {
      let tapeMs = 0;
      let run = 0;
      let needsKey = true;
      if (pictures.count > 0) {
        if (!touched && !isNews(picture)) return lastNumber;
        const i = last();
        const gapMs = picture.wallMs - pictures.get(i, 'wallMs');
        tapeMs = pictures.get(i, 'tapeMs') + Math.min(Math.max(gapMs, 0), LONGEST_GAP_MS);
        run = pictures.get(i, 'run') + (picture.modelMs < pictures.get(i, 'modelMs') ? 1 : 0);
        picturesSinceKey++;
        stepsSinceKey += picture.steps;
        needsKey =
          touched ||
          picture.stepMs !== pictures.get(i, 'stepMs') ||
          picturesSinceKey >= PICTURES_A_KEY ||
          stepsSinceKey >= STEPS_A_KEY;
        while (
          pictures.count > 0 &&
          (pictures.isFull || !pictures.hasRoomFor(picture.samples.length / 3) || oldestIsOver(tapeMs))
        )
          dropOldest();
      }
      pictures.push(picture, ++lastNumber, tapeMs, run);
      if (needsKey || pictures.count === 1) addKey(axon);
      return lastNumber;
    },
    find: (moment) => findMoment(pictures, moment),
    read(picture) {
      const i = pictures.indexOf(picture);
      return i < 0 ? undefined : reader.read(pictures, i);
    },
    traces(picture, reachMs) {
      const i = pictures.indexOf(picture);
      return i < 0 ? undefined : tracesAround(pictures, i, reachMs);
    },
    wayTo(picture) {
      let i = pictures.indexOf(picture);
      if (i < 0) return undefined;
      let steps = 0;
      for (; pictures.key(i) === undefined; i--) steps += pictures.get(i, 'steps');
      return { key: pictures.key(i)!, steps };
    },
    between(from, to) {
      const numbers: number[] = [];
      for (
        let i = pictures.firstWhere((at) => pictures.get(at, 'picture') >= from);
        i < pictures.count && pictures.get(i, 'picture') <= to;
        i++
      )
        numbers.push(pictures.get(i, 'picture'));
      return numbers;
    },
    truncateAfter(picture) {
      const index = pictures.indexOf(picture);
      if (index < 0 || index === last()) return;
      ghost = ghostAfter(pictures, index);
      while (last() > index) pictures.dropNewest();
      picturesSinceKey = stepsSinceKey = 0;
      for (let i = index; pictures.key(i) === undefined; i--) {
        picturesSinceKey++;
        stepsSinceKey += pictures.get(i, 'steps');
      }
    },
    get ghost() {
      return ghost;
    },
    begin(wanted) {
      ghost = null;
      picturesSinceKey = stepsSinceKey = 0;
      if (isSame(size, wanted)) {
        pictures.clear();
        return;
      }
      size = wanted;
      pictures = makePictures(size);
      reader = createReader(size);
    },
  };
}

function isSame(size: PictureSize, other: PictureSize): boolean {
  return (
    size.ledCount === other.ledCount &&
    size.gateBytes === other.gateBytes &&
    size.insideCount === other.insideCount
  );
}
