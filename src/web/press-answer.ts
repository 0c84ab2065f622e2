/** Whether the rig has taken a press: what the ring around the button shows. Pure. */
import type { PageState } from '../server/messages.js';

/** After so long a press counts as not arrived [ms of room]. */
export const LATE_AFTER_MS = 400;

export type PressAnswer =
  | { readonly kind: 'none' }
  /** `sinceMs`: when it was sent; `known`: the latest press that the rig had told of by then. */
  | { readonly kind: 'sent' | 'late'; readonly sinceMs: number; readonly known: number };

export const NO_ANSWER_DUE: PressAnswer = { kind: 'none' };

type Pressed = Pick<PageState, 'presses' | 'stimulusWaits'>;

function latestOf({ presses }: Pressed): number {
  return presses.reduce((latest, { press }) => Math.max(latest, press), 0);
}

export function sent(state: Pressed | undefined, nowMs: number): PressAnswer {
  return { kind: 'sent', sinceMs: nowMs, known: state ? latestOf(state) : 0 };
}

/** The rig has told of a press that is newer, or says that one waits. */
export function answered(answer: PressAnswer, state: Pressed): PressAnswer {
  if (answer.kind === 'none') return answer;
  return state.stimulusWaits || latestOf(state) > answer.known ? NO_ANSWER_DUE : answer;
}

export function atTime(answer: PressAnswer, nowMs: number): PressAnswer {
  return answer.kind === 'sent' && nowMs - answer.sinceMs >= LATE_AFTER_MS
    ? { ...answer, kind: 'late' }
    : answer;
}
