/**
 * What comes of the cards that are played, told as it happens, to those who embed the page. A wrong prediction is no
 * fault, so it is told and not counted: the score is of what was seen and of the reason, each by its first answer. Pure.
 */
import type { LessonCard, LessonPhase, LessonResult, LessonState, Verdict } from '../../lessons/contract.js';

/** Points: all that is asked after the press was answered rightly, or none of it. */
export const FEWEST_POINTS = 0;
export const MOST_POINTS = 100;

/** Steps are counted from 1, choices from 0, as in commands. */
export type Result =
  | { readonly event: 'begun'; readonly card: string; readonly plan: string | null; readonly steps: number }
  /** It may be changed until the press, and is told each time. */
  | { readonly event: 'predicted'; readonly card: string; readonly choice: number }
  /** The step is over: it was done, or somebody has gone on. */
  | { readonly event: 'step'; readonly card: string; readonly step: number; readonly steps: number }
  /** The first answer. `right` null: the rig has measured something else than the card says, so it is not judged. */
  | { readonly event: 'saw'; readonly card: string; readonly choice: number; readonly right: boolean | null }
  | {
      readonly event: 'checked';
      readonly card: string;
      /** What became of the prediction. */
      readonly verdict: Verdict;
      readonly rightChoice: number;
      readonly measured: readonly { readonly name: string; readonly value: number | null }[];
    }
  /** A reason that was chosen, the first or a later one. */
  | {
      readonly event: 'reason';
      readonly card: string;
      readonly choice: number;
      readonly right: boolean;
      readonly attempt: number;
    }
  /** Everything was asked, and the explanation is shown. */
  | { readonly event: 'done'; readonly card: string; readonly verdict: Verdict; readonly score: number }
  /** Somebody has left a card that was not done; it may be told of again. */
  | { readonly event: 'left'; readonly card: string }
  /** This rig cannot show the card. */
  | { readonly event: 'cannot-show'; readonly card: string; readonly because: string };

/** One time that a card is played. */
interface Run {
  readonly card: string;
  prediction: number | null;
  stepsOver: number;
  /** As it was at first: going back and answering again changes nothing. */
  result: LessonResult | null;
  saw: number | null;
  /** Reasons, in the order in which they were chosen. */
  readonly reasons: { readonly choice: number; readonly right: boolean }[];
  isDone: boolean;
  isRefused: boolean;
}

function runOf(card: string): Run {
  return {
    card,
    prediction: null,
    stepsOver: 0,
    result: null,
    saw: null,
    reasons: [],
    isDone: false,
    isRefused: false,
  };
}

/** Reasons of one card that are told; there are four choices, which may be chosen again. */
const MOST_REASONS = 20;

/** Whether the figures are those of the card, so that what was seen can be judged. */
const isJudged = ({ verdict }: LessonResult) => verdict !== 'open' && verdict !== 'left-out';

/** Of 100: what was seen, where it can be judged, and the reason, each by the first answer. */
export function scoreOf(result: LessonResult, firstReasonRight: boolean): number {
  const counted = [...(isJudged(result) ? [result.sawRight === true] : []), firstReasonRight];
  return Math.round((MOST_POINTS * counted.filter(Boolean).length) / counted.length);
}

export interface Results {
  /** The lesson is this now. */
  lesson(state: LessonState): void;
}

export function createResults(tell: (result: Result) => void): Results {
  let start: number | null = null;
  let now: Run | null = null;
  /** Of the cards of a plan: who comes back to one goes on with it. */
  const runs = new Map<string, Run>();

  /** From the beginning again, in a plan, where `start` stays. */
  const isAgain = (run: Run, { at, prediction, saw }: LessonCard) =>
    at.phase === 'asking' && prediction === null && saw === null && (run.prediction !== null || run.isDone);

  function leave(): void {
    if (now !== null && !now.isDone) tell({ event: 'left', card: now.card });
    now = null;
  }

  function turnTo(card: LessonCard, plan: string | null): Run {
    if (card.start !== start) {
      leave();
      runs.clear();
      start = card.start;
    }
    if (now !== null && now.card !== card.name) leave();
    const known = runs.get(card.name);
    if (known !== undefined && !isAgain(known, card)) return known;
    if (now !== null) leave();
    const run = runOf(card.name);
    runs.set(card.name, run);
    tell({ event: 'begun', card: card.name, plan, steps: card.steps });
    return run;
  }

  /** So many steps are over, of those from the first on. */
  function stepsOver(run: Run, over: number, steps: number): void {
    while (run.stepsOver < over) {
      run.stepsOver++;
      tell({ event: 'step', card: run.card, step: run.stepsOver, steps });
    }
  }

  function checked(run: Run, result: LessonResult, saw: number | null): void {
    if (run.result !== null) return;
    run.result = result;
    run.saw = saw;
    const { card } = run;
    if (saw !== null)
      tell({ event: 'saw', card, choice: saw, right: isJudged(result) ? result.sawRight : null });
    const measured = result.measured.map(({ name, value }) => ({ name, value }));
    tell({ event: 'checked', card, verdict: result.verdict, rightChoice: result.right, measured });
  }

  function reason(run: Run, choice: number, right: boolean): void {
    if (run.reasons.at(-1)?.choice === choice || run.reasons.length >= MOST_REASONS) return;
    run.reasons.push({ choice, right });
    tell({ event: 'reason', card: run.card, choice, right, attempt: run.reasons.length });
  }

  function done(run: Run): void {
    if (run.isDone || run.result === null) return;
    run.isDone = true;
    const score = scoreOf(run.result, run.reasons[0]?.right === true);
    tell({ event: 'done', card: run.card, verdict: run.result.verdict, score });
  }

  function follow(run: Run, at: LessonPhase, card: LessonCard): void {
    if (card.prediction !== null && card.prediction !== run.prediction && run.result === null) {
      run.prediction = card.prediction;
      tell({ event: 'predicted', card: run.card, choice: card.prediction });
    }
    if (at.phase === 'doing') stepsOver(run, at.step + (at.stage === 'done' ? 1 : 0), card.steps);
    else if (at.phase !== 'asking' && at.phase !== 'cannot-show') stepsOver(run, card.steps, card.steps);
    switch (at.phase) {
      case 'checked':
        checked(run, at.result, card.saw);
        return;
      case 'why':
        checked(run, at.result, card.saw);
        if (at.chosen !== null) reason(run, at.chosen, at.chosenRight === true);
        return;
      case 'explained':
        checked(run, at.result, card.saw);
        done(run);
        return;
      case 'cannot-show':
        if (!run.isRefused) tell({ event: 'cannot-show', card: run.card, because: at.because });
        run.isRefused = true;
    }
  }

  return {
    lesson({ card, plan }) {
      if (card === null) {
        leave();
        return;
      }
      now = turnTo(card, plan?.name ?? null);
      follow(now, card.at, card);
    },
  };
}
