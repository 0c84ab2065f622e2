import { BoardPins } from './pins.js';
import type { BoardReport } from './report.js';

/** A board that was reset by the opening speaks first, after its bootloader; early questions would keep that awake. */
export const FIRST_QUESTION_MS = 2600;
export const QUESTION_MS = 1000;
/** Past three questions of its version, and four of its pins. */
const NO_ANSWER_MS = 5000;
const NO_CAPABILITIES_MS = 6100;
/** A question that waited for the end of the board's start is answered after its greeting. */
const LATE_ANSWER_MS = 3000;

const ASK_VERSION = [0xf9];
const ASK_FIRMWARE = [0xf0, 0x79, 0xf7];
const ASK_CAPABILITIES = [0xf0, 0x6b, 0xf7];
const ASK_ANALOG_MAPPING = [0xf0, 0x69, 0xf7];

/**
 * What a board says of itself, in the order in which firmata-io wants to hear it: version, firmware, capabilities,
 * analog mapping; each once, for it takes every repeat for news.
 */
export class Introduction {
  #version: readonly [number, number] | undefined;
  #firmware: string | undefined;
  #modes: readonly ReadonlyMap<number, number>[] | undefined;
  #channels: readonly number[] | undefined;
  #askedFirmwareMs = Number.NEGATIVE_INFINITY;

  /** Such as "2.5"; undefined before. */
  get version(): string | undefined {
    return this.#version?.join('.');
  }

  /** Such as "StandardFirmata 2.5". */
  get firmware(): string {
    return this.#firmware ?? 'Firmata';
  }

  /** Undefined until all has been said. */
  get pins(): BoardPins | undefined {
    return this.#modes && this.#channels && new BoardPins(this.#modes, this.#channels);
  }

  /** Firmata keeps 64 bytes of a sysex from 2.5 on, 32 before. */
  get longSysex(): boolean {
    const [major, minor] = this.#version ?? [0, 0];
    return major > 2 || (major === 2 && minor >= 5);
  }

  /** What to ask now, so long after the port was opened; `none` if the board does not introduce itself. */
  question(elapsedMs: number, nowMs: number): Uint8Array | 'none' {
    if (this.#version === undefined || this.#firmware === undefined) {
      if (elapsedMs > NO_ANSWER_MS) return 'none';
      this.#askedFirmwareMs = nowMs;
      return Uint8Array.from([...(this.#version ? [] : ASK_VERSION), ...ASK_FIRMWARE]);
    }
    if (elapsedMs > NO_CAPABILITIES_MS) return 'none';
    return Uint8Array.from(this.#modes ? ASK_ANALOG_MAPPING : ASK_CAPABILITIES);
  }

  /** Takes note of a report: whether firmata-io is to hear it, or whether it means that the board started again. */
  hear(report: BoardReport, nowMs: number): 'pass' | 'keep' | 'restarted' {
    switch (report.kind) {
      case 'version':
        this.#version ??= [report.major, report.minor];
        return 'pass';
      case 'firmware':
        return this.#hearFirmware(report, nowMs);
      case 'capabilities':
        if (this.#modes || this.#firmware === undefined) return 'keep';
        this.#modes = report.pins;
        return 'pass';
      case 'analog-mapping':
        if (this.#channels || this.#modes?.length !== report.channels.length) return 'keep';
        this.#channels = report.channels;
        return 'pass';
      case 'string':
        return 'keep';
      default:
        return this.#channels ? 'pass' : 'keep';
    }
  }

  #hearFirmware(
    { name, major, minor }: Extract<BoardReport, { kind: 'firmware' }>,
    nowMs: number,
  ): 'pass' | 'keep' | 'restarted' {
    if (this.#version === undefined) return 'keep';
    const firmware = `${name.replace(/\.ino$/, '') || 'Firmata'} ${major}.${minor}`;
    if (this.#firmware === undefined) {
      this.#firmware = firmware;
      return 'pass';
    }
    // Nobody asked: a board says this when it starts.
    const asked = nowMs - this.#askedFirmwareMs < LATE_ANSWER_MS;
    return this.#channels && firmware === this.#firmware && !asked ? 'restarted' : 'keep';
  }
}
