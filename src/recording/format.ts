/** What a saved recording holds. docs/recordings.md describes its lines. */

/** The format that this program writes, and the newest that it reads. */
export const FORMAT = 1;
/** The word by which a recording is known. */
export const KIND = 'recording';

export const MOST_LEDS = 4096;
/** Most pictures, samples of a picture, and events of one block. */
export const MOST_BLOCK_PICTURES = 256;
export const MOST_BLOCK_EVENTS = 256;
/** Most characters of words, and of what a program may read of an event. */
export const MOST_WORDS_CHARS = 200;
export const MOST_DATA_CHARS = 4000;

export const UNITS = ['site', 'mm', 'node', 'patch'] as const;
/** In what places are counted; a patch has one place, 0. */
export type PlaceUnit = (typeof UNITS)[number];

export interface RecordingHeader {
  /** Version of the program that made it. */
  readonly program: string;
  /** When it began: date and time of day, ISO 8601. */
  readonly startedAt: string;
  /** What a person reads. */
  readonly title: string;
  readonly unit: PlaceUnit;
  /** The place that each LED shows, in order along the axon. */
  readonly places: readonly number[];
  /** The lens at the beginning [ms of room for one ms of axon]. */
  readonly roomMsPerAxonMs: number;
  /** The experiment as data, JSON: geometry, membrane, treatments, stimuli, electrodes. */
  readonly experiment: unknown;
}

/** One picture. */
export interface RecordedPicture {
  /** Time of the room since the recording began, and of the axon [ms]. */
  readonly roomMs: number;
  readonly axonMs: number;
  /** One for each LED [mV], within 0.005 mV from −327.67 to 327.67 mV. */
  readonly potentialMv: Float64Array;
  /** What both voltmeters read [mV]. */
  readonly blueMv: number;
  readonly yellowMv: number;
  /** Time [ms of axon], blue, yellow [mV] since the picture before, one after another. */
  readonly samples: Float64Array;
}

/** Something that somebody did. */
export interface RecordedEvent {
  readonly roomMs: number;
  readonly axonMs: number;
  readonly words: string;
  /** The same for a program: a command, JSON. */
  readonly data?: unknown;
}

/** An event as it is read: with its place among the pictures of its block. */
export interface BlockEvent extends RecordedEvent {
  /** How many of them came before it. */
  readonly picturesBefore: number;
}

export interface RecordedBlock {
  readonly pictures: readonly RecordedPicture[];
  readonly events: readonly BlockEvent[];
}
