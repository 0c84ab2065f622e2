/** From the archive to the page, on a computer that has nothing but Node: bytes, files, seconds. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Installation, installGlobally, pack } from '../test/harness/installation.js';
import { median } from './median.js';

const TIMES = 5;
const top = fileURLToPath(new URL('../..', import.meta.url));
const secondsSince = (startMs: number) => (performance.now() - startMs) / 1000;

/** The page with all files that its HTML names. */
async function loadPage(address: string): Promise<void> {
  const html = await (await fetch(address)).text();
  const files = [...html.matchAll(/(?:src|href)="(\.?\/?assets\/[^"]+)"/g)].map(([, path]) => path!);
  await Promise.all(files.map(async (path) => (await fetch(new URL(path, address))).arrayBuffer()));
}

/** Seconds from `axon-rig run` in an empty folder until its page is loaded. */
async function secondsToPage({ command, env }: Installation, folder: string): Promise<number> {
  mkdirSync(folder);
  const startMs = performance.now();
  const rig = spawn(command, ['run', '--http-port', '0'], { cwd: folder, env });
  const ended = new Promise((resolve) => rig.on('exit', resolve));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: rig.stdout }).on('line', (line) => {
        const [found] = /http:\/\/\S+/.exec(line) ?? [];
        if (found !== undefined) resolve(found);
      });
      rig.on('exit', () => reject(new Error('the rig ended before it told its address')));
    });
    await loadPage(address);
    return secondsSince(startMs);
  } finally {
    rig.kill('SIGINT');
    await ended;
  }
}

export async function installation(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'axon-rig-installation-'));
  try {
    const packed = pack(top, join(place, 'sources'));
    const install: number[] = [];
    const page: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const computer = join(place, String(time));
      mkdirSync(computer);
      const startMs = performance.now();
      const installed = installGlobally(packed.file, computer);
      install.push(secondsSince(startMs));
      if (installed.said.status !== 0) throw new Error(installed.said.stderr);
      page.push(await secondsToPage(installed, join(computer, 'empty')));
    }
    const both = install.map((seconds, time) => seconds + page[time]!);
    const [installS, pageS, bothS] = [install, page, both].map((all) => median(all).toFixed(1));
    console.log(
      `installation: ${(packed.size / 1e6).toFixed(2)} MB, ${(packed.unpackedSize / 1e6).toFixed(2)} MB unpacked, ${packed.paths.length} files; npm install -g ${installS} s, from "axon-rig run" to the page ${pageS} s, both ${bothS} s (medians of ${TIMES}; no network, no compiler)`,
    );
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
