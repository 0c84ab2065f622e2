/**
 * What an exhibit and a Constellation hub say to each other: every 5 s how the exhibit is, and in the answer what the hub
 * wants. Pure. A hub is believed nothing: of its answer only commands that are known are taken, each as often as it may.
 */
import type { HealthState } from './health.js';

/** How often a hub expects to hear of us [ms]. */
export const PING_EVERY_MS = 5000;
/** Longest answer that is read [bytes]. */
export const MOST_ANSWER_BYTES = 65_536;
/** Commands of one answer that are looked at. */
const MOST_COMMANDS = 20;
/** Longest sentence for the hub's console [characters]. */
const LONGEST_WORDS = 200;

/** What we can do for a hub, by the names that it has for it. */
const COMMANDS = {
  refresh_page: 'refresh',
  restart: 'restart',
  sleepDisplay: 'sleep',
  wakeDisplay: 'wake',
  power_on: 'wake',
  // There is no way back from a computer that is off; the hub's own rule is to sleep instead.
  power_off: 'sleep',
  shutdown: 'sleep',
} as const satisfies Readonly<Record<string, string>>;

export type HubCommand = (typeof COMMANDS)[keyof typeof COMMANDS];

/** How often each is followed [ms]: a hub that repeats itself keeps nobody from using the exhibit. */
const AGAIN_AFTER_MS: Readonly<Record<HubCommand, number>> = {
  refresh: 60_000,
  restart: 600_000,
  sleep: PING_EVERY_MS,
  wake: PING_EVERY_MS,
};

export interface PingFacts {
  readonly id: string;
  readonly health: HealthState;
  /** Somebody uses the exhibit. */
  readonly inUse: boolean;
  /** Something starts the program again when it ends. */
  readonly canRestart: boolean;
  /** Why a person is to look at it; undefined: nobody need to. */
  readonly round: string | undefined;
}

/** The body of a ping. */
export function pingBody({ id, health, inUse, canRestart, round }: PingFacts): string {
  const ill = Object.entries(health.kind === 'ill' ? health.parts : {}).map(
    ([part, { words }]) => [part, words] as const,
  );
  const wrong = round === undefined ? ill : [...ill, ['round', round] as const];
  return JSON.stringify({
    id,
    type: 'axon-rig',
    permissions: { refresh: true, restart: canRestart, shutdown: true, sleep: true },
    currentInteraction: inUse ? 'true' : 'false',
    error: Object.fromEntries(wrong.map(([part, words]) => [part, words.slice(0, LONGEST_WORDS)])),
  });
}

/** What a hub wants, or one sentence that says why its answer is none. */
export function commandsIn(answer: string): readonly HubCommand[] | string {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return 'its answer is no JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'its answer is no object';
  const { commands = [] } = value as { readonly commands?: unknown };
  if (!Array.isArray(commands)) return 'its answer has commands that are no list';
  const known = commands
    .slice(0, MOST_COMMANDS)
    .flatMap((name) =>
      typeof name === 'string' && Object.hasOwn(COMMANDS, name)
        ? [COMMANDS[name as keyof typeof COMMANDS]]
        : [],
    );
  return [...new Set(known)];
}

/** Which commands are followed now. Of `sleep` and `wake` in one answer the last counts. */
export function createHubCommands(): (wanted: readonly HubCommand[], nowMs: number) => readonly HubCommand[] {
  const lastMs = new Map<HubCommand, number>();
  return (wanted, nowMs) => {
    const last = wanted.findLast((command) => command === 'sleep' || command === 'wake');
    return wanted.filter((command) => {
      if ((command === 'sleep' || command === 'wake') && command !== last) return false;
      if (nowMs - (lastMs.get(command) ?? Number.NEGATIVE_INFINITY) < AGAIN_AFTER_MS[command]) return false;
      lastMs.set(command, nowMs);
      return true;
    });
  };
}
