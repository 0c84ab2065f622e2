/** Which time lens suits an experiment, and which is too fast for it. */
import { createAxon, type Geometry, type MembraneSpec, type StimulusSpec } from '../model/index.js';
import { LENS_FASTEST, LENS_SLOWEST } from '../units.js';
import { latticeMsPerAxonMs } from './lattice-load.js';
import { compartmentCount, steppedMsPerAxonMs } from './live-compartments.js';
import { figure } from './words.js';

/** What is played, as far as a lens depends on it. */
export interface Played {
  readonly geometry: Geometry;
  readonly membrane: MembraneSpec;
  readonly stimuli: readonly StimulusSpec[];
  readonly stepMs: number;
  readonly durationMs: number;
}

/** The lens that suits it, and the fastest one. */
export interface Lenses {
  readonly roomMsPerAxonMs: number;
  readonly fastestRoomMsPerAxonMs: number;
  /** Why it is no faster; null where that is real time. */
  readonly fastestBecause: string | null;
}

/** How long a spike takes from end to end where the file says nothing of the lens [ms of room]. */
const CROSSING_ROOM_MS = 3000;
/** Where no spike runs: slow enough that the eye follows a spike of a patch, or a spread. */
const NO_CROSSING_LENS = 200;
/** Share of a core that an axon may take. */
const MOST_LOAD = 0.25;
/** A strip flashes at most three times a second; slowly enough that not even half of that is reached. */
const FLASHES = 3;
const FLASHES_ROOM_MS = 2 * 1000;
/** A potential that is so far above its rest belongs to a spike, small as it may be on a warm axon [mV]. */
const SPIKE_RISE_MV = 30;
/** What trying an experiment may cost: compartments times steps. */
const MOST_TRIED = 4e6;

const ROUND = [1, 1.5, 2, 3, 5, 7, 10];
const ROUND_TO_NEAREST = [1, 1.5, 2, 3, 4, 5, 7, 10];

function decade(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}

/** The next larger of 1, 1.5, 2, 3, 5, 7, 10, … */
function roundUpLens(value: number): number {
  const unit = decade(value);
  const next = ROUND.find((round) => round * unit >= value * (1 - 1e-9))!;
  return Number((next * unit).toPrecision(12));
}

/** The nearest of 1, 1.5, 2, 3, 4, 5, 7, 10, …, by ratio. */
function roundLens(value: number): number {
  const unit = decade(value);
  const off = (round: number) => Math.abs(Math.log((round * unit) / value));
  const nearest = ROUND_TO_NEAREST.toSorted((a, b) => off(a) - off(b))[0]!;
  return Number((nearest * unit).toPrecision(12));
}

interface Tried {
  /** How long a spike takes from the first compartment that it passes to the last; null where none passes half of them [ms]. */
  readonly crossingMs: number | null;
  /** The shortest time in which one place fires three times after another spike; null where it fires less often [ms]. */
  readonly fourSpikesMs: number | null;
}

/** Plays the stimuli on the axon without its treatments: variants of one axon then have one lens. */
function tried(live: Played): Tried {
  const { geometry, membrane, stimuli, durationMs } = live;
  const stepMs = live.stepMs;
  const axon = createAxon(geometry, membrane, { stepMs });
  for (const stimulus of stimuli) axon.inject(stimulus);
  const count = compartmentCount(geometry);
  const firstMs = new Float64Array(count).fill(Number.NaN);
  const beginsMs: number[] = [];
  const watched = Math.floor(count / 2);
  const steps = Math.min(durationMs / stepMs, MOST_TRIED / count);
  let isUp = false;
  for (let step = 0; step < steps; step++) {
    axon.step();
    const { potentialMv, restMv, modelMs } = axon;
    for (let i = 0; i < count; i++)
      if (Number.isNaN(firstMs[i]!) && potentialMv[i]! > restMv[i]! + SPIKE_RISE_MV) firstMs[i] = modelMs;
    const rises = potentialMv[watched]! > restMv[watched]! + SPIKE_RISE_MV;
    if (rises && !isUp) beginsMs.push(modelMs);
    isUp = rises;
  }
  const passed = firstMs.filter((ms) => !Number.isNaN(ms));
  const crosses = count > 1 && passed.length > count / 2;
  const crossingMs = crosses
    ? passed.reduce((a, b) => Math.max(a, b)) - passed.reduce((a, b) => Math.min(a, b))
    : 0;
  const fours = beginsMs.slice(FLASHES).map((ms, i) => ms - beginsMs[i]!);
  return {
    crossingMs: crossingMs > 0 ? crossingMs : null,
    fourSpikesMs: fours.length > 0 ? Math.min(...fours) : null,
  };
}

/** The lens at which a spike takes some three seconds from end to end. */
function suitedLens({ crossingMs }: Tried): number {
  if (crossingMs === null) return NO_CROSSING_LENS;
  return Math.min(LENS_SLOWEST, Math.max(LENS_FASTEST, roundLens(CROSSING_ROOM_MS / crossingMs)));
}

/** Computing time for a millisecond of the axon [ms]. */
function computingMsPerAxonMs({ geometry, membrane, stepMs }: Played): number {
  return geometry.kind === 'lattice'
    ? latticeMsPerAxonMs(geometry)
    : steppedMsPerAxonMs(geometry, membrane, stepMs) / MOST_LOAD;
}

function fastestLens(live: Played, { fourSpikesMs }: Tried): Omit<Lenses, 'roomMsPerAxonMs'> {
  const computing = computingMsPerAxonMs(live);
  const flashing = fourSpikesMs === null ? 0 : FLASHES_ROOM_MS / fourSpikesMs;
  const most = Math.max(computing, flashing);
  if (most <= LENS_FASTEST) return { fastestRoomMsPerAxonMs: LENS_FASTEST, fastestBecause: null };
  const fastestRoomMsPerAxonMs = roundUpLens(most);
  const because =
    flashing > computing
      ? `it fires ${FLASHES} times in ${figure(fourSpikesMs!, 3)} ms, and no light may flash more than ${FLASHES} times a second`
      : `its ${compartmentCount(live.geometry)} compartments${live.geometry.kind === 'lattice' ? '' : ` in steps of ${figure(live.stepMs)} ms`} take the computer so long`;
  return { fastestRoomMsPerAxonMs, fastestBecause: because };
}

/** @param written what its file says of the lens; `undefined`: nothing. */
export function lensesOf(live: Played, written: number | undefined): Lenses {
  const repeats = live.stimuli.some(({ kind }) => kind === 'step' || kind === 'train');
  const what: Tried =
    written === undefined || repeats ? tried(live) : { crossingMs: null, fourSpikesMs: null };
  const fastest = fastestLens(live, what);
  const suited = Math.max(suitedLens(what), Math.min(LENS_SLOWEST, fastest.fastestRoomMsPerAxonMs));
  return { roomMsPerAxonMs: written ?? suited, ...fastest };
}
