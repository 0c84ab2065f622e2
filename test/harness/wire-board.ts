/** What resets a board; the ATmega328P's own four sources (datasheet section 11.1). */
export type ResetKind = 'power' | 'external' | 'watchdog' | 'brownout';

/**
 * What a virtual port needs of a board, whether the real program in the emulator or the TypeScript mock.
 * Time passes only inside `run`.
 */
export interface WireBoard {
  /** The board's time since it was made [µs]; it never runs backwards, a reset does not touch it. */
  readonly timeUs: number;
  /** Lets `us` microseconds pass. */
  run(us: number): void;
  /** Host → board. The bytes queue up and travel one after the other at the host's baud. */
  write(bytes: Uint8Array): void;
  /** Bytes of `write` that have not fully arrived yet. */
  readonly pendingBytes: number;
  /** Forgets the bytes that have not begun to travel: a cable pulled, or a flush. */
  discardPending(): void;
  /** Board → host, called inside `run` at the end of each byte's stop bit. */
  onSerial: ((byte: number, timeUs: number) => void) | null;
  /** Bits per second of the host's port, set when the host opens it. A board may ignore it. */
  hostBaud: number;
  /** May also be called from inside a callback; the board then resets before its next instruction. */
  reset(kind: ResetKind): void;
}
