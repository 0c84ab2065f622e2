/** What an exhibit is asked and what it tells. Types only. */
import type { Command } from '../controller/contract.js';

/** What a rig file may allow to visitors. */
export type VisitorUse =
  | 'stimulate'
  | 'strength'
  | 'aim'
  | 'lens'
  | 'channels'
  | 'treat'
  | 'electrode'
  | 'time'
  | 'weakest'
  | 'load'
  | 'lesson'
  | 'language';

/** Where an exhibit stands. */
export type ExhibitPhase =
  /** Dark, needles parked, pulses off: outside its hours, or because somebody has put it to sleep. */
  | {
      readonly kind: 'closed';
      readonly because: 'hours' | 'asleep';
      /** When it opens [ms since 1970]; null: nobody knows. */
      readonly opensAtMs: number | null;
    }
  /** Nobody is there; now and then it presses by itself. */
  | { readonly kind: 'attracting' }
  | { readonly kind: 'visited' }
  /** Nobody is there any more; it waits for the end of a signal, and then puts itself right. */
  | { readonly kind: 'settling' };

/** What pages are told. */
export interface ExhibitTold {
  readonly phase: ExhibitPhase;
  /** The time zone of `opensAtMs`; null: that of the computer. */
  readonly zone: string | null;
  readonly visitors: readonly VisitorUse[];
  readonly languages: readonly string[];
  /** 0 to 1. */
  readonly volume: number;
  /** Name of the plan that visitors may play; null: none. */
  readonly trail: string | null;
  /** Time lenses of the experiment that is loaded: its own, and its fastest [ms of room for 1 ms of axon]. */
  readonly lens: { readonly slow: number; readonly real: number };
}

/** What a visitor's page asks that concerns the rig or its lesson. */
export type Asked =
  | Command
  | { readonly do: 'lesson'; readonly ask: string; readonly name?: string | undefined };

/** An exhibit as the server has it. */
export interface ExhibitDesk {
  told(): ExhibitTold;
  /** @param change is called when `told()` is no longer as it was. @returns a function that ends it. */
  observeTold(change: () => void): () => void;
  /**
   * Whether a visitor's page may do something now.
   * @param page number of the page.
   * @param openPlan name of the plan that is played now; null: none.
   * @returns undefined, or one sentence that says why not.
   */
  refusal(page: number, asked: Asked, openPlan: string | null): string | undefined;
  /** It has been done, and nobody refused it. */
  done(page: number, asked: Asked): void;
  /** Somebody has touched a page. */
  hand(): void;
}
