/** A small sample of what `npm run bench -- server` does a million times, against the program itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RigProcess, startRigProcess } from '../cli/rig-process.js';
import { abortedDownloads, mutatedCampaign } from '../harness/web-peers/campaign.js';
import { droppedSockets } from '../harness/web-peers/dropped-sockets.js';
import { ALL_COMMANDS } from '../harness/web-peers/frames.js';
import { Rhythm } from '../harness/web-peers/rhythm.js';
import { slowReaders } from '../harness/web-peers/slow-readers.js';
import { type Vitals, vitalsOf } from '../harness/web-peers/vitals.js';

let rig: RigProcess;
let port: number;
let page: Rhythm;
let before: Vitals;

beforeEach(async () => {
  rig = startRigProcess(['run', '--http-port', '0']);
  port = Number(new URL(await rig.address()).port);
  page = new Rhythm(port);
  while (page.take().seen.count === 0) await pause(20);
  before = vitalsOf(rig.child.pid!);
});

afterEach(() => {
  page.close();
  rig.child.kill('SIGKILL');
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Pictures still come, nothing is held, and the rig ends as it should. */
async function unharmed(): Promise<void> {
  page.take();
  while (page.take().seen.count === 0) await pause(20);
  while (vitalsOf(rig.child.pid!).descriptors > before.descriptors) await pause(50);
  rig.child.kill('SIGINT');
  expect(await rig.exited).toEqual({ code: 0, signal: null });
  expect(rig.err).not.toContainEqual(expect.stringMatching(/fault/));
}

describe.skipIf(process.platform !== 'linux')('the rig outlives', () => {
  it('1500 mutated requests and messages, with no descriptor lost', async () => {
    const { sent, statuses } = await mutatedCampaign({
      port,
      count: 1500,
      seed: 1,
      atOnce: 32,
      commands: ALL_COMMANDS,
    });
    expect(sent).toBeGreaterThanOrEqual(1500);
    // The sample is a mixed one: answers of several kinds come.
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining(['101', '200', '400', '404']));
    await unharmed();
  });

  it('600 downloads that are broken off, with no descriptor lost', async () => {
    expect(await abortedDownloads(port, ['/', '/index.html', '/nothing'], 600, 2)).toBe(600);
    await unharmed();
  });

  it('280 connections that are dropped, at every stage of their life, with no descriptor lost', async () => {
    const stages = await droppedSockets(port, 280, 16, 3);
    expect(stages.size).toBe(14);
    for (const [stage, count] of stages) expect([stage, count]).toEqual([stage, 20]);
    await unharmed();
  });

  it('31 pages that do not read and send refused commands, and sends pictures to the 32nd meanwhile', async () => {
    const readers = slowReaders(port, 31);
    while (readers.sent < 600) await pause(50);
    page.take();
    while (page.take().seen.count === 0) await pause(20);
    readers.end();
    await unharmed();
  });
});
