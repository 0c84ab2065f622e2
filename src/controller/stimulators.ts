/**
 * One stimulator at each place that is pressed. Like the box on a bench, it cannot begin a stimulus while its last
 * one still runs: such a press is confirmed but adds nothing. Two places are two stimulators, whose stimuli do add up in
 * the axon. What a press holds ends when it is released, and after a minute in any case.
 */
import { ModelRefusal, type StimulusSpec, stimulusRefusal } from '../model/index.js';
import type { Bench } from './bench.js';
import type { PressFields } from './contract.js';
import type { GivenPress } from './press-book.js';
import {
  endOf,
  type PressStimulus,
  placesOf,
  pressStimuli,
  pressStrength,
  stimulusPlaces,
} from './press-stimuli.js';

/** Longest time that a press is held: somebody has let go, and nobody has heard of it [ms of room]. */
export const LONGEST_HELD_ROOM_MS = 60_000;
/** Most presses whose stimuli run at a time. */
const MOST_RUNNING = 64;

const NO_STIMULUS = 'stimulate: this experiment has no stimulus; say how strong one is';

/** Who holds a press: the number of a button, or by its name somebody who gives commands. */
export type Holder = number | string;
/** The program itself, which may end whatever commands hold. */
export const COMMANDS_HOLD = 'commands';

interface Running {
  readonly press: number;
  readonly compartments: readonly number[];
  /** Of its stimuli in the model. */
  readonly ids: readonly number[];
  /** Of the stimuli in the model that are to be ended. */
  readonly heldIds: readonly number[];
  readonly holder: Holder;
  readonly sinceWallMs: number;
  /** When the last of its stimuli ends [ms of axon]. */
  endMs: number;
}

export interface Stimulators {
  /** Whether some press is held. */
  readonly held: boolean;
  /**
   * Begins a press now. @returns it, and whether its stimuli were given (a stimulator was not busy), or one sentence that
   * says why there is no such press.
   */
  give(
    asked: PressFields,
    holder: Holder,
    press: number,
    wallMs: number,
  ): { readonly given: GivenPress; readonly taken: boolean } | string;
  /** Why there is no such press now; undefined if there is. Nothing changes. */
  refusal(asked: PressFields): string | undefined;
  /** Ends what somebody holds. @returns whether there was anything. */
  release(holder: Holder): boolean;
  /** Ends what has been held for too long. @returns whether there was anything. */
  releaseOld(wallMs: number): boolean;
  /** The axon has been put back to another moment: what was held then and is not held any more ends now. */
  rewound(): void;
}

/** @param released is told of each press that was held, as it ends. */
export function createStimulators(
  { axon, experiment, watch }: Bench,
  released: (press: number) => void,
): Stimulators {
  let running: Running[] = [];
  let held = 0;

  function forgetEnded(): void {
    if (running.length > 0) running = running.filter(({ endMs }) => axon.modelMs < endMs);
  }

  function inject(stimuli: readonly PressStimulus[]): number[] {
    const before = axon.snapshot();
    try {
      return stimuli.map(({ spec }) => axon.inject(spec));
    } catch (error) {
      // One that is ended again would leave an edge, at which steps are cut.
      axon.restore(before);
      throw error;
    }
  }

  /** What the model has against a press that adds nothing. */
  function firstRefusal(specs: readonly StimulusSpec[]): string | undefined {
    for (const spec of specs) {
      const refusal = stimulusRefusal(experiment.geometry, spec);
      if (refusal !== undefined) return inWords(refusal);
    }
    return undefined;
  }

  function end(which: (one: Running) => boolean): boolean {
    if (held === 0) return false;
    let found = false;
    for (const one of running) {
      if (one.heldIds.length === 0 || one.endMs < Number.POSITIVE_INFINITY || !which(one)) continue;
      for (const id of one.heldIds) axon.endStimulus(id);
      one.endMs = axon.modelMs;
      watch.released(one.press);
      released(one.press);
      held--;
      found = true;
    }
    forgetEnded();
    return found;
  }

  /** A stimulus of a press that was over already when the axon was put back into it: its place is busy again. */
  function goesOn(id: number, stimulus: StimulusSpec, endMs: number): Running {
    const compartments = placesOf(stimulus).map((at) => axon.compartmentAt(at));
    return { press: 0, compartments, ids: [id], heldIds: [], holder: COMMANDS_HOLD, sinceWallMs: 0, endMs };
  }

  return {
    get held() {
      return held > 0;
    },
    give(asked, holder, press, wallMs) {
      forgetEnded();
      const nowMs = axon.modelMs;
      const stimuli = pressStimuli(experiment.stimuli, experiment.geometry.kind, asked, nowMs);
      if (stimuli.length === 0) return NO_STIMULUS;
      try {
        const compartments = [...new Set(stimuli.flatMap(({ spec }) => placesOf(spec)))].map((at) =>
          axon.compartmentAt(at),
        );
        const endMs = Math.max(...stimuli.map((stimulus) => stimulus.endMs));
        const busy = running.some((one) => one.compartments.some((at) => compartments.includes(at)));
        const specs = stimuli.map(({ spec }) => spec);
        const { strength, unit: strengthUnit } = pressStrength(specs, experiment.geometry.kind);
        const places = stimulusPlaces(specs);
        const given = { press, compartments, places, endMs, strength, strengthUnit };
        if (busy || running.length === MOST_RUNNING) return firstRefusal(specs) ?? { given, taken: false };
        const ids = inject(stimuli);
        const heldIds = ids.filter((_, k) => stimuli[k]!.endMs === Number.POSITIVE_INFINITY);
        if (heldIds.length > 0) held++;
        running.push({ press, compartments, ids, heldIds, holder, sinceWallMs: wallMs, endMs });
        return { given, taken: true };
      } catch (error) {
        return refusalWords(error);
      }
    },
    refusal(asked) {
      const stimuli = pressStimuli(experiment.stimuli, experiment.geometry.kind, asked, axon.modelMs);
      if (stimuli.length === 0) return NO_STIMULUS;
      const before = axon.snapshot();
      try {
        inject(stimuli);
        return undefined;
      } catch (error) {
        return refusalWords(error);
      } finally {
        axon.restore(before);
      }
    },
    release: (holder) =>
      end((one) => (holder === COMMANDS_HOLD ? typeof one.holder === 'string' : one.holder === holder)),
    releaseOld: (wallMs) => end(({ sinceWallMs }) => wallMs - sinceWallMs > LONGEST_HELD_ROOM_MS),
    rewound() {
      const underWay = axon.snapshot().stimuli.given;
      const isUnderWay = (id: number) => underWay.some((given) => given.id === id);
      running = running.filter(({ ids }) => ids.some(isUnderWay));
      held = running.filter(
        ({ heldIds, endMs }) => heldIds.length > 0 && endMs === Number.POSITIVE_INFINITY,
      ).length;
      const known = new Set(running.flatMap(({ ids }) => ids));
      for (const { id, stimulus, endedMs } of underWay) {
        if (known.has(id)) continue;
        const endMs = endedMs ?? endOf(stimulus);
        if (endMs === Number.POSITIVE_INFINITY) axon.endStimulus(id);
        else running.push(goesOn(id, stimulus, endMs));
      }
    },
  };
}

/** @throws again what is no refusal of the model but a fault. */
function refusalWords(error: unknown): string {
  if (!(error instanceof ModelRefusal)) throw error;
  return inWords(error.message);
}

const inWords = (refusal: string) => `stimulate: ${refusal.replace(/^stimulus\./, '')}`;
