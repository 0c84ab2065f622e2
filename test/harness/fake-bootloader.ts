/**
 * A bootloader of an ATmega328 as STK500 describes it, in TypeScript: bytes in, bytes out. What it writes stays through
 * its resets. A question that it does not understand ends it, as Optiboot does: it is silent until it is reset.
 */
const PAGE = 128;
const EOP = 0x20;

export class FakeBootloader {
  readonly flash = new Uint8Array(0x8000).fill(0xff);
  /** Pages written so far, resets included. */
  pagesWritten = 0;
  signature: readonly [number, number, number] = [0x1e, 0x95, 0x0f];
  #address = 0;
  #kept: number[] = [];
  #silent = false;

  reset(): void {
    this.#kept = [];
    this.#silent = false;
    this.#address = 0;
  }

  /** What it answers to these bytes. */
  take(bytes: Iterable<number>): number[] {
    const answers: number[] = [];
    for (const byte of bytes) {
      if (this.#silent) return answers;
      this.#kept.push(byte);
      answers.push(...this.#answer());
    }
    return answers;
  }

  #answer(): number[] {
    const [command = 0, second = 0, third = 0] = this.#kept;
    const write = command === 0x64;
    const length = write || command === 0x74 ? (second << 8) | third : 0;
    const wanted = bytesOf(command, write ? length : 0);
    if (this.#kept.length < wanted) return [];
    const question = this.#kept;
    this.#kept = [];
    if (wanted < 2 || question[wanted - 1] !== EOP || length > PAGE) {
      this.#silent = true;
      return [];
    }
    return [0x14, ...this.#body(question, length), 0x10];
  }

  #body(question: readonly number[], length: number): Iterable<number> {
    switch (question[0]) {
      case 0x55:
        this.#address = ((question[1]! | (question[2]! << 8)) << 1) & 0x7fff;
        return [];
      case 0x64: {
        const start = this.#address & ~(PAGE - 1);
        this.pagesWritten++;
        // The section of the bootloader is locked.
        if (start >= 0x7e00) return [];
        this.flash.fill(0xff, start, start + PAGE);
        this.flash.set(question.slice(4, 4 + length), start);
        return [];
      }
      case 0x74:
        return this.flash.slice(this.#address, this.#address + length);
      case 0x75:
        return this.signature;
      case 0x51:
        this.#silent = true;
        return [];
      default:
        return [];
    }
  }
}

/** Bytes of a whole question; 1 for one that is none. */
function bytesOf(command: number, data: number): number {
  switch (command) {
    case 0x30:
    case 0x50:
    case 0x51:
    case 0x75:
      return 2;
    case 0x55:
      return 4;
    case 0x74:
      return 5;
    case 0x64:
      return 5 + data;
    default:
      return 1;
  }
}
