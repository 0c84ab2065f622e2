/** `axon-rig scorm CARD…`: a package for a learning platform, with the whole rig in it. */
import type { SheetLanguage } from '../../worksheet/index.js';
import { builtFile, packageVersion } from '../package-folder.js';
import { readBuilt } from '../page-file.js';
import { checkTargets } from '../targets.js';
import { type Terminal, UserError } from '../terminal.js';
import { checkOver, writeWhole } from '../write-over.js';
import { MANIFEST_MARK } from './manifest.js';
import { packageZip } from './package-zip.js';
import { packedCards } from './packed-cards.js';

export interface ScormOptions {
  /** Path, or `-` for standard output. */
  readonly out?: string;
  /** Of the titles, and of the page; left out, English, and that of each browser. */
  readonly lang?: SheetLanguage;
  /** Writes also over what is no package. */
  readonly force?: boolean;
}

const TITLE = 'Axon rig';
const BYTES_PER_KB = 1000;

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function scorm(
  wanted: readonly string[],
  { out: target, lang, force = false }: ScormOptions,
  terminal: Terminal,
  rigPath = builtFile,
): Promise<number> {
  if (target === undefined)
    throw new UserError('scorm needs to know where to write: add --out FILE; - is standard output');
  const { title, cards, paths } = packedCards(wanted, lang ?? 'en');
  for (const path of paths) checkTargets({ '--out': target }, path, 'the lesson file', 'zip');
  checkOver('--out', target, MANIFEST_MARK, 'SCORM package of this program', force);
  const zip = packageZip({
    title: title ?? (cards.length === 1 ? cards[0]!.title : TITLE),
    version: packageVersion(),
    cards: cards.map((card) => ({ ...card, speaks: lang })),
    rig: readBuilt(rigPath),
  });
  await writeWhole('package', target, zip);
  if (target === '-') return 0;
  const many = `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`;
  terminal.out(
    `SCORM 1.2 package written to ${target}: ${many}, ${Math.ceil(zip.length / BYTES_PER_KB)} kB; give it to your learning platform as it is`,
  );
  return 0;
}
