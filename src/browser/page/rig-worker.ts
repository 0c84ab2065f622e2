/** The page's end of the rig in its worker: lines, questions with their answers, and what the rig tells. */
import type { BoardView, FromWorker, RigAnswer, RigRequest, ToWorker } from '../messages.js';
import { WorkerLine } from './worker-line.js';

/** The part of a Worker that is used; tests bring their own. */
export interface RigThread {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
  /** A browser that forbids threads, or has lost one, gives no message. */
  addEventListener(type: 'error', listen: (event: { readonly message?: string }) => void): void;
}

/** How the rig has come to its end. */
export type RigEnd =
  | { readonly kind: 'fault'; readonly words: string }
  /** Without a word: before its first one, or in the middle. */
  | { readonly kind: 'not-begun' }
  | { readonly kind: 'lost' };

/** What the rig tells by itself; all but the last of each kind is history. */
export interface RigListener {
  /** @param isFirst the rig has begun, with the file that it has of its own. */
  plays?(file: string, text: string, isFirst: boolean): void;
  board?(board: BoardView): void;
  rhythm?(words: string | null): void;
  crash?(end: RigEnd): void;
  /** @param forS it has said nothing for so long; null: it speaks again. */
  silent?(forS: number | null): void;
}

/** The part of a clock that is used. */
export interface Every {
  every(ms: number, fn: () => void): unknown;
}

const LOOK_EVERY_MS = 1000;
/**
 * A rig says something every second. It counts as silent after so many looks without a word; the first takes a slow
 * computer longer. Looks are counted and no time: a page that was asleep has not listened.
 */
const SILENT_LOOKS = 10;
const FIRST_WORD_LOOKS = 20;

/** What a browser puts before the words of an error. */
const UNCAUGHT = /^Uncaught\b(?: \(in promise\))?/;
/** Most questions that wait for an answer. More would come from a page that asks in circles. */
const MOST_ASKED = 64;

export class RigWorker {
  readonly #thread: RigThread;
  readonly #listeners: RigListener[] = [];
  readonly #asked = new Map<number, (answer: RigAnswer) => void>();
  readonly #crashedWords: () => string;
  #last = 0;
  #line: WorkerLine | undefined;
  #crash: RigEnd | undefined;
  #looks = 0;
  #isSilent = false;
  /** What it has told so far, for who listens from now on. */
  #told: { file?: readonly [string, string, boolean]; board?: BoardView; rhythm?: string | null } = {};

  /** @param crashedWords what a question is answered once the rig has ended. */
  constructor(thread: RigThread, crashedWords: () => string, clock: Every) {
    this.#thread = thread;
    this.#crashedWords = crashedWords;
    thread.addEventListener('message', ({ data }) => this.#hear(data as FromWorker));
    thread.addEventListener('error', ({ message }) => {
      const words = message?.replace(UNCAUGHT, '').trim() ?? '';
      this.#ended(words !== '' ? { kind: 'fault', words } : { kind: this.#told.file ? 'lost' : 'not-begun' });
    });
    clock.every(LOOK_EVERY_MS, () => this.#look());
  }

  listen(listener: RigListener): void {
    this.#listeners.push(listener);
    const { file, board, rhythm } = this.#told;
    if (file) listener.plays?.(...file);
    if (board) listener.board?.(board);
    if (rhythm) listener.rhythm?.(rhythm);
    if (this.#isSilent) listener.silent?.(this.#looks);
    if (this.#crash !== undefined) listener.crash?.(this.#crash);
  }

  /** A new line, in place of the one before. */
  dial(): WorkerLine {
    const { port1, port2 } = new MessageChannel();
    this.#line = new WorkerLine(port1);
    this.#thread.postMessage({ type: 'line', line: port2 }, [port2]);
    if (this.#crash !== undefined) this.#line.lost();
    return this.#line;
  }

  /** Never rejects: a rig that has ended answers that it has. */
  ask(request: RigRequest): Promise<RigAnswer> {
    if (this.#crash !== undefined || this.#asked.size >= MOST_ASKED)
      return Promise.resolve({ ok: false, lines: [this.#crashedWords()] });
    const id = ++this.#last;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#thread.postMessage({ type: 'request', id, request }, []);
    });
  }

  #look(): void {
    if (this.#crash !== undefined) return;
    this.#looks++;
    if (this.#isSilent || this.#looks < (this.#told.file ? SILENT_LOOKS : FIRST_WORD_LOOKS)) return;
    this.#isSilent = true;
    for (const { silent } of this.#listeners) silent?.(this.#looks);
  }

  #spoke(): void {
    this.#looks = 0;
    if (!this.#isSilent) return;
    this.#isSilent = false;
    for (const { silent } of this.#listeners) silent?.(null);
  }

  #hear(message: FromWorker): void {
    this.#spoke();
    switch (message.type) {
      case 'alive':
        return;
      case 'answer': {
        const answered = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        answered?.(message.answer);
        return;
      }
      case 'begun':
      case 'plays': {
        const file = [message.rigFile, message.rigText, message.type === 'begun'] as const;
        this.#told.file = file;
        for (const { plays } of this.#listeners) plays?.(...file);
        return;
      }
      case 'board':
        this.#told.board = message.board;
        for (const { board } of this.#listeners) board?.(message.board);
        return;
      case 'rhythm':
        this.#told.rhythm = message.words;
        for (const { rhythm } of this.#listeners) rhythm?.(message.words);
        return;
      case 'crash':
        this.#ended({ kind: 'fault', words: message.words });
    }
  }

  #ended(end: RigEnd): void {
    if (this.#crash !== undefined) return;
    this.#spoke();
    this.#crash = end;
    for (const answered of this.#asked.values()) answered({ ok: false, lines: [this.#crashedWords()] });
    this.#asked.clear();
    this.#line?.lost();
    for (const { crash } of this.#listeners) crash?.(end);
  }
}
