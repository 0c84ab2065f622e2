import type { DeviceStats } from '../device.js';
import type { PortInUse } from '../line-report.js';

/** What the line carries and how well. Counters since `open`; the rest is of the board that is there, else null. */
export interface SerialWire {
  bytesSent: number;
  /** Of these, the bytes of pictures. */
  pictureBytes: number;
  /** Pictures that the board has taken from its buffer. */
  picturesAcked: number;
  /** Pictures that went out exactly, and as the shorter profile; repeats count. */
  levelsSent: number;
  profilesSent: number;
  commandsSent: number;
  commandsResent: number;
  /** Times that all bytes under way were taken for lost. */
  creditsLost: number;
  /** `rejected`, told apart: lines of the board that could not be read, messages that it refused. */
  linesUnread: number;
  refused: number;
  /** How long the board blends from picture to picture [ms]. */
  fadeMs: number;
  /** Whether the board fills packets behind events, since the adapter waits for full ones. */
  fillsPackets: boolean;
  port: PortInUse | null;
  clock: {
    /** How much faster the board's clock runs than the room's [parts per million], and how far off that may be. */
    readonly driftPpm: number;
    readonly driftWithinPpm: number;
    /** How far off a time of the board may be on the clock of the room [ms]. */
    readonly withinMs: number;
    /** Shortest of the last minute [ms]. */
    readonly roundTripMs: number;
  } | null;
  lastPress: {
    /** From the edge until this program heard of it, and how far off that may be; null without a common clock. */
    readonly toHostMs: number | null;
    readonly withinMs: number | null;
    /** From the edge to the light, on the board's own clock [ms]. */
    readonly toLightMs: number;
  } | null;
  /** What the board itself counts since its reset. */
  board: {
    readonly upS: number;
    readonly framesBad: number;
    /** Overruns of its UART and bytes that found its buffer full. */
    readonly bytesLost: number;
    readonly showUs: number;
    readonly freeRamBytes: number;
    readonly framesDimmed: number;
    readonly eventsLost: number;
  } | null;
}

/** The device's counters while they count. */
export type SerialStats = { -readonly [name in keyof DeviceStats]: number } & { readonly wire: SerialWire };

export function newStats(): SerialStats {
  return {
    picturesOffered: 0,
    picturesSent: 0,
    picturesSuperseded: 0,
    rejected: 0,
    resent: 0,
    reconnects: 0,
    wire: {
      bytesSent: 0,
      pictureBytes: 0,
      picturesAcked: 0,
      levelsSent: 0,
      profilesSent: 0,
      commandsSent: 0,
      commandsResent: 0,
      creditsLost: 0,
      linesUnread: 0,
      refused: 0,
      fadeMs: 0,
      fillsPackets: false,
      port: null,
      clock: null,
      lastPress: null,
      board: null,
    },
  };
}
