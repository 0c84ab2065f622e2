import type { ResetKind, WireBoard } from '../wire-board.js';
import { Deliveries } from './deliveries.js';
import type { Chunk, Fault } from './fault.js';

/** The host's bytes are a chunk per write; the board's are one per millisecond, as over full-speed USB. */
const PACKET_US = 1000;
const PPM = 1e-6;

export type Way = 'to-board' | 'to-host';

interface Cut {
  readonly way: Way;
  /** Bytes that still get through. */
  left: number;
  readonly then: () => void;
}

/**
 * Any board at the end of a cable on which things go wrong: `toBoard` and `toHost` are what happens to bytes; the
 * board itself can stand still, brown out, restart, and have a clock that runs too fast or too slow. It takes the
 * place of the board in `bench.plug`, so whatever is tested there meets the faults. Without a fault it changes
 * nothing.
 */
export class FaultyLine implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  toBoard: Fault | null = null;
  toHost: Fault | null = null;
  /** How much faster than the room's the board's clock runs [parts in a million]; a resonator has up to ±5000. */
  driftPpm = 0;
  readonly #board: WireBoard;
  readonly #down = new Deliveries();
  readonly #up = new Deliveries();
  #said: number[] = [];
  #nowUs = 0;
  #frozenUntilUs = 0;
  /** What ends the standstill. */
  #wakeBy: ResetKind | undefined;
  #cut: Cut | undefined;

  constructor(board: WireBoard) {
    this.#board = board;
    board.onSerial = (byte, timeUs) => {
      this.hearBoard(byte);
      if (this.#straight) this.onSerial?.(byte, timeUs);
      else this.#said.push(byte);
    };
  }

  /** The room's time since the line was made [µs]. */
  get timeUs(): number {
    return this.#nowUs;
  }

  get pendingBytes(): number {
    return this.#board.pendingBytes + this.#down.byteCount;
  }

  get hostBaud(): number {
    return this.#board.hostBaud;
  }

  set hostBaud(baud: number) {
    this.#board.hostBaud = baud;
  }

  get frozen(): boolean {
    return this.#nowUs < this.#frozenUntilUs;
  }

  /** The processor stands still, clock and all, for `ms`; bytes of the host are lost. `wakeBy` is what it wakes by. */
  freezeBoard(ms: number, wakeBy?: ResetKind): void {
    this.#frozenUntilUs = this.#nowUs + 1000 * ms;
    this.#wakeBy = wakeBy;
    this.#board.discardPending();
  }

  /** The program hangs until the watchdog bites, after 2 s. */
  hangBoard(): void {
    this.freezeBoard(2000, 'watchdog');
  }

  /** The supply sags for `ms`, as when a servo stalls: the board stops, starts again, and its RAM is lost. */
  brownOut(ms = 20): void {
    this.freezeBoard(ms, 'brownout');
  }

  /** Somebody else opens the port or touches DTR: the board restarts through its bootloader. */
  resetByDtr(): void {
    this.reset('external');
  }

  /** The host stands still for `ms`, its clock too; the board goes on. */
  freezeHost(ms: number): void {
    this.run(1000 * ms);
  }

  /** Lets `count` bytes more through that way, then no more, and calls `then` when they have arrived. */
  cutAfter(way: Way, count: number, then: () => void): void {
    this.#cut = { way, left: count, then };
  }

  run(us: number): void {
    const endUs = this.#nowUs + us;
    while (this.#nowUs < endUs) {
      if (this.#cutIsThrough()) return;
      const wakesUs = this.frozen ? this.#frozenUntilUs : Infinity;
      const nextUs = Math.min(endUs, wakesUs, this.#nextUs);
      if (!this.frozen) this.#board.run((nextUs - this.#nowUs) * (1 + PPM * this.driftPpm));
      this.#nowUs = nextUs;
      if (nextUs === wakesUs && this.#wakeBy) this.reset(this.#wakeBy);
      this.#exchange();
    }
  }

  write(bytes: Uint8Array): void {
    this.hearHost(bytes);
    this.#send(this.#down, this.toBoard, [...bytes]);
    this.#exchange();
  }

  discardPending(): void {
    this.#down.clear();
    this.#up.clear();
    this.#said = [];
    this.#board.discardPending();
  }

  reset(kind: ResetKind): void {
    this.#frozenUntilUs = 0;
    this.#wakeBy = undefined;
    this.#board.reset(kind);
  }

  /** What the board has said, before anything happens to it. */
  protected hearBoard(_byte: number): void {}

  /** What the host has said, before anything happens to it. */
  protected hearHost(_bytes: Uint8Array): void {}

  /** Whether nothing is in the way of the board's bytes. */
  get #straight(): boolean {
    return this.toHost === null && this.#cut === undefined && this.#up.dueUs === Infinity;
  }

  get #nextUs(): number {
    // Bytes are only held back, and looked at in packets, where something may happen to them.
    const packetUs = this.#straight ? Infinity : this.#nowUs + PACKET_US;
    return Math.min(packetUs, this.#down.dueUs, this.#up.dueUs);
  }

  #send(way: Deliveries, fault: Fault | null, bytes: readonly number[]): void {
    const chunk: Chunk = { bytes, atUs: this.#nowUs };
    for (const passed of fault ? fault(chunk) : [chunk]) way.add(passed);
  }

  /** Lets arrive what is due. */
  #exchange(): void {
    if (this.#said.length > 0) this.#send(this.#up, this.toHost, this.#said.splice(0));
    const down = this.#passCut('to-board', this.#down.take(this.#nowUs));
    if (down.length > 0 && !this.frozen) this.#board.write(Uint8Array.from(down));
    for (const byte of this.#passCut('to-host', this.#up.take(this.#nowUs)))
      this.onSerial?.(byte, this.#nowUs);
  }

  #passCut(way: Way, bytes: readonly number[]): readonly number[] {
    const cut = this.#cut;
    if (cut?.way !== way) return bytes;
    const passed = bytes.slice(0, cut.left);
    cut.left -= passed.length;
    return passed;
  }

  #cutIsThrough(): boolean {
    const cut = this.#cut;
    if (!cut || cut.left > 0 || (cut.way === 'to-board' && this.#board.pendingBytes > 0)) return false;
    this.#cut = undefined;
    cut.then();
    return true;
  }
}
