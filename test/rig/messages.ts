import { experimentsBeside } from '../../src/cli/named-experiments.js';
import type { LatticeGeometry } from '../../src/model/index.js';
import { type FoundExperiment, formatProblem, parseRig, type Rig, stretchesOf } from '../../src/rig/index.js';

const found = new Map<string, FoundExperiment>();
const shipped = experimentsBeside('rigs');

/** Finds the shipped experiments; each is read once. */
export function find(wanted: string): FoundExperiment {
  const known = found.get(wanted) ?? shipped(wanted);
  found.set(wanted, known);
  return known;
}

/** Every message of a rig file, as a terminal shows it. The first line of `text` is line 1. */
export function messages(text: string): string[] {
  const result = parseRig(text, 'rigs/x.yaml', { find });
  return result.ok ? [] : result.problems.map(formatProblem);
}

/** The lattice that a rig loads. */
export function latticeOf({ experiments: [{ geometry }] }: Rig): LatticeGeometry {
  if (geometry.kind !== 'lattice') throw new Error(`expected a lattice, got a ${geometry.kind}`);
  return geometry;
}

/** First and last site of each lamp. */
export const sitesOf = ({ light, experiments: [{ geometry }] }: Rig): number[][] =>
  (stretchesOf(light, geometry) ?? []).map(({ firstSite, lastSite }) => [firstSite, lastSite]);

/** The same for a file that begins with a good device in line 1. */
export const withDevice = (text: string) => messages(`device: {kind: virtual}\n${text}`);
