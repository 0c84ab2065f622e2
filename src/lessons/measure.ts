/**
 * Measures a step from what is recorded of it: each measure is fed press by press, sample by sample and picture by
 * picture, keeps a few numbers, and allocates nothing on the way.
 */
import type { LivePicture, Snapshot } from '../controller/contract.js';
import { METERS } from '../units.js';
import type { CardMeasure } from './card.js';
import { extreme } from './extreme-taker.js';
import type { Values } from './judge.js';
import { isDerived, pressOf, type Taken } from './measures.js';
import { FromPress, fromHouse, type Taker } from './taker.js';
import { crossing, highestAt, lit, locked, reading, spikes, weakest } from './takers.js';

/** Numbers of a sample: time, blue, yellow. */
const SAMPLE = 3;

interface TakerParts {
  /** Whether the step has presses; without, measures count from its beginning. */
  readonly hasPress: boolean;
  readonly ledPlaces: readonly number[];
  readonly measures: () => Snapshot['measures'];
}

function takerOf(of: Taken, { hasPress, ledPlaces, measures }: TakerParts): Taker {
  const from = new FromPress(hasPress ? pressOf(of) : undefined);
  switch (of.kind) {
    case 'peak':
    case 'lowest':
    case 'rise':
    case 'peak-at':
      return extreme(of, from);
    case 'crosses':
      return crossing(of, from);
    case 'spikes':
      return spikes(of);
    case 'reads':
      return reading(of);
    case 'highest':
      return highestAt(of, ledPlaces);
    case 'lit':
      return lit(measures);
    case 'locked':
      return locked(measures);
    case 'weakest':
      return { end: weakest };
    case 'latency':
      return { end: (now) => fromHouse(now.measures[of.meter].latency) };
    case 'half-width':
      return { end: (now) => fromHouse(now.measures[of.meter].halfWidth) };
    case 'velocity':
    case 'gap':
      return { end: (now) => fromHouse(now.measures[of.kind]) };
  }
}

/** What records one step. */
export interface Recorder {
  /** A press of the step was given. */
  pressed(axonMs: number): void;
  /** The next picture of the present. */
  look(picture: LivePicture): void;
  /** What was measured, as the rig stands now. */
  end(now: Snapshot): Values;
}

/** @param measures those that the step takes. */
export function createRecorder(measures: readonly CardMeasure[], parts: TakerParts): Recorder {
  const all = measures.flatMap(({ name, of }) =>
    isDerived(of) ? [] : [{ name, of, taker: takerOf(of, parts) }],
  );
  const ofMeter = METERS.map((meter) =>
    all.flatMap(({ of, taker }) => ('meter' in of && of.meter === meter && taker.sample ? [taker] : [])),
  );
  return {
    pressed(axonMs) {
      for (const { taker } of all) taker.pressed?.(axonMs);
    },
    look(picture) {
      const samples = picture.samples();
      for (let meter = 0; meter < ofMeter.length; meter++) {
        const takers = ofMeter[meter]!;
        for (let k = 0; k < takers.length; k++)
          for (let i = 0; i + SAMPLE <= samples.length; i += SAMPLE)
            takers[k]!.sample!(samples[i]!, samples[i + 1 + meter]!, picture.picture);
      }
      for (let k = 0; k < all.length; k++) all[k]!.taker.look?.(picture);
    },
    end: (now) => new Map(all.map(({ name, taker }) => [name, taker.end(now)])),
  };
}
