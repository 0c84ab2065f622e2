/**
 * What anybody but a finger on the rig may ask for. Each command is one entry of `COMMANDS`: its fields, and of each
 * what it may be. The type `Command` and the check of what comes from outside both follow from it.
 */
import type { ElectrodePosition, Treatment } from '../model/index.js';
import { LENS_FASTEST, LENS_SLOWEST, METERS, orList } from '../units.js';

/** What a field may be, and the same in words. */
export interface FieldGuard<Value> {
  readonly expected: string;
  /** It may be left out. */
  readonly optional?: true;
  is(value: unknown): value is Value;
}

type OptionalGuard<Value> = FieldGuard<Value> & { readonly optional: true };

/** The same, but it may be left out. */
export function optional<Value>(guard: FieldGuard<Value>): OptionalGuard<Value> {
  return { ...guard, optional: true };
}

function oneOf<const Value extends string>(values: readonly Value[]): FieldGuard<Value> {
  return {
    expected: orList(values.map((value) => `"${value}"`)),
    is: (value): value is Value => (values as readonly unknown[]).includes(value),
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Longest text that a command may carry [characters]. */
const LONGEST_NAME = 200;

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_NAME;
}

const truth: FieldGuard<boolean> = {
  expected: 'true or false',
  is: (value): value is boolean => typeof value === 'boolean',
};

/** Which there are only the player knows. */
const name = (expected: string): FieldGuard<string> => ({ expected, is: isName });

const lens: FieldGuard<number> = {
  expected: `from ${LENS_FASTEST} to ${LENS_SLOWEST}`,
  is: (value): value is number => isNumber(value) && value >= LENS_FASTEST && value <= LENS_SLOWEST,
};

/**
 * What only the model knows, or the tape, is looked at there; nothing of it comes near this, and sums of two of them are
 * numbers still.
 */
const MOST_OF_ALL = 1e9;

const isUpTo = (most: number, value: unknown): value is number => isNumber(value) && Math.abs(value) <= most;
const isFromZero = (value: unknown): value is number => isUpTo(MOST_OF_ALL, value) && value >= 0;

/** Whether the axon has such a place only the model knows. */
const electrodePosition: FieldGuard<ElectrodePosition> = {
  expected: '"bath" or a place on the axon, from 0',
  is: (value): value is ElectrodePosition => value === 'bath' || isFromZero(value),
};

/** Most places of one press. */
const MOST_PLACES = 64;

const places: FieldGuard<number | readonly number[]> = {
  expected: `a place on the axon, from 0, or a list of up to ${MOST_PLACES}`,
  is: (value): value is number | readonly number[] =>
    Array.isArray(value)
      ? value.length > 0 && value.length <= MOST_PLACES && value.every(isFromZero)
      : isFromZero(value),
};

/** Which strengths make sense the model knows. */
const isStrength = (value: unknown): value is number => isUpTo(MOST_OF_ALL, value);
const strength: FieldGuard<number> = {
  expected: `a number up to ${MOST_OF_ALL} either way, in the unit of the axon`,
  is: isStrength,
};

const durationMs: FieldGuard<number> = {
  expected: `a number of milliseconds above 0, ${MOST_OF_ALL} at most`,
  is: (value): value is number => isFromZero(value) && value > 0,
};

/** A level that a voltmeter may come through. */
const LEVEL_FIELD_MV = 200;

const levelMv: FieldGuard<number> = {
  expected: `from ${-LEVEL_FIELD_MV} to ${LEVEL_FIELD_MV} mV`,
  is: (value): value is number => isUpTo(LEVEL_FIELD_MV, value),
};

const timeMs: FieldGuard<number> = {
  expected: `a number of milliseconds from 0 to ${MOST_OF_ALL}`,
  is: isFromZero,
};

const pictureNumber: FieldGuard<number> = {
  expected: 'the number of a picture, from 1',
  is: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 1,
};

/** Most fields of a treatment. */
const MOST_FIELDS = 8;

/** What it may say only the model knows; it has a kind, and numbers. */
const treatment: FieldGuard<Treatment | null> = {
  expected: 'null, or a treatment like {"kind":"ttx","from":40,"to":46,"sodiumFraction":0}',
  is: (value): value is Treatment | null => {
    if (value === null) return true;
    if (typeof value !== 'object' || Array.isArray(value)) return false;
    const { kind, ...numbers } = value as Record<string, unknown>;
    const given = Object.values(numbers);
    return (
      isName(kind) && given.length <= MOST_FIELDS && given.every((number) => isUpTo(MOST_OF_ALL, number))
    );
  },
};

/** The fields of each command by its name. */
type CommandTable = Readonly<Record<string, Readonly<Record<string, FieldGuard<unknown>>>>>;

export const COMMANDS = {
  /** Another experiment of the rig, as its file has it. */
  load: { name: name('the name of an experiment of the rig') },
  /**
   * A press: all stimuli of the experiment, the earliest now. `strength` is that of the strongest of them, in the unit
   * of the axon; `held`: what it begins lasts until `release`.
   */
  stimulate: {
    at: optional(places),
    strength: optional(strength),
    durationMs: optional(durationMs),
    held: optional(truth),
  },
  /** Ends what a `stimulate` has begun and holds. */
  release: {},
  /** What a press has where it says nothing of its strength; null: what the experiment has. */
  strength: {
    strength: {
      expected: `null, or ${strength.expected}`,
      is: (value): value is number | null => value === null || isStrength(value),
    } as FieldGuard<number | null>,
  },
  /** Where a press enters that says no place; null: where the experiment has it. */
  aim: {
    at: {
      expected: `null, ${places.expected}`,
      is: (value): value is number | readonly number[] | null => value === null || places.is(value),
    } as FieldGuard<number | readonly number[] | null>,
  },
  /** Adds a treatment, changes the one of this name, or lifts it: null. The file's own are "1", "2", …. */
  treat: { id: name('the name of the treatment'), treatment },
  channels: { on: truth },
  /** The same in the words of older rigs: "passive" is channels off. */
  membrane: { kind: name('"passive" or the membrane of the axon') },
  /** Milliseconds of room for one millisecond of axon. */
  lens: { roomMsPerAxonMs: lens },
  run: { running: truth },
  /** A tenth of a millisecond of axon, on or back; a running axon stops first. Back is what the tape holds. */
  step: { back: optional(truth) },
  /**
   * Looks back: at a picture by its number, at a time of the axon, or so much room time ago. A time of the axon may come
   * twice, since a reset begins it again: it is that of the run of picture `near`, or else of the newest picture.
   */
  seek: {
    picture: optional(pictureNumber),
    axonMs: optional(timeMs),
    near: optional(pictureNumber),
    backMs: optional(timeMs),
  },
  /** Makes what is looked at the present again, and runs on from there; what was the future is the ghost. */
  runOn: {},
  /** Looks at the present again. */
  now: {},
  /** Everything as the experiment has it: the axon at rest at time 0 and running, channels, treatments, lens, electrodes. */
  reset: {},
  electrode: { name: oneOf(METERS), at: electrodePosition },
  /**
   * Stops the axon in the step in which a voltmeter comes through a level, upwards unless `rising` is false; again and
   * again, until it is called off with `off`.
   */
  pauseWhen: {
    name: optional(oneOf(METERS)),
    crossesMv: optional(levelMv),
    rising: optional(truth),
    off: optional(truth),
  },
  /** Searches for the weakest press that fires, from rest, at its own place or at another one. */
  weakest: { at: optional(places) },
} as const satisfies CommandTable;

type Guarded<Guard> = Guard extends FieldGuard<infer Value> ? Value : never;

type OptionalOf<Fields> = {
  [Field in keyof Fields]: Fields[Field] extends OptionalGuard<unknown> ? Field : never;
}[keyof Fields];

type FieldsOf<Fields> = {
  readonly [Field in Exclude<keyof Fields, OptionalOf<Fields>>]: Guarded<Fields[Field]>;
} & {
  readonly [Field in OptionalOf<Fields>]?: Guarded<Fields[Field]> | undefined;
};

/** The commands of a table: `do` is the name, the other fields are what their guards let through. */
export type CommandOf<Table extends CommandTable> = {
  [Name in keyof Table]: { readonly do: Name } & FieldsOf<Table[Name]>;
}[keyof Table];

export type Command = CommandOf<typeof COMMANDS>;

/** Most of what a stranger has sent that is said back to it [characters]. */
const MOST_QUOTED = 24;

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)}…`;
}

/** Reads commands of a table; what it has not named is left out. */
export function createCommandGuard<Table extends CommandTable>(
  table: Table,
): (value: unknown) => CommandOf<Table> | string {
  return (value) => {
    if (typeof value !== 'object' || value === null)
      return 'a command must be an object like {"do":"stimulate"}';
    const asked = value as Record<string, unknown>;
    const name = asked.do;
    if (typeof name !== 'string' || !Object.hasOwn(table, name))
      return `unknown command ${quoted(name)}: expected ${orList(Object.keys(table))}`;
    const command: Record<string, unknown> = { do: name };
    for (const [field, guard] of Object.entries(table[name]!)) {
      if (guard.optional && asked[field] === undefined) continue;
      if (!guard.is(asked[field])) return `${name}: expected ${field} ${guard.expected}`;
      command[field] = asked[field];
    }
    return command as CommandOf<Table>;
  };
}

/** The command in a value from outside, or a sentence that says what is wrong with it. */
export const commandOf = createCommandGuard(COMMANDS);
