/** Reads pictures off a tape into one that is used again. */
import { MOST_PICTURE_SAMPLES, type PictureSize, type Pictures, type TapePicture } from './pictures.js';

/** A picture that has been read: with what the tape itself knows of it. */
export interface StoredPicture extends TapePicture {
  /** Numbers grow by one from picture to picture and never come twice; where something was cut off some are missing. */
  readonly picture: number;
  /** Room time on the tape, without pauses: it begins at 0 with the first picture [ms]. */
  readonly tapeMs: number;
  /** How often the axon's time had begun again before. */
  readonly run: number;
}

export interface Reader {
  /** What it returns is valid until the next `read`. */
  read<Key>(pictures: Pictures<Key>, index: number): StoredPicture;
}

export function createReader({ ledCount, gateBytes, insideCount }: PictureSize): Reader {
  const store = new Float64Array(3 * MOST_PICTURE_SAMPLES);
  const stored = {
    picture: 0,
    tapeMs: 0,
    run: 0,
    blueMv: 0,
    yellowMv: 0,
    modelMs: 0,
    wallMs: 0,
    steps: 0,
    stepMs: 0,
    flags: 0,
    potentialMv: new Float64Array(ledCount),
    highestMv: new Float32Array(ledCount),
    gates: new Uint8Array(gateBytes),
    inside: new Float64Array(insideCount),
    samples: store,
  };
  return {
    read(pictures, index) {
      stored.picture = pictures.get(index, 'picture');
      stored.tapeMs = pictures.get(index, 'tapeMs');
      stored.run = pictures.get(index, 'run');
      stored.blueMv = pictures.get(index, 'blueMv');
      stored.yellowMv = pictures.get(index, 'yellowMv');
      stored.modelMs = pictures.get(index, 'modelMs');
      stored.wallMs = pictures.get(index, 'wallMs');
      stored.steps = pictures.get(index, 'steps');
      stored.stepMs = pictures.get(index, 'stepMs');
      stored.flags = pictures.get(index, 'flags');
      pictures.copyPotentials(index, stored.potentialMv);
      pictures.copyHighest(index, stored.highestMv);
      pictures.copyGates(index, stored.gates);
      pictures.copyInside(index, stored.inside);
      const samples = pictures.get(index, 'sampleCount');
      for (let sample = 0; sample < samples; sample++)
        for (let part = 0; part < 3; part++) store[3 * sample + part] = pictures.sample(index, sample, part);
      stored.samples = store.subarray(0, 3 * samples);
      return stored;
    },
  };
}
