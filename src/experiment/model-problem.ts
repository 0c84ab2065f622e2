/** What the model refuses, as a problem about a place in the file. */
import type { FilePath, Problem } from '../files/index.js';

/** Fields of the model that have another name in a file. */
const FILE_NAMES: Readonly<Record<string, string>> = { siteCount: 'sites', site: 'at' };

/**
 * The place that a RangeError of the model names: `treatments[2].temperatureC: expected …`. `around` is the place
 * of what was being made, for fields that are named from there. Anything else is a fault and is thrown again.
 */
export function modelProblem(error: unknown, around: FilePath): Problem {
  if (!(error instanceof RangeError)) throw error;
  const named = /^([\w.[\]]+): (.*)$/s.exec(error.message);
  if (!named) return { path: around, said: error.message };
  const parts = [...named[1]!.matchAll(/\w+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
  const inner = parts[0] === 'stimulus' ? parts.slice(1) : parts;
  const path = [...around, ...inner].map((part) => FILE_NAMES[part] ?? part);
  return { path, said: named[2]! };
}
