/** The commands of the controller that a card may hold: what a step sets, and what a person does in it. */
import { type Command, commandOf } from '../controller/contract.js';
import type { Problem } from '../files/index.js';
import type { FilePath } from '../files/problem.js';

/** Loading is the card's own `load`, and looking back its `moment`. */
export const CARD_COMMANDS = [
  'stimulate',
  'release',
  'strength',
  'aim',
  'treat',
  'channels',
  'lens',
  'run',
  'step',
  'reset',
  'electrode',
  'pauseWhen',
  'weakest',
] as const satisfies readonly Command['do'][];

export type CardCommand = Extract<Command, { do: (typeof CARD_COMMANDS)[number] }>;

/** A command as written: its name, and fields that only the controller knows. */
type Written = { readonly do: string };

/** The command; call it for what has no problem. */
export function cardCommand(written: Written): CardCommand {
  return commandOf(plain(written)) as CardCommand;
}

/** Lists and sections of a file have no prototype; what is sent and compared has. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What is wrong with a command as written, but for its name. */
export function commandProblems(written: Written, path: FilePath): Problem[] {
  const asked = plain(written) as Record<string, unknown>;
  const command = commandOf(asked);
  if (typeof command === 'string')
    return [{ path, said: command, advice: 'docs/commands.md has the fields of each command' }];
  const unknown = Object.keys(asked).find((key) => !Object.hasOwn(command, key));
  if (unknown === undefined) return [];
  return [
    {
      path: [...path, unknown],
      said: `${written.do} has no such field`,
      advice: 'docs/commands.md has the fields of each command',
    },
  ];
}
