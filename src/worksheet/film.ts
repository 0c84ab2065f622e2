/** Keeps what both voltmeters read while a card is played, and how each of its steps was set up. */
import type { AxonFacts, Controller, MeterName, Snapshot } from '../controller/contract.js';

/** A press of a step; times are those of its take. */
export interface TakenPress {
  readonly atMs: number;
  readonly untilMs: number | null;
  readonly places: readonly number[];
  /** In the unit of `AxonFacts.press`. */
  readonly strength: number;
}

/** What was recorded of one step. */
export interface Take {
  /** Counted from 0. */
  readonly step: number;
  readonly axon: AxonFacts;
  readonly channelsOn: boolean;
  readonly electrodes: Snapshot['electrodes'];
  readonly treatments: Snapshot['treatments'];
  /** Those of its sweep, also where an earlier step gave them; empty: nothing was pressed. */
  readonly presses: readonly TakenPress[];
  /** After the first press, or else after the beginning of the step [ms]. */
  readonly timesMs: Float64Array;
  /** [mV] */
  readonly potentialMv: Readonly<Record<MeterName, Float64Array>>;
  /** Its last time [ms]. */
  readonly endMs: number;
}

export interface Film {
  follow(controller: Controller): void;
  /** A step is over; what comes belongs to the next one. */
  stepDone(step: number): void;
  takes(): readonly Take[];
}

/** Numbers of a sample: time, blue, yellow. */
const SAMPLE = 3;
/** Samples that are kept at most; of a longer step the end is missing. */
const MOST_SAMPLES = 1_000_000;

export function createFilm(): Film {
  const takes: Take[] = [];
  let controller: Controller | undefined;
  let samples: number[] = [];
  /** Presses until this one belong to earlier steps. */
  let lastPress = 0;
  /** How the rig stood when the first press of the step was given. */
  let pressed: Snapshot | undefined;
  let beginMs = 0;

  return {
    follow(followed) {
      controller = followed;
      followed.observe({
        happened({ kind }) {
          if (kind === 'press') pressed ??= followed.snapshot();
        },
        picture(picture) {
          if (picture.lookingBack) return;
          const read = picture.samples();
          for (let i = 0; i + SAMPLE <= read.length; i += SAMPLE) {
            // Time that begins again is a reset, or another axon.
            if (samples.length > 0 && read[i]! < samples.at(-SAMPLE)!) {
              samples = [];
              beginMs = read[i]!;
            }
            if (samples.length < SAMPLE * MOST_SAMPLES) samples.push(read[i]!, read[i + 1]!, read[i + 2]!);
          }
        },
      });
    },
    stepDone(step) {
      const now = controller!.snapshot();
      takes.push(takeOf(step, now, pressed ?? now, samples, lastPress, beginMs));
      lastPress = now.presses.at(-1)?.press ?? lastPress;
      pressed = undefined;
      if (now.activity === 'none') samples = [];
      beginMs = samples.at(-SAMPLE) ?? 0;
    },
    takes: () => takes,
  };
}

function takeOf(
  step: number,
  now: Snapshot,
  then: Snapshot,
  samples: readonly number[],
  lastPress: number,
  beginMs: number,
): Take {
  const own = now.presses.filter(({ press }) => press > lastPress);
  const sweeps = new Set(own.map(({ sweep }) => sweep));
  const marks = own.length === 0 ? [] : now.presses.filter(({ sweep }) => sweeps.has(sweep));
  const startMs = marks[0]?.atMs ?? Math.max(beginMs, samples[0] ?? 0);
  let first = 0;
  while (first + SAMPLE < samples.length && samples[first + SAMPLE]! <= startMs) first += SAMPLE;
  const count = Math.floor((samples.length - first) / SAMPLE);
  const column = (at: number, less: number) =>
    Float64Array.from({ length: count }, (_, i) => samples[first + SAMPLE * i + at]! - less);
  const timesMs = column(0, startMs);
  const { axon } = now;
  return {
    step,
    axon,
    channelsOn: then.channelsOn,
    electrodes: { ...then.electrodes },
    treatments: then.treatments,
    presses: marks.map(({ atMs, untilMs, places, strength }) => ({
      atMs: atMs - startMs,
      untilMs: untilMs === null ? null : untilMs - startMs,
      places,
      strength,
    })),
    timesMs,
    potentialMv: { blue: column(1, 0), yellow: column(2, 0) },
    endMs: timesMs.at(-1) ?? 0,
  };
}
