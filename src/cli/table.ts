/** `axon-rig drawings`: what stands on the table, a file for each drawing. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stimulusPlaces } from '../controller/press-stimuli.js';
import { DRAWING_MARK, svgText, tableDrawings, tableProblem } from '../maker/index.js';
import type { Rig } from '../rig/index.js';
import type { MeterName } from '../units.js';
import { dialOptions, hardwareOf } from './drawings.js';
import { type Terminal, UserError } from './terminal.js';
import { checkOver, writeWhole } from './write-over.js';

export interface TableCommandOptions {
  /** Folder. */
  readonly out?: string;
  /** [mm] */
  readonly plate: number;
  readonly tube: number;
  readonly button: number;
  /** What a servo turns for a millisecond of pulse [degrees]. */
  readonly turn?: number;
  readonly force?: boolean;
}

/** The voltmeter that is nearer to where a press of the first experiment enters; `null`: neither is. */
export function firstMeter({ experiments: [first] }: Rig): MeterName | null {
  const places = stimulusPlaces(first.stimuli);
  const { blue, yellow } = first.electrodes;
  if (blue === 'bath' || yellow === 'bath' || places.length === 0) return null;
  const far = (at: number) => Math.min(...places.map((place) => Math.abs(place - at)));
  return far(blue) < far(yellow) ? 'blue' : far(yellow) < far(blue) ? 'yellow' : null;
}

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function table(
  wanted: string,
  { out, plate, tube, button, turn, force = false }: TableCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (out === undefined)
    throw new UserError('drawings needs to know where to write: add --out FOLDER, such as --out table');
  const { rig } = hardwareOf(wanted);
  const sizes = { plateMm: plate, tubeMm: tube, buttonMm: button };
  const problem = tableProblem(rig, sizes);
  if (problem !== undefined) throw new UserError(`drawings: ${problem}`);
  const drawings = tableDrawings(rig, { ...sizes, dial: dialOptions(rig, turn), first: firstMeter(rig) });
  const files = drawings.map((drawing) => ({ ...drawing, path: join(out, `${drawing.name}.svg`) }));
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    throw new UserError(`--out ${out} cannot be made: ${(error as Error).message}; give another folder`);
  }
  for (const { path } of files) checkOver('--out', path, DRAWING_MARK, 'drawing', force);
  for (const { name, title, picture, path } of files) await writeWhole(name, path, svgText(picture, title));
  for (const { title, path } of files) terminal.out(`${path}  ${title}`);
  terminal.out(
    'Print at 100 %, or cut; the faces: axon-rig dial, the labels along the strip: axon-rig dial --labels',
  );
  return 0;
}
