/** How a USB adapter forwards what a board says: when a packet is full, or when a timer runs out. */
export interface AdapterKind {
  /** Goes on at once when so many bytes are held. */
  readonly packetBytes: number;
  /** What is held then goes on in any case [ms]. */
  readonly timerMs: number;
  /** `packet`: the timer begins again with each packet; `free`: it runs on by itself. */
  readonly timerFrom: 'packet' | 'free';
  /** Bytes that it can hold; what comes on top is lost. */
  readonly ringBytes: number;
}

/**
 * Those whose rules are known. FTDI: AN232B-04, packets of 62 bytes and two of status. The genuine Uno's ATmega16U2:
 * Arduino-usbserial.c, a timer of 256 × 256 cycles, `BUFFER_NEARLY_FULL` and its ring. Of CH340 and CP2102 no such
 * rule was found.
 */
export const ADAPTERS = {
  'FTDI, low latency': { packetBytes: 62, timerMs: 1, timerFrom: 'packet', ringBytes: 256 },
  'genuine Uno': { packetBytes: 97, timerMs: 4.096, timerFrom: 'free', ringBytes: 128 },
  FTDI: { packetBytes: 62, timerMs: 16, timerFrom: 'packet', ringBytes: 256 },
} as const satisfies Readonly<Record<string, AdapterKind>>;

export type AdapterName = keyof typeof ADAPTERS;

const US_PER_MS = 1000;

/** One adapter, on the board's own time. */
export class Adapter {
  readonly #kind: AdapterKind;
  #held: number[] = [];
  #forwarded: number[] = [];
  #dueUs: number;
  /** Bytes that found no room. */
  lost = 0;
  /** Most bytes that it held at a time. */
  mostHeld = 0;

  constructor(kind: AdapterKind) {
    this.#kind = kind;
    this.#dueUs = kind.timerMs * US_PER_MS;
  }

  /** A byte of the board, in order of time. */
  push(byte: number, timeUs: number): void {
    this.#runTo(timeUs);
    const { packetBytes, ringBytes, timerFrom, timerMs } = this.#kind;
    if (this.#held.length >= ringBytes) {
      this.lost++;
      return;
    }
    this.#held.push(byte);
    this.mostHeld = Math.max(this.mostHeld, this.#held.length);
    if (this.#held.length < packetBytes) return;
    this.#forward();
    if (timerFrom === 'packet') this.#dueUs = timeUs + timerMs * US_PER_MS;
  }

  /** What has gone on by `timeUs` and was not taken yet. */
  take(timeUs: number): Uint8Array | null {
    this.#runTo(timeUs);
    if (this.#forwarded.length === 0) return null;
    const bytes = Uint8Array.from(this.#forwarded);
    this.#forwarded = [];
    return bytes;
  }

  #runTo(timeUs: number): void {
    if (this.#dueUs > timeUs) return;
    this.#forward();
    const periodUs = this.#kind.timerMs * US_PER_MS;
    this.#dueUs += periodUs * (1 + Math.floor((timeUs - this.#dueUs) / periodUs));
  }

  #forward(): void {
    if (this.#held.length === 0) return;
    this.#forwarded.push(...this.#held);
    this.#held = [];
  }
}
