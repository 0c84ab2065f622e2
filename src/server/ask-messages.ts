/**
 * What the page of a command that asks a person is told, and what it may say. Types, and the check of what comes from a
 * page; no more than a page may import.
 */
import { isRecord } from './value-checks.js';

/** A question; each has a number of its own, so that no answer is taken for one to another. */
export type AskedQuestion = { readonly id: number; readonly question: string } & (
  | {
      readonly kind: 'choose';
      readonly choices: readonly { readonly value: string | number; readonly label: string }[];
      readonly usual: string | number;
    }
  /** A whole number within its range. */
  | { readonly kind: 'figure'; readonly low: number; readonly high: number; readonly usual: number }
  /** The same, and something moves while it is turned. */
  | {
      readonly kind: 'turn';
      readonly low: number;
      readonly high: number;
      readonly step: number;
      readonly bigStep: number;
      readonly value: number;
      readonly unit: string;
    }
);

/** All that there is to show. */
export interface AskState {
  readonly type: 'ask';
  readonly title: string;
  /** What was said so far, the latest last. */
  readonly told: readonly string[];
  /** `null`: nothing is asked at present. */
  readonly asked: AskedQuestion | null;
  /** Nothing more is asked. */
  readonly isOver: boolean;
}

/** What a page says to a question. */
export type AskAnswer =
  | { readonly do: 'answer'; readonly id: number; readonly value: string | number }
  /** Something is turned, and not taken yet. */
  | { readonly do: 'move'; readonly id: number; readonly value: number }
  /** Everything is to stop. */
  | { readonly do: 'stop' };

/** Longest message of a page [bytes]. */
export const MOST_ANSWER_BYTES = 512;

/** What a page has sent; undefined if it is nothing that one may say. */
export function readAnswer(text: string): AskAnswer | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(said)) return undefined;
  if (said.do === 'stop') return { do: 'stop' };
  const { id, value } = said;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined;
  const isNumber = typeof value === 'number' && Number.isSafeInteger(value);
  if (said.do === 'move' && isNumber) return { do: 'move', id, value };
  if (said.do === 'answer' && (isNumber || typeof value === 'string'))
    return { do: 'answer', id, value: value as string | number };
  return undefined;
}

/** Whether a value answers a question. */
export function fits(asked: AskedQuestion, value: string | number): boolean {
  if (asked.kind === 'choose') return asked.choices.some((choice) => choice.value === value);
  return typeof value === 'number' && value >= asked.low && value <= asked.high;
}

/** The state in a message of the program; undefined if it is none. */
export function parseAskState(text: string): AskState | undefined {
  try {
    const state: unknown = JSON.parse(text);
    return isRecord(state) && state.type === 'ask' && Array.isArray(state.told)
      ? (state as unknown as AskState)
      : undefined;
  } catch {
    return undefined;
  }
}
