import { Pacer } from '../emulate/pacer.js';
import { Pty } from '../emulate/pty.js';
import type { WireBoard } from '../wire-board.js';

/** How often the board is brought up to date [ms]. */
const TICK_MS = 1;

export interface PtyBoard {
  readonly path: string;
  /** Time that the machine was too slow to keep pace with [ms]: figures taken meanwhile are worth little. */
  lostMs(): number;
  /** Why the pseudo-terminal has gone for good by itself; null while it has not. */
  failure(): string | null;
  /** The path is gone, a program that has it open is hung up on, and the board has no power. */
  unplug(): void;
  /** The path is back; resolves once it is there. */
  replug(): Promise<void>;
  /** Unplugs for good. */
  stop(): void;
}

/**
 * A board behind a pseudo-terminal at `path` in real time, for hosts in other processes. A pseudo-terminal has no DTR:
 * its being opened resets the board, as on an Uno. Rejects where socat is missing or the path is taken.
 */
export async function onPty(board: WireBoard, path: string): Promise<PtyBoard> {
  const pacer = new Pacer(performance.now());
  let plugged = false;
  let said: number[] = [];
  let failure: string | null = null;
  const pty = new Pty(path, {
    opened: () => board.reset('external'),
    closed: () => board.discardPending(),
    received: (bytes) => board.write(bytes),
    failed: (message) => {
      failure = message;
    },
  });
  board.onSerial = (byte) => said.push(byte);
  const tick = () => {
    const nowMs = performance.now();
    if (!plugged) return pacer.restart(nowMs);
    const pieceMs = pacer.take(nowMs);
    if (pieceMs > 0) board.run(1000 * pieceMs);
    if (said.length === 0) return;
    pty.send(Uint8Array.from(said));
    said = [];
  };
  const replug = async () => {
    await pty.plug();
    plugged = true;
  };
  const unplug = () => {
    plugged = false;
    pty.unplug();
    board.reset('power');
  };
  await replug();
  const ticking = setInterval(tick, TICK_MS);
  return {
    path,
    lostMs: () => pacer.lostMs,
    failure: () => failure,
    unplug,
    async replug() {
      if (failure !== null) throw new Error(failure);
      await replug();
    },
    stop() {
      clearInterval(ticking);
      unplug();
    },
  };
}
