/**
 * Random experiments against an integrator and a counter that share no code with the program: how many spikes each
 * electrode sees, both ways, and why the counts differ where they do.
 */
import { type Comparison, compare, Dice, randomExperiment } from '../test/harness/independent/campaign.js';

const USUAL_COUNT = 1000;
const USUAL_SEED = 1;

/** Prints what was compared; each difference without a known reason with the seed that makes it again. */
export function spikes(count = USUAL_COUNT, seed = USUAL_SEED): void {
  const reasons = new Map<string, number>();
  let [traces, counted, followed] = [0, 0, 0];
  for (let k = 0; k < count; k++) {
    const compared = compare(randomExperiment(new Dice(seed * 1_000_000 + k)));
    if (compared.length > 0) followed++;
    traces += compared.length;
    for (const comparison of compared) {
      counted += comparison.counter;
      if (comparison.program === comparison.counter) continue;
      const reason = comparison.reason ?? 'NO REASON KNOWN';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (comparison.reason === null) console.log(differenceWords(k, seed, comparison));
    }
  }
  const differ = [...reasons.values()].reduce((sum, n) => sum + n, 0);
  console.log(
    `spikes: ${count} random experiments (seed ${seed}), ${followed} that the integrator follows, ${traces} traces with ${counted} spikes; ${differ} counts differ`,
  );
  for (const [reason, n] of reasons) console.log(`  ${n} × ${reason}`);
}

function differenceWords(k: number, seed: number, { electrode, program, counter }: Comparison): string {
  return `  experiment ${k} of seed ${seed}, compartment ${electrode}: the program counts ${program}, the counter ${counter}`;
}
