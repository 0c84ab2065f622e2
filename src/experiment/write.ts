/** An experiment as the text of a file that makes it again. */

import { HIDDEN } from '../files/words.js';
import type { ElectrodePosition, Geometry, MembraneSpec, StimulusSpec, Treatment } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import { axonKeys } from './axon-keys.js';

/** What plays on a rig, as it stands. */
export interface PlayedExperiment {
  /** What a person reads. */
  readonly title: string;
  readonly geometry: Geometry;
  readonly membrane: MembraneSpec;
  readonly channelsOff: boolean;
  readonly treatments: readonly Treatment[];
  /** What a press puts in, the earliest at its own time. */
  readonly stimuli: readonly StimulusSpec[];
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  readonly durationMs: number;
  readonly stepMs: number;
  readonly roomMsPerAxonMs: number;
}

/** Longest title that a file takes [characters]. */
const LONGEST_TITLE = 60;
/** Shortest step that a file takes [ms]. */
const SHORTEST_STEP_MS = 0.0001;
const HEAD = `# yaml-language-server: $schema=./experiment.schema.json
# An experiment as it stood on a rig when it was saved: npx axon-rig simulate FILE, or run --experiment FILE.`;

/** The text of the file. It is read by `parseExperiment` as this very experiment, with every number as it is. */
export function experimentText(played: PlayedExperiment): string {
  const { title, geometry, membrane, channelsOff, treatments, stimuli, electrodes } = played;
  const name = titleOf(title);
  const meters = METERS.map((meter) => ({ name: meter, at: electrodes[meter] }));
  const lines = [
    HEAD,
    ...(name === '' ? [] : [`name: ${JSON.stringify(name)}`]),
    `axon: ${flow(axonKeys(geometry))}`,
    `membrane: ${flow(membrane)}`,
    `channels: ${channelsOff ? 'off' : 'on'}`,
    ...list('treatments', treatments),
    ...list('stimuli', stimuli.map(placed)),
    ...list('electrodes', meters),
    `durationMs: ${played.durationMs}`,
    `stepMs: ${Math.max(SHORTEST_STEP_MS, played.stepMs)}`,
    `lens: ${flow({ roomMsPerAxonMs: played.roomMsPerAxonMs })}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A title that a file takes: on one line, and not cut within a character. */
function titleOf(title: string): string {
  const line = title.replace(new RegExp(HIDDEN, 'gu'), ' ').trim();
  return line
    .slice(0, LONGEST_TITLE)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** The model knows two words for a place, files one. */
function placed(spec: StimulusSpec): object {
  if (!('site' in spec)) return spec;
  const { site, ...rest } = spec;
  return { ...rest, at: site };
}

function list(key: string, items: readonly object[]): string[] {
  return items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `  - ${flow(item)}`)];
}

/** A value in one line of YAML. Words are plain, any other text is in quotes. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(([, each]) => each !== undefined);
    return `{${pairs.map(([key, each]) => `${key}: ${flow(each)}`).join(', ')}}`;
  }
  return typeof value === 'string' && !/^[a-z][a-z-]*$/.test(value) ? JSON.stringify(value) : String(value);
}
