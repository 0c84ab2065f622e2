/**
 * Power cuts at any moment: an exhibit in a process of its own that is killed again and again, and beside it a program
 * that writes the same kind of log 50 times a second and tells what it has written. What a cut may cost besides is done to
 * the files by hand: a day that ends in half a line, a count of starts that is empty or half written, half a round.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { diceOf } from '../test/harness/faults/dice.js';

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
const WRITER = fileURLToPath(new URL('./log-writer.js', import.meta.url));
const RIG = 'device: {kind: virtual}\nexhibit: {attractS: 2, log: {folder: logs}}\n';
/** A rig that is not killed before lives at most so long [ms]. */
const MOST_LIFE_MS = 3000;
const LOOK_MS = 20;
/** A rig that has made no picture by then, or whose log has no start, has failed [ms]. */
const PATIENCE_MS = 60_000;

export interface PowerCuts {
  readonly cuts: number;
  /** From each start that was to come up to its first picture [ms]. */
  readonly lightMs: readonly number[];
  /** Most of the log's last stretch that one cut has cost [ms]. */
  readonly mostLostMs: number;
  /** Lines that the disk was said to have, and that are missing; and lines that are missing before one that is there. */
  readonly lostLines: number;
  /** Lines that no program can read, and cuts that have left one by hand. */
  readonly tornLines: number;
  readonly tornByHand: number;
  /** Starts that the log has, and those of them that know that the run before was cut off. */
  readonly startsLogged: number;
  readonly cutOffs: number;
  /** Whether every start knows that: all but those that have no count before them. */
  readonly cutsKnown: boolean;
  /** Whether each start was counted from the one before, but where the count had been spoilt between them. */
  readonly countsInOrder: boolean;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function addressOf(child: ChildProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /^axon-rig: open (http:\S+)$/.exec(line)?.[1];
    if (address) return address;
  }
  return undefined;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'close');
  child.stdout?.resume();
  child.kill('SIGKILL');
  await over;
}

/** @returns how long it took until pictures went out [ms]; undefined if it was killed before. */
async function untilLight(child: ChildProcess, beganMs: number): Promise<number | undefined> {
  const address = await addressOf(child);
  if (address === undefined) return undefined;
  while (performance.now() - beganMs < PATIENCE_MS) {
    const text = await fetch(`${address}metrics`).then(
      (answer) => answer.text(),
      () => undefined,
    );
    if (text === undefined) return undefined;
    const sent = /^axon_rig_device_pictures_total\{outcome="sent"\} (\d+)$/m.exec(text)?.[1];
    if (Number(sent) > 0) return performance.now() - beganMs;
    await wait(LOOK_MS);
  }
  throw new Error(`no picture within ${PATIENCE_MS / 1000} s`);
}

interface Line {
  readonly event?: string;
  readonly start?: number;
  readonly before?: string;
  readonly n?: number;
}

/** Every line of every day; undefined: nobody can read it. */
async function linesOf(folder: string): Promise<(Line | undefined)[]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => /^axon-rig-\d.*\.jsonl$/.test(name))
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as Line;
      } catch {
        return undefined;
      }
    });
}

const startsOf = (lines: readonly (Line | undefined)[]) =>
  lines.flatMap((line) => (line?.event === 'start' ? [line] : []));

/** Resolves once the log has more starts than `before`. */
async function untilLogged(folder: string, before: number): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (startsOf(await linesOf(folder)).length <= before) {
    if (performance.now() > untilMs) throw new Error(`no start in the log within ${PATIENCE_MS / 1000} s`);
    await wait(LOOK_MS);
  }
}

/** Writes a log until it is killed. @returns what of it a cut at a random moment has cost. */
async function cutWriter(folder: string, afterMs: number): Promise<{ lostMs: number; lostLines: number }> {
  const child = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: { readonly n: number; readonly atMs: number }[] = [];
  /** How many lines the disk was said to have. */
  let kept = 0;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [what, n, atMs] = line.split(' ');
    if (what === 'kept') kept += Number(n);
    else told.push({ n: Number(n), atMs: Number(atMs) });
  });
  await wait(afterMs);
  await kill(child);
  const written = (await linesOf(folder)).map((line) => line?.n ?? -1);
  const missing = told.slice(written.length);
  await rm(folder, { recursive: true, force: true });
  return {
    lostMs: missing.length === 0 ? 0 : told.at(-1)!.atMs - missing[0]!.atMs,
    lostLines: Math.max(0, kept - written.length) + written.filter((n, i) => n !== i).length,
  };
}

/** What a disk may keep of what was being written. @returns what was spoilt. */
async function spoil(folder: string, roll: () => number): Promise<'day' | 'starts' | 'none'> {
  const names = await readdir(folder).catch(() => []);
  const day = names
    .filter((name) => /^axon-rig-\d.*\.jsonl$/.test(name))
    .sort()
    .at(-1);
  if (roll() < 0.3) await appendFile(join(folder, 'axon-rig-rounds.jsonl'), '\n{"at":"2026-1');
  if (roll() < 0.4 && day !== undefined) {
    const path = join(folder, day);
    const { size } = await stat(path);
    const text = await readFile(path, 'utf8');
    const left = Math.max(0, size - 1 - Math.floor(40 * roll()));
    await truncate(path, left);
    return left > 0 && text[left - 1] !== '\n' ? 'day' : 'none';
  }
  if (roll() < 0.2) {
    await mkdir(folder, { recursive: true });
    const memory = join(folder, 'axon-rig-starts.json');
    await writeFile(memory, roll() < 0.5 ? '' : '{"starts":1');
    await writeFile(`${memory}.new`, '{"sta');
    return 'starts';
  }
  return 'none';
}

export async function cutPower(cuts: number, seed: number): Promise<PowerCuts> {
  const top = await mkdtemp(join(tmpdir(), 'axon-rig-cuts-'));
  const folder = join(top, 'logs');
  await writeFile(join(top, 'rig.yaml'), RIG);
  const lightMs: number[] = [];
  let mostLostMs = 0;
  let lostLines = 0;
  let tornByHand = 0;
  /** How many starts the log had when a count was spoilt: the next one may begin again. */
  let spoiltAfter: number[] = [];
  let isSpoilt = false;
  try {
    for (let cut = 0; cut < cuts; cut++) {
      // What one cut finds does not change what is done at the next.
      const roll = diceOf(1000 * seed + cut);
      const logged = startsOf(await linesOf(folder)).length;
      if (isSpoilt) spoiltAfter.push(logged);
      // The line of a start may be torn, too.
      spoiltAfter = spoiltAfter.map((starts) => Math.min(starts, logged));
      const beganMs = performance.now();
      const child = spawn(process.execPath, [MAIN, 'run', 'rig.yaml', '--http-port', '0'], {
        cwd: top,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const lit = untilLight(child, beganMs);
      // Every third is cut while it starts, wherever that finds it; another third once its start is in the log.
      if (cut % 3 === 2) await wait(roll() * (lightMs.at(-1) ?? 1000));
      else {
        const ms = await lit;
        if (ms === undefined) throw new Error(`start ${cut + 1} has not come up`);
        lightMs.push(ms);
        if (cut % 3 === 0) await untilLogged(folder, logged);
        await wait(roll() * MOST_LIFE_MS);
      }
      await kill(child);
      await lit;
      const spoilt = await spoil(folder, roll);
      if (spoilt === 'day') tornByHand++;
      isSpoilt = spoilt === 'starts';
      const lost = await cutWriter(join(top, 'writer'), 300 + 2500 * roll());
      mostLostMs = Math.max(mostLostMs, lost.lostMs);
      lostLines += lost.lostLines;
    }
    const lines = await linesOf(folder);
    const starts = startsOf(lines);
    const countsInOrder = starts.every(
      ({ start }, i) => i === 0 || start! > starts[i - 1]!.start! || spoiltAfter.includes(i),
    );
    return {
      cuts,
      lightMs,
      mostLostMs,
      lostLines,
      tornLines: lines.filter((line) => line === undefined).length,
      tornByHand,
      startsLogged: starts.length,
      cutOffs: starts.filter(({ before }) => before === 'cut-off').length,
      cutsKnown: starts.every(({ start, before }) => before === (start === 1 ? 'none' : 'cut-off')),
      countsInOrder,
    };
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

export async function powerCuts(count = 100, seed = 1): Promise<void> {
  const found = await cutPower(count, seed);
  const sorted = [...found.lightMs].sort((a, b) => a - b);
  const s = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  console.log(`${found.cuts} power cuts at any moment, seed ${seed}:`);
  console.log(
    `  from start to light: median ${s(sorted[sorted.length >> 1]!)}, longest ${s(sorted.at(-1)!)}`,
  );
  console.log(
    `  most of the log that one cut has cost: ${s(found.mostLostMs)}; lines lost of those that the disk had: ${found.lostLines}`,
  );
  console.log(
    `  lines that nobody can read: ${found.tornLines}, of ${found.tornByHand} that were torn by hand; ${found.startsLogged} starts in the log, ${found.cutOffs} say that the run before was cut off, ${found.cutsKnown ? 'all' : 'not all'} that can know it; counts in order: ${found.countsInOrder ? 'yes' : 'no'}`,
  );
}
