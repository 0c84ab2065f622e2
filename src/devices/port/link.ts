import { type BoardLine, type LineProblem, parseBoardLine } from '../../protocol/index.js';
import type { BytePort, LineSplitter, PortEnd } from './byte-port.js';
import { Heard } from './heard.js';
import { LineGuard } from './line-guard.js';
import type { LinkPorts } from './ports.js';

export interface LinkListener {
  opened?(): void;
  /** Bytes came, these; `link.heard` knows them. */
  heard?(bytes: Uint8Array): void;
  /** One line of the board, or what could not be read as one. */
  line(line: BoardLine | LineProblem): void;
  /** Called once, whatever happens: nothing follows. */
  ended(end: PortEnd): void;
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
  readonly #port: BytePort;
  readonly #guard = new LineGuard();
  readonly #lines: LineSplitter;
  #end: PortEnd | undefined;
  #closing = false;

  /** Begins to open the port. Nothing is told before the next microtask. */
  constructor({ openPort, splitLines }: LinkPorts, path: string, baud: number) {
    this.path = path;
    this.baud = baud;
    this.#lines = splitLines((line) => this.#line(line));
    this.#port = openPort(path, baud, {
      opened: () => this.#listener?.opened?.(),
      bytes: (bytes) => {
        if (this.#closing) return;
        this.heard.bytes(bytes);
        this.#listener?.heard?.(bytes);
        this.#lines.write(this.#guard.pass(bytes));
      },
      ended: (end) => this.#finish(end),
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
    return !this.#end && !this.#closing && this.#port.isOpen;
  }

  get ended(): boolean {
    return this.#end !== undefined;
  }

  /** Whether the system hands bytes on at once; null where it does not say. */
  get lowLatency(): boolean | null {
    return this.#port.lowLatency;
  }

  /** Lines too long to be any. */
  get dropped(): number {
    return this.#guard.dropped;
  }

  /** Sends bytes, or drops them where there is no open port. */
  write(bytes: Uint8Array): void {
    if (this.open) this.#port.write(bytes);
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
    this.#port.close();
  }

  #line(text: string): void {
    if (this.#end || this.#closing) return;
    const line = parseBoardLine(text);
    this.heard.line(line);
    if (this.#listener) this.#listener.line(line);
    else this.#kept.push(line);
  }

  #finish(end: PortEnd): void {
    this.#end = end;
    this.#lines.end();
    this.#listener?.ended(end);
  }
}
