/**
 * The store of a tape: pictures in a ring, each with its potentials, its samples and now and then a key. Everything is
 * made once; a new picture overwrites an old one. Pictures leave at either end: the oldest, and what is cut off.
 */

/** One picture as it is stored, and as it is read again. */
export interface TapePicture {
  /** Membrane potential at each LED, in order along the axon [mV]. */
  readonly potentialMv: Float64Array;
  /** What both voltmeters read [mV]. */
  readonly blueMv: number;
  readonly yellowMv: number;
  /** Time of the axon, of the room [ms]. */
  readonly modelMs: number;
  readonly wallMs: number;
  /** Steps of the axon since the picture before, and their length [ms]. */
  readonly steps: number;
  readonly stepMs: number;
  /** Bits of the caller's own, 0 to 255. */
  readonly flags: number;
  /** The highest that each LED was to show since the sweep began [mV]. */
  readonly highestMv: Float32Array;
  /** What it showed of the channels: as many bytes and numbers as the tape was made for. */
  readonly gates: Uint8Array;
  readonly inside: Float64Array;
  /** Time [ms of axon], blue, yellow [mV] of each sample since the picture before, one after another. */
  readonly samples: Float64Array;
}

/** Most samples of a picture; of more the newest are kept. */
export const MOST_PICTURE_SAMPLES = 512;
/** Numbers of a sample: time, blue, yellow. */
const WIDTH = 3;
/** Columns of numbers, one of each for every picture. */
const COLUMNS = [
  'picture',
  'tapeMs',
  'run',
  'blueMv',
  'yellowMv',
  'modelMs',
  'wallMs',
  'steps',
  'stepMs',
  'flags',
  'sampleFrom',
  'sampleCount',
  'keyBytes',
] as const;
type Column = (typeof COLUMNS)[number];

/** How much of each there is in every picture of a tape. */
export interface PictureSize {
  readonly ledCount: number;
  readonly gateBytes: number;
  readonly insideCount: number;
}

export interface PicturesOptions extends PictureSize {
  readonly mostPictures: number;
  /** Of all pictures together. */
  readonly mostSamples: number;
}

export class Pictures<Key> {
  readonly #options: PicturesOptions;
  readonly #columns: Readonly<Record<Column, Float64Array>>;
  readonly #potentialMv: Float64Array;
  readonly #highestMv: Float32Array;
  readonly #gates: Uint8Array;
  readonly #inside: Float64Array;
  readonly #samples: Float64Array;
  readonly #keys: (Key | undefined)[];
  #first = 0;
  #count = 0;
  /** Samples ever stored: those of a picture lie from its `sampleFrom`, modulo the size of the ring. */
  #samplesEnd = 0;
  #keyBytes = 0;

  constructor(options: PicturesOptions) {
    this.#options = options;
    const column = () => new Float64Array(options.mostPictures);
    this.#columns = Object.fromEntries(COLUMNS.map((name) => [name, column()])) as Record<
      Column,
      Float64Array
    >;
    this.#potentialMv = new Float64Array(options.mostPictures * options.ledCount);
    this.#highestMv = new Float32Array(options.mostPictures * options.ledCount);
    this.#gates = new Uint8Array(options.mostPictures * options.gateBytes);
    this.#inside = new Float64Array(options.mostPictures * options.insideCount);
    this.#samples = new Float64Array(options.mostSamples * WIDTH);
    this.#keys = new Array(options.mostPictures).fill(undefined);
  }

  get size(): PictureSize {
    return this.#options;
  }

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#options.mostPictures;
  }

  /** Of all keys together. */
  get keyBytes(): number {
    return this.#keyBytes;
  }

  /** Whether so many more samples fit. */
  hasRoomFor(samples: number): boolean {
    if (this.#count === 0) return samples <= this.#options.mostSamples;
    return this.#samplesEnd + samples - this.get(0, 'sampleFrom') <= this.#options.mostSamples;
  }

  /** @param index from 0, the oldest. */
  get(index: number, column: Column): number {
    return this.#columns[column][this.#slot(index)]!;
  }

  key(index: number): Key | undefined {
    return this.#keys[this.#slot(index)];
  }

  /** There is room: the caller has seen to that. */
  push(from: TapePicture, picture: number, tapeMs: number, run: number): void {
    const slot = this.#slot(this.#count++);
    const { ledCount, gateBytes, insideCount, mostSamples } = this.#options;
    const columns = this.#columns;
    const offered = from.samples.length / WIDTH;
    const sampleCount = Math.min(offered, MOST_PICTURE_SAMPLES);
    const skipped = offered - sampleCount;
    columns.picture[slot] = picture;
    columns.tapeMs[slot] = tapeMs;
    columns.run[slot] = run;
    columns.blueMv[slot] = from.blueMv;
    columns.yellowMv[slot] = from.yellowMv;
    columns.modelMs[slot] = from.modelMs;
    columns.wallMs[slot] = from.wallMs;
    columns.steps[slot] = from.steps;
    columns.stepMs[slot] = from.stepMs;
    columns.flags[slot] = from.flags;
    columns.sampleFrom[slot] = this.#samplesEnd;
    columns.sampleCount[slot] = sampleCount;
    columns.keyBytes[slot] = 0;
    for (let led = 0; led < ledCount; led++)
      this.#potentialMv[slot * ledCount + led] = from.potentialMv[led]!;
    for (let led = 0; led < ledCount; led++) this.#highestMv[slot * ledCount + led] = from.highestMv[led]!;
    for (let k = 0; k < gateBytes; k++) this.#gates[slot * gateBytes + k] = from.gates[k]!;
    for (let k = 0; k < insideCount; k++) this.#inside[slot * insideCount + k] = from.inside[k]!;
    for (let i = 0; i < sampleCount; i++) {
      const at = WIDTH * ((this.#samplesEnd + i) % mostSamples);
      for (let part = 0; part < WIDTH; part++)
        this.#samples[at + part] = from.samples[WIDTH * (skipped + i) + part]!;
    }
    this.#samplesEnd += sampleCount;
  }

  /** Gives the newest picture a key. */
  setKey(key: Key, bytes: number): void {
    const slot = this.#slot(this.#count - 1);
    this.#keys[slot] = key;
    this.#columns.keyBytes[slot] = bytes;
    this.#keyBytes += bytes;
  }

  dropOldest(): void {
    this.#forgetKey(this.#first);
    this.#first = (this.#first + 1) % this.#options.mostPictures;
    this.#count--;
  }

  dropNewest(): void {
    const slot = this.#slot(--this.#count);
    this.#forgetKey(slot);
    this.#samplesEnd = this.#columns.sampleFrom[slot]!;
  }

  clear(): void {
    this.#keys.fill(undefined);
    this.#first = this.#count = this.#samplesEnd = this.#keyBytes = 0;
  }

  /** Potentials of a picture at all LEDs [mV]. */
  copyPotentials(index: number, into: Float64Array): void {
    const { ledCount } = this.#options;
    const at = this.#slot(index) * ledCount;
    for (let led = 0; led < ledCount; led++) into[led] = this.#potentialMv[at + led]!;
  }

  copyHighest(index: number, into: Float32Array): void {
    const { ledCount } = this.#options;
    const at = this.#slot(index) * ledCount;
    for (let led = 0; led < ledCount; led++) into[led] = this.#highestMv[at + led]!;
  }

  /** What a picture showed of the channels. */
  copyGates(index: number, into: Uint8Array): void {
    const { gateBytes } = this.#options;
    const at = this.#slot(index) * gateBytes;
    for (let k = 0; k < gateBytes; k++) into[k] = this.#gates[at + k]!;
  }

  copyInside(index: number, into: Float64Array): void {
    const { insideCount } = this.#options;
    const at = this.#slot(index) * insideCount;
    for (let k = 0; k < insideCount; k++) into[k] = this.#inside[at + k]!;
  }

  /** Number `part` (0 time, 1 blue, 2 yellow) of one sample of a picture. */
  sample(index: number, sample: number, part: number): number {
    const at = (this.get(index, 'sampleFrom') + sample) % this.#options.mostSamples;
    return this.#samples[WIDTH * at + part]!;
  }

  /** Index of a picture by its number; -1 where it is not here. */
  indexOf(picture: number): number {
    const index = this.firstWhere((i) => this.get(i, 'picture') >= picture);
    return index < this.#count && this.get(index, 'picture') === picture ? index : -1;
  }

  /** The first index from which on `test` holds, `count` if it never does; it must hold from some index on. */
  firstWhere(test: (index: number) => boolean): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #slot(index: number): number {
    return (this.#first + index) % this.#options.mostPictures;
  }

  #forgetKey(slot: number): void {
    this.#keys[slot] = undefined;
    this.#keyBytes -= this.#columns.keyBytes[slot]!;
    this.#columns.keyBytes[slot] = 0;
  }
}
