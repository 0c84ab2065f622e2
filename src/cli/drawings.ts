/** `axon-rig wiring`, `dial` and `sheet`: what is drawn from a rig file, in real millimetres. */

import { stimulusPlaces } from '../controller/press-stimuli.js';
import { thresholdMvOf } from '../experiment/index.js';
import { ledMap } from '../experiment/led-map.js';
import { restMvOf } from '../experiment/live-rest.js';
import type { Paper } from '../figure/index.js';
import { typedName } from '../files/typed-name.js';
import {
  circuitOf,
  type DialMark,
  type DialOptions,
  DRAWING_MARK,
  dialFace,
  INNER_MM,
  type LabelsOptions,
  ledOfPlace,
  type PlaceLabel,
  placeLabels,
  SHEET_MARK,
  sheetHtml,
  stacked,
  svgText,
  USUAL_TURN_DEG,
  wireLines,
  wiringDrawing,
} from '../maker/index.js';
import type { Rig } from '../rig/index.js';
import { METERS, type MeterName } from '../units.js';
import { loadRig } from './rig-files.js';
import { checkTargets } from './targets.js';
import { type Terminal, UserError } from './terminal.js';
import { checkOver, writeWhole } from './write-over.js';

export interface WiringOptions {
  /** Path, or `-` for standard output. Absent: the list of wires alone, as text. */
  readonly svg?: string;
  readonly force?: boolean;
}

export interface DialCommandOptions {
  readonly svg?: string;
  /** Labels along the strip: path, or `-`. */
  readonly labels?: string;
  /** One needle; both unless said. */
  readonly needle?: MeterName;
  /** What the servo turns for a millisecond of pulse [degrees]. */
  readonly turn?: number;
  readonly force?: boolean;
}

export interface SheetCommandOptions {
  readonly html?: string;
  readonly paper: Paper;
  readonly turn?: number;
  readonly force?: boolean;
}

const UNITS = { lattice: 'sites', cable: 'mm', myelinated: 'nodes', patch: '' } as const;

/** What the dials have a mark for: rest and threshold of what the rig plays first. */
export function dialMarks({ experiments: [first] }: Rig): DialMark[] {
  const restMv = restMvOf(first);
  const thresholdMv = thresholdMvOf(first.membrane);
  return [
    { mv: restMv, words: 'rest' },
    ...(thresholdMv === undefined ? [] : [{ mv: thresholdMv, words: 'threshold' }]),
  ];
}

export const dialOptions = (rig: Rig, turn = USUAL_TURN_DEG): DialOptions => ({
  turnDegPerMs: turn,
  marks: dialMarks(rig),
});

/** Whether the LEDs that show the axon lie on the strip in a row. */
function isInARow(map: readonly number[] | null): boolean {
  return map === null || map.every((led, i) => i === 0 || Math.abs(led - map[i - 1]!) === 1);
}

/** Labels along the strip, for what the rig plays first; `null`: it has none that lies in a row. */
export function labelsOf({ light, experiments: [first] }: Rig): LabelsOptions | null {
  if (light.kind !== 'strip' || !isInARow(light.map)) return null;
  const { geometry, stimuli, electrodes } = first;
  const places = [...ledMap(geometry, light.ledCount).places];
  const hasPlaces = geometry.kind !== 'patch';
  const label = (kind: PlaceLabel['kind'], at: number): PlaceLabel => ({ kind, led: ledOfPlace(places, at) });
  const meters = METERS.flatMap((name) => {
    const at = electrodes[name];
    return at === 'bath' ? [] : [label(name, at)];
  });
  return {
    ledCount: light.ledCount,
    perMetre: light.perMetre,
    places: hasPlaces ? places : [],
    unit: UNITS[geometry.kind],
    labels: hasPlaces ? [...stimulusPlaces(stimuli).map((at) => label('press', at)), ...meters] : [],
    width: INNER_MM,
  };
}

export function hardwareOf(wanted: string): { readonly rig: Rig; readonly file: string } {
  const { rig, file } = loadRig(wanted);
  if (rig.device.kind === 'virtual')
    throw new UserError(
      `${file} is a rig without hardware: nothing is wired. Make one for a board with: npx axon-rig new FILE`,
    );
  return { rig, file };
}

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function wiring(
  wanted: string,
  { svg, force = false }: WiringOptions,
  terminal: Terminal,
): Promise<number> {
  const { rig, file } = hardwareOf(wanted);
  const circuit = circuitOf(rig);
  if (svg === undefined) {
    for (const line of wireLines(circuit)) terminal.out(line);
    return 0;
  }
  checkTargets({ '--svg': svg }, file, 'the rig file');
  checkOver('--svg', svg, DRAWING_MARK, 'drawing', force);
  const title = `Wiring: ${rig.name}`;
  await writeWhole('wiring', svg, svgText(wiringDrawing(circuit, title), title));
  if (svg !== '-')
    terminal.out(`wiring written to ${svg}; the list of wires: npx axon-rig wiring ${typedName(wanted)}`);
  return 0;
}

export async function dial(
  wanted: string,
  { svg, labels, needle, turn, force = false }: DialCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (svg === undefined && labels === undefined)
    throw new UserError(
      'dial needs to know what to write: add --svg FILE for the faces of the voltmeters, or --labels FILE for labels along the strip; - is standard output',
    );
  const { rig, file } = loadRig(wanted);
  const targets = { '--svg': svg, '--labels': labels };
  checkTargets(targets, file, 'the rig file');
  for (const [option, target] of Object.entries(targets))
    if (target !== undefined) checkOver(option, target, DRAWING_MARK, 'drawing', force);
  const facesText = svg === undefined ? undefined : facesOf(rig, file, needle, turn);
  const labelsText = labels === undefined ? undefined : labelsTextOf(rig, file);
  for (const [target, words, drawn] of [
    [svg, 'faces', facesText],
    [labels, 'labels', labelsText],
  ] as const) {
    if (target === undefined || drawn === undefined) continue;
    await writeWhole(words, target, drawn);
    if (target !== '-') terminal.out(`${words} written to ${target}; print at 100 %`);
  }
  return 0;
}

function facesOf(rig: Rig, file: string, wanted: MeterName | undefined, turn: number | undefined): string {
  const faces = METERS.filter((name) => wanted === undefined || name === wanted).flatMap((name) => {
    const needle = rig.needles[name];
    return needle === null ? [] : [dialFace(name, needle, dialOptions(rig, turn))];
  });
  if (faces.length === 0)
    throw new UserError(
      `${file} has no ${wanted === undefined ? '' : `${wanted} `}needle; write for example needles: {${wanted ?? 'blue'}: {lowUs: 1000, highUs: 2000}}`,
    );
  return svgText(stacked(faces), `Faces of the voltmeters: ${rig.name}`);
}

function labelsTextOf(rig: Rig, file: string): string {
  const labels = labelsOf(rig);
  if (labels === null)
    throw new UserError(`${file} has no strip that lies in one row: there is nothing to lay labels along`);
  return svgText(placeLabels(labels), `Labels along the strip: ${rig.name}`);
}

export async function sheet(
  wanted: string,
  { html, paper, turn, force = false }: SheetCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (html === undefined)
    throw new UserError(
      'sheet needs to know where to write: add --html FILE, such as --html sheet.html; - is standard output',
    );
  const { rig, file } = loadRig(wanted);
  checkTargets({ '--html': html }, file, 'the rig file');
  checkOver('--html', html, SHEET_MARK, 'sheet', force);
  const options = { file: wanted, paper, dial: dialOptions(rig, turn), labels: labelsOf(rig) };
  await writeWhole('sheet', html, sheetHtml(rig, options));
  if (html !== '-') terminal.out(`sheet written to ${html}; open it in a browser, and print at 100 %`);
  return 0;
}
