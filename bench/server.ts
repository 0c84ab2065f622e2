/**
 * What the network can do to a rig: mutated requests and messages, downloads broken off, connections dropped at every
 * stage of their life and pages that do not read, against the program itself in a process of its own. Before, during and after each: open files and connections,
 * memory, and the rhythm of pictures as an honest page sees it. Linux: reads /proc.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { abortedDownloads, mutatedCampaign } from '../test/harness/web-peers/campaign.js';
import { droppedSockets } from '../test/harness/web-peers/dropped-sockets.js';
import { STEADY_COMMANDS } from '../test/harness/web-peers/frames.js';
import type { Intervals, RhythmReport } from '../test/harness/web-peers/rhythm.js';
import { slowReaders } from '../test/harness/web-peers/slow-readers.js';
import { type Vitals, vitalsOf } from '../test/harness/web-peers/vitals.js';
import { addressOf, startVirtualRig } from './virtual-rig.js';

const MUTATED = 1_000_000;
/** Of so many mutated ones one download is broken off, and one connection dropped. */
const TO_ONE = 100;
const SLOW_READERS = 31;
const SLOW_MS = 300_000;
const LEAST_SLOW_MS = 5000;
const SEED = 2026;
const AT_ONCE = 64;
/** How long nobody does anything, before and after [ms]. */
const IDLE_MS = 20_000;
/** By then everything must be given back [ms]. */
const BACK_WITHIN_MS = 60_000;
const LOOK_MS = 500;

const THREAD = new URL('../test/harness/web-peers/rhythm-thread.js', import.meta.url);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Bench {
  readonly rig: ChildProcess;
  readonly port: number;
  /** What the honest page has seen since the last time. */
  rhythm(): Promise<RhythmReport>;
}

/** The most that was held while `work` went on. */
async function watched<T>(pid: number, work: Promise<T>): Promise<[T, Vitals]> {
  const most = { descriptors: 0, rssMb: 0 };
  const look = setInterval(() => {
    const { descriptors, rssMb } = vitalsOf(pid);
    most.descriptors = Math.max(most.descriptors, descriptors);
    most.rssMb = Math.max(most.rssMb, rssMb);
  }, LOOK_MS);
  try {
    return [await work, most];
  } finally {
    clearInterval(look);
  }
}

/** Waits until no more is held than before, or the time is up. @returns how long the descriptors took [ms]. */
async function givenBack(pid: number, before: Vitals): Promise<[number, Vitals]> {
  const startMs = performance.now();
  let backMs = Number.NaN;
  for (;;) {
    const now = vitalsOf(pid);
    const passedMs = performance.now() - startMs;
    if (Number.isNaN(backMs) && now.descriptors <= before.descriptors) backMs = passedMs;
    if (passedMs > BACK_WITHIN_MS) return [backMs, now];
    await wait(LOOK_MS);
  }
}

const intervals = ({ count, p99Ms, worstMs }: Intervals) =>
  `${p99Ms.toFixed(1)} ms, worst ${worstMs.toFixed(0)} ms of ${count}`;

function tellRhythm(when: string, { seen, lost }: RhythmReport): void {
  console.log(`  pictures ${when}, 99 % of the time apart at most: ${intervals(seen)}`);
  if (lost > 0) console.log(`  the honest page lost its connection ${lost} times`);
}

async function phase(bench: Bench, name: string, work: () => Promise<string>): Promise<void> {
  const pid = bench.rig.pid!;
  console.log(`${name}:`);
  await bench.rhythm();
  await wait(IDLE_MS);
  const quiet = await bench.rhythm();
  tellRhythm('before', quiet);
  const before = vitalsOf(pid);
  const startMs = performance.now();
  const [words, most] = await watched(pid, work());
  const tookS = (performance.now() - startMs) / 1000;
  const during = await bench.rhythm();
  tellRhythm('meanwhile', during);
  console.log(`  moved by ${(during.seen.p99Ms - quiet.seen.p99Ms).toFixed(1)} ms`);
  const [backMs, after] = await givenBack(pid, before);
  tellRhythm('afterwards', await bench.rhythm());
  console.log(`  ${words}, in ${tookS.toFixed(0)} s`);
  console.log(
    `  descriptors before / most / after: ${before.descriptors} / ${most.descriptors} / ${after.descriptors}, back after ${(backMs / 1000).toFixed(1)} s; RSS ${before.rssMb.toFixed(0)} / ${most.rssMb.toFixed(0)} / ${after.rssMb.toFixed(0)} MB`,
  );
}

async function mutated(port: number, count: number): Promise<string> {
  const { sent, visits, statuses } = await mutatedCampaign({
    port,
    count,
    seed: SEED,
    atOnce: AT_ONCE,
    commands: STEADY_COMMANDS,
    onProgress: (soFar) => {
      if (process.stderr.isTTY) process.stderr.write(`\r  ${soFar} of ${count}`);
    },
  });
  const answers = [...statuses].sort().map(([status, times]) => `${status} ${times}`);
  return `sent ${sent} on ${visits} connections; answers ${answers.join(', ')}`;
}

async function dropped(port: number, count: number): Promise<string> {
  const stages = await droppedSockets(port, count, AT_ONCE / 2, SEED);
  const counts = [...stages].map(([name, times]) => `${name} ${times}`);
  return `dropped at: ${counts.join(', ')}`;
}

async function slow(port: number, forMs: number): Promise<string> {
  const readers = slowReaders(port, SLOW_READERS);
  await wait(forMs);
  readers.end();
  return `${readers.sent} refused commands; ${readers.returns} times one was thrown out and came back`;
}

async function pagePaths(address: string): Promise<string[]> {
  const index = await (await fetch(address)).text();
  return ['/', ...[...index.matchAll(/"\.(\/assets\/[^"]+)"/g)].map(([, path]) => path!)];
}

/** Also where the bench is run with `nice` the rig is not, if the system allows it: its rhythm is to be measured. */
function atUsualPriority(pid: number): void {
  try {
    setPriority(pid, 0);
  } catch {
    console.log('the rig is as nice as the bench: its pictures may come late');
  }
}

/** @param options of the rig, such as `--exhibit`. */
export async function server(count = MUTATED, options: readonly string[] = []): Promise<void> {
  const few = Math.ceil(count / TO_ONE);
  const slowMs = Math.max(LEAST_SLOW_MS, (SLOW_MS * count) / MUTATED);
  const rig = startVirtualRig(options);
  atUsualPriority(rig.pid!);
  const exited = once(rig, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  try {
    const address = await addressOf(rig);
    const port = Number(new URL(address).port);
    const thread = new Worker(THREAD, { workerData: { port } });
    const bench: Bench = {
      rig,
      port,
      async rhythm() {
        thread.postMessage('take');
        const [report] = (await once(thread, 'message')) as [RhythmReport];
        return report;
      },
    };
    // Warm: what the program takes once is no leak.
    await mutated(port, count / 50);
    await dropped(port, few / 50);
    const paths = await pagePaths(address);
    await phase(bench, `${count} mutated requests and messages, ${AT_ONCE} peers at a time`, () =>
      mutated(port, count),
    );
    await phase(bench, `${few} downloads broken off, 20 on a connection`, async () => {
      const begun = await abortedDownloads(port, paths, few, SEED);
      return `${begun} of ${paths.length} files`;
    });
    await phase(bench, `${few} connections opened and dropped, ${AT_ONCE / 2} at a time`, () =>
      dropped(port, few),
    );
    await phase(bench, `${SLOW_READERS} pages that hardly read, for ${slowMs / 1000} s`, () =>
      slow(port, slowMs),
    );
    thread.postMessage(null);
    console.log(ended ? 'the rig ended on its own' : 'the rig has not ended on its own');
  } finally {
    rig.kill('SIGINT');
  }
  const [code, signal] = await exited;
  console.log(`after Ctrl-C: exit code ${code ?? signal}`);
}
