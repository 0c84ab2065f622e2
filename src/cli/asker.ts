/** Questions on a terminal. */
import type { Readable, Writable } from 'node:stream';
import { cancel, intro, isCancel, select, text } from '@clack/prompts';
import { onAbort } from '../devices/waiting.js';

export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly label: string;
}

/** Who asks a person. Each answer is `null` after Ctrl-C, Ctrl-D or Esc. */
export interface Asker {
  /** @param until once it is aborted nobody is asked any more, and the answer is `null`. */
  choose<Value extends string | number>(
    question: string,
    choices: readonly Choice<Value>[],
    usual: Value,
    until?: AbortSignal,
  ): Promise<Value | null>;
  /** A whole number from `low` to `high`. */
  figure(
    question: string,
    low: number,
    high: number,
    usual: number,
    until?: AbortSignal,
  ): Promise<number | null>;
}

/** `null`: there is nobody to ask, as in a script. */
export function terminalAsker(title: string): Asker | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  intro(title);
  return askerOn({ input: process.stdin, output: process.stdout });
}

/** Where keys come from, and where questions are drawn. */
export interface AskedOn {
  readonly input: Readable;
  readonly output: Writable;
}

export function askerOn(streams: AskedOn): Asker {
  const settled = <Value>(answer: Value | symbol, until?: AbortSignal): Value | null => {
    if (!isCancel(answer)) return answer as Value;
    if (!until?.aborted) cancel('Stopped; nothing was written.', streams);
    return null;
  };
  /** With a signal of its own: an answered question would still write an empty line when `until` is aborted later. */
  async function asking<Value>(
    until: AbortSignal | undefined,
    ask: (signal: AbortSignal) => Promise<Value | symbol>,
  ): Promise<Value | null> {
    const gone = new AbortController();
    const leave = () => gone.abort();
    const forget = until === undefined ? () => {} : onAbort(until, leave);
    // After an end of input no answer comes any more, and the question itself would not notice.
    const pressed = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
      if (key?.ctrl && key.name === 'd') leave();
    };
    streams.input.on('keypress', pressed);
    streams.input.once('end', leave);
    if (streams.input.readableEnded) leave();
    try {
      return settled(await ask(gone.signal), until);
    } finally {
      forget();
      streams.input.off('keypress', pressed);
      streams.input.off('end', leave);
    }
  }
  return {
    async choose(question, choices, usual, until) {
      const options = choices.map(({ value, label }) => ({ value, label }));
      const answer = await asking(until, (signal) =>
        select({
          ...{ message: question, options: options as never, initialValue: usual, signal },
          ...streams,
        }),
      );
      return answer as typeof usual | null;
    },
    async figure(question, low, high, usual, until) {
      const typed = await asking(until, (signal) =>
        text({
          ...{ message: `${question} (${low} to ${high})`, initialValue: String(usual), signal },
          ...streams,
          validate: (each) =>
            isFigure(each, low, high) ? undefined : `Type a whole number from ${low} to ${high}.`,
        }),
      );
      return typed === null ? null : Number(typed);
    },
  };
}

function isFigure(typed: string | undefined, low: number, high: number): boolean {
  return /^\d{1,4}$/.test(typed ?? '') && Number(typed) >= low && Number(typed) <= high;
}
