/**
 * What stands behind a fake `navigator.serial`: which boards are plugged in, which of them a page may use, and their
 * lines. A browser keeps this in another process, so every call is a promise.
 */

/** A board that a page was granted, from one plugging in to the next unplugging. */
export interface Granted {
  readonly id: number;
  readonly usbVendorId?: number;
  readonly usbProductId?: number;
}

/** Errors of the line that end no port: the reader gets one, and the next reader goes on. */
export type LineError = 'BreakError' | 'FramingError' | 'ParityError' | 'BufferOverrunError';

export interface LineListener {
  bytes(bytes: Uint8Array): void;
  lineError(name: LineError): void;
  /** The board is gone, or the page may not use it any more. */
  gone(): void;
}

export interface OpenLine {
  /** Resolves when the bytes are taken. Rejects when the board is gone. */
  write(bytes: Uint8Array): Promise<void>;
  signals(signals: { readonly dataTerminalReady?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface FakeSystem {
  /** Those that are plugged in and granted. */
  ports(): Promise<readonly Granted[]>;
  /** Somebody is asked to choose. Rejects with a `DOMException`. */
  request(): Promise<Granted>;
  /** Rejects where another tab or program has it, or it is gone. */
  open(id: number, baud: number, listener: LineListener): Promise<OpenLine>;
  /** Told of granted boards that come and go. */
  onPlug: ((kind: 'connect' | 'disconnect', port: Granted) => void) | null;
}
