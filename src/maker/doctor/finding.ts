/** What the doctor finds without a person: of the computer, the rig file, the current, the board. Pure. */
import type { Rig } from '../../rig/index.js';
import { budgetOf } from '../budget.js';

export interface Finding {
  /** For the report: letters and hyphens. */
  readonly id: string;
  /** `remark`: it works, and there is something to know. */
  readonly verdict: 'right' | 'remark' | 'wrong';
  /** For the terminal: what was found, and with it what to do. */
  readonly words: string;
  /** For the report: codes and figures alone, nothing that somebody has typed. */
  readonly told: string;
}

/** As in package.json: `>=20.19.0`. */
export function nodeFinding(version: string, wanted: string): Finding {
  const parts = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
  const [have, least] = [parts(version), parts(wanted)];
  const differs = least.findIndex((part, k) => have[k] !== part);
  const isOld = differs >= 0 && (have[differs] ?? 0) < least[differs]!;
  const told = have.join('.');
  return isOld
    ? {
        ...{ id: 'node', verdict: 'wrong', told },
        words: `Node ${told} is too old: ${least.join('.')} or later is needed, from https://nodejs.org. The Node that apt has is often an older one.`,
      }
    : { id: 'node', verdict: 'right', words: `Node ${told} is recent enough.`, told };
}

/** Programs of the system that take the port of a board: what each does, and how to be rid of it. */
export const TAKERS = {
  ModemManager:
    'ModemManager is running: for half a minute it tries each new board for a modem. If the rig is slow to find its board, see "For half a minute after plugging in" in docs/troubleshooting.md.',
  brltty:
    'brltty, a program for braille displays, is running: it takes boards with a CH340 or CP2102 chip. If nobody needs it here, run "sudo apt remove brltty".',
} as const;
export type Taker = keyof typeof TAKERS;

export function takerFindings(running: readonly Taker[]): Finding[] {
  return running.map((name) => ({
    ...{ id: 'port-takers', verdict: 'remark', words: TAKERS[name], told: `${name} runs` },
  }));
}

/** @param notes remarks of the check, a line each. */
export function fileFinding(file: string, notes: readonly string[]): Finding {
  if (notes.length === 0)
    return { id: 'rig-file', verdict: 'right', words: `${file} is sound.`, told: 'sound' };
  return {
    ...{ id: 'rig-file', verdict: 'remark', told: countOf(notes.length, 'remark') },
    words: `${file} is sound, with a remark: ${notes.join(' ')}`,
  };
}

/** @param problems a line each, with file, line and column. */
export function brokenFileFinding(problems: readonly string[]): Finding {
  return {
    ...{ id: 'rig-file', verdict: 'wrong', told: countOf(problems.length, 'mistake') },
    words: `the rig file cannot be read: ${problems.join('\n')}`,
  };
}

/** What a USB port is asked for; a supply that is too weak is felt as restarts. `null`: nothing hangs on a board. */
export function currentFinding(rig: Rig): Finding | null {
  const { usb } = budgetOf(rig);
  if (usb === null) return null;
  const { sumMa, givesMa, leftMa } = usb;
  const told = `${sumMa} of ${givesMa} mA from USB`;
  if (leftMa >= 0)
    return {
      id: 'current',
      verdict: 'right',
      words: `The USB port is asked for ${sumMa} mA and gives ${givesMa}.`,
      told,
    };
  return {
    ...{ id: 'current', verdict: 'wrong', told },
    words: `The USB port is asked for ${sumMa} mA and gives ${givesMa}. Give the needles a 5 V supply of their own and write "needles: {supply: own}", or lower strip.currentLimitMa.`,
  };
}

/** What answered on a port, as far as a finding needs it. */
export interface Answered {
  readonly firmware: string;
  /** Whether the program has a newer one. */
  readonly isOlder: boolean;
  readonly kind: string;
  readonly baud: number;
  readonly mostLeds: number;
  readonly roundTrips: {
    readonly longestMs: number | null;
    readonly asked: number;
    readonly answered: number;
  };
  readonly words: string;
}

/** A line that answers later than this is felt at the button [ms]; an adapter with a timer of 16 ms does it. */
const SLOW_MS = 15;

/** A board of ours. @param ledCount that the rig wants; `null`: there is no rig file. */
export function boardFindings(
  { firmware, isOlder, kind, baud, mostLeds, roundTrips, words }: Answered,
  ledCount: number | null,
): Finding[] {
  const { longestMs, asked, answered } = roundTrips;
  const version = /^\d{1,3}(\.\d{1,3}){0,3}$/.test(firmware) ? firmware : 'unknown';
  const name = /^(uno|nano)$/.test(kind) ? kind : 'other';
  const found: Finding[] = [
    {
      ...{ id: 'board', verdict: isOlder ? 'remark' : 'right', words },
      told: `${name}, firmware ${version}${isOlder ? ' (older)' : ''}, ${baud} baud`,
    },
  ];
  if (ledCount !== null && mostLeds > 0 && ledCount > mostLeds)
    found.push({
      ...{ id: 'memory', verdict: 'wrong', told: `${ledCount} of ${mostLeds} LEDs` },
      words: `The rig file wants ${ledCount} LEDs, and the memory of this board holds ${mostLeds}: write a smaller number.`,
    });
  const told = `${answered} of ${asked}, ${longestMs === null ? '–' : longestMs.toFixed(1)} ms at most`;
  if (answered < asked)
    found.push({
      ...{ id: 'line', verdict: 'wrong', told },
      words: `${asked - answered} of ${asked} answers of the board were lost: use another, shorter USB cable and no hub, and keep its pins 0 and 1 free.`,
    });
  else if (longestMs !== null && longestMs > SLOW_MS)
    found.push({
      ...{ id: 'line', verdict: 'remark', told },
      words: `An answer takes up to ${longestMs.toFixed(0)} ms: the adapter of this board holds short lines. Set the latency timer of its driver to 1 ms, where it has one.`,
    });
  else found.push({ id: 'line', verdict: 'right', words: `All ${asked} answers of the board came.`, told });
  return found;
}

/** A port on which no board of ours answers. @param code of the fault, such as `no-permission`. */
export function faultFinding(code: string, words: string): Finding {
  return { id: 'board', verdict: 'wrong', words, told: /^[a-z-]{1,24}$/.test(code) ? code : 'fault' };
}

const countOf = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`;
