/** What `simulate` computes for a shipped file, at the places that LEDs and needles show. */
import { type Experiment, type Results, resultsOf, startExperiment } from '../../src/experiment/index.js';
import { type LedMap, ledMap } from '../../src/experiment/led-map.js';
import { compartmentPlaces, type Geometry } from '../../src/model/index.js';
import { mix } from '../../src/units.js';
import { shipped } from '../experiment/load.js';
import type { Sightings } from '../harness/light/sightings.js';

/** The potential under one LED, or at one needle, at every step that was computed. */
export interface ExactTrace {
  readonly timesMs: Float64Array;
  readonly mv: Float64Array;
}

export interface ExactLed extends ExactTrace {
  readonly restMv: number;
  readonly crestMv: number;
  /** When it is first half of the way from rest to its crest [ms]. */
  readonly halfRiseMs: number;
}

export interface Headless {
  readonly experiment: Experiment;
  readonly results: Results;
  readonly map: LedMap;
  /** Of each LED, in the unit that velocities are made of. */
  readonly along: Float64Array;
  readonly leds: readonly ExactLed[];
  /** When the first stimulus begins: a press plays the file's whole set from there on [ms]. */
  readonly pressMs: number;
  trace(electrode: string): ExactTrace;
}

/** A place in sites, or in mm from the beginning, one of which a millisecond is 1 m/s. */
export function alongOf(geometry: Geometry, place: number): number {
  return geometry.kind === 'myelinated'
    ? place * (geometry.internodeUm + geometry.nodeLengthUm) * 1e-3
    : place;
}

/** A trace as if it had been seen, and exactly. */
export function exact({ timesMs, mv }: ExactTrace): Sightings {
  return Array.from(mv, (each, row) => ({ roomMs: timesMs[row]!, mv: each, lowMv: each, highMv: each }));
}

function figuresOf(trace: ExactTrace): ExactLed {
  const { timesMs, mv } = trace;
  const crestRow = mv.indexOf(mv.reduce((a, b) => Math.max(a, b)));
  const [restMv, crestMv] = [mv[0]!, mv[crestRow]!];
  const halfMv = (restMv + crestMv) / 2;
  const after = Math.max(
    1,
    mv.findIndex((each) => each >= halfMv),
  );
  const share = (halfMv - mv[after - 1]!) / (mv[after]! - mv[after - 1]!);
  const halfRiseMs = mix(timesMs[after - 1]!, timesMs[after]!, share);
  return { ...trace, restMv, crestMv, halfRiseMs };
}

function mixed(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((mv, row) => mix(mv, b[row]!, share));
}

/** Runs a shipped file. @param ledCount of the strip that is to be compared with it. */
export function headless(name: string, ledCount: number): Headless {
  const experiment = shipped(name);
  const { geometry, electrodes, stimuli } = experiment;
  const map = ledMap(geometry, ledCount);
  const places = compartmentPlaces(geometry);
  const shownCompartments = [...new Set([...map.below, ...map.above])];
  const running = startExperiment({
    ...experiment,
    electrodes: [...electrodes, ...shownCompartments.map((i) => ({ name: `#${i}`, at: places[i]! }))],
  });
  running.advance(running.totalSteps);
  const recording = running.recording();
  const traceOf = (electrode: string) => recording.traces.find((trace) => trace.name === electrode)!;
  const { timesMs } = recording;
  return {
    experiment,
    results: resultsOf(experiment, { ...recording, traces: recording.traces.slice(0, electrodes.length) }),
    map,
    along: map.places.map((place) => alongOf(geometry, place)),
    leds: Array.from(map.places, (_, led) => {
      const [below, above] = [traceOf(`#${map.below[led]}`), traceOf(`#${map.above[led]}`)];
      return figuresOf({ timesMs, mv: mixed(below.potentialMv, above.potentialMv, map.share[led]!) });
    }),
    pressMs: Math.min(...stimuli.map(({ startMs = 0 }) => startMs)),
    trace: (electrode) => ({ timesMs, mv: traceOf(electrode).potentialMv }),
  };
}
