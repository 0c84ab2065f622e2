interface Sent {
  readonly seq: number;
  readonly bytes: number;
  readonly realTime: boolean;
}

/**
 * Account of the bytes that are under way to the board (firmware-protocol.md, "Credits"): never more than the
 * board's window, and given back by `K`, for the frame named and for all before it.
 */
export class Credits {
  readonly #windowBytes: number;
  #sent: Sent[] = [];
  #bytes = 0;
  #pictures = 0;
  /** Since when nothing has come back [ms], while bytes are under way. */
  #waitingSinceMs = 0;

  constructor(windowBytes: number) {
    this.#windowBytes = windowBytes;
  }

  get bytesUnderWay(): number {
    return this.#bytes;
  }

  /** Pictures that the board has not taken from its buffer yet. */
  get picturesUnderWay(): number {
    return this.#pictures;
  }

  allows(bytes: number): boolean {
    return this.#bytes + bytes <= this.#windowBytes;
  }

  spend(seq: number, bytes: number, realTime: boolean, nowMs: number): void {
    if (this.#sent.length === 0) this.#waitingSinceMs = nowMs;
    this.#sent.push({ seq, bytes, realTime });
    this.#bytes += bytes;
    if (realTime) this.#pictures++;
  }

  /** A `K`: everything up to this frame has left the board's buffer. One for a frame that is not known says nothing. */
  giveBack(seq: number, nowMs: number): void {
    const at = this.#sent.findIndex((sent) => sent.seq === seq);
    if (at < 0) return;
    for (const sent of this.#sent.splice(0, at + 1)) {
      this.#bytes -= sent.bytes;
      if (sent.realTime) this.#pictures--;
    }
    this.#waitingSinceMs = nowMs;
  }

  /** How long the board has owed an answer [ms]; 0 if it owes none. */
  owedMs(nowMs: number): number {
    return this.#sent.length === 0 ? 0 : nowMs - this.#waitingSinceMs;
  }

  /** Takes all that is under way for lost. */
  empty(): void {
    this.#sent = [];
    this.#bytes = 0;
    this.#pictures = 0;
  }
}
