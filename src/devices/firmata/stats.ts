import type { DeviceStats } from '../device.js';
import type { PortInUse } from '../line-report.js';
import type { BoardStats } from './messages.js';

type Counts = Omit<BoardStats, 'roundTripMs'>;

const NONE: Counts = {
  bytesSent: 0,
  pictureBytes: 0,
  sent: 0,
  acked: 0,
  superseded: 0,
  repeated: 0,
  asked: 0,
  askedAgain: 0,
  garbage: 0,
};
const COUNTED = Object.keys(NONE) as (keyof Counts)[];

/** Counters over all connections: those that are over, and the one that is. */
export class FirmataStats implements DeviceStats {
  picturesOffered = 0;
  /** Here, and in the processes. */
  picturesSuperseded = 0;
  rejected = 0;
  reconnects = 0;
  /** That of the board that is there, else null. */
  port: PortInUse | null = null;
  /** From a question to its answer, of the board that is there [ms]: Firmata has no clock that would say it better. */
  answerMs: number | null = null;
  readonly #counts: { -readonly [name in keyof Counts]: number } = { ...NONE };
  /** What the process that is there said last. */
  #heard: Counts = NONE;

  /** What the processes have counted. */
  get counts(): Counts {
    return this.#counts;
  }

  /** A process begins to count. */
  begin(): void {
    this.#heard = NONE;
    this.answerMs = null;
  }

  hear(stats: BoardStats): void {
    for (const name of COUNTED) this.#counts[name] += stats[name] - this.#heard[name];
    this.picturesSuperseded += stats.superseded - this.#heard.superseded;
    this.#heard = stats;
    this.answerMs = stats.roundTripMs;
  }

  end(): void {
    this.begin();
    this.port = null;
  }

  get picturesSent(): number {
    return this.#counts.sent;
  }

  get resent(): number {
    const { repeated, askedAgain } = this.#counts;
    return repeated + askedAgain;
  }
}
