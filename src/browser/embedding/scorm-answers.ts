/** The three answers of a card as SCORM calls them: interactions. A platform need not take any. Pure. */
import type { Result } from './results.js';
import { identifier } from './scorm-words.js';

export interface Interaction {
  readonly id: string;
  readonly type: 'choice';
  readonly student_response: string;
  readonly result: 'correct' | 'wrong' | 'neutral';
  /** A prediction weighs nothing. */
  readonly weighting: '0' | '1';
}

const letterOf = (choice: number) => String.fromCharCode('a'.charCodeAt(0) + choice);
const judged = (right: boolean | null) => (right === null ? 'neutral' : right ? 'correct' : 'wrong');

function answer(
  card: string,
  what: string,
  choice: number,
  right: boolean | null,
  weighs: boolean,
): Interaction {
  return {
    id: identifier(`${card}-${what}`),
    type: 'choice',
    student_response: letterOf(choice),
    result: judged(right),
    weighting: weighs ? '1' : '0',
  };
}

/** What of a result is an answer; `prediction` is the last that was told. Of the reasons the first counts. */
export function answersIn(result: Result, prediction: number | null): Interaction[] {
  const { card } = result;
  switch (result.event) {
    case 'checked': {
      const right = result.verdict === 'right' ? true : result.verdict === 'wrong' ? false : null;
      return prediction === null ? [] : [answer(card, 'prediction', prediction, right, false)];
    }
    case 'saw':
      return [answer(card, 'saw', result.choice, result.right, result.right !== null)];
    case 'reason':
      return result.attempt === 1 ? [answer(card, 'reason', result.choice, result.right, true)] : [];
    default:
      return [];
  }
}
