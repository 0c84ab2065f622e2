/** The measures of the axon on the bench: of the last sweep, and of what is seen along it now. */
import type { Axon, ElectrodePosition, GateEvent } from '../model/index.js';
import {
  frontOf,
  LockedSites,
  lengthOf,
  litStretch,
  lockedStretch,
  type MeasureNews,
  PressGap,
  Sweep,
  unknown,
} from '../recording/measures/index.js';
import type { MeterName } from '../units.js';
import type { Measures } from './contract.js';
import type { GivenPress } from './press-book.js';

export interface LiveMeasures {
  /** A press has been given now. @param quiet nothing of an earlier one went on. */
  pressed(press: GivenPress, quiet: boolean): void;
  /** The channels of a site changed. */
  gate(event: GateEvent): void;
  /** Time, blue, yellow of each sample since the picture before. */
  look(samples: Float64Array): void;
  /** What was read belongs to another place or another axon. */
  clear(): void;
  /** The axon is at rest at time 0. */
  reset(): void;
  /** The axon stands at another moment. */
  rewound(): void;
  now(): Measures;
  /** The next of what was done to the measures since they were made, for a recording; undefined if all was taken. */
  takeNews(): DatedNews | undefined;
}

/** On the axon's own time. */
export type DatedNews = { readonly axonMs: number } & MeasureNews;

export function createLiveMeasures(
  axon: Axon,
  electrodes: Readonly<Record<MeterName, ElectrodePosition>>,
): LiveMeasures {
  const { geometry } = axon;
  const sweep = new Sweep();
  const gap = new PressGap();
  const locked = geometry.kind === 'lattice' ? new LockedSites(axon.siteCount) : null;

  const news: DatedNews[] = [];

  function forget(presses: boolean): void {
    news.push({ axonMs: axon.modelMs, kind: 'forget', presses });
    sweep.clear();
    if (presses) gap.reset();
  }

  return {
    pressed({ press: number, compartments, strength, strengthUnit }, quiet) {
      const places = compartments.map((compartment) => axon.places[compartment]!);
      news.push({
        axonMs: axon.modelMs,
        kind: 'press',
        press: number,
        places,
        quiet,
        strength,
        strengthUnit,
        electrodes: { ...electrodes },
      });
      gap.pressed(axon.modelMs);
      for (const [k, at] of places.entries()) {
        const press = { at, startMs: axon.modelMs };
        if (k === 0 && quiet) sweep.begin(press);
        else sweep.press(press);
      }
    },
    gate(event) {
      locked?.gate(event);
    },
    look: (samples) => sweep.add(samples),
    clear: () => forget(false),
    reset() {
      forget(true);
      locked?.clear();
    },
    rewound() {
      forget(true);
      locked?.flags.forEach((_, site, flags) => {
        flags[site] = axon.inside(site).switching?.sodium.state === 'locked' ? 1 : 0;
      });
    },
    takeNews: () => news.shift(),
    now: () => ({
      ...sweep.measures(geometry, electrodes),
      gap: gap.measure,
      lit: lengthOf(litStretch(axon), geometry.kind, 'lit'),
      locked:
        locked === null
          ? unknown('which places are locked is known on a lattice only')
          : lengthOf(lockedStretch(axon.places, locked.flags), geometry.kind, 'locked'),
      front: frontOf(axon, geometry.kind, 1),
    }),
  };
}
