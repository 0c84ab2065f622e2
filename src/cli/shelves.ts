/** The files that come with the package. */
import { shippedExperiments, shippedRigs } from './package-folder.js';
import type { Shelf } from './shipped-files.js';

export function rigShelf(folder = shippedRigs): Shelf {
  return { folder, what: 'rig', name: 'rigs' };
}

export function experimentShelf(folder = shippedExperiments): Shelf {
  return { folder, what: 'experiment', name: 'experiments' };
}
