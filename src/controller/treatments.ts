/** The treatments of a running axon, each with a name by which it can be changed and lifted. */
import { treatmentWords } from '../experiment/index.js';
import {
  type Axon,
  type Geometry,
  longestStepMs,
  type MembraneSpec,
  ModelRefusal,
  type Treatment,
} from '../model/index.js';
import type { NamedTreatment, ToldTreatment } from './contract.js';

/** Most of them at a time. */
const MOST_TREATMENTS = 32;

export interface Treatments {
  readonly all: readonly NamedTreatment[];
  /** Adds one, changes the one of this name, or lifts it: null. @returns undefined, or one sentence that says why not. */
  treat(id: string, treatment: Treatment | null): string | undefined;
  /** Why `treat` would refuse this; undefined if it would not. Nothing changes. */
  refusal(id: string, treatment: Treatment | null): string | undefined;
  /** Those of the experiment and no others. */
  reset(): void;
  /** The axon has been put back to where these were in force. */
  bring(treatments: readonly NamedTreatment[]): void;
}

/** Those of a file are named "1", "2", …. */
function named(treatments: readonly Treatment[]): NamedTreatment[] {
  return treatments.map((treatment, k) => ({ id: String(k + 1), treatment }));
}

/** The model counts treatments; people know them by their names. */
function refusalWords({ message }: ModelRefusal, names: readonly NamedTreatment[]): string {
  return message.replace(/treatments\[(\d+)\]/g, (_, k) => `treatment "${names[Number(k)]?.id}"`);
}

/** @param inForce is told which treatments count for the length of a step, before a new one is in force. */
export function createTreatments(
  axon: Axon,
  own: readonly Treatment[],
  inForce: (treatments: readonly Treatment[], isNew: boolean) => void,
): Treatments {
  const begun: readonly NamedTreatment[] = named(own);
  let all = begun;

  function take(wanted: readonly NamedTreatment[]): string | undefined {
    const treatments = wanted.map(({ treatment }) => treatment);
    const before = axon.snapshot();
    try {
      inForce(treatments, true);
      axon.treat(treatments);
      all = wanted;
      return undefined;
    } catch (error) {
      if (!(error instanceof ModelRefusal)) throw error;
      // Its step may be shorter by now.
      axon.restore(before);
      inForce(
        all.map(({ treatment }) => treatment),
        false,
      );
      return `treat: ${refusalWords(error, wanted)}`;
    }
  }

  function treat(id: string, treatment: Treatment | null): string | undefined {
    const k = all.findIndex((known) => known.id === id);
    if (treatment === null) {
      if (k < 0) return `treat: there is no treatment "${id}"`;
      return take(all.filter((_, i) => i !== k));
    }
    if (k >= 0) return take(all.with(k, { id, treatment }));
    if (all.length === MOST_TREATMENTS)
      return `treat: expected at most ${MOST_TREATMENTS} treatments; lift one first`;
    return take([...all, { id, treatment }]);
  }

  function bring(treatments: readonly NamedTreatment[]): void {
    all = treatments;
    // The axon has the step of that moment; another one would not lead where that one led.
    inForce(
      all.map(({ treatment }) => treatment),
      false,
    );
  }

  return {
    get all() {
      return all;
    },
    treat,
    refusal(id, treatment) {
      const before = all;
      const axonBefore = axon.snapshot();
      const refusal = treat(id, treatment);
      if (refusal !== undefined) return refusal;
      axon.restore(axonBefore);
      bring(before);
      return undefined;
    },
    reset() {
      if (all !== begun) take(begun);
    },
    bring,
  };
}

/** With what a person reads of each. */
export function told(treatments: readonly NamedTreatment[], geometry: Geometry): ToldTreatment[] {
  return treatments.map((one) => ({ ...one, words: treatmentWords(one.treatment, geometry) }));
}

/** How short steps must be under some treatments: where a stretch is warmed, shorter by as much as its gates are faster. */
export function stepUnder(
  stepMs: number,
  membrane: MembraneSpec,
  own: readonly Treatment[],
  treatments: readonly Treatment[],
): number {
  return Math.min(stepMs, (stepMs * longestStepMs(membrane, treatments)) / longestStepMs(membrane, own));
}
