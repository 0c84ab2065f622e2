import type { DeviceStats } from '../device.js';
import { newStats } from '../serial/stats.js';
import type { BoardStats } from './messages.js';

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
  readonly wire = { ...newStats().wire, protocol: 'firmata' as const };
  #before: BoardStats = NONE;
  #now: BoardStats = NONE;

  begin(): void {
    this.#before = this.#sum();
    this.#now = NONE;
  }

  hear(stats: BoardStats): void {
    this.#now = stats;
    const { bytesSent, pictureBytes, sent, acked, asked, askedAgain, garbage, roundTripMs } = this.#sum();
    Object.assign(this.wire, {
      bytesSent,
      pictureBytes,
      picturesAcked: acked,
      levelsSent: sent,
      commandsSent: asked,
      commandsResent: askedAgain,
      linesUnread: garbage,
      // Firmata has no clock: times are those of the process that hears of them.
      answerMs: roundTripMs,
    });
  }

  end(): void {
    this.begin();
    this.wire.port = null;
    this.wire.answerMs = null;
  }

  get picturesSent(): number {
    return this.#sum().sent;
  }

  get picturesSuperseded(): number {
    return this.supersededHere + this.#sum().superseded;
  }

  get resent(): number {
    const { repeated, askedAgain } = this.#sum();
    return repeated + askedAgain;
  }

  #sum(): BoardStats {
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
      roundTripMs: b.roundTripMs,
    };
  }
}
