/** Damaged rig and experiment files, twenty thousand of them: what is accepted, what is refused, how long it takes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedExperiments, shippedRigs } from '../src/cli/package-folder.js';
import { fuzzedBytes, readFuzzed } from '../test/harness/file-fuzz.js';
import { Dice } from '../test/harness/host-firmware/dice.js';

const FILES = 20_000;
const SEED = 2026;

/** Prints counts and times of the processor. A reader that does wrong ends it, with the file in base64. */
export function files(): void {
  const good = [shippedRigs, shippedExperiments].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const dice = new Dice(SEED);
  const counts = { accepted: 0, refused: 0 };
  let longestMs = 0;
  const begun = process.cpuUsage();
  for (let n = 0; n < FILES; n++) {
    const bytes = fuzzedBytes(dice, good);
    const before = process.cpuUsage();
    counts[readFuzzed(bytes)]++;
    longestMs = Math.max(longestMs, process.cpuUsage(before).user / 1000);
  }
  const meanMs = process.cpuUsage(begun).user / 1000 / FILES;
  console.log(
    `files: ${FILES} damaged files from seed ${SEED}: ${counts.accepted} accepted, ${counts.refused} refused with place and words, 0 otherwise; ${meanMs.toFixed(2)} ms a file, ${longestMs.toFixed(0)} ms the longest`,
  );
}
