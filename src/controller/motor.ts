/**
 * Moves the axon to where the lens says it should be now, and looks at both voltmeters after each step. Steps have one
 * length for an experiment and a lens, three or more to a picture, and are taken whole, as they fall due. A membrane that
 * goes from switch to switch by itself is only disturbed by a look, so it gets as many as a graph can show; corners in
 * between are marked where they are.
 */
import { ModelRefusal } from '../model/index.js';
import { METERS } from '../units.js';
import { siteTimeConstantMs } from './axon-facts.js';
import type { Bench } from './bench.js';
import type { Clock } from './clock.js';
import { PICTURE_MS } from './contract.js';
import type { TimeLens } from './lens.js';
import { createSamples, type Samples } from './samples.js';

/** Fewest steps from picture to picture: they fall due up to one step late, which the eye must not see. */
const FEWEST_STEPS = 3;
/** How far apart two looks at an axon that needs no steps may be at any lens [ms]. */
const LONGEST_LOOK_MS = 0.025;
/** How often a step is halved that the axon does not take: to a millionth of it, and no step is so short. */
const MOST_HALVINGS = 20;
/** This little of a step that is missing is rounding [steps]. */
const STEP_SLACK = 1e-6;
/** Room time that one advance may cover [ms]. More means that the computer slept: the rest is dropped. */
const MOST_CATCH_UP_MS = 100;
/** Computing time that all advances of one picture may take [ms]: less than a picture, so that the loop stays in rhythm. */
const COMPUTING_BUDGET_MS = 12;
/** A look that takes longer than this to compute is cut into shorter ones, for one look cannot be broken off [ms]. */
const LONG_LOOK_MS = 4;
/** How long the first look at a stimulus may be, on an axon that is not known to be slow to compute [time constants of a site]. */
const FIRST_LOOK_TIME_CONSTANTS = 50;
/** Looks that take less may be twice as long again [ms]. */
const QUICK_LOOK_MS = 1;
/** No look is made shorter than this, however long it takes to compute [ms of the axon]. */
const SHORTEST_LOOK_MS = 1e-5;
/**
 * Looks from picture to picture at an axon that needs no steps, at the fastest lenses. Twice as many would cost a fifth
 * more, since each ends a piece of what the axon computes at once; traces are right within 12 mV or 0.1 ms with these.
 */
const LOOKS_PER_PICTURE = 32;
/** The same while an electrode is where no channels are: crests there are round, nothing marks them. */
const LOOKS_AT_ROUND_CRESTS = 200;

export interface Motor {
  /** What both voltmeters have read since they were cleared. */
  readonly samples: Samples;
  /** Room time left out so far [ms]. */
  readonly droppedMs: number;
  /** Room time that computing the axon has taken so far [ms]. */
  readonly computedMs: number;
  /** Steps taken since it was set to 0; the tape of a recording reads and sets it at every picture. */
  stepsTaken: number;
  /** How often the length of a step has changed. */
  readonly stepChanges: number;
  /** How often the axon has been stopped where a voltmeter came through its level. */
  readonly crossings: number;
  /** Another bench, or another axon on it. */
  take(bench: Bench): void;
  /** The next picture is due: computing has its time again. */
  beginPicture(): void;
  /** Lens, electrodes, channels or treatments have changed: sets the length of a step again. */
  setStep(): void;
  /** A stimulus begins: where looks may be slow to compute, or ever were, the next ones are short until they are quick. */
  stimulusBegins(): void;
  /** To where the axon should be at `wallMs`, in whole steps. */
  advance(wallMs: number): void;
  /** The same, but the step that has begun is taken at once: what has just been pressed is seen. */
  advancePast(wallMs: number): void;
  /** By this much of the axon's time, whatever the lens says; the lens goes on from there. */
  advanceBy(axonMs: number, wallMs: number): void;
}

export function createMotor(first: Bench, lens: TimeLens, clock: Clock): Motor {
  const samples = createSamples();
  let bench = first;
  let { axon } = bench;
  let droppedMs = 0;
  let computedMs = 0;
  /** Of it since the picture began [ms]. */
  let spentMs = 0;
  let stepsTaken = 0;
  let stepChanges = 0;
  let crossings = 0;
  /** How long a look may be, so that computing it is soon done [ms of the axon]. */
  let boundedLookMs = Number.POSITIVE_INFINITY;
  /** The same as a stimulus begins: the shortest that was ever needed. */
  let firstLookMs = Number.POSITIVE_INFINITY;

  function take(next: Bench): void {
    bench = next;
    axon = next.axon;
    boundedLookMs = Number.POSITIVE_INFINITY;
    firstLookMs = FIRST_LOOK_TIME_CONSTANTS * siteTimeConstantMs(axon.geometry);
    // Where channels switch, the traces have their corners: threshold, crest and trough.
    axon.onGate = (event) => {
      const { state, site, timeMs } = event;
      if (state !== 'rest')
        for (const name of METERS)
          if (site === next.electrodes[name]) {
            const mv = next.axon.potentialMv[site]!;
            samples.mark(timeMs, name, mv);
            next.levels.see(name, mv);
          }
      next.watch.gate(event);
      next.along.gate(site);
      next.measures.gate(event);
    };
    // And where a stimulus starts or stops.
    axon.onEdge = () => {
      for (const name of METERS) samples.mark(next.axon.modelMs, name, next.readMv(name));
      next.watch.edge();
    };
    setStep();
  }

  /** How far apart two looks may be [ms]. */
  function longestLookMs(): number {
    if (!axon.anyStep) return bench.longestStepMs;
    const looks = bench.seesRoundCrests() ? LOOKS_AT_ROUND_CRESTS : LOOKS_PER_PICTURE;
    return Math.max(LONGEST_LOOK_MS, lens.axonMs(PICTURE_MS) / looks);
  }

  /** Equal parts of a time, none longer than a look may be. */
  function partsOf(axonMs: number): number {
    const lookMs = axon.anyStep ? Math.min(longestLookMs(), boundedLookMs) : longestLookMs();
    return Math.max(1, Math.ceil(axonMs / lookMs - STEP_SLACK));
  }

  /** Halved as often as it must be: stimuli that start and stop very often do not allow every step. */
  function changeStep(stepMs: number): void {
    const beforeMs = axon.stepMs;
    for (let halvings = 0; halvings <= MOST_HALVINGS; halvings++) {
      if (axonTakes(stepMs / 2 ** halvings)) break;
    }
    if (axon.stepMs !== beforeMs) stepChanges++;
  }

  function axonTakes(stepMs: number): boolean {
    try {
      axon.stepMs = stepMs;
      return true;
    } catch (error) {
      if (!(error instanceof ModelRefusal)) throw error;
      return false;
    }
  }

  function setStep(): void {
    const pictureMs = lens.axonMs(PICTURE_MS);
    changeStep(pictureMs / Math.max(FEWEST_STEPS, partsOf(pictureMs)));
  }

  /** Takes the computing time of the last look for a measure of the next. @returns whether that changes anything. */
  function boundLooks(tookMs: number): boolean {
    if (!axon.anyStep) return false;
    const { stepMs } = axon;
    if (tookMs > LONG_LOOK_MS) {
      boundedLookMs = Math.max(SHORTEST_LOOK_MS, (stepMs * LONG_LOOK_MS) / (2 * tookMs));
      firstLookMs = Math.min(firstLookMs, boundedLookMs);
      return boundedLookMs < stepMs;
    }
    if (tookMs > QUICK_LOOK_MS || boundedLookMs >= longestLookMs()) return false;
    boundedLookMs = Math.max(boundedLookMs, 2 * stepMs);
    return true;
  }

  /**
   * Whole steps up to `goalMs`, as far as the time for computing lasts. @param slack how much of a step may be missing.
   * @returns whether a voltmeter came through its level, with which it ends.
   */
  function stepTo(goalMs: number, slack: number, changed: () => void): boolean {
    const startedMs = clock.nowMs();
    let nowMs = startedMs;
    const due = (): number => Math.floor((goalMs - axon.modelMs) / axon.stepMs + slack);
    let left = due();
    if (left <= 0) return false;
    const { levels } = bench;
    let crossed = false;
    samples.expect(left);
    while (left > 0) {
      axon.step();
      stepsTaken++;
      bench.watch.step();
      bench.measures.step();
      bench.along.look();
      const blueMv = bench.readMv('blue');
      const yellowMv = bench.readMv('yellow');
      samples.add(axon.modelMs, blueMv, yellowMv);
      levels.see('blue', blueMv);
      levels.see('yellow', yellowMv);
      left--;
      if (levels.take()) {
        crossed = true;
        left = 0;
      }
      const tookMs = clock.nowMs() - nowMs;
      nowMs += tookMs;
      if (spentMs + nowMs - startedMs > COMPUTING_BUDGET_MS) left = 0;
      if (!boundLooks(tookMs)) continue;
      changed();
      if (left === 0) continue;
      left = due();
      samples.expect(left);
    }
    computedMs += nowMs - startedMs;
    spentMs += nowMs - startedMs;
    return crossed;
  }

  function advance(wallMs: number, slack: number): void {
    const goalMs = lens.modelMsAt(wallMs);
    const behindMs = goalMs - axon.modelMs;
    const crossed = stepTo(axon.modelMs + Math.min(behindMs, lens.axonMs(MOST_CATCH_UP_MS)), slack, setStep);
    if (crossed) {
      crossings++;
      lens.setRunning(false, wallMs);
      lens.anchor(axon.modelMs, wallMs);
      return;
    }
    const leftMs = goalMs - axon.modelMs;
    // Less than a step falls due later.
    if (leftMs < axon.stepMs * (1 - STEP_SLACK)) return;
    droppedMs += lens.roomMs(leftMs);
    lens.anchor(axon.modelMs, wallMs);
  }

  take(first);
  return {
    samples,
    get droppedMs() {
      return droppedMs;
    },
    get computedMs() {
      return computedMs;
    },
    get stepsTaken() {
      return stepsTaken;
    },
    set stepsTaken(count) {
      stepsTaken = count;
    },
    get stepChanges() {
      return stepChanges;
    },
    get crossings() {
      return crossings;
    },
    take,
    beginPicture() {
      spentMs = 0;
    },
    setStep,
    stimulusBegins() {
      boundedLookMs = Math.min(boundedLookMs, firstLookMs);
      setStep();
    },
    advance(wallMs) {
      // What commands have used up before the next picture falls due with that.
      if (spentMs <= COMPUTING_BUDGET_MS) advance(wallMs, STEP_SLACK);
    },
    advancePast: (wallMs) => advance(wallMs, 1 - STEP_SLACK),
    advanceBy(axonMs, wallMs) {
      const goalMs = axon.modelMs + axonMs;
      const cut = (): void => {
        const leftMs = goalMs - axon.modelMs;
        if (leftMs > SHORTEST_LOOK_MS * 0.1) changeStep(leftMs / partsOf(leftMs));
      };
      cut();
      if (stepTo(goalMs, STEP_SLACK, cut)) crossings++;
      setStep();
      lens.anchor(axon.modelMs, wallMs);
    },
  };
}
