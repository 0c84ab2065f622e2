/** What the page asks of the tape of the last minute at a path. */

import type { RigFiles } from './rig-files.js';
import type { TapeTraces } from './tape-queue.js';

/** The traces within a reach of a picture; null where the tape has none, or says nothing that can be read. */
export async function askTape(files: RigFiles, picture: number, reachMs: number): Promise<TapeTraces | null> {
  const response = await files.get(`traces.json?picture=${picture}&reachMs=${reachMs}`);
  const answer: unknown = response.ok ? await response.json() : null;
  if (typeof answer !== 'object' || answer === null || !('samples' in answer)) return null;
  const inside = 'inside' in answer ? answer.inside : [];
  return { samples: numbersOf(answer.samples), inside: numbersOf(inside) };
}

function numbersOf(value: unknown): number[] {
  return Array.isArray(value) ? (value as number[]) : [];
}
