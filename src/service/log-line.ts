/** What happened, as a line of JSON. Pure. */

export const LEVELS = ['info', 'warning', 'error'] as const;

export interface LogEntry {
  readonly level: (typeof LEVELS)[number];
  /** A short name for programs: `start`, `ill`. */
  readonly event: string;
  /** One sentence for people. */
  readonly words?: string | undefined;
  /** Figures and names, small ones. */
  readonly with?: Readonly<Record<string, unknown>> | undefined;
}

/** Longest sentence in a log [characters]; a stack is longer, and its beginning says most. */
const LONGEST_WORDS = 2000;
/** Longest line, its end included [bytes]. */
export const LONGEST_LINE_BYTES = 16_384;

function cut(words: string): string {
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS)} …` : words;
}

/** @param at when. @returns one line with its end, in ASCII: any program reads it, and no cut leaves half a letter. */
export function logLine(at: Date, { level, event, words, with: more }: LogEntry): string {
  const head = { at: at.toISOString(), level, event, ...(words !== undefined && { words: cut(words) }) };
  const line = toAscii(JSON.stringify({ ...head, ...more }));
  // What was to stand beside the words is the rest: they stay.
  return `${line.length < LONGEST_LINE_BYTES ? line : toAscii(JSON.stringify(head))}\n`;
}

function toAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
