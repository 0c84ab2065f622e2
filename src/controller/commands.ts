/**
 * What anybody but a finger on the rig may ask for. Each command is one entry of `COMMANDS`: its fields, and of each
 * what it may be. The type `Command` and the check of what comes from outside both follow from it.
 */
import type { ElectrodePosition } from '../model/index.js';
import { LENS_FASTEST, LENS_SLOWEST, METERS, orList } from '../units.js';

/** What a field may be, and the same in words. */
export interface FieldGuard<Value> {
  readonly expected: string;
  is(value: unknown): value is Value;
}

function oneOf<const Value extends string>(values: readonly Value[]): FieldGuard<Value> {
  return {
    expected: orList(values.map((value) => `"${value}"`)),
    is: (value): value is Value => (values as readonly unknown[]).includes(value),
  };
}

const truth: FieldGuard<boolean> = {
  expected: 'true or false',
  is: (value): value is boolean => typeof value === 'boolean',
};

/** Which membranes there are only the player knows. */
const membraneKind: FieldGuard<string> = {
  expected: '"passive" or another membrane of the rig',
  is: (value): value is string => typeof value === 'string',
};

const lens: FieldGuard<number> = {
  expected: `from ${LENS_FASTEST} to ${LENS_SLOWEST}`,
  is: (value): value is number => typeof value === 'number' && value >= LENS_FASTEST && value <= LENS_SLOWEST,
};

/** Whether the axon has such a site only the player knows. */
const electrodePosition: FieldGuard<ElectrodePosition> = {
  expected: '"bath" or a site number',
  is: (value): value is ElectrodePosition =>
    value === 'bath' || (Number.isInteger(value) && (value as number) >= 0),
};

/** The fields of each command by its name. */
type CommandTable = Readonly<Record<string, Readonly<Record<string, FieldGuard<unknown>>>>>;

export const COMMANDS = {
  /** The stimulus of the page's button. */
  stimulate: {},
  membrane: { kind: membraneKind },
  /** Milliseconds of room for one millisecond of axon. */
  lens: { roomMsPerAxonMs: lens },
  run: { running: truth },
  /** A tenth of a millisecond of axon; a running axon stops first. */
  step: {},
  /** Everything as the rig file has it: the axon at rest at time 0 and running, membrane, lens, electrodes. */
  reset: {},
  electrode: { name: oneOf(METERS), at: electrodePosition },
} as const satisfies CommandTable;

type Guarded<Guard> = Guard extends FieldGuard<infer Value> ? Value : never;

/** The commands of a table: `do` is the name, the other fields are what their guards let through. */
export type CommandOf<Table extends CommandTable> = {
  [Name in keyof Table]: { readonly do: Name } & {
    readonly [Field in keyof Table[Name]]: Guarded<Table[Name][Field]>;
  };
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
      if (!guard.is(asked[field])) return `${name}: expected ${field} ${guard.expected}`;
      command[field] = asked[field];
    }
    return command as CommandOf<Table>;
  };
}

/** The command in a value from outside, or a sentence that says what is wrong with it. */
export const commandOf = createCommandGuard(COMMANDS);
