/** From the text of a file to the rig that is played, or to lines that say what is wrong. */
import { parseExperiment } from '../../experiment/index.js';
import { formatProblem, problemLines } from '../../files/index.js';
import { typedName } from '../../files/typed-name.js';
import { type FindExperiment, fileKind, hasSections, parseRig, type Rig } from '../../rig/index.js';
import { experimentsOf, nameOfFile } from './shelves.js';
import type { Shipped } from './shipped.js';

export type ReadRig =
  | { readonly ok: true; readonly rig: Rig; readonly notes: readonly string[] }
  | { readonly ok: false; readonly lines: readonly string[] };

/** `standing`: the rig file that is in force then; none where that does not change. */
export type ReadPlayable = ReadRig & { readonly standing?: RigFile };

/** How a recording begins; never a rig or an experiment. */
const RECORDING_START = /^\uFEFF?\{"axonRig":"/;

const noSectionsWords = (file: string) =>
  `${file} is no rig, card, plan or experiment: it has none of their sections. A rig has "device:", a card "card: 1", a plan "plan: 1", an experiment "axon:".`;

/** A rig file as it stands. */
export interface RigFile {
  readonly file: string;
  readonly text: string;
}

export function readRig({ file, text }: RigFile, shipped: Shipped): ReadRig {
  return rigWith({ file, text }, shipped, experimentsOf(shipped));
}

/** Text that is an experiment is played on the rig in force. */
export function readPlayable({ file, text }: RigFile, inForce: RigFile, shipped: Shipped): ReadPlayable {
  if (RECORDING_START.test(text))
    return {
      ok: false,
      lines: [
        `${file} is a recording, which a page does not play: play it on a rig with "npx axon-rig play ${typedName(file)}"`,
      ],
    };
  if (!hasSections(text)) return { ok: false, lines: [noSectionsWords(file)] };
  if (fileKind(text) !== 'experiment') {
    const read = readRig({ file, text }, shipped);
    return read.ok ? { ...read, standing: { file, text } } : read;
  }
  const parsed = parseExperiment(text, file);
  if (!parsed.ok) return { ok: false, lines: problemLines(parsed.problems) };
  const name = nameOfFile(file);
  const find: FindExperiment = () => ({ kind: 'found', name, experiment: parsed.experiment, notes: [] });
  const read = rigWith(inForce, shipped, find, name);
  if (!read.ok) return read;
  return { ...read, notes: [...parsed.notes.map(formatProblem), ...read.notes] };
}

function rigWith(
  { file, text }: RigFile,
  shipped: Shipped,
  find: FindExperiment,
  experiment?: string,
): ReadRig {
  const result = parseRig(text, file, { find, experiment, plans: Object.keys(shipped.plans) });
  if (!result.ok) return { ok: false, lines: problemLines(result.problems) };
  const notes = [...result.notes.map(formatProblem), ...leftOut(result.rig, file)];
  return { ok: true, rig: result.rig, notes };
}

/** What of a rig only the program does. */
function leftOut({ exhibit, device }: Rig, file: string): string[] {
  const run = `"npx axon-rig run ${typedName(file)}"`;
  return [
    ...(exhibit ? [`${file}: what exhibit says is left out on a page; the program does it: ${run}`] : []),
    ...(device.kind === 'firmata'
      ? [
          `${file}: a board with Firmata is driven by the program alone, ${run}; here the rig plays on the screen`,
        ]
      : []),
  ];
}
