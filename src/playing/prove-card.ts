/** Plays a card on a rig without hardware, in no time: whether the model bears out what the card says. */
import type { Controller } from '../controller/index.js';
import { createVirtualDevice } from '../devices/virtual/index.js';
import type { Card } from '../lessons/card.js';
import type { LessonCard, LessonResult } from '../lessons/contract.js';
import { rightOf, type Values } from '../lessons/judge.js';
import { libraryOf } from '../lessons/library.js';
import { createRunner, type Runner } from '../lessons/runner.js';
import { parseRig, type Rig } from '../rig/index.js';
import type { Film } from '../worksheet/film.js';
import { composeController } from './compose.js';
import { lessonExperiments } from './lesson-experiments.js';
import { createQuickTime, type QuickTime } from './quick-time.js';

/** Between two pauses it computes so many moments of the rig, some 20 ms. */
const MOMENTS = 32;

/** Longest that a step may take [ms of room]. */
const LONGEST_STEP_MS = 20 * 60_000;

/** How long somebody reads or looks at least [ms of room]. */
const READ_MS = 1000;

/** Something that a step met. */
export interface Met {
  /** Counted from 0. */
  readonly step: number;
  readonly words: string;
}

export interface Proof {
  readonly values: Values;
  /** Undefined: it did not get so far. */
  readonly result: LessonResult | undefined;
  readonly met: readonly Met[];
  /** How long each step took, without anybody thinking [ms of room]. */
  readonly stepMs: readonly number[];
}

/** Sixty LEDs, two needles, and nothing that must be plugged in. */
function quickRig(): Rig {
  const parsed = parseRig('device: {kind: virtual}', 'rig');
  if (!parsed.ok) throw new Error('the shortest rig must be one');
  return parsed.rig;
}

/** @param prediction the choice that is made; left out, the right one. @param film keeps what the voltmeters read. */
export function proveCard(card: Card, prediction?: number, film?: Film): Proof {
  const proving = provingCard(card, prediction, film);
  for (;;) {
    const { done, value } = proving.next();
    if (done === true) return value;
  }
}

/** The same with pauses, in which who waits for it may do something else. */
export function* provingCard(
  card: Card,
  prediction = rightOf(card.predict),
  film?: Film,
): Generator<void, Proof, void> {
  const library = libraryOf([card]);
  const time = createQuickTime();
  const rig = quickRig();
  const device = createVirtualDevice({
    capabilities: { ledCount: rig.light.ledCount, needleCount: 2, buttonCount: 1, dialCount: 0 },
    timers: time,
  });
  let crash: unknown;
  const controller = composeController(
    rig,
    device,
    time,
    (error) => {
      crash = error;
    },
    lessonExperiments(library, rig),
  );
  const runner = createRunner({ controller, clock: time, library });
  film?.follow(controller);
  controller.start();
  try {
    const proof = yield* play(card, prediction, runner, time, film);
    if (crash !== undefined) throw crash;
    return proof;
  } finally {
    runner.end();
    end(controller);
  }
}

function end(controller: Controller): void {
  controller.close().catch(() => {});
}

function* play(
  card: Card,
  prediction: number,
  runner: Runner,
  time: QuickTime,
  film?: Film,
): Generator<void, Proof, void> {
  const met: Met[] = [];
  const stepMs: number[] = [];
  const now = (): LessonCard | null => runner.state().card;
  const ask = (asked: Omit<Parameters<Runner['command']>[0], 'do'>) =>
    runner.command({ do: 'lesson', ...asked });

  ask({ ask: 'open', name: card.name });
  ask({ ask: 'predict', choice: prediction });
  for (let step = 0; step < card.steps.length; step++) {
    const at = now()?.at;
    if (at?.phase === 'cannot-show') {
      met.push({ step, words: at.because });
      return { values: runner.values(), result: undefined, met, stepMs };
    }
    const startMs = time.nowMs();
    const words = wordsOf(now());
    if (words !== undefined) met.push({ step, words });
    if (step === 0) ask({ ask: 'next' });
    if (card.steps[step]!.act.length > 0) ask({ ask: 'act' });
    if (!(yield* waitUntilDone(card, step, now, time, startMs))) {
      const remark = wordsOf(now()) ?? 'it does not come to its end';
      met.push({ step, words: remark });
      return { values: runner.values(), result: undefined, met, stepMs };
    }
    stepMs.push(time.nowMs() - startMs);
    film?.stepDone(step);
    ask({ ask: 'next' });
  }
  ask({ ask: 'saw', choice: rightOf(card.predict) });
  const at = now()?.at;
  return { values: runner.values(), result: at?.phase === 'checked' ? at.result : undefined, met, stepMs };
}

function* waitUntilDone(
  card: Card,
  step: number,
  now: () => LessonCard | null,
  time: QuickTime,
  startMs: number,
): Generator<void, boolean, void> {
  const reads = card.steps[step]!.done === 'read';
  for (let moment = 1; ; moment++) {
    if (moment % MOMENTS === 0) yield;
    const at = now()?.at;
    if (at?.phase !== 'doing') return false;
    if (at.stage === 'done') return true;
    if (reads && at.waitsFor === null && time.nowMs() - startMs >= READ_MS) return true;
    if (now()?.remark?.kind === 'refused') return false;
    if (time.nowMs() - startMs > LONGEST_STEP_MS || !time.next()) return false;
  }
}

function wordsOf(card: LessonCard | null): string | undefined {
  return card?.remark?.kind === 'refused' ? card.remark.words : undefined;
}
