/** What is posted to the page that embeds this one: results, each with the version of its format. Pure. */
import type { Result } from './results.js';

/**
 * The version of the messages. Fields may be added within a version; one that means something else, or is gone, makes
 * another version.
 */
export const MESSAGE_VERSION = 1;

/** Beside results: the page is there, and can be told apart from one that never came. */
export type Told =
  | Result
  | { readonly event: 'ready'; readonly card: string | null; readonly plan: string | null }
  /** What the address asks for is not there. */
  | { readonly event: 'refused'; readonly words: string };

export type Message = { readonly axonRig: typeof MESSAGE_VERSION } & Told;

export const messageOf = (told: Told): Message => ({ axonRig: MESSAGE_VERSION, ...told });
