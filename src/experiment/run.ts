/** An experiment, run without a clock: as fast as the machine can, in pieces of the caller's choice. */
import { type Axon, createAxon, readElectrodeMv } from '../model/index.js';
import { axonThatFires, comesOrGoes } from './firing.js';
import type { Recording, Trace } from './recording.js';
import type { Experiment } from './settle.js';
import { SpikeFinder } from './spikes.js';
import { stimulusSpec } from './stimuli.js';
import { spikesAmong, waysFrom } from './travel.js';
import { figure } from './words.js';

/** No membrane goes so far; what does is a computation that has run away [mV]. */
export const ABSURD_MV = 1e6;
/** Steps from one look over the whole axon to the next; electrodes are looked at in every step. */
const STEPS_A_LOOK = 256;

/** The computation left what a membrane can do: potentials without bounds or no numbers at all. */
export class BlowUpError extends Error {
  override readonly name = 'BlowUpError';
}

export interface ExperimentRun {
  readonly totalSteps: number;
  readonly stepsDone: number;
  /** Compartments of the axon: what a step costs. */
  readonly compartments: number;
  /** The axon's own time [ms]. */
  readonly modelMs: number;
  /** At most `steps` further steps. Throws BlowUpError, with the time, when potentials make no sense. */
  advance(steps: number): void;
  /** What the electrodes have seen so far. Its arrays are the run's own: valid until it goes on. */
  recording(): Recording;
}

/** Options that a run may have beside those of its experiment. */
export interface RunOptions {
  /** Is told of each sample, every `sampleMs` from 0 on, as soon as it is computed. */
  readonly onSample?: OnSample;
  /** `false`: only the latest moment is kept, in little memory, however long the run. */
  readonly keepsRecording?: boolean;
  /** Whether its channels stay as they are at rest; as the experiment has it unless said. */
  readonly channelsFrozen?: boolean;
}

/**
 * @param timeMs the axon's own time.
 * @param potentialMv of each electrode at this time; the array is used again for the next sample.
 */
export type OnSample = (timeMs: number, potentialMv: Float64Array) => void;

/** Rows that there is room for where no recording is kept: one, and what gates add to a step. */
const ROWS_UNKEPT = 64;

/** Begins an experiment, at rest and at time 0, with everything in it set up. */
export function startExperiment(experiment: Experiment, options: RunOptions = {}): ExperimentRun {
  return new RunningExperiment(experiment, options);
}

class RunningExperiment implements ExperimentRun {
  readonly totalSteps: number;
  stepsDone = 0;

  readonly #experiment: Experiment;
  readonly #axon: Axon;
  readonly #restIsStable: boolean;
  readonly #stepsASample: number;
  #capacity: number;
  #length = 0;
  #timesMs: Float64Array;
  readonly #potentialsMv: Float64Array[];
  readonly #onSample: OnSample | undefined;
  readonly #keepsRecording: boolean;
  readonly #sampleMv: Float64Array;
  readonly #compartmentOf: readonly number[];
  /** Of each electrode's compartment, and of those that a spike from there passes, if they can fire. */
  readonly #watched = new Map<number, { readonly finder: SpikeFinder; readonly capacitanceUf: number }>();
  /** Compartments whose extremes are kept: of the electrodes, and those that currents enter. */
  readonly #extremeAt: readonly number[];
  #lowestMv = Number.POSITIVE_INFINITY;
  #highestMv = Number.NEGATIVE_INFINITY;
  readonly #pacemakers: readonly (readonly [number, number])[];
  /** For each electrode the compartments that a spike passes which leaves it. */
  readonly #ways: readonly { readonly halfway: number; readonly far: number }[][];

  constructor(experiment: Experiment, options: RunOptions) {
    const { geometry, membrane, treatments, stimuli, electrodes, stepMs, sampleMs, durationMs } = experiment;
    this.#experiment = experiment;
    const { channelsFrozen = experiment.channelsOff } = options;
    this.#axon = createAxon(geometry, membrane, { stepMs, treatments, channelsFrozen });
    for (const stimulus of stimuli) this.#axon.inject(stimulusSpec(stimulus, geometry.kind));
    this.totalSteps = Math.max(1, Math.round(durationMs / stepMs));
    this.#stepsASample = Math.max(1, Math.round(sampleMs / stepMs));
    this.#onSample = options.onSample;
    this.#keepsRecording = options.keepsRecording ?? true;
    this.#sampleMv = new Float64Array(electrodes.length);
    this.#capacity = this.#keepsRecording ? this.totalSteps + 1 : ROWS_UNKEPT;
    this.#timesMs = new Float64Array(this.#capacity);
    this.#potentialsMv = electrodes.map(() => new Float64Array(this.#capacity));
    this.#compartmentOf = electrodes.map(({ at }) => (at === 'bath' ? -1 : this.#axon.compartmentAt(at)));
    const axon = this.#axon;
    this.#restIsStable = axon.restIsStable;
    this.#pacemakers = pacemakersOf(axon);
    const changes = !channelsFrozen && treatments.some((treatment) => comesOrGoes(treatment, durationMs));
    const firing = changes ? axonThatFires(experiment) : axon;
    const entered = stimuli.flatMap(({ at }) => [at].flat().map((place) => axon.compartmentAt(place)));
    this.#extremeAt = [...new Set([...entered, ...this.#compartmentOf.filter((at) => at >= 0)])];
    this.#ways = electrodes.map(({ at }, k) => {
      if (!this.#watch(firing, this.#compartmentOf[k]!)) return [];
      return waysFrom(experiment, at, firing).map(({ halfway, far }) => {
        const way = { halfway: axon.compartmentAt(halfway), far: axon.compartmentAt(far) };
        this.#watch(firing, way.halfway);
        this.#watch(firing, way.far);
        return way;
      });
    });
    this.#followGates();
    this.#keep(0);
    this.#tellSample(0);
  }

  get compartments(): number {
    return this.#axon.compartmentCount;
  }

  get modelMs(): number {
    return this.#axon.modelMs;
  }

  advance(steps: number): void {
    const last = Math.min(this.totalSteps, this.stepsDone + steps);
    const { stepMs } = this.#experiment;
    while (this.stepsDone < last) {
      this.#axon.step();
      this.stepsDone++;
      this.#keep(this.stepsDone * stepMs);
      if (this.stepsDone % this.#stepsASample === 0) this.#tellSample(this.stepsDone * stepMs);
      if (!this.#keepsRecording) this.#forget();
      if (this.stepsDone % STEPS_A_LOOK === 0 || this.stepsDone === this.totalSteps) this.#lookOverAll();
    }
  }

  recording(): Recording {
    const { electrodes } = this.#experiment;
    return {
      timesMs: this.#timesMs.subarray(0, this.#length),
      traces: electrodes.map(({ name }, k) => ({
        name,
        potentialMv: this.#potentialsMv[k]!.subarray(0, this.#length),
        ...this.#spikesOf(k),
      })),
      lowestMv: this.#lowestMv,
      highestMv: this.#highestMv,
      restIsStable: this.#restIsStable,
      pacemakers: this.#pacemakers,
    };
  }

  /**
   * A site whose channels switch turns round at the very instant of a switch, between two steps: its peak would be missed. Only its
   * own potential is known at that instant; other electrodes wait for the end of the step.
   */
  #followGates(): void {
    const sites = new Set(this.#compartmentOf);
    this.#axon.onGate = ({ timeMs, site }) => {
      const lastMs = this.#timesMs[this.#length - 1]!;
      if (timeMs < lastMs) return;
      if (sites.has(site)) {
        if (timeMs > lastMs) this.#keepTime(timeMs);
        this.#compartmentOf.forEach((at, k) => {
          if (at === site) this.#set(k, this.#axon.potentialMv[at]!);
        });
      }
      if (this.#watched.has(site)) this.#look(site, timeMs);
    };
  }

  #keep(timeMs: number): void {
    this.#keepTime(timeMs);
    for (let k = 0; k < this.#compartmentOf.length; k++) {
      const at = this.#compartmentOf[k]!;
      const mv = at < 0 ? readElectrodeMv(this.#axon, 'bath') : this.#axon.potentialMv[at]!;
      if (!(Math.abs(mv) < ABSURD_MV)) this.#blowUp(mv, at);
      this.#set(k, mv);
    }
    for (const compartment of this.#watched.keys()) this.#look(compartment, timeMs);
    for (const compartment of this.#extremeAt) {
      const mv = this.#axon.potentialMv[compartment]!;
      if (mv < this.#lowestMv) this.#lowestMv = mv;
      if (mv > this.#highestMv) this.#highestMv = mv;
    }
  }

  /** Has spikes found in a compartment. @returns false where nothing can fire. */
  #watch(axon: Axon, compartment: number): boolean {
    if (compartment < 0) return false;
    const { canFire, capacitanceUf } = axon.membraneAt(compartment);
    if (canFire && !this.#watched.has(compartment)) {
      this.#watched.set(compartment, { finder: new SpikeFinder(), capacitanceUf });
    }
    return canFire;
  }

  /** Tells the finder of spikes what a compartment has at this time. */
  #look(compartment: number, timeMs: number): void {
    const { finder, capacitanceUf } = this.#watched.get(compartment)!;
    const inwardMvPerMs = -this.#axon.ionicUa(compartment) / capacitanceUf;
    finder.add(this.#length - 1, timeMs, this.#axon.potentialMv[compartment]!, inwardMvPerMs);
  }

  #spikesOf(electrode: number): Pick<Trace, 'spikes' | 'lifts' | 'left'> {
    const upswingsIn = (compartment: number) => this.#watched.get(compartment)?.finder.upswings ?? [];
    const upswings = upswingsIn(this.#compartmentOf[electrode]!);
    const passed = this.#ways[electrode]!.map(({ halfway, far }) => ({
      halfway: upswingsIn(halfway),
      far: upswingsIn(far),
    }));
    const spikes = spikesAmong(upswings, passed);
    const counts = passed.map(({ far }) => far.filter(({ carried }) => carried).length);
    return {
      spikes,
      lifts: upswings.length - spikes.length,
      left: counts.length === 0 ? null : Math.max(...counts),
    };
  }

  #keepTime(timeMs: number): void {
    if (this.#length === this.#capacity) this.#grow();
    this.#timesMs[this.#length] = timeMs;
    for (const potentialMv of this.#potentialsMv) potentialMv[this.#length] = Number.NaN;
    this.#length++;
  }

  /** What an electrode has in the latest row; and at the switches of other sites just before, in a straight line. */
  #set(electrode: number, mv: number): void {
    const potentialMv = this.#potentialsMv[electrode]!;
    const row = this.#length - 1;
    potentialMv[row] = mv;
    let known = row - 1;
    while (known >= 0 && Number.isNaN(potentialMv[known]!)) known--;
    const startMs = this.#timesMs[known]!;
    const slope = (mv - potentialMv[known]!) / (this.#timesMs[row]! - startMs);
    for (let k = known + 1; k < row; k++) {
      potentialMv[k] = potentialMv[known]! + slope * (this.#timesMs[k]! - startMs);
    }
  }

  #tellSample(timeMs: number): void {
    if (this.#onSample === undefined) return;
    const row = this.#length - 1;
    for (let k = 0; k < this.#sampleMv.length; k++) this.#sampleMv[k] = this.#potentialsMv[k]![row]!;
    this.#onSample(timeMs, this.#sampleMv);
  }

  /** Keeps the latest row only, as the first. */
  #forget(): void {
    const row = this.#length - 1;
    this.#timesMs[0] = this.#timesMs[row]!;
    for (const potentialMv of this.#potentialsMv) potentialMv[0] = potentialMv[row]!;
    this.#length = 1;
  }

  /** The moments of switches are few beside the steps, for which there is room from the start. */
  #grow(): void {
    this.#capacity += 64 + (this.#capacity >> 3);
    const larger = (array: Float64Array): Float64Array => {
      const copy = new Float64Array(this.#capacity);
      copy.set(array);
      return copy;
    };
    this.#timesMs = larger(this.#timesMs);
    this.#potentialsMv.forEach((array, k) => {
      this.#potentialsMv[k] = larger(array);
    });
  }

  #lookOverAll(): void {
    const { potentialMv } = this.#axon;
    for (let i = 0; i < potentialMv.length; i++) {
      if (!(Math.abs(potentialMv[i]!) < ABSURD_MV)) this.#blowUp(potentialMv[i]!, i);
    }
  }

  #blowUp(mv: number, compartment: number): never {
    const ms = figure(this.#axon.modelMs, 6);
    const what = Number.isFinite(mv) ? `${figure(mv, 3)} mV` : 'no number any more';
    throw new BlowUpError(
      `the computation ran away: at ${ms} ms the potential in compartment ${compartment} is ${what} – check the currents, or write a shorter stepMs than ${this.#experiment.stepMs}`,
    );
  }
}

/** Stretches of an axon with an unstable rest that make it so: their first and last places. */
function pacemakersOf(axon: Axon): [number, number][] {
  const stretches: [number, number][] = [];
  if (axon.restIsStable) return stretches;
  let before = false;
  axon.places.forEach((place, i) => {
    const { pacemaker } = axon.membraneAt(i);
    if (pacemaker && before) stretches.at(-1)![1] = place;
    else if (pacemaker) stretches.push([place, place]);
    before = pacemaker;
  });
  return stretches;
}
