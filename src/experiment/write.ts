/** An experiment as the text of a file that makes it again. */

import { HIDDEN } from '../files/words.js';
import type { ElectrodePosition, Geometry, MembraneSpec, StimulusSpec, Treatment } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import { axonKeys } from './axon-keys.js';
import { LONGEST_DURATION_MS } from './schema.js';
import { MOST_NUMBERS } from './step-checks.js';

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

/**
 * The text of the file. It is read by `parseExperiment` as this very experiment, with every number as it is; it lasts
 * longer where something begins after its end. What begins later than a file can last is left out, and the file says so.
 */
export function experimentText(played: PlayedExperiment): string {
  const { title, geometry, membrane, channelsOff, electrodes } = played;
  const stepMs = Math.max(SHORTEST_STEP_MS, played.stepMs);
  const durationMs = durationOf(played, stepMs);
  const isInTime = ({ startMs = 0 }: { readonly startMs?: number }) => startMs < durationMs;
  const treatments = played.treatments.filter(isInTime);
  const stimuli = played.stimuli.filter(isInTime);
  const left = played.treatments.length + played.stimuli.length - treatments.length - stimuli.length;
  const name = titleOf(title);
  const meters = METERS.map((meter) => ({ name: meter, at: electrodes[meter] }));
  const lines = [
    HEAD,
    ...(left === 0 ? [] : [`# Left out: ${left} that began later than a file may last.`]),
    ...(name === '' ? [] : [`name: ${JSON.stringify(name)}`]),
    `axon: ${flow(axonKeys(geometry))}`,
    `membrane: ${flow(membrane)}`,
    `channels: ${channelsOff ? 'off' : 'on'}`,
    ...list('treatments', treatments),
    ...list('stimuli', stimuli.map(placed)),
    ...list('electrodes', meters),
    `durationMs: ${durationMs}`,
    `stepMs: ${stepMs}`,
    `lens: ${flow({ roomMsPerAxonMs: played.roomMsPerAxonMs })}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** As long as usual after the last beginning, as far as a file may last with such a step. */
function durationOf({ treatments, stimuli, durationMs }: PlayedExperiment, stepMs: number): number {
  const most = Math.min(LONGEST_DURATION_MS, Math.floor((MOST_NUMBERS / (METERS.length + 1)) * stepMs));
  const lastMs = Math.max(0, ...[...treatments, ...stimuli].map(({ startMs = 0 }) => startMs));
  return Math.min(lastMs < durationMs ? durationMs : lastMs + durationMs, most);
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
