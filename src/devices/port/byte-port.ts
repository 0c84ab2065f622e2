/**
 * What a link needs of a port, whatever carries the bytes: serialport in Node, Web Serial in a browser, a board on a
 * bench. Types only. One suite (test/contract/byte-port-contract.ts) holds every port to this text.
 *
 * - A port is opened once, and begins with that when it is made; another attempt is another port.
 * - Opening it resets a board that resets through DTR, as an Uno and a Nano do: uploads begin so.
 * - Nothing is thrown, whatever happens: a port that does not open, or is pulled out, says so by its end.
 * - What it keeps is bounded: MOST_WAITING_BYTES.
 */
import type { PortFault } from '../fault.js';

/** Bytes that may wait for a line that takes none; a port with more of them has ended, by itself. */
export const MOST_WAITING_BYTES = 65_536;

/** How a port came to its end: never opened, pulled out, or closed by us. */
export type PortEnd =
  | {
      readonly kind: 'not-opened';
      readonly error: Error;
      /** Why, where the port knows by itself; elsewhere it is judged from the error and from what is around the port. */
      readonly fault?: PortFault;
    }
  | { readonly kind: 'unplugged'; readonly error: Error }
  | { readonly kind: 'closed' };

/** Who is told. Nothing is told before the next microtask after the port was made, and nothing after its end. */
export interface BytePortListener {
  /** Once, if it opens: bytes can be sent. */
  opened(): void;
  /** Bytes of the board, in order. The array is the listener's to keep. Not called once the port is told to close. */
  bytes(bytes: Uint8Array): void;
  /** Once, whatever happens. */
  ended(end: PortEnd): void;
}

export interface BytePort {
  /** Whether bytes can be sent. */
  readonly isOpen: boolean;
  /** Whether the system hands bytes on at once; null where it does not say. */
  readonly lowLatency: boolean | null;
  /** Sends bytes, in order, or drops them where the port is not open. The array is the port's from then on. */
  write(bytes: Uint8Array): void;
  /** Lets the port go, also one that is still being opened; `ended` tells when others may have it. May be called twice. */
  close(): void;
}

/** Begins to open a port, at so many bits per second. */
export type OpenPort = (path: string, baud: number, listener: BytePortListener) => BytePort;

/** A port that is there, and what its USB bridge says about itself. */
export interface PortFound {
  readonly path: string;
  readonly manufacturer?: string;
  /** Four hexadecimal digits, lower case; absent where there is no USB bridge, or nobody knows. */
  readonly vendorId?: string;
  readonly productId?: string;
}

export type ListPorts = () => Promise<readonly PortFound[]>;

/** Makes lines of bytes. What has no end yet is kept: who gives it bytes sees to it that every line ends. */
export interface LineSplitter {
  write(bytes: Uint8Array): void;
  /** No line is told any more. */
  end(): void;
}

/** `onLine` gets each line without its line feed, a character a byte, before `write` returns; empty ones are left out. */
export type SplitLines = (onLine: (line: string) => void) => LineSplitter;
