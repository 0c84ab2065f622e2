/** Rig files and experiment files share some sections; this tells which of the two a text is meant to be. */

import { EXPERIMENT_KEYS } from '../experiment/index.js';
import { topKeys } from '../files/index.js';
import { rigSchema } from './schema.js';

export type FileKind = 'rig' | 'experiment';

/** What only a rig file has. */
const RIG_ALONE = Object.keys(rigSchema.shape).filter((key) => !EXPERIMENT_KEYS.includes(key));
/** What says that something is done to an axon, and for how long: a rig file may have it too, but needs more. */
const EXPERIMENT_MOSTLY = ['treatments', 'stimuli', 'durationMs', 'stepMs', 'sampleMs'];

/** The kind that a text is beyond doubt; `undefined` if it may be either. */
export function certainKind(text: string): FileKind | undefined {
  const keys = topKeys(text);
  if (keys.some((key) => RIG_ALONE.includes(key))) return 'rig';
  return keys.some((key) => EXPERIMENT_MOSTLY.includes(key)) ? 'experiment' : undefined;
}

/**
 * By its sections: one that only a rig has decides, since a rig takes all that an experiment does. An axon by itself is
 * an experiment, since a rig has a device; where nothing tells, it is taken for a rig. Never throws.
 */
export function fileKind(text: string): FileKind {
  const certain = certainKind(text);
  if (certain !== undefined) return certain;
  const keys = topKeys(text);
  return keys.length > 0 && keys.some((key) => EXPERIMENT_KEYS.includes(key)) ? 'experiment' : 'rig';
}

const SECTIONS = new Set([...EXPERIMENT_KEYS, ...RIG_ALONE]);

/** Whether a text has a section of a rig or an experiment, if only behind a mistake: where it has none, mistakes mean nothing. */
export function hasSections(text: string): boolean {
  const behind = text.matchAll(/^["']?(\w+)["']?[ \t]*(?=[:{[])/gm);
  const names = [...topKeys(text), ...[...behind].map(([, name]) => name!)];
  return names.some((name) => SECTIONS.has(name));
}
