/** The first file of the worker: the rig, with the clock of the browser, and its page at the other end. */
import { shipped } from 'virtual:shipped';
import type { FromWorker, ToWorker } from '../messages.js';
import { webBoard } from '../serial/web-board.js';
import type { WebSerial } from '../serial/web-serial.js';
import { startHost } from './host.js';
import { browserTimers } from './timers.js';

/** What of a worker is used: its types and those of a window do not go together. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
}

const scope = self as unknown as WorkerScope;
const { serial } = navigator as { readonly serial?: WebSerial };

/** A turn of the event loop; a timer of 0 would wait 4 ms after the fifth. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const host = startHost({
  shipped,
  timers: browserTimers,
  wallMs: () => Date.now(),
  nextTurn,
  tell: (message) => scope.postMessage(message),
  board: serial && webBoard({ serial, timers: browserTimers }),
});
scope.addEventListener('error', (event) => host.crash(event.error ?? event.message));
scope.addEventListener('unhandledrejection', (event) => host.crash(event.reason));
scope.addEventListener('message', ({ data }) => host.take(data));
host.readAhead();
