/** A page's end of a line to the rig in its worker: what a web socket is to a rig that serves the page. */
import { SERVICE_RESTART, type Socket } from '../../web/link.js';

/** As a web socket counts. */
const OPEN = 1;
const CLOSED = 3;
/** Codes of a close, as web sockets have them. */
const NORMAL = 1000;
const ABNORMAL = 1006;

/** The part of a MessagePort that is used. */
export type LinePort = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start' | 'close'>;

/**
 * A message is one of the web socket's; null, from either end, ends the line. After each the page says how many it has had:
 * a rig sends no more to a page that has stopped reading.
 */
export class WorkerLine extends EventTarget implements Socket {
  /** As the page asks for it; there is nothing else. */
  binaryType: BinaryType = 'arraybuffer';
  readonly #port: LinePort;
  #isOpen = true;
  #had = 0;

  constructor(port: LinePort) {
    super();
    this.#port = port;
    port.addEventListener('message', ({ data }) => {
      if (!this.#isOpen) return;
      if (data === null) this.#end(SERVICE_RESTART);
      else {
        this.#port.postMessage(++this.#had);
        this.dispatchEvent(new MessageEvent('message', { data: data as unknown }));
      }
    });
    port.start();
  }

  get readyState(): typeof OPEN | typeof CLOSED {
    return this.#isOpen ? OPEN : CLOSED;
  }

  send(data: Parameters<Socket['send']>[0]): void {
    if (this.#isOpen) this.#port.postMessage(data);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#port.postMessage(null);
    this.#end(NORMAL);
  }

  /** The rig has ended without a word. */
  lost(): void {
    if (this.#isOpen) this.#end(ABNORMAL);
  }

  #end(code: number): void {
    this.#isOpen = false;
    this.#port.close();
    // As with a web socket nobody hears of it before he who closed it has gone on.
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' })));
  }
}
