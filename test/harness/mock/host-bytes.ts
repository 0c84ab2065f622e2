/** Bytes from the host on their way: one after the other, ten bits each at the host's baud. */
export class HostBytes {
  #queue: number[] = [];
  #head = 0;
  /** When the head byte's stop bit ends [µs]. */
  #dueUs = Infinity;
  baud: number;

  constructor(baud: number) {
    this.baud = baud;
  }

  get pending(): number {
    return this.#queue.length - this.#head;
  }

  /** When the next byte has arrived [µs]; Infinity if none is under way. */
  get dueUs(): number {
    return this.#dueUs;
  }

  write(bytes: Uint8Array, nowUs: number): void {
    if (bytes.length === 0) return;
    if (this.pending === 0) this.#dueUs = nowUs + this.#byteUs;
    for (const byte of bytes) this.#queue.push(byte);
  }

  /** The byte that is due. */
  take(): number {
    const byte = this.#queue[this.#head++]!;
    this.#dueUs = this.pending > 0 ? this.#dueUs + this.#byteUs : Infinity;
    if (this.#head > 4096 || this.pending === 0) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return byte;
  }

  /** Forgets all but the byte that has begun to travel. */
  discard(): void {
    this.#queue.length = Math.min(this.#queue.length, this.#head + 1);
  }

  get #byteUs(): number {
    return 1e7 / this.baud;
  }
}
