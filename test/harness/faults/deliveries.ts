import type { Chunk } from './fault.js';

/** Chunks on their way, the earliest first; of those for the same time the one that was added first. */
export class Deliveries {
  readonly #waiting: Chunk[] = [];

  /** When the next one is due [µs]; Infinity if none waits. */
  get dueUs(): number {
    return this.#waiting[0]?.atUs ?? Infinity;
  }

  get byteCount(): number {
    return this.#waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  add(chunk: Chunk): void {
    if (chunk.bytes.length === 0) return;
    const after = this.#waiting.findIndex(({ atUs }) => atUs > chunk.atUs);
    this.#waiting.splice(after < 0 ? this.#waiting.length : after, 0, chunk);
  }

  /** All that is due by now, in its order. */
  take(nowUs: number): readonly number[] {
    const due: number[] = [];
    while (this.dueUs <= nowUs) due.push(...this.#waiting.shift()!.bytes);
    return due;
  }

  clear(): void {
    this.#waiting.length = 0;
  }
}
