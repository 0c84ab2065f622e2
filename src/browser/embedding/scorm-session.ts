/**
 * One card and a learning platform that keeps its result, by SCORM 1.2. The card never waits for the platform: what it
 * does not take is kept here and tried again, and what it is asked for is as little as can be, since each call holds the
 * page up for as long as the platform takes. The name of the pupil is never asked for.
 */
import type { Clock } from '../../controller/contract.js';
import { FEWEST_POINTS, MOST_POINTS, type Result } from './results.js';
import { answersIn } from './scorm-answers.js';
import { type Found, type Frame, findApi } from './scorm-api.js';
import { type Answer, type Calls, createCalls } from './scorm-calls.js';
import { type Kept, keptFrom, keptText, NOTHING_KEPT, pointsFrom, timeSpan } from './scorm-words.js';

/** Some platforms are there only once their own page is whole: it is looked for again, so often and for so long. */
export const LOOK_EVERY_MS = 250;
export const MOST_LOOKS = 20;
/** What was not taken is tried again after so long, then twice as long, up to the longest. */
export const RETRY_MS = 5_000;
export const LONGEST_RETRY_MS = 300_000;
/** A platform that takes longer for one call is slow, and is told. */
export const SLOW_MS = 1_000;
/** Answers that are handed over in one visit. */
const MOST_ANSWERS = 30;

export type PlatformState =
  | { readonly kind: 'searching' }
  /** `closed`: a window of another site was in the way. */
  | { readonly kind: 'none'; readonly closed: boolean }
  /** It keeps the result: `best` of 100 points, null as long as the card was never done. */
  | { readonly kind: 'keeps'; readonly best: number | null; readonly slowMs: number | null }
  /** A teacher looks, or somebody looks back: nothing is kept. */
  | { readonly kind: 'only-shows' }
  /** It has not taken something, in its own words; it is tried again. */
  | { readonly kind: 'failed'; readonly asked: string; readonly words: string }
  | { readonly kind: 'ended' };

export interface ScormSession {
  state(): PlatformState;
  /** Results of another card are of no account. */
  result(result: Result): void;
  /** The page is hidden: perhaps it never comes back. */
  hidden(): void;
  /** The page goes. */
  end(): void;
}

export interface SessionParts {
  /** The name of the card whose result is kept. */
  readonly card: string;
  readonly own: Frame;
  readonly clock: Clock;
  /** Also while it is being made. */
  changed(state: PlatformState): void;
}

export function createScormSession({ card, own, clock, changed }: SessionParts): ScormSession {
  const startMs = clock.nowMs();
  let calls: Calls | null = null;
  let state: PlatformState = { kind: 'searching' };
  let kept: Kept = NOTHING_KEPT;
  let wasDone = false;
  let prediction: number | null = null;
  let answers = 0;
  /** The number of the next one; null: the platform takes none. */
  let nextAnswer: number | null = null;
  let retryMs = RETRY_MS;
  let callOff = (): void => {};

  function turn(next: PlatformState): void {
    state = next;
    changed(next);
  }

  const isDone = () => wasDone || kept.best !== null;

  function look(looks: number): void {
    const found: Found = findApi(own);
    if (looks === 1 && found.kind === 'none') turn(state);
    if (found.kind === 'found') begin(createCalls(found.api, () => clock.nowMs()));
    else if (looks < MOST_LOOKS) callOff = clock.after(LOOK_EVERY_MS, () => look(looks + 1));
    else turn({ kind: 'none', closed: found.closed });
  }

  function begin(platform: Calls): void {
    const begun = platform.begin();
    const status = platform.get('cmi.core.lesson_status');
    // Begun already: this page was loaded again within one visit.
    if (!begun.ok && (!status.ok || status.value === '')) {
      failed(begun, () => begin(platform));
      return;
    }
    calls = platform;
    const known = (element: string) => {
      const answer = platform.get(element);
      return answer.ok ? answer.value : '';
    };
    if (['browse', 'review'].includes(known('cmi.core.lesson_mode'))) {
      turn({ kind: 'only-shows' });
      return;
    }
    wasDone = status.ok && ['completed', 'passed', 'failed'].includes(status.value);
    const before = keptFrom(known('cmi.suspend_data'));
    const score = wasDone ? pointsFrom(known('cmi.core.score.raw')) : null;
    kept = best(best({ ...before, plays: before.plays + kept.plays }, kept.best), score);
    const count = Number(known('cmi.interactions._count') || Number.NaN);
    nextAnswer = Number.isSafeInteger(count) && count >= 0 ? count : null;
    write();
  }

  function best({ plays, best: known }: Kept, points: number | null): Kept {
    return { plays, best: known === null ? points : Math.max(known, points ?? FEWEST_POINTS) };
  }

  function failed({ asked, words, code }: Answer & { readonly ok: false }, again: () => void): void {
    callOff();
    callOff = clock.after(retryMs, again);
    retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
    turn({ kind: 'failed', asked, words: words || code });
  }

  /** All of it each time: so a platform that has lost something has it again. What it calls done it may call otherwise. */
  function values(): [element: string, value: string][] {
    const points: [string, string][] = kept.best === null ? [] : [['cmi.core.score.raw', String(kept.best)]];
    const status: [string, string][] = wasDone
      ? []
      : [['cmi.core.lesson_status', kept.best === null ? 'incomplete' : 'completed']];
    return [
      ...status,
      ...points,
      ['cmi.suspend_data', keptText(kept)],
      ['cmi.core.exit', isDone() ? '' : 'suspend'],
      ['cmi.core.session_time', timeSpan(clock.nowMs() - startMs)],
    ];
  }

  function write(): void {
    if (calls === null || state.kind === 'ended' || state.kind === 'only-shows') return;
    const platform = calls;
    callOff();
    if (kept.best !== null) {
      // A platform need not have them.
      platform.set('cmi.core.score.min', String(FEWEST_POINTS));
      platform.set('cmi.core.score.max', String(MOST_POINTS));
    }
    for (const [element, value] of values()) {
      const answer = platform.set(element, value);
      if (answer.ok) continue;
      failed(answer, write);
      return;
    }
    const committed = platform.commit();
    if (!committed.ok) {
      failed(committed, write);
      return;
    }
    retryMs = RETRY_MS;
    const { longestMs } = platform;
    turn({ kind: 'keeps', best: kept.best, slowMs: longestMs > SLOW_MS ? longestMs : null });
  }

  /** One that it does not take is the last: it need not take any. */
  function handOver(result: Result): void {
    for (const { id, ...fields } of answersIn(result, prediction)) {
      if (calls === null || nextAnswer === null || answers >= MOST_ANSWERS) return;
      const at = `cmi.interactions.${nextAnswer}`;
      const isTaken = [['id', id], ...Object.entries(fields)].every(
        ([field, value]) => calls?.set(`${at}.${field}`, String(value)).ok,
      );
      nextAnswer = isTaken ? nextAnswer + 1 : null;
      answers++;
    }
  }

  look(1);

  return {
    state: () => state,
    result(result) {
      if (result.card !== card || state.kind === 'ended' || state.kind === 'only-shows') return;
      if (result.event === 'begun') prediction = null;
      if (result.event === 'predicted') prediction = result.choice;
      handOver(result);
      if (result.event !== 'done') return;
      kept = best({ plays: kept.plays + 1, best: kept.best }, result.score);
      write();
    },
    hidden() {
      // Who only looks at another page for a moment need not wait for a slow one: what matters it has.
      if (state.kind !== 'keeps' || state.slowMs === null) write();
    },
    end() {
      if (state.kind === 'ended') return;
      write();
      callOff();
      calls?.finish();
      turn({ kind: 'ended' });
    },
  };
}
