/** A SCORM package as one file: the same bytes for the same cards, whenever and wherever it is made. Pure. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type LaunchParts, launchPage } from './launch-page.js';
import { manifestText } from './manifest.js';

/** The rig, as it is called in the package. */
export const RIG_FILE = 'axon-rig.html';
/** A zip has times in the room's own zone, and none before this one. */
const earliest = () => new Date(1980, 0, 1);

export interface PackageParts {
  readonly title: string;
  /** Of the program. */
  readonly version: string;
  readonly cards: readonly LaunchParts[];
  /** The rig in one file. */
  readonly rig: Uint8Array;
}

/** Numbered: a name may have letters that a platform does not take in the name of a file. */
const launchFile = (index: number) => `card-${index + 1}.html`;

export function packageZip({ title, version, cards, rig }: PackageParts): Uint8Array {
  const launchOf = (name: string) => launchFile(cards.findIndex((card) => card.name === name));
  const manifest = manifestText({ title, version, cards, rig: RIG_FILE, launchOf });
  const files: Zippable = {
    // First and as it is, so that a file says what it is in its beginning.
    'imsmanifest.xml': [strToU8(manifest), { level: 0 }],
    ...Object.fromEntries(cards.map((card, i) => [launchFile(i), strToU8(launchPage(RIG_FILE, card))])),
    [RIG_FILE]: rig,
  };
  return zipSync(files, { level: 9, mtime: earliest() });
}
