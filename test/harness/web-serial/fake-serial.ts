/**
 * A `navigator.serial` as Chromium has it, on the streams of the platform, with any board behind it: in Node, and
 * bundled in a page and in its worker.
 *
 * Source: Web Serial API, Draft Community Group Report (WICG), "SerialPort".
 */
import type { WebSerial, WebSerialPort } from '../../../src/browser/serial/web-serial.js';
import type { FakeSystem, Granted, LineError, OpenLine } from './system.js';

/** Bytes that wait for a page that does not read; beyond that the browser gives up the stream. */
const MOST_KEPT_BYTES = 65_536;

export class FakeSerial extends EventTarget implements WebSerial {
  readonly #system: FakeSystem;
  readonly #ports = new Map<number, FakeWebPort>();

  constructor(system: FakeSystem) {
    super();
    this.#system = system;
    system.onPlug = (kind, granted) => {
      const port = this.#portOf(granted);
      if (kind === 'disconnect') {
        this.#ports.delete(granted.id);
        port.lose();
      }
      port.dispatchEvent(new Event(kind));
      this.dispatchEvent(new Event(kind));
    };
  }

  async getPorts(): Promise<FakeWebPort[]> {
    const granted = await this.#system.ports();
    return granted.map((one) => this.#portOf(one));
  }

  async requestPort(): Promise<FakeWebPort> {
    return this.#portOf(await this.#system.request());
  }

  #portOf(granted: Granted): FakeWebPort {
    const port = this.#ports.get(granted.id) ?? new FakeWebPort(this.#system, granted);
    this.#ports.set(granted.id, port);
    return port;
  }
}

export class FakeWebPort extends EventTarget implements WebSerialPort {
  readonly #system: FakeSystem;
  readonly #granted: Granted;
  #state: 'closed' | 'opening' | 'opened' = 'closed';
  #isLost = false;
  #line: OpenLine | undefined;
  #readable: ReadableStream<Uint8Array> | null = null;
  #toReader: ReadableStreamDefaultController<Uint8Array> | undefined;
  #writable: WritableStream<Uint8Array> | null = null;
  #toWriter: WritableStreamDefaultController | undefined;
  #bufferBytes = 255;
  /** What came while there was no stream. */
  #kept: Uint8Array[] = [];

  constructor(system: FakeSystem, granted: Granted) {
    super();
    this.#system = system;
    this.#granted = granted;
  }

  getInfo(): { usbVendorId?: number; usbProductId?: number } {
    const { usbVendorId, usbProductId } = this.#granted;
    return {
      ...(usbVendorId !== undefined && { usbVendorId }),
      ...(usbProductId !== undefined && { usbProductId }),
    };
  }

  async open({ baudRate, bufferSize = 255 }: { baudRate: number; bufferSize?: number }): Promise<void> {
    if (this.#state !== 'closed') throw new DOMException('The port is already open.', 'InvalidStateError');
    if (!(baudRate > 0 && bufferSize > 0)) throw new TypeError('expected numbers above 0');
    this.#state = 'opening';
    try {
      this.#line = await this.#system.open(this.#granted.id, baudRate, {
        bytes: (bytes) => this.#take(bytes),
        lineError: (name) => this.#breakReader(name),
        gone: () => this.lose(),
      });
    } catch {
      this.#state = 'closed';
      throw new DOMException('Failed to open serial port.', 'NetworkError');
    }
    this.#bufferBytes = bufferSize;
    this.#isLost = false;
    this.#state = 'opened';
  }

  get readable(): ReadableStream<Uint8Array> | null {
    if (this.#state !== 'opened' || this.#isLost) return null;
    this.#readable ??= new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#toReader = controller;
          for (const bytes of this.#kept.splice(0)) controller.enqueue(bytes);
        },
        cancel: () => {
          this.#forgetReadable();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: this.#bufferBytes }),
    );
    return this.#readable;
  }

  get writable(): WritableStream<Uint8Array> | null {
    if (this.#state !== 'opened' || this.#isLost) return null;
    this.#writable ??= new WritableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#toWriter = controller;
        },
        write: async (bytes) => {
          try {
            await this.#line!.write(bytes);
          } catch {
            throw lost();
          }
        },
        abort: () => {
          this.#writable = null;
        },
        close: () => {
          this.#writable = null;
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: this.#bufferBytes }),
    );
    return this.#writable;
  }

  async setSignals(signals: { dataTerminalReady?: boolean }): Promise<void> {
    if (this.#state !== 'opened') throw new DOMException('The port is closed.', 'InvalidStateError');
    try {
      await this.#line!.signals(signals);
    } catch {
      throw new DOMException('Failed to set control signals.', 'NetworkError');
    }
  }

  async close(): Promise<void> {
    if (this.#state !== 'opened') throw new DOMException('The port is already closed.', 'InvalidStateError');
    if (this.#readable?.locked || this.#writable?.locked)
      throw new TypeError('Cannot cancel a locked stream');
    await this.#readable?.cancel().catch(() => {});
    await this.#writable?.abort().catch(() => {});
    this.#readable = this.#writable = null;
    this.#kept = [];
    await this.#line!.close();
    this.#line = undefined;
    this.#state = 'closed';
  }

  /** The board is gone: both streams end with it. */
  lose(): void {
    if (this.#state !== 'opened' || this.#isLost) return;
    this.#isLost = true;
    this.#toReader?.error(lost());
    this.#toWriter?.error(lost());
    this.#forgetReadable();
    this.#writable = null;
  }

  #take(bytes: Uint8Array): void {
    if (this.#isLost) return;
    if (this.#toReader === undefined) {
      this.#kept.push(bytes);
      if (this.#kept.length > MOST_KEPT_BYTES) this.#kept.shift();
    } else if ((this.#toReader.desiredSize ?? 0) < -MOST_KEPT_BYTES) this.#breakReader('BufferOverrunError');
    else this.#toReader.enqueue(bytes);
  }

  /** An error that another reader survives. */
  #breakReader(name: LineError): void {
    this.#toReader?.error(new DOMException('The line has had an error.', name));
    this.#forgetReadable();
  }

  #forgetReadable(): void {
    this.#readable = null;
    this.#toReader = undefined;
  }
}

function lost(): DOMException {
  return new DOMException('The device has been lost.', 'NetworkError');
}
