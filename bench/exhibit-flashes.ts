/**
 * An adversary at the rig: 100 000 sequences of presses, lenses, channels, treatments, looks back, loads of experiments and
 * the fault lamp, at random and then changed towards more flashes, on strips of different light and current. Counted by an
 * eye of its own: never more than three flashes in any second, and never more current than the strip may draw.
 */
import { FlashRig, searchFlashes } from '../test/harness/exhibit/flash-search.js';
import { virtualRig } from '../test/harness/exhibit/rig-texts.js';
import { diceOf } from '../test/harness/faults/dice.js';

const SEQUENCES = 100_000;
const SEED = 2026;
/** Brightness, and the current that the strip may draw [mA]. */
const STRIPS = [
  [1, 500],
  [0.38, 200],
  [1, 150],
] as const;
const MOST_SWINGS = 6;

export async function exhibitFlashes(sequences = SEQUENCES, seed = SEED): Promise<void> {
  const each = Math.ceil(sequences / STRIPS.length);
  for (const [n, [brightness, limitMa]] of STRIPS.entries()) {
    const startedMs = performance.now();
    const minutes = () => `${((performance.now() - startedMs) / 60_000).toFixed(1)} min`;
    console.log(`${each} sequences, brightness ${brightness}, ${limitMa} mA, seed ${seed + n}:`);
    const rig = new FlashRig(virtualRig(brightness, limitMa));
    const report = searchFlashes(rig, each, diceOf(seed + n), (played, { swings, nearly }) => {
      if (played % 5000 === 0)
        console.log(
          `  ${played}, ${minutes()}: most swings ${swings}; of 7 % ${nearly[0]}, of 4 % ${nearly[1]}`,
        );
    });
    const { worst, bySwings, redLeds, mostMa, crashes, worstActs } = report;
    console.log(
      `  flashes in any second: ${worst.swings / 2} at most (asked 3), ${worst.at}; sequences by swings ${bySwings.map((count, swings) => `${swings}: ${count}`).join(', ')}`,
    );
    console.log(
      `  swings of 7 %: ${worst.nearly[0]} at most, of 4 %: ${worst.nearly[1]}; ${redLeds} LEDs in saturated red`,
    );
    console.log(
      `  current: ${mostMa.toFixed(1)} mA at most of ${limitMa}; crashes ${crashes.length}; ${minutes()}`,
    );
    if (worst.swings <= MOST_SWINGS && mostMa <= limitMa && redLeds === 0 && crashes.length === 0) continue;
    process.exitCode = 1;
    console.log(`  WRONG: ${JSON.stringify(worstActs)} ${crashes.map(String).join(' ')}`);
  }
}
