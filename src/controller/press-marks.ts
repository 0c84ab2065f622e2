/**
 * The presses that may still be seen on the tape, each with what it did once that is known. A press is marked when a
 * picture shows it; what is cut off the tape takes its presses with it.
 */
import type { Activity, PressMark, PressReport } from './contract.js';
import type { GivenPress } from './press-book.js';

/** More than that of a minute are not told. */
const MOST_MARKS = 64;

interface Kept {
  mark: PressMark;
  readonly isHeld: boolean;
  /** The picture with which its outcome was told, 0 before; and when that was [ms of axon]. */
  toldWith: number;
  toldMs: number;
  /** What it did in the future that was cut off: the same again, unless somebody does something before `toldMs`. */
  foreseen: PressMark['outcome'];
}

/** What there is to look at, with each picture. */
export interface MarksLook {
  /** Of the latest press of which it is known what it did. */
  readonly report: PressReport | null;
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

export function createPressMarks(): PressMarks {
  let kept: Kept[] = [];
  let sweep = 0;

  function endHeld(one: Kept, axonMs: number): void {
    const { untilMs } = one.mark;
    if (!one.isHeld || (untilMs !== null && untilMs <= axonMs)) return;
    one.mark = { ...one.mark, untilMs: axonMs };
    disturbed();
  }

  function disturbed(): void {
    for (const one of kept) one.foreseen = null;
  }

  /** @returns whether that is new. */
  function tell(
    one: Kept | undefined,
    outcome: PressMark['outcome'],
    { picture, axonMs }: MarksLook,
  ): boolean {
    if (one === undefined || one.toldWith > 0) return false;
    one.mark = { ...one.mark, outcome };
    one.toldWith = picture;
    one.toldMs = axonMs;
    one.foreseen = null;
    return true;
  }

  function markOf(press: number): Kept | undefined {
    return kept.find(({ mark }) => mark.press === press);
  }

  return {
    get wait() {
      return kept.at(-1)?.mark.picture === 0;
    },
    since: (first) => kept.map(({ mark }) => mark).filter(({ picture }) => picture > 0 && picture >= first),
    beginsSweep(activity) {
      const goesOn = kept.some(({ mark }) => mark.picture === 0);
      return !goesOn && (activity === 'none' || activity === 'returning');
    },
    pressed({ press, places, strength, endMs }, axonMs, taken, beginsSweep) {
      if (beginsSweep) sweep++;
      disturbed();
      const isHeld = taken && endMs === Number.POSITIVE_INFINITY;
      const untilMs = isHeld ? null : taken ? endMs : axonMs;
      const told = { picture: 0, run: 0, outcome: null };
      kept.push({
        mark: { press, sweep, atMs: axonMs, untilMs, places, strength, ...told },
        isHeld,
        toldWith: 0,
        toldMs: Number.NaN,
        foreseen: null,
      });
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
      const { report, axonMs } = look;
      let isNew = report !== null && tell(markOf(report.press), report.outcome, look);
      for (const one of kept)
        if (one.foreseen !== null && axonMs >= one.toldMs) isNew = tell(one, one.foreseen, look) || isNew;
      return isNew;
    },
    disturbed,
    rewound(last, axonMs) {
      kept = kept.filter(({ mark }) => mark.picture > 0 && mark.picture <= last);
      for (const one of kept) {
        if (one.toldWith <= last) continue;
        one.foreseen = one.mark.outcome;
        one.mark = { ...one.mark, outcome: null };
        one.toldWith = 0;
      }
      // One that was let go later is let go now.
      for (const one of kept) if (one.mark.untilMs !== null) endHeld(one, axonMs);
    },
    reset(axonMs) {
      disturbed();
      kept = kept.filter(({ mark }) => mark.picture > 0);
      for (const one of kept) endHeld(one, Math.min(axonMs, one.mark.untilMs ?? axonMs));
    },
    clear() {
      kept = [];
    },
  };
}
