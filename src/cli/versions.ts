/** The numbers that say what goes with what. CHANGELOG.md has the same line for each release, and a test compares. */
import { FIRMWARE_VERSION } from '../devices/flash/firmware-version.js';
import { CARD_VERSION } from '../lessons/card.js';
import { PROTOCOL_MAJOR } from '../protocol/constants.js';
import { FORMAT } from '../recording/format.js';
import { packageVersion } from './package-folder.js';

/** What this program goes with, in one line. A file of a rig or an experiment has no number: `check` reads it. */
export function compatibility(): string {
  return `firmware ${FIRMWARE_VERSION}, Axon Wire ${PROTOCOL_MAJOR}, recordings ${FORMAT}, cards and plans ${CARD_VERSION}`;
}

/** What `axon-rig --version` prints: the version alone in the first line, for programs. */
export function versionWords(): string {
  const { version, platform, arch } = process;
  return `${packageVersion()}\n${compatibility()}\nNode ${version.slice(1)}, ${platform} ${arch}`;
}
