/** NEURON, if it is there: bench/neuron/squid_cable.py in a process of its own, asked line by line. */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { packageJson } from '../src/cli/package-folder.js';
import type { Contender } from './contender.js';
import { PULSE, SQUID_CABLE, VELOCITY_RUN } from './squid-cable.js';

const SCRIPT = join(dirname(packageJson), 'bench', 'neuron', 'squid_cable.py');
/** Debian puts NEURON into its own Python, which need not be the first one on the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];
/** NEURON counts the segments of a section in 16 bits. */
const MAX_SEGMENTS = 32_767;

export const HOW_TO_GET_NEURON =
  'NEURON is not installed, so it is not compared. On Debian: apt-get install --no-install-recommends python3-neuron';

export interface Neuron {
  readonly version: string;
  readonly withTable: Contender;
  readonly exact: Contender;
  close(): void;
}

/** Undefined where no Python knows NEURON. Throws if it is there and does not work. */
export async function startNeuron(): Promise<Neuron | undefined> {
  const python = PYTHONS.find((name) => spawnSync(name, ['-c', 'import neuron']).status === 0);
  if (!python) return undefined;
  const dialogue = new Dialogue(
    spawn(python, [SCRIPT, JSON.stringify([SQUID_CABLE, PULSE])], { stdio: ['pipe', 'pipe', 'pipe'] }),
  );
  const { version } = (await dialogue.next()) as { version: string };
  return {
    version,
    withTable: contender(dialogue, 'NEURON, rate table', 'table'),
    exact: contender(dialogue, 'NEURON, exact rates', 'exact'),
    close: () => dialogue.close(),
  };
}

function contender(dialogue: Dialogue, name: string, rates: 'table' | 'exact'): Contender {
  return {
    name,
    maxCompartments: MAX_SEGMENTS,
    async time(compartments, stepMs, steps) {
      const { seconds } = (await dialogue.ask({ do: 'time', rates, compartments, stepMs, steps })) as {
        seconds: number;
      };
      return seconds;
    },
    async record(stepMs) {
      const { compartments, from, to, durationMs } = VELOCITY_RUN;
      const steps = Math.round(durationMs / stepMs);
      const request = { do: 'record', rates, compartments, stepMs, steps, at: [from, to] };
      const { potentialMv } = (await dialogue.ask(request)) as { potentialMv: [number[], number[]] };
      return potentialMv;
    },
  };
}

class Dialogue {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';

  constructor(child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    // NEURON greets on standard error that it has no display; it is of interest only if the process ends.
    child.stderr.on('data', (data) => {
      this.#complaints = (this.#complaints + String(data)).slice(-2000);
    });
    // Writing to a process that has ended: what it complained about is told by `next`.
    child.stdin.on('error', () => {});
  }

  async ask(request: object): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.next();
  }

  async next(): Promise<unknown> {
    const line = await this.#lines.next();
    if (line.done) throw new Error(`NEURON ended before it answered: ${this.#complaints.trim()}`);
    return JSON.parse(line.value);
  }

  close(): void {
    this.#child.stdin.end();
  }
}
