/**
 * What stands on the bench: the axon of the experiment that is loaded, with its electrodes, its treatments and its
 * channels on or off, and who watches it. Another experiment is another bench.
 */
import { around, type LedMap } from '../experiment/led-map.js';
import type { LiveExperiment } from '../experiment/live-experiment.js';
import {
  type Axon,
  channelsOf,
  type createAxon,
  type ElectrodePosition,
  hasSwitchingChannels,
  isExcitable,
  ModelRefusal,
  type Treatment,
} from '../model/index.js';
import { BATH_MV, METERS, type MeterName } from '../units.js';
import { axonFacts, placesWords, timeConstantMs } from './axon-facts.js';
import type { AxonFacts } from './contract.js';
import { createGateReader, type GateReader } from './gate-reader.js';
import { createHighestAlong, type HighestAlong } from './highest-along.js';
import { createLevelWatch, type LevelWatch } from './level-watch.js';
import { createLiveMeasures, type LiveMeasures } from './live-measures.js';
import { createPressWatch } from './press-watch.js';
import { spikePlaces } from './spike-places.js';
import { createSpikeWatch } from './spike-watch.js';
import { createTreatments, stepUnder, type Treatments } from './treatments.js';
import type { PressWatch, WatchParts } from './watch.js';

export interface Bench {
  readonly experiment: LiveExperiment;
  readonly axon: Axon;
  readonly facts: AxonFacts;
  readonly watch: PressWatch;
  readonly treatments: Treatments;
  /** The level at which the axon is to pause. */
  readonly levels: LevelWatch;
  readonly measures: LiveMeasures;
  /** The highest along the axon since the sweep began. */
  readonly along: HighestAlong;
  /** What a picture tells of the channels. */
  readonly gates: GateReader;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  /** Where its first place rests as the experiment has it, whatever anybody does to it later [mV]. */
  readonly restMv: number;
  /** Whether its channels work; true of a membrane that has none. */
  readonly channelsOn: boolean;
  /** No step is longer, with the treatments in force [ms]. */
  readonly longestStepMs: number;
  readMv(name: MeterName): number;
  /** Whether an electrode is where no channels switch: crests there are round. */
  seesRoundCrests(): boolean;
  /** @returns undefined, or one sentence that says why not. */
  moveElectrode(name: MeterName, at: ElectrodePosition): string | undefined;
  /** @returns undefined, or one sentence that says why not. */
  switchChannels(on: boolean): string | undefined;
  /** Why that would be refused; undefined if it would not. */
  channelsRefusal(on: boolean): string | undefined;
  treat(id: string, treatment: Treatment | null): string | undefined;
  /** Treatments come and go by their own times. @returns whether others are in force than when this was asked before. */
  lookAtTreatments(): boolean;
  /** Its axon and its treatments have been put back to another moment. */
  rewound(): void;
  /** As the experiment has it: at rest at time 0, whatever anybody has changed since. */
  reset(): void;
}

export interface BenchParts {
  readonly experiment: LiveExperiment;
  /** What each LED shows. */
  readonly map: Pick<LedMap, 'places' | 'nodeLeds'>;
  readonly createAxon: typeof createAxon;
}

/** What a voltmeter reads: between two compartments, in a straight line; below 0 in the bath. */
interface Reading {
  readonly below: number;
  readonly above: number;
  readonly share: number;
}

const NOWHERE: Reading = { below: -1, above: -1, share: 0 };

/** On a cable compartments are a matter of accuracy, so a voltmeter reads at its very place, as an LED does. */
function readingAt({ geometry, places }: Axon, at: ElectrodePosition, compartment: number): Reading {
  if (at === 'bath' || geometry.kind !== 'cable') return { below: compartment, above: compartment, share: 0 };
  const { below, above, share } = around(places, Float64Array.of(at));
  return { below: below[0]!, above: above[0]!, share: share[0]! };
}

export function createBench({ experiment, map, createAxon }: BenchParts): Bench {
  const { geometry, membrane, treatments: own } = experiment;
  const axon = createAxon(geometry, membrane, {
    stepMs: experiment.stepMs,
    treatments: own,
    channelsFrozen: experiment.channelsOff,
  });
  const restMv = axon.restMv[0]!;
  const switching = hasSwitchingChannels(membrane);
  const excitable = isExcitable(membrane);
  const electrodes = { ...experiment.electrodes };
  const electrodeAt: Record<MeterName, number> = { blue: -1, yellow: -1 };
  const reads: Record<MeterName, Reading> = { blue: NOWHERE, yellow: NOWHERE };
  for (const name of METERS) put(name, electrodes[name], compartmentOf(electrodes[name]));
  let longestStepMs = experiment.stepMs;
  const gates = createGateReader(axon, channelsOf(membrane).every, map.places, electrodeAt);
  let facts = axonFacts(experiment, axon, map, gates.facts);
  /** Those for which `facts` are right: some come and go by themselves. */
  let inForce = axon.treatmentsInForce;
  const parts: WatchParts = {
    axon,
    electrodeAt,
    readMv,
    timeConstantMs: timeConstantMs(geometry, membrane),
    longestStepMs: () => longestStepMs,
    channelsOn: () => excitable && !axon.channelsFrozen,
  };
  const { every } = facts.channels;
  const watch = switching ? createPressWatch(parts, every) : createSpikeWatch(parts, spikePlaces(axon));
  const along = createHighestAlong(axon, map.places);
  const levels = createLevelWatch();
  const measures = createLiveMeasures(parts, electrodes);
  const treatments = createTreatments(axon, own, (wanted, isNew) => {
    longestStepMs = stepUnder(experiment.stepMs, membrane, own, wanted);
    if (isNew && axon.stepMs > longestStepMs) axon.stepMs = longestStepMs;
  });

  function compartmentOf(at: ElectrodePosition): number {
    return at === 'bath' ? -1 : axon.compartmentAt(at);
  }

  function put(name: MeterName, at: ElectrodePosition, compartment: number): void {
    electrodes[name] = at;
    electrodeAt[name] = compartment;
    reads[name] = readingAt(axon, at, compartment);
  }

  function readMv(name: MeterName): number {
    const { below, above, share } = reads[name];
    if (below < 0) return BATH_MV;
    const mv = axon.potentialMv[below]!;
    return share === 0 ? mv : mv + share * (axon.potentialMv[above]! - mv);
  }

  function channelsRefusal(on: boolean): string | undefined {
    return on && !excitable
      ? `channels: a ${membrane.kind} membrane has no channels to switch on`
      : undefined;
  }

  /** Other treatments are in force. */
  function treated(): void {
    inForce = axon.treatmentsInForce;
    facts = axonFacts(experiment, axon, map, gates.facts);
  }

  return {
    experiment,
    axon,
    get facts() {
      return facts;
    },
    watch,
    treatments,
    levels,
    measures,
    along,
    gates,
    electrodes,
    restMv,
    get channelsOn() {
      return !axon.channelsFrozen;
    },
    get longestStepMs() {
      return longestStepMs;
    },
    readMv,
    seesRoundCrests: () =>
      METERS.some((name) => {
        const at = electrodeAt[name];
        return at >= 0 && !(switching && !axon.channelsFrozen && at % every === 0);
      }),
    moveElectrode(name, at) {
      let compartment: number;
      try {
        compartment = compartmentOf(at);
      } catch (error) {
        if (!(error instanceof ModelRefusal)) throw error;
        return `electrode: expected at "bath" or ${placesWords(facts)}, got ${at}`;
      }
      const isElsewhere = at !== electrodes[name];
      put(name, at, compartment);
      if (isElsewhere) {
        levels.moved(name);
        watch.moved(name);
        measures.clear();
      }
      return undefined;
    },
    switchChannels(on) {
      const refusal = channelsRefusal(on);
      if (refusal !== undefined) return refusal;
      if (on !== axon.channelsFrozen) return undefined;
      watch.switched();
      axon.freezeChannels(!on);
      measures.clear();
      return undefined;
    },
    channelsRefusal,
    treat(id, treatment) {
      const refusal = treatments.treat(id, treatment);
      if (refusal !== undefined) return refusal;
      treated();
      measures.clear();
      return undefined;
    },
    lookAtTreatments() {
      if (axon.treatmentsInForce === inForce) return false;
      treated();
      return true;
    },
    rewound() {
      watch.rewound();
      treated();
      measures.rewound();
      for (const name of METERS) levels.moved(name);
    },
    reset() {
      axon.freezeChannels(experiment.channelsOff);
      treatments.reset();
      // At time 0 other treatments may be in force, and what follows is what holds then.
      axon.reset();
      along.begin();
      treated();
      for (const name of METERS) {
        const at = experiment.electrodes[name];
        put(name, at, compartmentOf(at));
        watch.moved(name);
      }
      watch.reset();
      levels.disarm();
      measures.reset();
    },
  };
}
