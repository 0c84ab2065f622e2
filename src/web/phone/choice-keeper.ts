/**
 * What this phone has chosen and the rig may not have yet: it is kept until the rig says that it counts, sent again
 * whenever the line is back, and given up when that ballot is closed. Pure.
 */
import type { PageVotes } from '../../server/phone-messages.js';

type Ballot = PageVotes['ballots'][number];

export interface Kept {
  readonly card: string;
  readonly round: Ballot['round'];
  readonly choice: number;
}

export class ChoiceKeeper {
  readonly #save: (kept: Kept | undefined) => void;
  #kept: Kept | undefined;

  /** @param kept of an earlier visit. @param save called with what is to be kept, also where that is nothing. */
  constructor(kept: Kept | undefined, save: (kept: Kept | undefined) => void) {
    this.#kept = kept;
    this.#save = save;
  }

  /** What the rig is to be told; undefined if it has heard it all. */
  get kept(): Kept | undefined {
    return this.#kept;
  }

  choose(kept: Kept): void {
    this.#kept = kept;
    this.#save(kept);
  }

  /** The rig tells how votes stand. @returns whether a choice was given up, since its ballot is over. */
  told(votes: PageVotes): boolean {
    const kept = this.#kept;
    if (!kept) return false;
    const isIn = votes.card === kept.card && votes.mine[kept.round] === kept.choice;
    const isOpen = votes.ballots.some(
      ({ card, round, open }) => card === kept.card && round === kept.round && open,
    );
    if (!isIn && isOpen) return false;
    this.#kept = undefined;
    this.#save(undefined);
    return !isIn;
  }

  /** What this phone shows as chosen; undefined: nothing. */
  chosen({ card, round }: Ballot, votes: PageVotes): number | undefined {
    const kept = this.#kept;
    return kept?.card === card && kept.round === round ? kept.choice : votes.mine[round];
  }
}

/** What was kept as text; undefined where that is nothing of ours. */
export function keptIn(text: string | null): Kept | undefined {
  try {
    const { card, round, choice } = JSON.parse(text ?? '') as Kept;
    return typeof card === 'string' && typeof round === 'string' && Number.isSafeInteger(choice)
      ? { card, round, choice }
      : undefined;
  } catch {
    return undefined;
  }
}
