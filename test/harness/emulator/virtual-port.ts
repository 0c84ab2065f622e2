import type { BindingPortInterface, OpenOptions, PortStatus, SetOptions } from '@serialport/bindings-cpp';
import type { WireBoard } from '../wire-board.js';
import { Adapter, type AdapterKind } from './adapter.js';

/** What the operating system takes of a write before the caller has to wait [bytes]; Linux' tty buffer. */
const WRITE_BUFFER_BYTES = 4096;
/** What it keeps of the board's bytes for a host that does not read; beyond that the newest are lost. */
const READ_BUFFER_BYTES = 65_536;

export interface CableOptions {
  /** Opening the port, and a rising DTR later, reset the board as on an Uno; default true. */
  resetOnDtr?: boolean;
  /** False: DTR and the like fail as they do on a pseudo-terminal, and nothing resets the board; default true. */
  controlLines?: boolean;
  /** How long the USB bridge holds the board's bytes back [ms]; default 0. */
  latencyMs?: number;
  /** What stands between the board and the host; null, the default: bytes go on as they come. */
  adapter?: AdapterKind | null;
}

/** A board at the end of a cable, as long as it is plugged in. At most one port is open on it. */
export class Cable {
  readonly path: string;
  readonly board: WireBoard;
  readonly options: Required<CableOptions>;
  readonly adapter: Adapter | null;
  port: VirtualPort | null = null;
  /** Bytes of the board since the last exchange. */
  #fresh: number[] = [];

  constructor(path: string, board: WireBoard, options: CableOptions) {
    this.path = path;
    this.board = board;
    this.options = { resetOnDtr: true, controlLines: true, latencyMs: 0, adapter: null, ...options };
    const { adapter } = this.options;
    this.adapter = adapter && new Adapter(adapter);
    board.onSerial = (byte, timeUs) => {
      if (this.adapter !== null) this.adapter.push(byte, timeUs);
      else if (this.port !== null) this.#fresh.push(byte);
    };
  }

  /** What of the board has come through the adapter since the last call. */
  takeBytes(): Uint8Array | null {
    if (this.adapter !== null) return this.adapter.take(this.board.timeUs);
    if (this.#fresh.length === 0) return null;
    const bytes = Uint8Array.from(this.#fresh);
    this.#fresh = [];
    return bytes;
  }

  pulseReset(): void {
    if (this.options.controlLines && this.options.resetOnDtr) this.board.reset('external');
  }
}

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

interface WaitingRead extends Waiting<{ buffer: Buffer; bytesRead: number }> {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly length: number;
}

/** An open port in virtual time, under serialport's own stream. Errors read as those of the real one on Linux. */
export class VirtualPort implements BindingPortInterface {
  readonly openOptions: Required<OpenOptions>;
  readonly #cable: Cable;
  readonly #onActivity: () => void;
  #state: 'open' | 'unplugged' | 'closed' = 'open';
  #noticed = false;
  #dtr = true;
  #received: Uint8Array[] = [];
  #receivedBytes = 0;
  #read: WaitingRead | null = null;
  #write: Waiting<void> | null = null;
  #drains: Waiting<void>[] = [];

  constructor(cable: Cable, options: OpenOptions, onActivity: () => void) {
    this.#cable = cable;
    this.#onActivity = onActivity;
    this.openOptions = {
      dataBits: 8,
      lock: true,
      stopBits: 1,
      parity: 'none',
      rtscts: false,
      xon: false,
      xoff: false,
      xany: false,
      hupcl: true,
      ...options,
    };
    cable.port = this;
    cable.board.hostBaud = options.baudRate;
    cable.pulseReset();
  }

  get isOpen(): boolean {
    return this.#state !== 'closed';
  }

  async close(): Promise<void> {
    this.#mustBeOpen();
    this.#state = 'closed';
    if (this.#cable.port === this) this.#cable.port = null;
    this.#failAll(canceled('Port is not open'));
    // The real one closes on another thread: what the stream does about a failed write comes first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#onActivity();
  }

  read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }> {
    return new Promise((resolve, reject) => {
      this.#onActivity();
      this.#read = { buffer, offset, length, resolve, reject };
      this.#serveRead();
    });
  }

  write(buffer: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#onActivity();
      if (this.#state === 'closed') reject(new Error('Port is not open'));
      else if (this.#state === 'unplugged') reject(ioError('write'));
      else {
        this.#cable.board.write(buffer);
        this.#write = { resolve, reject };
        this.#serveWrites();
      }
    });
  }

  async update({ baudRate }: { baudRate: number }): Promise<void> {
    this.#mustBeOpen();
    this.#cable.board.hostBaud = baudRate;
  }

  async set(options: SetOptions): Promise<void> {
    this.#mustBeOpen();
    this.#mustHaveLines('set');
    const rises = options.dtr === true && !this.#dtr;
    this.#dtr = options.dtr ?? this.#dtr;
    if (rises) this.#cable.pulseReset();
  }

  async get(): Promise<PortStatus> {
    this.#mustBeOpen();
    this.#mustHaveLines('get');
    return { cts: false, dsr: false, dcd: false };
  }

  async getBaudRate(): Promise<{ baudRate: number }> {
    this.#mustBeOpen();
    return { baudRate: this.#cable.board.hostBaud };
  }

  async flush(): Promise<void> {
    this.#mustBeOpen();
    this.#cable.board.discardPending();
    this.#received = [];
    this.#receivedBytes = 0;
  }

  /** Resolves when the last byte has really reached the board. */
  drain(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#onActivity();
      if (this.#state === 'closed') reject(new Error('Port is not open'));
      else if (this.#state === 'unplugged') reject(ioError('drain'));
      else {
        this.#drains.push({ resolve, reject });
        this.#serveWrites();
      }
    });
  }

  /** Bytes of the board reach the host. */
  receive(bytes: Uint8Array): void {
    if (this.#state !== 'open' || this.#receivedBytes + bytes.length > READ_BUFFER_BYTES) return;
    this.#received.push(bytes);
    this.#receivedBytes += bytes.length;
    this.#serveRead();
  }

  /** Some time has passed: writes and drains that waited for the line may be over. */
  exchange(): void {
    this.#serveWrites();
  }

  /** The cable is pulled. A write that has begun fails at once, as does every later one. */
  unplug(): void {
    if (this.#state !== 'open') return;
    this.#state = 'unplugged';
    const error = ioError('write');
    this.#write?.reject(error);
    this.#write = null;
    for (const drain of this.#drains) drain.reject(ioError('drain'));
    this.#drains = [];
    this.#onActivity();
  }

  /** The system tells the reader that the port is gone; a host that does not read never hears of it. */
  notice(): void {
    this.#noticed = true;
    this.#serveRead();
  }

  #serveRead(): void {
    const read = this.#read;
    if (read === null) return;
    if (this.#state === 'closed') {
      this.#read = null;
      read.reject(canceled('Port is not open'));
      return;
    }
    const chunk = this.#received[0];
    if (chunk === undefined) {
      if (this.#state === 'unplugged' && this.#noticed) {
        this.#read = null;
        this.#onActivity();
        read.reject(Object.assign(new Error('bad file descriptor'), { disconnect: true }));
      }
      return;
    }
    const count = Math.min(read.length, chunk.length);
    read.buffer.set(chunk.subarray(0, count), read.offset);
    if (count === chunk.length) this.#received.shift();
    else this.#received[0] = chunk.subarray(count);
    this.#receivedBytes -= count;
    this.#read = null;
    this.#onActivity();
    read.resolve({ buffer: read.buffer, bytesRead: count });
  }

  #serveWrites(): void {
    const pending = this.#cable.board.pendingBytes;
    if (this.#write !== null && pending <= WRITE_BUFFER_BYTES) {
      this.#onActivity();
      this.#write.resolve();
      this.#write = null;
    }
    if (this.#write === null && pending === 0 && this.#drains.length > 0) {
      this.#onActivity();
      for (const drain of this.#drains) drain.resolve();
      this.#drains = [];
    }
  }

  #failAll(error: Error): void {
    this.#onActivity();
    this.#read?.reject(error);
    this.#write?.reject(error);
    for (const drain of this.#drains) drain.reject(error);
    this.#read = null;
    this.#write = null;
    this.#drains = [];
  }

  #mustBeOpen(): void {
    this.#onActivity();
    if (this.#state === 'closed') throw new Error('Port is not open');
  }

  #mustHaveLines(what: string): void {
    if (this.#state === 'unplugged') throw ioError(what);
    if (!this.#cable.options.controlLines) {
      throw new Error(`Error: Inappropriate ioctl for device, cannot ${what}`);
    }
  }
}

function canceled(message: string): Error {
  return Object.assign(new Error(message), { canceled: true });
}

function ioError(syscall: string): Error {
  return Object.assign(new Error(`EIO: i/o error, ${syscall}`), { errno: -5, code: 'EIO', syscall });
}
