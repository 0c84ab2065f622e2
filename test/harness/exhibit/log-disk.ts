import type { LogFile, LogFolder } from '../../../src/service/day-log.js';

function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: the disk says no`), { code });
}

/** A disk for logs that can be full, or gone with the power: what a folder is asked then it refuses. */
export class LogDisk {
  isFull = false;
  /** Files that are open now. */
  open = 0;
  /** Lines that were kept, by what they say happened. */
  readonly lines = new Map<string, number>();
  /** Most bytes that the files of the folder ever had together. */
  mostBytes = 0;
  readonly #bytes = new Map<string, number>();

  /** The folder as one life of a program has it. `isOver`: power is cut. */
  folder(name: string, isOver: () => boolean): LogFolder {
    const check = (writes: boolean): void => {
      if (isOver()) throw refusal('EIO');
      if (writes && this.isFull) throw refusal('ENOSPC');
    };
    return {
      name,
      names: async () => {
        check(false);
        return [...this.#bytes.keys()];
      },
      open: async (file) => {
        check(!this.#bytes.has(file));
        const bytes = this.#bytes.get(file) ?? 0;
        this.#bytes.set(file, bytes);
        this.open++;
        return this.#file(file, bytes, check);
      },
      remove: async (file) => {
        check(false);
        this.#bytes.delete(file);
      },
    };
  }

  /** The power is cut: nothing is open any more. */
  letGo(): void {
    this.open = 0;
  }

  #file(name: string, bytes: number, check: (writes: boolean) => void): LogFile {
    return {
      bytes,
      endsMidLine: false,
      append: async (text) => {
        check(true);
        this.#bytes.set(name, (this.#bytes.get(name) ?? 0) + text.length);
        for (const line of text.split('\n')) this.#count(line);
        this.mostBytes = Math.max(
          this.mostBytes,
          [...this.#bytes.values()].reduce((a, b) => a + b, 0),
        );
      },
      isGone: async () => !this.#bytes.has(name),
      close: async () => {
        check(false);
        this.open--;
      },
    };
  }

  #count(line: string): void {
    if (line === '') return;
    const { event } = JSON.parse(line) as { readonly event: string };
    this.lines.set(event, (this.lines.get(event) ?? 0) + 1);
  }
}
