/**
 * The thread in which files are read that somebody opens: the same program under another name. Whatever a file is made
 * of, the light does not wait for it, and a reader that does not come to an end is ended.
 */
import type { Timers } from '../../devices/timers.js';
import { startThread } from '../thread.js';
import type { ReadOf, ReadWork } from './reading.js';

export const READ_THREAD = 'reader';

/** The part of a Worker that is used; tests bring their own. */
export interface ReaderThread {
  postMessage(work: ReadWork): void;
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listen: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** The longest that a good file takes on a slow computer, several times [ms]. */
export const GIVES_UP_MS = 10_000;
/** It stays for the next file, and not for ever [ms]. */
const IDLE_MS = 30_000;

export interface Reader {
  /** Never rejects: what cannot be read is refused as a wrong file is. */
  read<W extends ReadWork>(work: W): Promise<ReadOf<W>>;
  end(): void;
}

/** One file at a time. */
export function createReader(start: () => ReaderThread, timers: Timers): Reader {
  let thread: ReaderThread | undefined;
  let before: Promise<unknown> = Promise.resolve();
  /** Takes what becomes of the file that is being read; a text: why nothing does. */
  let settle: (read: ReadOf<ReadWork> | string) => void = () => {};
  let cancelTimer = () => {};

  function end(words = 'its reader has ended'): void {
    cancelTimer();
    thread?.terminate();
    thread = undefined;
    settle(words);
  }

  function started(): ReaderThread {
    const own = start();
    own.addEventListener('message', ({ data }) => {
      if (own === thread) settle(data as ReadOf<ReadWork>);
    });
    own.addEventListener('error', ({ message }) => {
      if (own === thread) end(message || undefined);
    });
    return own;
  }

  async function readNow(work: ReadWork): Promise<ReadOf<ReadWork>> {
    cancelTimer();
    const read = await new Promise<ReadOf<ReadWork> | string>((resolve) => {
      settle = resolve;
      cancelTimer = timers.after(GIVES_UP_MS, () =>
        end(`it takes longer than ${GIVES_UP_MS / 1000} s. Is this the right file?`),
      );
      try {
        thread ??= started();
        thread.postMessage(work);
      } catch (error) {
        end(String(error));
      }
    });
    cancelTimer();
    if (thread !== undefined) cancelTimer = timers.after(IDLE_MS, end);
    return typeof read === 'string'
      ? { ok: false, lines: [`${work.file.file} could not be read: ${read}`] }
      : read;
  }

  return {
    read<W extends ReadWork>(work: W): Promise<ReadOf<W>> {
      const read = before.then(() => readNow(work));
      before = read;
      return read as Promise<ReadOf<W>>;
    },
    end: () => end(),
  };
}

/** @param program that runs here, as soon as it is known. */
export const readerThread = (program: () => Blob | undefined) => (): ReaderThread =>
  startThread(program()!, READ_THREAD);
