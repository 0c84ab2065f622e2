/** The boards of a workbench as a browser sees them. */
import type { Bench } from '../emulator/bench.js';
import type { VirtualPort } from '../emulator/virtual-port.js';
import type { FakeSystem, Granted, LineError, LineListener, OpenLine } from './system.js';

/** How the one who is asked to choose a board answers. */
export type Chooser = 'choose' | 'close' | 'forbidden';

const READ_BYTES = 4096;

export class BenchSystem implements FakeSystem {
  onPlug: FakeSystem['onPlug'] = null;
  chooser: Chooser = 'choose';
  /** A page is granted what is plugged in without a choice, as a browser remembers it. */
  grantsAll = true;
  /** A board that was unplugged must be chosen again, as one without a serial number in its bridge. */
  forgets = false;
  /** Another tab or another program has every port. */
  isTaken = false;
  /** How often a port was opened, and how many are open now. */
  opened = 0;
  readonly lines = new Set<BenchLine>();
  readonly #bench: Bench;
  readonly #granted = new Set<string>();
  /** What is plugged in, the latest last. */
  #there: readonly Board[] = [];
  #lastId = 0;

  constructor(bench: Bench) {
    this.#bench = bench;
    bench.onPlug = (kind, path, plugging) => {
      if (kind === 'plug') this.#enter(path, plugging);
      else this.#leave(plugging);
    };
    for (const { path } of bench.list()) this.#enter(path, {});
  }

  async ports(): Promise<readonly Granted[]> {
    return this.#there.filter(({ path }) => this.#mayUse(path)).map(({ granted }) => granted);
  }

  async request(): Promise<Granted> {
    if (this.chooser === 'forbidden')
      throw new DOMException('Access to the feature "serial" is disallowed.', 'SecurityError');
    const [first] = this.#there;
    if (this.chooser === 'close' || first === undefined)
      throw new DOMException('No port selected by the user.', 'NotFoundError');
    this.#granted.add(first.path);
    return first.granted;
  }

  /** The page may not use it any more. */
  revoke(path: string): void {
    this.#granted.delete(path);
    this.grantsAll = false;
    for (const line of this.lines) if (line.path === path) line.lose();
    for (const board of this.#there) if (board.path === path) this.onPlug?.('disconnect', board.granted);
  }

  /** A disturbance of every open line. */
  disturb(name: LineError): void {
    for (const line of this.lines) line.listener.lineError(name);
  }

  async open(id: number, baud: number, listener: LineListener): Promise<OpenLine> {
    const path = this.#there.find(({ granted }) => granted.id === id)?.path;
    const latest = this.#there.findLast((board) => board.path === path);
    if (this.isTaken || path === undefined || latest?.granted.id !== id || !this.#mayUse(path))
      throw new Error('taken, or gone');
    this.opened++;
    const port = await this.#bench.binding.open({ path, baudRate: baud });
    const line = new BenchLine(path, port, listener, () => this.lines.delete(line));
    this.lines.add(line);
    return line;
  }

  #mayUse(path: string): boolean {
    return this.grantsAll || this.#granted.has(path);
  }

  #enter(path: string, plugging: object): void {
    const { vendorId, productId } = this.#bench.list().find((port) => port.path === path)!;
    const granted = {
      id: ++this.#lastId,
      ...(vendorId && { usbVendorId: Number.parseInt(vendorId, 16) }),
      ...(productId && { usbProductId: Number.parseInt(productId, 16) }),
    };
    this.#there = [...this.#there, { path, granted, plugging }];
    if (this.#mayUse(path)) this.onPlug?.('connect', granted);
  }

  #leave(plugging: object): void {
    const board = this.#there.find((one) => one.plugging === plugging) ?? this.#there[0]!;
    const { path, granted } = board;
    const mayUse = this.#mayUse(path);
    this.#there = this.#there.filter((one) => one !== board);
    if (this.forgets) {
      this.#granted.delete(path);
      this.grantsAll = false;
    }
    if (mayUse) this.onPlug?.('disconnect', granted);
  }
}

/** A board, from one plugging in to the next unplugging, and as what the page knows it. */
interface Board {
  readonly path: string;
  readonly granted: Granted;
  readonly plugging: object;
}

/** One opening of a port of the bench. */
class BenchLine implements OpenLine {
  readonly path: string;
  readonly listener: LineListener;
  readonly #port: VirtualPort;
  readonly #closed: () => void;
  #isOpen = true;

  constructor(path: string, port: VirtualPort, listener: LineListener, closed: () => void) {
    this.path = path;
    this.listener = listener;
    this.#port = port;
    this.#closed = closed;
    void this.#read();
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#port.write(bytes as Buffer);
  }

  signals({ dataTerminalReady: dtr }: { dataTerminalReady?: boolean }): Promise<void> {
    return this.#port.set(dtr === undefined ? {} : { dtr });
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#closed();
    await this.#port.close();
  }

  lose(): void {
    this.listener.gone();
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES) as Buffer;
    while (this.#isOpen) {
      try {
        const { bytesRead } = await this.#port.read(buffer, 0, READ_BYTES);
        this.listener.bytes(Uint8Array.from(buffer.subarray(0, bytesRead)));
      } catch {
        if (this.#isOpen) this.listener.gone();
        return;
      }
    }
  }
}
