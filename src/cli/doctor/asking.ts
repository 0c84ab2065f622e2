/** One question to a person, while the board goes on: an answer, or something that the board has done meanwhile. */
import type { Timers } from '../../devices/timers.js';
import type { Symptom } from '../../maker/doctor/index.js';
import type { HandsEvent } from '../../maker/hands.js';
import type { Asker, Choice } from '../asker.js';
import type { Bedside } from './bedside.js';

/** What all steps need. */
export interface Asking {
  readonly asker: Asker;
  /** `null`: a person runs the rig meanwhile. */
  readonly bed: Bedside | null;
  readonly timers: Timers;
  /** Aborted when the program is asked to end. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** What a step came to; `no-board`: there is none to show it on. */
export type Answer =
  | { readonly kind: 'right' | 'left-out' | 'stopped' }
  | { readonly kind: 'symptom' | 'no-board'; readonly symptom: Symptom };

export const STOPPED: Answer = { kind: 'stopped' };
export const RIGHT: Answer = { kind: 'right' };
export const LEFT_OUT: Answer = { kind: 'left-out' };
export const symptomatic = (symptom: Symptom): Answer => ({ kind: 'symptom', symptom });

export const LEAVE_OUT: Choice<string> = { value: 'left-out', label: 'Leave this out' };

/** How often it is looked whether the board has heard what it is to hear [ms]. */
const LOOK_MS = 50;

interface Watching {
  /** What the board has heard, as it comes. */
  readonly hear?: (event: HandsEvent) => void;
  /** What that comes to as soon as it is certain; the question goes away then. */
  readonly look?: () => Answer | undefined;
  /** True: a board that restarts or is unplugged meanwhile is no answer. */
  readonly letsBoardGo?: true;
}

/** The board restarted, or was lost, while somebody looked at it. */
function boardSymptom(event: HandsEvent): Symptom | undefined {
  const { kind } = event;
  if (kind !== 'restarted' && kind !== 'lost') return undefined;
  const id = kind === 'lost' ? `lost-${event.fault}` : 'restarted';
  return { id, seen: event.words, cure: event.words, more: null };
}

/** What was chosen, or what the step has come to without an answer. */
export async function askWhile(
  { asker, bed, timers, signal }: Asking,
  question: string,
  choices: readonly Choice<string>[],
  { hear, look, letsBoardGo }: Watching = {},
): Promise<string | Answer> {
  if (signal.aborted) return STOPPED;
  const gone = new AbortController();
  let outcome: Answer | undefined;
  const settle = (answer: Answer | undefined) => {
    if (answer === undefined || outcome !== undefined) return;
    outcome = answer;
    gone.abort();
  };
  const stop = () => settle(STOPPED);
  signal.addEventListener('abort', stop, { once: true });
  bed?.watch((event) => {
    hear?.(event);
    const symptom = letsBoardGo ? undefined : boardSymptom(event);
    if (symptom) settle(symptomatic(symptom));
  });
  const stopLooking = look ? timers.every(LOOK_MS, () => settle(look())) : () => {};
  try {
    const chosen = await asker.choose(question, choices, choices[0]!.value, gone.signal);
    return outcome ?? chosen ?? STOPPED;
  } finally {
    stopLooking();
    bed?.watch(undefined);
    signal.removeEventListener('abort', stop);
  }
}
