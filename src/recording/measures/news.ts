/** What measures are told beside pictures, as a recording keeps it: presses, spikes, and when what was read counts no more. */
import type { ElectrodePosition } from '../../model/index.js';
import { METERS, type MeterName } from '../../units.js';

/** A press whose stimuli were given. */
export interface PressNews {
  readonly kind: 'press';
  /** Its number, from 1. */
  readonly press: number;
  /** Where, in the unit of the axon. */
  readonly places: readonly number[];
  /** Nothing of an earlier press went on: a sweep begins. */
  readonly quiet: boolean;
  /** Of the strongest of its stimuli. */
  readonly strength: number;
  readonly strengthUnit: string;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
}

/** The electrodes, the treatments, the channels or the axon's time are others: the sweep has ended. */
export interface ForgetNews {
  readonly kind: 'forget';
  /** The presses before do not count either: the axon's time is another. */
  readonly presses: boolean;
}

/** The membrane at a voltmeter has begun a spike of its own: what rises there now is no mere lift. */
export interface SpikeNews {
  readonly kind: 'spike';
  readonly meter: MeterName;
}

export type MeasureNews = PressNews | ForgetNews | SpikeNews;

/** Most places of one press, and most characters of a unit. */
const MOST_PLACES = 256;
const MOST_UNIT_CHARS = 20;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

/** @param isPlace whether a number is a place on the axon. */
function pressIn(fields: Fields, isPlace: (at: unknown) => boolean): PressNews | undefined {
  const { press, places, quiet, strength, strengthUnit } = fields;
  const electrodes = fieldsOf(fields.electrodes);
  if (!Number.isSafeInteger(press) || !Array.isArray(places) || typeof quiet !== 'boolean') return undefined;
  if (places.length < 1 || places.length > MOST_PLACES || !places.every(isPlace)) return undefined;
  if (!Number.isFinite(strength) || typeof strengthUnit !== 'string') return undefined;
  if (strengthUnit.length > MOST_UNIT_CHARS) return undefined;
  if (!METERS.every((name) => electrodes?.[name] === 'bath' || isPlace(electrodes?.[name]))) return undefined;
  return fields as unknown as PressNews;
}

/** The news in what a recording holds of an event; undefined if it is something else, or makes no sense. */
export function newsIn(data: unknown, isPlace: (at: unknown) => boolean): MeasureNews | undefined {
  const fields = fieldsOf(data);
  if (fields?.kind === 'press') return pressIn(fields, isPlace);
  if (fields?.kind === 'forget' && typeof fields.presses === 'boolean')
    return fields as unknown as ForgetNews;
  if (fields?.kind === 'spike' && METERS.some((name) => name === fields.meter))
    return fields as unknown as SpikeNews;
  return undefined;
}
