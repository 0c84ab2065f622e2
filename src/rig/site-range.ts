/** The range of sites that a message names: the axon of this rig ends sooner than the longest one does. */
import type { FileProblem, FileRest } from '../experiment/file/index.js';
import { MAX_SITES } from '../experiment/index.js';
import { settleRig } from './rig.js';
import type { WrittenRig } from './schema.js';

const SITE_PATH = /^(?:electrodes\.\w+|stimulus\.at|buttons\.\d\.at)$/;
/** The range after `expected`, and the last site as the advice at the end. */
const RANGE = new RegExp(`^(expected (?:a whole number, )?0 to )${MAX_SITES - 1}\\b`);
const ADVICE = new RegExp(`(– write (?:at most )?)${MAX_SITES - 1}$`);

/** Problems with places on the axon name its own last site, where that is known. */
export function withOwnSites(
  problems: readonly FileProblem[],
  { value, isWrong }: Pick<FileRest<WrittenRig>, 'value' | 'isWrong'>,
): FileProblem[] {
  if (isWrong(['axon', 'sites']) || isWrong(['strip', 'leds'])) return [...problems];
  const last = settleRig(value).axon.sites - 1;
  return problems.map((problem) => {
    if (!SITE_PATH.test(problem.path)) return problem;
    const message = problem.message.replace(RANGE, `$1${last}`).replace(ADVICE, `$1${last}`);
    return { ...problem, message };
  });
}
