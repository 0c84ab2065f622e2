import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/test/harness/emulate.js', import.meta.url));
export const PATIENCE_MS = 30_000;

const children: ChildProcess[] = [];

/** A line of `npm run emulate`: a picture that the strip has shown. */
export interface EmulatedFrame {
  readonly us: number;
  /** Red, green, blue per LED, hexadecimal. */
  readonly leds: string;
  readonly servoUs: readonly (number | null)[];
}

/** For `afterEach`: none survives its test. */
export function endEmulators(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}

/** `npm run emulate` without npm, and ways to wait for what it says. */
export function emulate(...args: string[]) {
  if (!existsSync(PROGRAM)) throw new Error('the emulator is not built: run "npm run build"');
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  // Read line by line as they come: thousands of pictures, and tests that look every few milliseconds.
  const lines: string[] = [];
  const frames: EmulatedFrame[] = [];
  let rest = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const ended = `${rest}${text}`.split('\n');
    rest = ended.pop()!;
    lines.push(...ended);
    for (const line of ended) if (line.startsWith('{')) frames.push(JSON.parse(line));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => {
    // It may have gone before it read what we wrote.
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return {
    child,
    exit,
    type: (line: string) => child.stdin.write(`${line}\n`),
    lines: (): readonly string[] => lines,
    frames: (): readonly EmulatedFrame[] => frames,
    errors: () => err,
  };
}

export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`still waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
