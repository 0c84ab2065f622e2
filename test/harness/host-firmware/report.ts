/** What a campaign of faults has found. */
import type { HostMessageType } from '../../../src/protocol/index.js';
import { FAULT_KINDS, type FaultKind } from './damage.js';
import { MESSAGE_TYPES } from './messages.js';

export interface CampaignReport {
  faults: number;
  readonly kinds: Record<FaultKind, number>;
  /** Faults at each byte of each type of message. */
  readonly hits: Record<HostMessageType, number[]>;
  /** How many faults have cost 0, 1, 2, 3 of the three frames. */
  readonly lost: [number, number, number, number];
  /** Shows of what nobody sent, or out of its order. */
  wrongShows: number;
  /** Frames accepted that nobody sent, or accepted out of their order. */
  wrongFrames: number;
  /** Messages in force that nobody sent. */
  wrongStates: number;
  /** Lines of the board that are none, and refusals. */
  wrongLines: number;
  /** Most frames lost behind the first delimiter after a fault. */
  slowestRecovery: number;
  shows: number;
  /** What went wrong first. */
  readonly problems: string[];
}

export function emptyReport(): CampaignReport {
  return {
    faults: 0,
    kinds: Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>,
    hits: Object.fromEntries(MESSAGE_TYPES.map((type) => [type, []])) as never,
    lost: [0, 0, 0, 0],
    wrongShows: 0,
    wrongFrames: 0,
    wrongStates: 0,
    wrongLines: 0,
    slowestRecovery: 0,
    shows: 0,
    problems: [],
  };
}

/** Fewest faults that any byte of any message has seen, and how many bytes there are. */
export function coverage(report: CampaignReport): { bytes: number; fewest: number } {
  const counts = Object.values(report.hits).flat();
  return { bytes: counts.length, fewest: Math.min(...counts) };
}
