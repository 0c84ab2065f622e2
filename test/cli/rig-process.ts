/** The built command line as a person runs it: a process of its own, its output by the line, its exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
export const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

export interface RigProcess {
  readonly child: ChildProcess;
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** The first line of either output that matches; rejects if the process ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** The address that it printed. */
  address(): Promise<string>;
}

/**
 * Runs `axon-rig` with `args`; `folder` is where it is run from, the top of the tree unless given; `preload` is
 * code that runs in the same process first, to bring a fault into it.
 */
export function startRigProcess(args: readonly string[], folder = top, preload = ''): RigProcess {
  const node = preload === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const child = spawn(process.execPath, [...node, MAIN, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: string[] = [];
  const err: string[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  const wake = (): void => {
    for (const look of waiting) look();
  };
  for (const [stream, lines] of [
    [child.stdout, out],
    [child.stderr, err],
  ] as const)
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      wake();
    });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => {
      ended = true;
      resolve({ code, signal });
      wake();
    });
  });

  function line(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = [...out, ...err].find((text) => pattern.test(text));
        if (found === undefined && !ended) return;
        waiting.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`no line ${pattern} in\n${[...out, ...err].join('\n')}`));
      };
      waiting.add(look);
      look();
    });
  }

  return {
    child,
    out,
    err,
    exited,
    line,
    async address() {
      return (await line(/^axon-rig: open /)).replace('axon-rig: open ', '');
    },
  };
}

/** Runs to the end. */
export async function runToEnd(args: readonly string[], folder?: string) {
  const { out, err, exited } = startRigProcess(args, folder);
  const { code } = await exited;
  return { code, out: out.join('\n'), err: err.join('\n') };
}
