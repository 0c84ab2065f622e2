/** A trail goes on by itself: some seconds after a card has been seen, or when nobody does anything for a while. */
import type { Clock } from '../controller/contract.js';
import type { LessonAsk } from './contract.js';
import type { StepRun } from './step-run.js';

/** How long what was done is looked at [ms of room]. */
export const SEEN_MS = 5000;
/** After so long without a hand the next card comes [ms of room]. */
export const ALONE_MS = 40_000;

export interface Trail {
  /** How the step stands; `none`: the card cannot be shown; null: no trail is played. */
  look(run: StepRun | 'none' | null, isLast: boolean): void;
  end(): void;
}

/** @param ask what the trail asks of the lesson. */
export function createTrail(clock: Clock, ask: (what: LessonAsk) => void): Trail {
  let cancel = (): void => {};
  let waitsFor = '';
  let before: StepRun | 'none' | null = null;

  function end(): void {
    cancel();
    waitsFor = '';
  }

  return {
    look(run, isLast) {
      if (run === null) {
        end();
        return;
      }
      const isDone = run === 'none' || run.stage === 'done';
      const wait = run === 'none' ? run : `${isDone} ${run.begun} ${run.waitsFor?.act ?? ''}`;
      if (wait === waitsFor && run === before) return;
      waitsFor = wait;
      before = run;
      cancel();
      const next = (what: LessonAsk) => () => {
        waitsFor = '';
        ask(what);
      };
      if (isDone) cancel = clock.after(isLast || run === 'none' ? SEEN_MS : 0, next('next'));
      else cancel = clock.after(ALONE_MS, next('skipCard'));
    },
    end,
  };
}
