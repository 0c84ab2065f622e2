/**
 * The line to a page over a MessagePort, in place of a web socket. A port has no measure of what waits in it: the page
 * says after each message how many it has had, and what it has not had yet counts as waiting.
 */
import type { ClientSocket } from '../../server/client.js';

const OPEN = 1;
const CLOSED = 3;

/** What of a MessagePort is used; tests bring their own. */
export type LinePort = Pick<MessagePort, 'postMessage' | 'close' | 'onmessage'> & { start?(): void };

export interface PageLine {
  readonly socket: ClientSocket;
  /** Takes what the page sends from now on. @param closed it has gone, or was closed from here. */
  listen(hear: (text: string) => void, closed: () => void): void;
}

export function createPageLine(port: LinePort): PageLine {
  /** Of what the page has not had yet: bytes of each message, the oldest first. */
  const waiting: { readonly bytes: number; readonly sent: (() => void) | undefined }[] = [];
  let waitingBytes = 0;
  let had = 0;
  let state = OPEN;
  let hear: (text: string) => void = () => {};
  let whenClosed: () => void = () => {};

  function end(tellPage: boolean): void {
    if (state === CLOSED) return;
    state = CLOSED;
    if (tellPage) port.postMessage(null);
    port.onmessage = null;
    port.close();
    for (const { sent } of waiting) sent?.();
    waiting.length = 0;
    waitingBytes = 0;
    whenClosed();
  }

  /** @param count how many messages the page has had. */
  function acknowledge(count: number): void {
    for (; had < count && waiting.length > 0; had++) {
      const { bytes, sent } = waiting.shift()!;
      waitingBytes -= bytes;
      sent?.();
    }
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') hear(data);
    else if (typeof data === 'number') acknowledge(data);
    else if (data === null) end(false);
  };
  port.start?.();

  return {
    socket: {
      OPEN,
      get readyState() {
        return state;
      },
      get bufferedAmount() {
        return waitingBytes;
      },
      send(data, sent) {
        if (state !== OPEN) return;
        const bytes = typeof data === 'string' ? 2 * data.length : data.byteLength;
        waiting.push({ bytes, sent });
        waitingBytes += bytes;
        if (typeof data === 'string') port.postMessage(data);
        else {
          // The bytes go to the page as they are; who encoded them encodes into new ones next time.
          const whole = data.byteLength === data.buffer.byteLength ? data.buffer : data.slice().buffer;
          port.postMessage(whole);
        }
      },
      close: () => end(true),
      terminate: () => end(true),
    },
    listen(wanted, closed) {
      hear = wanted;
      whenClosed = closed;
    },
  };
}
