/** The files that come with the package. */
import { join } from 'node:path';
import { shippedCards, shippedExperiments, shippedPlans, shippedRigs } from './package-folder.js';
import type { Shelf } from './shipped-files.js';

export function rigShelf(folder = shippedRigs): Shelf {
  return { folder, what: 'rig', name: 'rigs' };
}

export function experimentShelf(folder = shippedExperiments): Shelf {
  return { folder, what: 'experiment', name: 'experiments' };
}

export function cardShelf(folder = shippedCards): Shelf {
  return { folder, what: 'card', name: 'lessons' };
}

export function planShelf(folder = shippedPlans): Shelf {
  return { folder, what: 'plan', name: join('lessons', 'plans') };
}
