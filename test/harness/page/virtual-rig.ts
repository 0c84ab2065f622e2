/** A virtual rig as a process of its own, for a page that is looked at or measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';

const MAIN = fileURLToPath(new URL('../../../src/cli/main.js', import.meta.url));

/** How often it is looked whether something has come, and how often at most [ms]. */
const LOOK_EVERY_MS = 5;
const MOST_LOOKS = 6000;

export interface VirtualRig {
  readonly address: string;
  /** Says something to it, as a page does. */
  send(command: object): Promise<void>;
  /** Everything as at the start, and at rest. */
  reset(): Promise<void>;
  /** Waits until a press has begun something and nothing of it goes on. */
  quiet(page: Page): Promise<void>;
  /** Waits until so much of the axon's time has gone by since the latest press [ms]. */
  passed(page: Page, ms: number): Promise<void>;
  /** Waits until the lesson stands there. */
  taught(page: Page, phase: string, stage?: string): Promise<void>;
  /** Stops it where it is, as a program that hangs. */
  halt(): void;
  end(): Promise<void>;
}

interface Taught {
  readonly type: 'lesson';
  readonly card: { readonly at: { readonly phase: string; readonly stage?: string } } | null;
}

interface Told {
  readonly type: string;
  readonly activity: string;
  readonly presses: readonly { readonly atMs: number }[];
}

/** @param rest of the rig file, after its device. */
export async function startVirtualRig(rest: string): Promise<VirtualRig> {
  const folder = mkdtempSync(join(tmpdir(), 'axon-rig-shots-'));
  const file = join(folder, 'shown.yaml');
  writeFileSync(file, `device: {kind: virtual}\n${rest}`);
  const child = spawn(process.execPath, [MAIN, 'run', file, '--http-port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await new Promise<string>((found, failed) => {
    const told: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        told.push(line);
        const at = /http:\/\/\S+/.exec(line)?.[0];
        if (at !== undefined) found(at.replace(/[.,]$/, ''));
      });
    child.once('exit', () => failed(new Error(`the rig ended:\n${told.join('\n')}`)));
  });
  const socket = new WebSocket(new URL('ws', address.replace('http', 'ws')), {
    origin: new URL(address).origin,
  });
  let state: Told | undefined;
  let lesson: Taught | undefined;
  let modelMs = 0;
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) modelMs = data.readDoubleLE(8);
    else {
      const message = JSON.parse(String(data)) as Told | Taught;
      if (message.type === 'lesson') lesson = message as Taught;
      else if (message.type === 'state') state = message as Told;
    }
  });
  await once(socket, 'open');
  const until = async (page: Page, isSo: () => boolean): Promise<void> => {
    for (let looks = 0; !isSo(); looks++) {
      if (looks === MOST_LOOKS) throw new Error(`waited for too long:\n${String(isSo)}`);
      await page.waitForTimeout(LOOK_EVERY_MS);
    }
  };
  const send = async (command: object): Promise<void> => {
    socket.send(JSON.stringify(command));
    await new Promise((later) => setTimeout(later, 60));
  };
  return {
    address,
    send,
    async reset() {
      await send({ do: 'reset' });
      await send({ do: 'run', running: true });
    },
    async quiet(page) {
      await until(page, () => state?.activity !== 'none');
      await until(page, () => state?.activity === 'none');
    },
    passed: (page, ms) =>
      until(page, () => {
        const press = state?.presses.at(-1);
        return press !== undefined && modelMs >= press.atMs + ms;
      }),
    taught: (page, phase, stage) =>
      until(page, () => {
        const at = lesson?.card?.at;
        return at?.phase === phase && (stage === undefined || at.stage === stage);
      }),
    halt: () => void child.kill('SIGSTOP'),
    async end() {
      socket.close();
      child.kill('SIGCONT');
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
