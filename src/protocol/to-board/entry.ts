import type { ByteWriter } from '../byte-writer.js';

/** What all messages to the board have. */
export interface AnyHostMessage<Type extends string = string> {
  readonly type: Type;
  /** Number of its frame, 0 to 255; the board's answers name it. */
  readonly seq: number;
}

/** Why a body is none of its type. */
export interface BodyProblem {
  readonly problem: 'length' | 'range';
  readonly text: string;
}

/** All that the wire knows of one message to the board. */
export interface HostMessageEntry<Message extends AnyHostMessage> {
  readonly type: Message['type'];
  /** The byte that stands for the type. */
  readonly code: number;
  /** Length of the body, where it is always the same: no other is decoded. */
  readonly bodyBytes?: number;
  /** Writes the body. @throws RangeError if a number is out of its range. */
  encode(message: Message, body: ByteWriter): void;
  /**
   * Reads the body. What depends on the board's own set-up (number of LEDs, fitted needles) is checked by the
   * board, not here.
   */
  decode(body: Uint8Array, seq: number): Message | BodyProblem;
  /** Stands in firmware-protocol.md too; a test compares the two. */
  readonly example: {
    readonly message: Message;
    /** Its frame in hexadecimal, closing zero included. */
    readonly wire: string;
  };
}

export function wrongLength(type: string, body: Uint8Array, expected: string): BodyProblem {
  return { problem: 'length', text: `${type} of ${body.length} bytes, expected ${expected}` };
}

export function outOfRange(text: string): BodyProblem {
  return { problem: 'range', text };
}
