/**
 * The experiment that plays, and everything that may be done to it: load another one, stimulate, treat, switch the
 * channels, move an electrode, turn the lens, pause, step, reset. Every command first brings the axon to now, so that it
 * counts from this moment on and not from the last picture; a stimulus alone starts at the picture that the person saw.
 */
import type { LedMap } from '../experiment/led-map.js';
import type { LiveExperiment } from '../experiment/live-experiment.js';
import { type createAxon, type Geometry, ModelRefusal } from '../model/index.js';
import { METERS } from '../units.js';
import { absurdPotentialMv, ranAwayWords } from './absurd.js';
import { type Bench, createBench } from './bench.js';
import type { Clock } from './clock.js';
import type { Command, PressFields } from './contract.js';
import { createHandlers, type Play } from './handlers.js';
import { createHighest, type Highest } from './highest.js';
import { createLens, type TimeLens } from './lens.js';
import { createLookBack, type LookBack } from './look-back.js';
import { createMotor, type Motor } from './motor.js';
import { createPressMarks, type PressMarks } from './press-marks.js';
import { createStimulators, type Holder, type Stimulators } from './stimulators.js';
import { QUICK_SORTS, warmUp } from './warm-up.js';
import { createWeakestSearch, type WeakestSearch } from './weakest-search.js';

export interface PlayerParts {
  /** All that can be loaded, one or more; the first is loaded at the start. */
  readonly experiments: readonly LiveExperiment[];
  /**
   * Experiments that can be loaded by their names and are not among these, as those of lessons: looked for when they are
   * asked for. @returns the experiment, one sentence that says why this rig cannot show it, or undefined: there is none.
   */
  readonly unlisted?: ((name: string) => LiveExperiment | string | undefined) | undefined;
  readonly clock: Clock;
  readonly createAxon: typeof createAxon;
  /** Which place each LED shows of such an axon. */
  mapOf(geometry: Geometry): Pick<LedMap, 'places' | 'nodeLeds'>;
}

export interface Player {
  readonly motor: Motor;
  readonly lens: TimeLens;
  readonly experiments: readonly LiveExperiment[];
  /** What is loaded. */
  readonly bench: Bench;
  /** The highest that each voltmeter has read. */
  readonly highest: Highest;
  readonly back: LookBack;
  /** The presses that may still be seen. */
  readonly marks: PressMarks;
  /** How often everything has been put back. */
  readonly resets: number;
  /** The axon stands still because a voltmeter came through its level. */
  readonly atCrossing: boolean;
  /** The search for the weakest press that fires. */
  readonly weakest: WeakestSearch;
  /** How often the axon has been put back to an earlier moment. */
  readonly rewinds: number;
  /** How often something has been done to the axon but let its time go on. */
  readonly changes: number;
  /** A stimulus was given to a paused axon, whose time has stood still since. */
  readonly stimulusWaits: boolean;
  /** A press holds a stimulus. */
  readonly held: boolean;
  /** What a press has that says nothing of its strength, in the unit of the axon. */
  readonly strength: number;
  /** Where a press enters that says no place; null: where the experiment has it. */
  readonly aimedAt: number | readonly number[] | null;
  /** Where the last press entered, or where one has been aimed since; null: where the experiment has it. */
  readonly stimulusAt: number | readonly number[] | null;
  /** @returns undefined, or one sentence that says why not. */
  stimulate(asked: PressFields, holder: Holder): string | undefined;
  /** Ends what somebody holds. @returns whether there was anything. */
  release(holder: Holder): boolean;
  /** Ends what has been held for too long. @returns whether there was anything. */
  releaseOld(): boolean;
  /** @param by as `Controller.command`. */
  obey(command: Command, by?: string): string | undefined;
  /**
   * Puts the axon back to rest, with everything as the experiment has it, where its computation has run away. To be asked
   * before anything of it is shown. @returns one sentence about it; undefined as a rule.
   */
  putRight(): string | undefined;
}

export function createPlayer(parts: PlayerParts): Player {
  const { experiments, clock } = parts;
  const first = experiments[0];
  if (!first) throw new RangeError('experiments: expected one or more');
  const warm = new Set(QUICK_SORTS);
  warmUp(experiments, warm);
  const lens = createLens(first.roomMsPerAxonMs, clock.nowMs());
  const highest = createHighest();
  let bench = benchOf(first);
  const motor = createMotor(bench, lens, clock);
  const marks = createPressMarks();
  let stimulators = stimulatorsOf(bench);
  const weakest = createWeakestSearch(clock);
  const back = createLookBack({ lens, motor, bench: () => bench, rewound });
  /** What somebody has set; null: the experiment's. */
  let strength: number | null = null;
  let aimedAt: number | readonly number[] | null = null;
  let stimulusAt: number | readonly number[] | null = null;
  let stimulusWaits = false;
  /** Those before the axon last went on. */
  let crossingsBefore = 0;
  let resets = 0;
  let changes = 0;
  let rewinds = 0;
  let pressCount = 0;

  function benchOf(experiment: LiveExperiment): Bench {
    const map = parts.mapOf(experiment.geometry);
    return createBench({ experiment, map, createAxon: parts.createAxon });
  }

  function stimulatorsOf(of: Bench): Stimulators {
    return createStimulators(of, (press) => marks.released(press, of.axon.modelMs));
  }

  function beginHighest(): void {
    for (const name of METERS) highest.begin(name, bench.axon.modelMs);
  }

  /** What was known of a future that is cut off is forgotten. */
  function rewound(): void {
    bench.rewound();
    stimulators.rewound();
    const last = back.tape.moments()!.to.picture;
    marks.rewound(last, bench.axon.modelMs);
    bench.along.bring(back.tape.read(last)!.highestMv);
    weakest.cancel();
    beginHighest();
    crossingsBefore = motor.crossings;
    stimulusWaits = false;
    changes++;
    rewinds++;
  }

  function stimulate(asked: PressFields, holder: Holder): string | undefined {
    const wallMs = clock.nowMs();
    const set = asked.stimuli === undefined ? { strength, at: aimedAt } : { strength: null, at: null };
    const fields = {
      ...asked,
      strength: asked.strength ?? set.strength ?? undefined,
      at: asked.at ?? set.at ?? undefined,
    };
    const refusal = back.runOn(wallMs, () => stimulators.refusal(fields));
    if (refusal !== undefined) return refusal;
    const waits = !lens.running;
    const begun = stimulators.give(fields, holder, pressCount + 1, wallMs);
    if (typeof begun === 'string') return begun;
    pressCount++;
    changes++;
    if (asked.stimuli === undefined) stimulusAt = fields.at ?? null;
    const beginsSweep = begun.taken && marks.beginsSweep(bench.watch.activity);
    marks.pressed(begun.given, bench.axon.modelMs, begun.taken, beginsSweep);
    if (beginsSweep) bench.along.begin();
    if (begun.taken) {
      beginHighest();
      bench.measures.pressed(begun.given, beginsSweep);
    }
    bench.watch.pressed(begun.given, begun.taken);
    motor.stimulusBegins();
    motor.advancePast(wallMs);
    if (begun.taken && waits) stimulusWaits = true;
    return undefined;
  }

  function released(wallMs: number, end: () => boolean): boolean {
    if (!stimulators.held) return false;
    motor.advance(wallMs);
    if (!end()) return false;
    changes++;
    return true;
  }

  function setRunning(running: boolean, wallMs: number): void {
    if (running) {
      stimulusWaits = false;
      crossingsBefore = motor.crossings;
    }
    motor.advance(wallMs);
    lens.setRunning(running, wallMs);
    lens.anchor(bench.axon.modelMs, wallMs);
  }

  /** As the experiment on the bench has it. */
  function begin(wallMs: number): void {
    stimulators = stimulatorsOf(bench);
    weakest.cancel();
    crossingsBefore = motor.crossings;
    strength = null;
    aimedAt = null;
    stimulusAt = null;
    beginHighest();
    stimulusWaits = false;
    motor.samples.clear();
    const { roomMsPerAxonMs } = bench.experiment;
    lens.turn(roomMsPerAxonMs, wallMs);
    lens.setRunning(true, wallMs);
    lens.anchor(bench.axon.modelMs, wallMs);
    motor.setStep();
    changes++;
  }

  function changed(): void {
    marks.disturbed();
    motor.setStep();
    changes++;
  }

  /** What the model refuses, it refuses before it does any of it: no reason to end the light. */
  function inWords(name: Command['do'], work: () => string | undefined): string | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ModelRefusal)) throw error;
      motor.setStep();
      return `${name}: ${error.message}`;
    }
  }

  function leaveCrossing(): void {
    crossingsBefore = motor.crossings;
  }

  function experimentNamed(name: string): LiveExperiment | string {
    const listed = experiments.find((experiment) => experiment.name === name);
    if (listed !== undefined) return listed;
    const found = parts.unlisted?.(name) ?? `this rig has no experiment "${name}"`;
    if (typeof found !== 'string') warmUp([found], warm);
    return found;
  }

  const play: Play & Player = {
    motor,
    experimentNamed,
    lens,
    experiments,
    highest,
    weakest,
    back,
    marks,
    get bench() {
      return bench;
    },
    get rewinds() {
      return rewinds;
    },
    get resets() {
      return resets;
    },
    get changes() {
      return changes + motor.stepChanges;
    },
    get stimulusWaits() {
      return stimulusWaits;
    },
    get atCrossing() {
      return !lens.running && motor.crossings !== crossingsBefore;
    },
    get held() {
      return stimulators.held;
    },
    get strength() {
      return strength ?? bench.facts.press.strength;
    },
    get setStrengthTo() {
      return strength;
    },
    setStrength(wanted) {
      strength = wanted;
    },
    get aimedAt() {
      return aimedAt;
    },
    get stimulusAt() {
      return stimulusAt;
    },
    aim(at) {
      aimedAt = at;
      stimulusAt = at;
    },
    load(experiment, wallMs) {
      const loaded = benchOf(experiment);
      back.now(wallMs);
      bench = loaded;
      motor.take(bench);
      back.begin();
      marks.clear();
      begin(wallMs);
      return undefined;
    },
    reset(wallMs) {
      back.now(wallMs);
      marks.reset(bench.axon.modelMs);
      bench.reset();
      begin(wallMs);
      resets++;
    },
    setRunning,
    step(axonMs, wallMs) {
      if (lens.running) setRunning(false, wallMs);
      leaveCrossing();
      motor.advanceBy(axonMs, wallMs);
      stimulusWaits = false;
      changes++;
    },
    change(wallMs, work) {
      motor.advance(wallMs);
      const refusal = work();
      if (refusal === undefined) changed();
      return refusal;
    },
    changeThere(wallMs, refusalThere, work) {
      return back.runOn(wallMs, refusalThere) ?? play.change(wallMs, work);
    },
    changed,
    beginHighest,
    leaveCrossing,
    stimulate: (asked, holder) => inWords('stimulate', () => stimulate(asked, holder)),
    release: (holder) => released(clock.nowMs(), () => stimulators.release(holder)),
    releaseOld() {
      const wallMs = clock.nowMs();
      return released(wallMs, () => stimulators.releaseOld(wallMs));
    },
    obey(command, by) {
      const handle = handlers[command.do] as (
        command: Command,
        wallMs: number,
        by?: string,
      ) => string | undefined;
      return inWords(command.do, () => handle(command, clock.nowMs(), by));
    },
    putRight() {
      const absurdMv = absurdPotentialMv(bench.axon.potentialMv, motor.samples.all());
      if (absurdMv === undefined) return undefined;
      play.reset(clock.nowMs());
      return ranAwayWords(absurdMv);
    },
  };
  const handlers = createHandlers(play);
  return play;
}
