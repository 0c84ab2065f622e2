/** The measures of the axon on the bench: of the last sweep, and of what is seen along it now. */
import type { ElectrodePosition, GateEvent } from '../model/index.js';
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
import { METERS, type MeterName } from '../units.js';
import type { Measures } from './contract.js';
import type { GivenPress } from './press-book.js';
import { type SpikeParts, SpikePoints } from './spike-points.js';

export interface LiveMeasures {
  /** A press has been given now. @param quiet nothing of an earlier one went on. */
  pressed(press: GivenPress, quiet: boolean): void;
  /** The channels of a site changed. */
  gate(event: GateEvent): void;
  /** The axon has made a step. */
  step(): void;
  /** Time, blue, yellow of each sample since the picture before. @param isQuiet nothing went on before them. */
  look(samples: Float64Array, isQuiet: boolean): void;
  /** What was read belonged to another place or another axon; electrodes and axon are as they will be. */
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
  parts: SpikeParts,
  electrodes: Readonly<Record<MeterName, ElectrodePosition>>,
): LiveMeasures {
  const { axon } = parts;
  const { geometry } = axon;
  const sweep = new Sweep();
  const gap = new PressGap();
  const locked = geometry.kind === 'lattice' ? new LockedSites(axon.siteCount) : null;

  const news: DatedNews[] = [];
  /** Since the last look: nothing is known yet of what that does. */
  let isPressed = false;
  /** Compartments of the voltmeters; −1 in the bath. */
  const electrodeAt: Record<MeterName, number> = { blue: -1, yellow: -1 };
  let points = watchElectrodes();

  /** Where gates obey rates, spikes are looked for at the electrodes; channels that switch tell of theirs. */
  function watchElectrodes(): SpikePoints | null {
    for (const name of METERS) {
      const at = electrodes[name];
      electrodeAt[name] = at === 'bath' ? -1 : axon.compartmentAt(at);
    }
    if (locked !== null) return null;
    const inside = METERS.map((name) => electrodeAt[name]).filter((compartment) => compartment >= 0);
    const watched: SpikePoints = new SpikePoints(parts, inside, {
      fired: (point) => spiked(watched.points.compartments[point]!, axon.modelMs),
      fell: () => {},
      isStimulated: () => false,
    });
    return watched;
  }

  function spiked(compartment: number, axonMs: number): void {
    for (const meter of METERS) {
      if (electrodeAt[meter] !== compartment) continue;
      news.push({ axonMs, kind: 'spike', meter });
      sweep.spiked(meter, axonMs);
    }
  }

  function forget(presses: boolean): void {
    news.push({ axonMs: axon.modelMs, kind: 'forget', presses });
    sweep.clear();
    if (presses) gap.reset();
    points = watchElectrodes();
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
      isPressed = true;
      for (const [k, at] of places.entries()) {
        const press = { at, startMs: axon.modelMs };
        if (k === 0 && quiet) sweep.begin(press);
        else sweep.press(press);
      }
    },
    gate(event) {
      locked?.gate(event);
      if (event.state === 'sodium-open') spiked(event.site, event.timeMs);
    },
    step: () => points?.step(),
    look(samples, isQuiet) {
      sweep.add(samples, isQuiet && !isPressed);
      isPressed = false;
    },
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
