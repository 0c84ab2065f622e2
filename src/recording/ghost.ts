/**
 * Traces off the tape: those around a picture, and what would have been, the traces of a future that somebody has cut
 * off, to be drawn behind those of the new one.
 */
import type { Pictures } from './pictures.js';

export interface Ghost {
  /** The picture from which on the future is another one, and its time of the axon [ms]. */
  readonly fromPicture: number;
  readonly fromMs: number;
  /** Time [ms of axon], blue, yellow [mV], one after another; time never runs back. */
  readonly samples: Float64Array;
}

/** The traces around a picture, on the run of the axon's time that it belongs to. */
export interface TracesAround {
  /** Time of the axon at the picture [ms]. */
  readonly atMs: number;
  /** The pictures whose samples these are. */
  readonly fromPicture: number;
  readonly toPicture: number;
  /** The pictures of the whole run, as far as the tape holds it. */
  readonly runFromPicture: number;
  readonly runToPicture: number;
  /** As those of a ghost. */
  readonly samples: Float64Array;
  /** A row for each picture: its time [ms of axon], then what it shows of both electrodes inside. Empty where that is nothing. */
  readonly inside: Float64Array;
  /** Numbers of such a row. */
  readonly insideWidth: number;
}

/** Most samples of a ghost. */
const MOST_GHOST_SAMPLES = 4096;

/** Most samples around a picture: as fine over a third of them. */
const MOST_SAMPLES_AROUND = 8192;

/** Most rows of inside around a picture: of more, every second, third … picture has one. */
const MOST_INSIDE_ROWS = 1024;

/** Samples kept of as many as are thinned to one: the highest and the lowest of either meter. */
const KEPT_OF_A_BIN = 4;

/** The traces after picture `index` until the newest, or until the axon's time began again; crests stay. */
export function ghostAfter<Key>(pictures: Pictures<Key>, index: number): Ghost {
  const all = samplesOf(pictures, index + 1, endOfRun(pictures, index));
  return {
    fromPicture: pictures.get(index, 'picture'),
    fromMs: pictures.get(index, 'modelMs'),
    samples: thinned(all, MOST_GHOST_SAMPLES),
  };
}

/** The traces of the pictures that lie within `reachMs` of the axon's time on either side of picture `index`. */
export function tracesAround<Key>(pictures: Pictures<Key>, index: number, reachMs: number): TracesAround {
  const run = pictures.get(index, 'run');
  const atMs = pictures.get(index, 'modelMs');
  const runFrom = pictures.firstWhere((i) => pictures.get(i, 'run') >= run);
  const runEnd = endOfRun(pictures, index);
  const from = pictures.firstWhere(
    (i) => i >= index || (i >= runFrom && pictures.get(i, 'modelMs') >= atMs - reachMs),
  );
  const end = pictures.firstWhere(
    (i) => i >= runEnd || (i > index && pictures.get(i, 'modelMs') > atMs + reachMs),
  );
  const numberOf = (i: number): number => pictures.get(i, 'picture');
  return {
    atMs,
    fromPicture: numberOf(from),
    toPicture: numberOf(end - 1),
    runFromPicture: numberOf(runFrom),
    runToPicture: numberOf(runEnd - 1),
    samples: thinned(samplesOf(pictures, from, end), MOST_SAMPLES_AROUND),
    inside: insideOf(pictures, from, end),
    insideWidth: 1 + pictures.size.insideCount,
  };
}

/** The index after the last picture of the run of picture `index`. */
function endOfRun<Key>(pictures: Pictures<Key>, index: number): number {
  const run = pictures.get(index, 'run');
  return pictures.firstWhere((i) => pictures.get(i, 'run') > run);
}

function samplesOf<Key>(pictures: Pictures<Key>, from: number, end: number): Float64Array {
  let count = 0;
  for (let picture = from; picture < end; picture++) count += pictures.get(picture, 'sampleCount');
  const all = new Float64Array(3 * count);
  let at = 0;
  for (let picture = from; picture < end; picture++)
    for (let sample = 0; sample < pictures.get(picture, 'sampleCount'); sample++)
      for (let part = 0; part < 3; part++) all[at++] = pictures.sample(picture, sample, part);
  return all;
}

function insideOf<Key>(pictures: Pictures<Key>, from: number, end: number): Float64Array {
  const { insideCount } = pictures.size;
  if (insideCount === 0) return new Float64Array(0);
  const every = Math.ceil((end - from) / MOST_INSIDE_ROWS);
  const width = 1 + insideCount;
  const rows = new Float64Array(width * Math.ceil((end - from) / every));
  for (let row = 0; row * width < rows.length; row++) {
    const index = from + row * every;
    rows[row * width] = pictures.get(index, 'modelMs');
    pictures.copyInside(index, rows.subarray(row * width + 1, (row + 1) * width));
  }
  return rows;
}

/** At most `most` of the samples, those with the highest and the lowest of each piece among them. */
export function thinned(samples: Float64Array, most: number): Float64Array {
  const count = samples.length / 3;
  if (count <= most) return samples;
  const bins = Math.floor(most / KEPT_OF_A_BIN);
  const kept: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * count) / bins);
    const to = Math.floor(((bin + 1) * count) / bins);
    const found = [from, from, from, from];
    for (let i = from; i < to; i++) {
      if (samples[3 * i + 1]! > samples[3 * found[0]! + 1]!) found[0] = i;
      if (samples[3 * i + 1]! < samples[3 * found[1]! + 1]!) found[1] = i;
      if (samples[3 * i + 2]! > samples[3 * found[2]! + 2]!) found[2] = i;
      if (samples[3 * i + 2]! < samples[3 * found[3]! + 2]!) found[3] = i;
    }
    kept.push(...new Set(found.sort((a, b) => a - b)));
  }
  const few = new Float64Array(3 * kept.length);
  for (const [i, sample] of kept.entries()) few.set(samples.subarray(3 * sample, 3 * sample + 3), 3 * i);
  return few;
}
