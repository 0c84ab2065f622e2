/** What each press of a set-up did, by its strength: what finds the threshold. Pure. */
import type { PressMark } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { PressMemory } from './press-memory.js';
import { strengthFigure } from './strength-scale.js';
import { listWords, say } from './words/say.js';

export type TryEnd = 'fired' | 'failed' | 'unknown';

export interface Try {
  readonly press: number;
  readonly strength: number;
  readonly end: TryEnd;
}

/** Most tries that are kept; the oldest goes. */
const MOST_TRIES = 64;

function endOf(fired: boolean | null): TryEnd {
  if (fired === null) return 'unknown';
  return fired ? 'fired' : 'failed';
}

/**
 * The rig tells of the last minute; the tries of a set-up stay until there is another one, a reset, or another rig. Of
 * a press that this page did not hear of at once nobody knows the set-up: it is no try.
 */
export class Tries {
  #setUp: string | undefined;
  /** Presses up to this one were made with another set-up. */
  #after = 0;
  #all = new Map<number, Try>();
  readonly #memory = new PressMemory();
  /** There may be presses that this page has not heard of. */
  #hasMissed = true;
  #others: Others = 'none';

  /** Without the rig's word. */
  missed(): void {
    this.#hasMissed = true;
  }

  /** @returns whether there is anything new. */
  state(state: TriedState): boolean {
    const setUp = JSON.stringify([
      state.experiment,
      state.resets,
      state.channelsOn,
      state.treatments.map(({ id, treatment }) => [id, treatment]),
    ]);
    const isOther = setUp !== this.#setUp;
    if (isOther) {
      if (this.#all.size > 0 && this.#others === 'none') this.#others = 'other-set-up';
      this.#after = Math.max(this.#after, ...this.#all.keys());
      this.#setUp = setUp;
      this.#all = new Map();
    }
    let isNew = isOther;
    if (this.#memory.isOther(state.presses)) {
      isNew = true;
      this.#after = 0;
      this.#others = 'none';
      this.#all = new Map();
    }
    const latest = state.presses.at(-1)?.press ?? 0;
    if (this.#hasMissed && latest > this.#after) {
      this.#after = latest;
      this.#others = 'unseen';
    }
    this.#hasMissed = false;
    for (const mark of state.presses)
      if ((mark.press > this.#after || this.#all.has(mark.press)) && this.#note(mark)) isNew = true;
    return isNew;
  }

  /** What else was pressed. */
  get others(): Others {
    return this.#others;
  }

  get all(): readonly Try[] {
    return [...this.#all.values()];
  }

  #note({ press, strength, fired }: PressMark): boolean {
    const end = endOf(fired);
    if (this.#all.get(press)?.end === end) return false;
    this.#all.set(press, { press, strength, end });
    if (this.#all.size > MOST_TRIES) this.#all.delete(this.#all.keys().next().value!);
    return true;
  }
}

/** Presses that are no try of this set-up: none; some with another; some of which this page does not know the set-up. */
export type Others = 'none' | 'other-set-up' | 'unseen';

export type TriedState = Pick<PageState, 'experiment' | 'resets' | 'channelsOn' | 'treatments' | 'presses'>;

/** Tries of one strength and one end are one dot; what is not known yet, or fired, lies over what failed. */
export function dotsOf(tries: readonly Try[]): readonly Omit<Try, 'press'>[] {
  const order: readonly TryEnd[] = ['failed', 'fired', 'unknown'];
  const dots = new Map<string, Omit<Try, 'press'>>();
  for (const { strength, end } of tries) dots.set(`${strengthFigure(strength)} ${end}`, { strength, end });
  return [...dots.values()].sort((one, other) => order.indexOf(one.end) - order.indexOf(other.end));
}

const NO_TRY = {
  none: 'press.none',
  'other-set-up': 'press.noneWithThis',
  unseen: 'press.noneSeen',
} as const;

/** `Fired at 0.36 and 2.4 mS. Failed at 0.3 mS.` */
export function triesWords(tries: readonly Try[], unit: string, others: Others = 'none'): string {
  const at = (end: TryEnd): string => {
    const some = [...new Set(tries.filter((one) => one.end === end).map(({ strength }) => strength))];
    const strengths = listWords(some.sort((a, b) => a - b).map(strengthFigure));
    return say(`press.${end}At`, { strengths, unit });
  };
  const sentences = (['fired', 'failed', 'unknown'] as const)
    .filter((end) => tries.some((one) => one.end === end))
    .map(at);
  return sentences.join(' ') || say(NO_TRY[others]);
}
