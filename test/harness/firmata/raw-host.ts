import { FIRMATA_BAUD, type FirmataBoard } from './board.js';
import { FirmataLine } from './line.js';

/** Pin modes (protocol.md, "Supported Pin Modes"). */
export const MODE = { input: 0, output: 1, analogue: 2, pwm: 3, servo: 4, i2c: 6, pullUp: 11 } as const;

/** A host that says Firmata byte by byte and keeps what the board says: for looking at boards without a driver. */
export class RawHost {
  /** Messages of the board, oldest first. */
  readonly heard: (readonly number[])[] = [];
  readonly board: FirmataBoard;

  constructor(board: FirmataBoard) {
    this.board = board;
    const line = new FirmataLine(board);
    line.toHost = (message) => {
      this.heard.push(message);
      return message;
    };
  }

  send(...bytes: number[]): void {
    this.board.write(Uint8Array.from(bytes));
  }

  /** Lets time pass and gives what the board said meanwhile. */
  after(ms: number): (readonly number[])[] {
    const from = this.heard.length;
    this.board.run(ms * 1000);
    return this.heard.slice(from);
  }

  /** Runs until the board's greeting is over; gives it. */
  greeting(): (readonly number[])[] {
    while (!this.heard.some((message) => message[1] === 0x79)) this.board.run(10_000);
    return this.heard.slice();
  }

  /** Lets all that was sent arrive, and a little more. */
  flush(): void {
    this.board.run((this.board.pendingBytes * 10 * 1e6) / FIRMATA_BAUD + 5000);
  }

  mode(pin: number, mode: number): void {
    this.send(0xf4, pin, mode);
  }

  /** analogWrite or a servo's pulse, on pins 0 to 15. */
  value(pin: number, value: number): void {
    this.send(0xe0 | pin, value & 0x7f, value >> 7);
  }

  sysex(...body: number[]): void {
    this.send(0xf0, ...body, 0xf7);
  }

  servo(pin: number, minUs: number, maxUs: number): void {
    this.sysex(0x70, pin, minUs & 0x7f, minUs >> 7, maxUs & 0x7f, maxUs >> 7);
    this.mode(pin, MODE.servo);
  }

  i2cWrite(address: number, ...bytes: number[]): void {
    this.sysex(0x76, address, 0, ...bytes.flatMap((byte) => [byte & 0x7f, byte >> 7]));
  }

  /** Gives the board a strip on one pin (node-pixel's protocol.md). */
  strip(pin: number, ledCount: number): void {
    this.sysex(0x51, 0x01, pin, ledCount & 0x7f, ledCount >> 7);
  }

  pixel(led: number, red: number, green: number, blue: number): void {
    const colour = (red << 16) | (green << 8) | blue;
    const parts = [0, 7, 14, 21].map((shift) => (colour >> shift) & 0x7f);
    this.sysex(0x51, 0x03, led & 0x7f, led >> 7, ...parts);
  }

  show(): void {
    this.sysex(0x51, 0x02);
  }
}
