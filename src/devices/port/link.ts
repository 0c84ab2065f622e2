import { ReadlineParser } from '@serialport/parser-readline';
import { type BoardLine, type LineProblem, parseBoardLine } from '../../protocol/index.js';
import { Heard } from './heard.js';
import { LineGuard } from './line-guard.js';
import type { OpenPort, Port } from './port.js';

/** How a link came to its end: never opened, pulled out, or closed by us. */
export type LinkEnd =
  | { readonly kind: 'not-opened'; readonly error: Error }
  | { readonly kind: 'unplugged'; readonly error: Error }
  | { readonly kind: 'closed' };

export interface LinkListener {
  opened?(): void;
  /** Bytes came, these; `link.heard` knows them. */
  heard?(bytes: Uint8Array): void;
  /** One line of the board, or what could not be read as one. */
  line(line: BoardLine | LineProblem): void;
  /** Called once, whatever happens: nothing follows. */
  ended(end: LinkEnd): void;
}

/**
 * One port from its opening to its end: bytes out, lines in. It is never opened a second time. Every error of the
 * port ends here as `ended`; none is thrown.
 */
export class Link {
  readonly path: string;
  readonly baud: number;
  readonly heard = new Heard();
  #listener: LinkListener | undefined;
  /** What came while nobody listened. */
  readonly #kept: (BoardLine | LineProblem)[] = [];
  readonly #port: Port | undefined;
  readonly #guard = new LineGuard();
  #end: LinkEnd | undefined;
  #closing = false;

  /** Begins to open the port. Nothing is told before the next microtask. */
  constructor(openPort: OpenPort, path: string, baud: number) {
    this.path = path;
    this.baud = baud;
    const lines = this.#guard.pipe(new ReadlineParser({ delimiter: '\n', encoding: 'latin1' }));
    lines.on('data', (line: string) => this.#line(line));
    try {
      this.#port = openPort(path, baud);
    } catch (error) {
      // Wrong options throw at once; the listener hears of it as of any other failure, but not from inside here.
      queueMicrotask(() => this.#finish({ kind: 'not-opened', error: error as Error }));
      return;
    }
    let wasOpen = this.#port.isOpen;
    this.#port.on('open', () => {
      wasOpen = true;
      if (this.#closing) this.#closePort();
      else this.#listener?.opened?.();
    });
    this.#port.on('data', (chunk: Buffer) => {
      if (this.#closing) return;
      this.heard.bytes(chunk);
      this.#listener?.heard?.(chunk);
      this.#guard.write(chunk);
    });
    // Stays for good: a write that was under way when the cable was pulled fails later than anything else.
    this.#port.on('error', (error: Error) => {
      this.#finish(wasOpen ? { kind: 'unplugged', error } : { kind: 'not-opened', error });
    });
    this.#port.on('close', (error: Error | null) => {
      const pulled = error ?? new Error('the port was closed by the system');
      this.#finish(this.#closing ? { kind: 'closed' } : { kind: 'unplugged', error: pulled });
    });
  }

  /** Tells `listener` from now on, and no other: first the lines that nobody heard, and the end, if it is past. */
  attach(listener: LinkListener): void {
    this.#listener = listener;
    for (const line of this.#kept.splice(0)) this.#listener.line(line);
    if (this.#end && this.#listener === listener) listener.ended(this.#end);
  }

  /** Tells nobody, and keeps what comes, as the link goes from hand to hand. */
  detach(): void {
    this.#listener = undefined;
  }

  get open(): boolean {
    return !this.#end && !this.#closing && (this.#port?.isOpen ?? false);
  }

  get ended(): boolean {
    return this.#end !== undefined;
  }

  /** Whether the system hands bytes on at once; null where it does not say. */
  get lowLatency(): boolean | null {
    return this.#port?.lowLatency ?? null;
  }

  /** Lines too long to be any. */
  get dropped(): number {
    return this.#guard.dropped;
  }

  /** Sends bytes, or drops them where there is no open port: serialport would keep them for another day. */
  write(bytes: Uint8Array): void {
    if (this.open) this.#port!.write(bytes);
  }

  /** Closes the port, and resolves when that is done; who is attached hears of nothing more. */
  async end(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.close();
      this.attach({ line() {}, ended: () => resolve() });
    });
  }

  /** Closes the port; `ended` tells when that is done. May be called at any time and more than once. */
  close(): void {
    if (this.#closing || this.#end) return;
    this.#closing = true;
    if (this.#port?.isOpen) this.#closePort();
    else if (!this.#port?.opening) queueMicrotask(() => this.#finish({ kind: 'closed' }));
  }

  #closePort(): void {
    this.#port!.close((error) => this.#finish(error ? { kind: 'unplugged', error } : { kind: 'closed' }));
  }

  #line(text: string): void {
    if (text.length > 0 && !this.#end && !this.#closing) {
      const line = parseBoardLine(text);
      this.heard.line(line);
      if (this.#listener) this.#listener.line(line);
      else this.#kept.push(line);
    }
  }

  #finish(end: LinkEnd): void {
    if (this.#end) return;
    this.#end = this.#closing ? { kind: 'closed' } : end;
    this.#guard.end();
    const port = this.#port;
    port?.removeAllListeners('data');
    // A port that failed but still counts as open would keep its lock.
    if (port?.isOpen) port.close(() => {});
    this.#listener?.ended(this.#end);
  }
}
