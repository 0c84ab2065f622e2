/** A `FakeSystem` at the other end of a `MessagePort`, as a browser's own process is. */
import type { FakeSystem, Granted, LineError, LineListener, OpenLine } from './system.js';

type Ask =
  | { readonly what: 'ports' }
  | { readonly what: 'request' }
  | { readonly what: 'open'; readonly id: number; readonly baud: number; readonly line: number }
  | { readonly what: 'write'; readonly line: number; readonly bytes: Uint8Array }
  | {
      readonly what: 'signals';
      readonly line: number;
      readonly signals: Parameters<OpenLine['signals']>[0];
    }
  | { readonly what: 'close'; readonly line: number };

type ToSystem = Ask & { readonly call: number };

type FromSystem =
  | { readonly type: 'done'; readonly call: number; readonly value: unknown }
  | { readonly type: 'refused'; readonly call: number; readonly name: string; readonly message: string }
  | { readonly type: 'plug'; readonly kind: 'connect' | 'disconnect'; readonly granted: Granted }
  | { readonly type: 'bytes'; readonly line: number; readonly bytes: Uint8Array }
  | { readonly type: 'line-error'; readonly line: number; readonly name: LineError }
  | { readonly type: 'gone'; readonly line: number };

/** The page's end. `port` may come later than the first question. */
export class PortSystem implements FakeSystem {
  onPlug: FakeSystem['onPlug'] = null;
  readonly #port: Promise<MessagePort>;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: DOMException): void }>();
  readonly #lines = new Map<number, LineListener>();
  #lastCall = 0;
  #lastLine = 0;

  constructor(port: Promise<MessagePort>) {
    this.#port = port.then((there) => {
      there.onmessage = ({ data }: MessageEvent<FromSystem>) => this.#hear(data);
      return there;
    });
  }

  ports(): Promise<readonly Granted[]> {
    return this.#ask({ what: 'ports' });
  }

  request(): Promise<Granted> {
    return this.#ask({ what: 'request' });
  }

  async open(id: number, baud: number, listener: LineListener): Promise<OpenLine> {
    const line = ++this.#lastLine;
    this.#lines.set(line, listener);
    try {
      await this.#ask({ what: 'open', id, baud, line });
    } catch (error) {
      this.#lines.delete(line);
      throw error;
    }
    return {
      write: (bytes) => this.#ask({ what: 'write', line, bytes }),
      signals: (signals) => this.#ask({ what: 'signals', line, signals }),
      close: () => {
        this.#lines.delete(line);
        return this.#ask({ what: 'close', line });
      },
    };
  }

  #ask<T>(ask: Ask): Promise<T> {
    const call = ++this.#lastCall;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(call, { resolve: (value) => resolve(value as T), reject });
      void this.#port.then((port) => port.postMessage({ ...ask, call } satisfies ToSystem));
    });
  }

  #hear(said: FromSystem): void {
    switch (said.type) {
      case 'done':
      case 'refused': {
        const waiting = this.#waiting.get(said.call);
        this.#waiting.delete(said.call);
        if (said.type === 'done') waiting?.resolve(said.value);
        else waiting?.reject(new DOMException(said.message, said.name));
        break;
      }
      case 'plug':
        this.onPlug?.(said.kind, said.granted);
        break;
      case 'bytes':
        this.#lines.get(said.line)?.bytes(said.bytes);
        break;
      case 'line-error':
        this.#lines.get(said.line)?.lineError(said.name);
        break;
      case 'gone':
        this.#lines.get(said.line)?.gone();
        break;
    }
  }
}

/** The system's end. @returns what tells this page of boards that come and go. */
export function serveSystem(system: FakeSystem, port: MessagePort): NonNullable<FakeSystem['onPlug']> {
  const lines = new Map<number, OpenLine>();
  const say = (message: FromSystem) => port.postMessage(message);

  async function answer(ask: Ask): Promise<unknown> {
    switch (ask.what) {
      case 'ports':
        return system.ports();
      case 'request':
        return system.request();
      case 'open': {
        const { id, baud, line } = ask;
        const open = await system.open(id, baud, {
          bytes: (bytes) => say({ type: 'bytes', line, bytes }),
          lineError: (name) => say({ type: 'line-error', line, name }),
          gone: () => say({ type: 'gone', line }),
        });
        lines.set(line, open);
        return undefined;
      }
      case 'write':
        return lines.get(ask.line)?.write(ask.bytes);
      case 'signals':
        return lines.get(ask.line)?.signals(ask.signals);
      case 'close': {
        const open = lines.get(ask.line);
        lines.delete(ask.line);
        return open?.close();
      }
    }
  }

  port.onmessage = ({ data }: MessageEvent<ToSystem>) => {
    const { call } = data;
    answer(data).then(
      (value) => say({ type: 'done', call, value }),
      (error: Error) => say({ type: 'refused', call, name: error.name, message: error.message }),
    );
  };
  return (kind, granted) => say({ type: 'plug', kind, granted });
}
