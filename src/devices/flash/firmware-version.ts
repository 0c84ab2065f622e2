/** The firmware that this program puts on a board, and what to say of an older one. */

import { ON_A_TERMINAL } from '../port/advice.js';

/** As firmware/axon-rig-uno/board.h has it; a test compares them. */
export const FIRMWARE_VERSION = '0.1.0';

/** Whether `version` is before `other`, part by part; false where one of them is no version. */
export function isOlder(version: string, other: string): boolean {
  if (![version, other].every((text) => /^\d+(?:\.\d+)*$/.test(text))) return false;
  const [ours, theirs] = [version, other].map((text) => text.split('.').map(Number));
  for (const [k, part] of theirs!.entries()) if ((ours![k] ?? 0) !== part) return (ours![k] ?? 0) < part;
  return false;
}

/** A sentence to add; empty where the board's firmware is not older than ours. */
export function olderFirmwareWords(firmware: string, { flashNewer } = ON_A_TERMINAL): string {
  if (!isOlder(firmware, FIRMWARE_VERSION)) return '';
  return ` Its firmware is older than ours, ${FIRMWARE_VERSION}: ${flashNewer}`;
}
