/** Rig files and experiment files share some sections; this tells which of the two a text is meant to be. */

import { EXPERIMENT_KEYS } from '../experiment/index.js';
import { topKeys } from '../files/index.js';
import { rigSchema } from './schema.js';

export type FileKind = 'rig' | 'experiment';

const RIG_KEYS = Object.keys(rigSchema.shape);

interface Counted {
  readonly ofRig: readonly string[];
  readonly ofExperiment: readonly string[];
}

function count(text: string): Counted {
  const keys = topKeys(text);
  return {
    ofRig: keys.filter((key) => RIG_KEYS.includes(key)),
    ofExperiment: keys.filter((key) => EXPERIMENT_KEYS.includes(key)),
  };
}

/** The kind that a text is beyond doubt, as more of its sections are of that kind; `undefined` if it may be either. */
export function certainKind(text: string): FileKind | undefined {
  const { ofRig, ofExperiment } = count(text);
  if (ofRig.length === ofExperiment.length) return undefined;
  return ofRig.length > ofExperiment.length ? 'rig' : 'experiment';
}

/**
 * By its sections: those that only one kind has decide, the more of them the better. An axon by itself is an
 * experiment, since a rig has a device; where nothing tells, it is taken for a rig. Never throws.
 */
export function fileKind(text: string): FileKind {
  const certain = certainKind(text);
  if (certain !== undefined) return certain;
  const { ofRig } = count(text);
  const shared = ofRig.length > 0 && ofRig.every((key) => EXPERIMENT_KEYS.includes(key));
  return shared ? 'experiment' : 'rig';
}
