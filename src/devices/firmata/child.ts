/**
 * The process that a Firmata board has to itself: johnny-five keeps boards, listeners and timers for ever, so each
 * connection gets a process and takes them all with it when it ends. If the rig goes away, the board goes dark.
 */
import { openSystemPort } from '../system/port.js';
import { systemTimers } from '../system/timers.js';
import { serveBoard } from './board-side.js';
import { loadJohnnyFive } from './johnny-five.js';
import type { FromBoard, ToBoard } from './messages.js';
import { processEndedFault } from './words.js';

const FINAL: readonly FromBoard['type'][] = ['not-opened', 'failed', 'closed'];
/** A rig that has gone cannot be told of the end; the port must be free soon all the same. */
const LONGEST_LEAVE_MS = 2000;

function say(message: FromBoard): void {
  const last = FINAL.includes(message.type);
  if (process.connected) process.send?.(message, () => last && process.exit(0));
  else if (last) process.exit(0);
}

const board = serveBoard(
  { openPort: openSystemPort, timers: systemTimers, startJohnnyFive: loadJohnnyFive() },
  say,
);

function leave(): void {
  board.message({ type: 'close' });
  setTimeout(() => process.exit(0), LONGEST_LEAVE_MS);
}

process.on('message', (message) => board.message(message as ToBoard));
process.on('disconnect', leave);
// Ctrl-C and a system that shuts down reach the rig too; it says when to go dark.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('uncaughtException', (error) => {
  const { fault, words } = processEndedFault(
    board.path,
    error instanceof Error ? error.message : String(error),
  );
  say({ type: 'failed', fault, words, restarted: false });
});
