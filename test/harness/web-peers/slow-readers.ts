/**
 * Pages that hardly read and send a lot: every second one reads nothing at all, the others for a moment ten times a
 * second. Each sends refused commands of 1 kB. One that is thrown out comes back.
 */
import { WebSocket } from 'ws';

const COMMANDS_PER_SECOND = 90;
const TURN_MS = 100;
const READ_MS = 1;
const WRONG = JSON.stringify({ do: 'x'.repeat(990) });

export interface SlowReaders {
  /** How often one was thrown out and came back. */
  readonly returns: number;
  /** Refused commands sent. */
  readonly sent: number;
  end(): void;
}

export function slowReaders(port: number, count: number): SlowReaders {
  let ended = false;
  let [returns, sent] = [0, 0];
  const open = new Set<WebSocket>();

  function visit(reads: boolean): void {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { origin: `http://127.0.0.1:${port}` });
    open.add(socket);
    const turns = setInterval(() => {
      // What the kernel does not take is not sent: the reader, too, has a bound.
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > 100_000) return;
      for (let n = 0; n < (COMMANDS_PER_SECOND * TURN_MS) / 1000; n++) socket.send(WRONG);
      sent += (COMMANDS_PER_SECOND * TURN_MS) / 1000;
      if (!reads) return;
      socket.resume();
      setTimeout(() => socket.pause(), READ_MS);
    }, TURN_MS);
    socket.on('open', () => socket.pause());
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(turns);
      open.delete(socket);
      if (ended) return;
      returns++;
      setTimeout(() => ended || visit(reads), 500);
    });
    // A paused socket does not hear that it was thrown out.
    socket.on('open', () => {
      const look = setInterval(() => {
        if (!open.has(socket)) clearInterval(look);
        else if (!reads && socket.readyState === socket.OPEN) socket.ping(undefined, undefined, () => {});
      }, 5000);
    });
  }

  for (let n = 0; n < count; n++) visit(n % 2 === 1);
  return {
    get returns() {
      return returns;
    },
    get sent() {
      return sent;
    },
    end() {
      ended = true;
      for (const socket of open) socket.terminate();
    },
  };
}
