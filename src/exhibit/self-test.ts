/**
 * What an exhibit proves of itself when it opens, within a minute and a half: that the clock is one of this time, that
 * the board is there and gets pictures, that a press of its own makes a signal of which is known how it ended. Pure: it
 * is told what can be seen, once a second.
 */
import type { PressReport, Snapshot } from '../controller/contract.js';

/** After so long what has not been proved has failed [ms]. */
export const TEST_WITHIN_MS = 90_000;
/** No computer that tells the time right says a year before this one. */
const FIRST_YEAR = 2025;

export interface TestFacts {
  readonly device: Snapshot['device'];
  /** Pictures that went out to the board. */
  readonly picturesSent: number;
  readonly lastPress: PressReport | null;
  /** Whether a press is to come: it presses by itself, and there is a place for it. */
  readonly canPress: boolean;
  readonly year: number;
}

const STEPS = ['clock', 'board', 'pictures', 'signal'] as const;
export type TestStep = (typeof STEPS)[number];

export type SelfTest =
  | { readonly kind: 'running'; readonly left: readonly TestStep[] }
  | { readonly kind: 'passed'; readonly press: string | null }
  | { readonly kind: 'failed'; readonly words: string };

/** What a press came to, in a word or two. */
function pressWords({ outcome }: PressReport): string {
  return outcome.kind === 'signal' ? `signal, ${outcome.end}` : outcome.kind;
}

/** @returns looks at facts; once it has passed or failed it stays so. */
export function beginSelfTest(
  first: TestFacts,
  beganMs: number,
): (facts: TestFacts, nowMs: number) => SelfTest {
  let result: SelfTest = { kind: 'running', left: STEPS };
  let isReady = false;

  function isDone(step: TestStep, facts: TestFacts): boolean {
    switch (step) {
      case 'clock':
        return facts.year >= FIRST_YEAR;
      case 'board':
        isReady ||= facts.device.kind === 'ready';
        return isReady;
      case 'pictures':
        return facts.picturesSent > first.picturesSent;
      case 'signal':
        return (
          !facts.canPress || (facts.lastPress !== null && facts.lastPress.press !== first.lastPress?.press)
        );
    }
  }

  function failure(step: TestStep, { device, year }: TestFacts): string {
    switch (step) {
      case 'clock':
        return `the clock of the computer says ${year}: give it the right time, or a battery`;
      case 'board':
        return `the board is not ready: ${device.words}`;
      case 'pictures':
        return 'no picture went out to the board';
      case 'signal':
        return 'no press came to an end that is known';
    }
  }

  return (facts, nowMs) => {
    if (result.kind !== 'running') return result;
    const left = result.left.filter((step) => !isDone(step, facts));
    if (left.length === 0)
      result = {
        kind: 'passed',
        press: facts.lastPress && facts.canPress ? pressWords(facts.lastPress) : null,
      };
    else if (nowMs - beganMs < TEST_WITHIN_MS) result = { kind: 'running', left };
    else
      result = {
        kind: 'failed',
        words: `The test at opening has failed: ${left.map((step) => failure(step, facts)).join('; ')}.`,
      };
    return result;
  };
}
