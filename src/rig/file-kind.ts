/** Rig files and experiment files share some sections; this tells which of the two a text is meant to be. */
import { topKeys } from '../experiment/file/index.js';
import { EXPERIMENT_KEYS } from '../experiment/index.js';
import { rigSchema } from './schema.js';

export type FileKind = 'rig' | 'experiment';

const RIG_KEYS = Object.keys(rigSchema.shape);

/**
 * By its sections: those that only one kind has decide, the more of them the better. An axon by itself is an
 * experiment, since a rig has a device; where nothing tells, it is taken for a rig. Never throws.
 */
export function fileKind(text: string): FileKind {
  const keys = topKeys(text);
  const ofRig = keys.filter((key) => RIG_KEYS.includes(key));
  const ofExperiment = keys.filter((key) => EXPERIMENT_KEYS.includes(key));
  if (ofRig.length !== ofExperiment.length) return ofRig.length > ofExperiment.length ? 'rig' : 'experiment';
  const shared = ofRig.length > 0 && ofRig.every((key) => EXPERIMENT_KEYS.includes(key));
  return shared ? 'experiment' : 'rig';
}
