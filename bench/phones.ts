/**
 * What a crowd costs the light: how far apart the pictures are that the rig hands to its board, with the teacher's page
 * alone and with 50 phones that watch, vote, are lost and come back, or with 64 pages that watch. The rig is in this
 * thread, page and crowd in threads of their own. Both are measured in turn, several times: what else the computer does
 * counts in both.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { loadRig } from '../src/cli/rig-files.js';
import { systemTimers } from '../src/devices/system/timers.js';
import { createVirtualDevice } from '../src/devices/virtual/index.js';
import { composeController } from '../src/playing/compose.js';
import { startServer } from '../src/server/server.js';
import { intervalsOf } from '../test/harness/web-peers/rhythm.js';

/** A crowd in a thread of its own. */
interface Crowd {
  readonly thread: URL;
  readonly count: number;
  readonly words: string;
}

const PHONES: Crowd = {
  thread: new URL('../test/harness/web-peers/class-thread.js', import.meta.url),
  count: 50,
  words: 'phones that vote',
};
const WATCHERS: Crowd = {
  thread: new URL('../test/harness/web-peers/watchers-thread.js', import.meta.url),
  count: 64,
  words: 'pages that watch',
};
const ROUNDS = 4;
const ROUND_MS = 15_000;
const SETTLE_MS = 3000;
const PRESS_EVERY_MS = 1500;

const PAGE = new URL('../test/harness/web-peers/rhythm-thread.js', import.meta.url);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Before whatever else the computer does, if the system allows it: the rig is to be measured. The other threads stay as they are. */
function beforeOthers(): void {
  try {
    setPriority(-15);
  } catch {
    console.log('other work on this computer counts: the system lets nobody go before it');
  }
}

/** How long this thread has had a core [ms]. Linux: reads /proc, in ticks of 10 ms. */
function threadMs(): number {
  const fields = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** What the rig's thread did in a stretch of time. */
interface Measured {
  /** Between two pictures for the board [ms]. */
  readonly apartMs: number[];
  /** How long it had a core, and how long the stretch was [ms]. */
  workMs: number;
  allMs: number;
}

export const phones = () => costOf(PHONES);
export const watchers = () => costOf(WATCHERS);

async function costOf(crowd: Crowd): Promise<void> {
  beforeOthers();
  const { rig } = loadRig('virtual');
  const device = createVirtualDevice({
    capabilities: { ledCount: rig.light.ledCount, needleCount: 2, buttonCount: 1, dialCount: 0 },
    timers: systemTimers,
  });
  const shownMs: number[] = [];
  const show = device.show.bind(device);
  device.show = (picture) => {
    shownMs.push(performance.now());
    show(picture);
  };
  const controller = composeController(rig, device, systemTimers, (error) => {
    throw error;
  });
  const server = await startServer({
    controller,
    rig: { name: rig.name, invite: null, currentLimitMa: 200, brightness: 0.38, reversed: false },
    program: 'bench',
    clock: systemTimers,
    pageFolder: 'nowhere',
    host: '127.0.0.1',
    port: 0,
    onFault: (error) => console.error(error),
  });
  controller.start();
  // The reasons are asked for: a press closes a vote on predictions.
  server.follow({
    card: 'spread',
    start: 1,
    inPlan: true,
    presses: true,
    asks: 'why',
    choices: 3,
    right: 1,
    whyRight: null,
  });
  const pressing = setInterval(() => controller.command({ do: 'stimulate' }), PRESS_EVERY_MS);
  const page = new Worker(PAGE, { workerData: { port: server.port } });

  async function measure(into: Measured): Promise<void> {
    await wait(SETTLE_MS);
    shownMs.length = 0;
    const [beforeMs, startMs] = [threadMs(), performance.now()];
    await wait(ROUND_MS);
    into.workMs += threadMs() - beforeMs;
    into.allMs += performance.now() - startMs;
    into.apartMs.push(...shownMs.slice(1).map((ms, n) => ms - shownMs[n]!));
  }

  const [alone, crowded]: [Measured, Measured] = [
    { apartMs: [], workMs: 0, allMs: 0 },
    { apartMs: [], workMs: 0, allMs: 0 },
  ];
  let pictures = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await measure(alone);
    const thread = new Worker(crowd.thread, { workerData: { port: server.port, count: crowd.count } });
    await measure(crowded);
    thread.postMessage('take');
    pictures += ((await once(thread, 'message')) as [number])[0];
    thread.postMessage(null);
    await once(thread, 'exit');
  }
  page.postMessage(null);
  clearInterval(pressing);
  const told = [alone, crowded].map(({ apartMs, workMs, allMs }) => {
    const { count, p99Ms, worstMs } = intervalsOf(apartMs);
    const share = ((100 * workMs) / allMs).toFixed(1);
    const words = `${p99Ms.toFixed(2)} ms, worst ${worstMs.toFixed(1)} ms of ${count}; its thread has a core for ${share} % of the time`;
    return { p99Ms, share: (100 * workMs) / allMs, words };
  });
  console.log('pictures for the board, 99 % of the time apart at most:');
  console.log(`  the teacher's page alone: ${told[0]!.words}`);
  console.log(`  and ${crowd.count} ${crowd.words}: ${told[1]!.words}`);
  console.log(
    `  moved by ${(told[1]!.p99Ms - told[0]!.p99Ms).toFixed(2)} ms, for ${(told[1]!.share - told[0]!.share).toFixed(1)} % of a core more`,
  );
  const perSecond = pictures / (ROUNDS * (SETTLE_MS + ROUND_MS) * 0.001 * crowd.count);
  console.log(`  each of them got ${perSecond.toFixed(1)} pictures a second`);
  await server.close();
  await controller.close();
}
