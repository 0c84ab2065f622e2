/**
 * The presses that may still be seen on the tape, each with what it did as soon as that is known. A press is marked when a
 * picture shows it; what is cut off the tape takes its presses with it.
 */
import type { Activity, PressMark } from './contract.js';
import type { GivenPress } from './press-book.js';
import type { PressWatch } from './watch.js';

/** More than that of a minute are not told. */
const MOST_MARKS = 64;

/** What is not known of a press at once. */
interface Fact<Value> {
  value: Value | null;
  /** The picture with which it was told, 0 before; and when that was [ms of axon]. */
  toldWith: number;
  toldMs: number;
  /** The picture after which somebody had last done something to the axon, before it was told. */
  disturbedAfter: number;
  /** What was known in the future that was cut off: the same again at `toldMs`, unless somebody does something before. */
  foreseen: Value | null;
}

interface Kept {
  mark: Omit<PressMark, 'fired' | 'outcome'>;
  readonly isHeld: boolean;
  readonly fired: Fact<boolean>;
  readonly outcome: Fact<NonNullable<PressMark['outcome']>>;
}

/** What there is to look at, with each picture. */
export interface MarksLook {
  readonly watch: Pick<PressWatch, 'takeReport' | 'takeFired'>;
  readonly picture: number;
  readonly axonMs: number;
}

export interface PressMarks {
  /** Some of them wait for the picture that shows them. */
  readonly wait: boolean;
  /** Those that the tape still holds, which begins with this picture. */
  since(picture: number): readonly PressMark[];
  /** Whether a press now begins a sweep: nothing of an earlier one goes on. */
  beginsSweep(activity: Activity): boolean;
  /** At `axonMs`; `taken` is false where nothing was added, since the stimulator was busy. */
  pressed(given: GivenPress, axonMs: number, taken: boolean, beginsSweep: boolean): void;
  /** What it held has ended. */
  released(press: number, axonMs: number): void;
  /** The next picture of the tape: it shows those that wait. */
  shown(picture: number, run: number): void;
  /** @returns whether more is known than before. */
  look(look: MarksLook): boolean;
  /** Somebody does something to the axon: the future is not what it was. */
  disturbed(): void;
  /** The axon stands at an earlier picture of the tape, which is now its last one. */
  rewound(picture: number, axonMs: number): void;
  /** The axon's time begins again: nothing is held any more. */
  reset(axonMs: number): void;
  clear(): void;
}

/** When something was told. */
type ToldWith = Pick<MarksLook, 'picture' | 'axonMs'>;

const CUT_OFF = { kind: 'cut-off' } as const;

function unknown<Value>(): Fact<Value> {
  return { value: null, toldWith: 0, toldMs: Number.NaN, disturbedAfter: 0, foreseen: null };
}

/** The axon stands at an earlier picture. Where somebody did something between it and the fact, nothing is foreseen. */
function forgetAfter<Value>(fact: Fact<Value>, picture: number): void {
  if (fact.toldWith > picture) {
    fact.foreseen = fact.value;
    fact.value = null;
    fact.toldWith = 0;
  }
  if (fact.disturbedAfter >= picture) fact.foreseen = null;
}

export function createPressMarks(): PressMarks {
  let kept: Kept[] = [];
  let sweep = 0;
  let latestPicture = 0;
  let disturbedAfter = 0;

  /** @returns whether that is new. */
  function tell<Value>(fact: Fact<Value>, value: Value, { picture, axonMs }: ToldWith): boolean {
    if (fact.toldWith > 0) return false;
    fact.value = value;
    fact.toldWith = picture;
    fact.toldMs = axonMs;
    fact.disturbedAfter = disturbedAfter;
    fact.foreseen = null;
    return true;
  }

  /** @returns whether what was foreseen has come. */
  function come<Value>(fact: Fact<Value>, look: MarksLook): boolean {
    return fact.foreseen !== null && look.axonMs >= fact.toldMs && tell(fact, fact.foreseen, look);
  }

  function markOf(press: number): Kept | undefined {
    return kept.find(({ mark }) => mark.press === press);
  }

  function disturbed(): void {
    disturbedAfter = latestPicture;
    for (const { fired, outcome } of kept) fired.foreseen = outcome.foreseen = null;
  }

  function endHeld(one: Kept, axonMs: number): void {
    const { untilMs } = one.mark;
    if (!one.isHeld || (untilMs !== null && untilMs <= axonMs)) return;
    one.mark = { ...one.mark, untilMs: axonMs };
    disturbed();
  }

  function lookAtFired(look: MarksLook): boolean {
    const { watch } = look;
    let isNew = false;
    for (let press = watch.takeFired(); press !== undefined; press = watch.takeFired()) {
      const one = markOf(press);
      if (one && tell(one.fired, true, look)) isNew = true;
    }
    return isNew;
  }

  function lookAtReports(look: MarksLook): boolean {
    const { watch } = look;
    let isNew = false;
    for (let report = watch.takeReport(); report !== undefined; report = watch.takeReport()) {
      const one = markOf(report.press);
      if (!one) continue;
      tell(one.fired, report.outcome.kind === 'signal', look);
      if (tell(one.outcome, report.outcome, look)) isNew = true;
    }
    return isNew;
  }

  return {
    get wait() {
      return kept.at(-1)?.mark.picture === 0;
    },
    since: (first) =>
      kept
        .filter(({ mark: { picture } }) => picture > 0 && picture >= first)
        .map(({ mark, fired, outcome }) => ({ ...mark, fired: fired.value, outcome: outcome.value })),
    beginsSweep(activity) {
      const goesOn = kept.some(({ mark }) => mark.picture === 0);
      return !goesOn && (activity === 'none' || activity === 'returning');
    },
    pressed({ press, places, strength, endMs }, axonMs, taken, beginsSweep) {
      if (beginsSweep) sweep++;
      disturbed();
      const isHeld = taken && endMs === Number.POSITIVE_INFINITY;
      const untilMs = isHeld ? null : taken ? endMs : axonMs;
      const mark = { press, sweep, atMs: axonMs, untilMs, places, strength, picture: 0, run: 0 };
      kept.push({ mark, isHeld, fired: unknown(), outcome: unknown() });
      if (kept.length > MOST_MARKS) kept.shift();
    },
    released(press, axonMs) {
      const one = markOf(press);
      if (one) endHeld(one, axonMs);
    },
    shown(picture, run) {
      for (const one of kept) if (one.mark.picture === 0) one.mark = { ...one.mark, picture, run };
    },
    look(look) {
      latestPicture = look.picture;
      let isNew = lookAtFired(look);
      isNew = lookAtReports(look) || isNew;
      for (const { fired, outcome } of kept) {
        isNew = come(fired, look) || isNew;
        isNew = come(outcome, look) || isNew;
      }
      return isNew;
    },
    disturbed,
    rewound(last, axonMs) {
      kept = kept.filter(({ mark }) => mark.picture > 0 && mark.picture <= last);
      for (const { fired, outcome } of kept) {
        forgetAfter(fired, last);
        forgetAfter(outcome, last);
      }
      // What was done after it has not been done.
      latestPicture = last;
      disturbedAfter = Math.min(disturbedAfter, last - 1);
      // One that was let go later is let go now.
      for (const one of kept) if (one.mark.untilMs !== null) endHeld(one, axonMs);
    },
    reset(axonMs) {
      disturbed();
      kept = kept.filter(({ mark }) => mark.picture > 0);
      // The next picture is the first of the time that begins again.
      const look = { picture: latestPicture + 1, axonMs };
      for (const one of kept) {
        endHeld(one, Math.min(axonMs, one.mark.untilMs ?? axonMs));
        tell(one.outcome, CUT_OFF, look);
      }
    },
    clear() {
      kept = [];
    },
  };
}
