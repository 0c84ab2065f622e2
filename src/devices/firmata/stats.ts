import type { DeviceStats } from '../device.js';
import type { PortInUse } from '../line-report.js';
import type { BoardStats } from './messages.js';

type Counts = Omit<BoardStats, 'roundTripMs'>;

const NONE: BoardStats = {
  bytesSent: 0,
  pictureBytes: 0,
  sent: 0,
  acked: 0,
  superseded: 0,
  repeated: 0,
  asked: 0,
  askedAgain: 0,
  garbage: 0,
  roundTripMs: null,
};

/** Counters over all connections: those that are over, and the one that is. */
export class FirmataStats implements DeviceStats {
  picturesOffered = 0;
  rejected = 0;
  reconnects = 0;
  /** Pictures that never reached the board's process. */
  supersededHere = 0;
  /** That of the board that is there, else null. */
  port: PortInUse | null = null;
  #before: Counts = NONE;
  #now: BoardStats = NONE;

  begin(): void {
    this.#before = this.counts;
    this.#now = NONE;
  }

  hear(stats: BoardStats): void {
    this.#now = stats;
  }

  end(): void {
    this.begin();
    this.port = null;
  }

  /** What the processes have counted. */
  get counts(): Counts {
    const a = this.#before;
    const b = this.#now;
    return {
      bytesSent: a.bytesSent + b.bytesSent,
      pictureBytes: a.pictureBytes + b.pictureBytes,
      sent: a.sent + b.sent,
      acked: a.acked + b.acked,
      superseded: a.superseded + b.superseded,
      repeated: a.repeated + b.repeated,
      asked: a.asked + b.asked,
      askedAgain: a.askedAgain + b.askedAgain,
      garbage: a.garbage + b.garbage,
    };
  }

  /** From a question to its answer, of the board that is there [ms]: Firmata has no clock that would say it better. */
  get answerMs(): number | null {
    return this.#now.roundTripMs;
  }

  get picturesSent(): number {
    return this.counts.sent;
  }

  get picturesSuperseded(): number {
    return this.supersededHere + this.counts.superseded;
  }

  get resent(): number {
    const { repeated, askedAgain } = this.counts;
    return repeated + askedAgain;
  }
}
