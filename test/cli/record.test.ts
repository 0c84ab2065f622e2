import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readRecording, summaryOf } from '../../src/cli/recording-lines.js';
import type { RecordedBlock } from '../../src/recording/format.js';
import { decodePagePicture } from '../../src/server/messages.js';
import { type RigProcess, startRigProcess } from './rig-process.js';

let folder: string;
let file: string;
const running: RigProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-record-'));
  file = join(folder, 'lesson.recording');
});
afterEach(async () => {
  for (const rig of running.splice(0)) {
    rig.child.kill('SIGKILL');
    await rig.exited;
  }
  rmSync(folder, { recursive: true, force: true });
});

function record(...args: string[]): RigProcess {
  const rig = startRigProcess(['run', '--http-port', '0', '--record', file, ...args]);
  running.push(rig);
  return rig;
}

/** The rig under test needs the processor more than the eye on its file. */
const LOOK_EVERY_MS = 20;

const linesOf = (path: string) => readFileSync(path, 'latin1').split('\n').length - 1;

async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

async function ask(rig: RigProcess, ...commands: object[]): Promise<void> {
  const address = await rig.address();
  const socket = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.slice(0, -1) });
  await new Promise((resolve) => socket.on('open', resolve));
  for (const command of commands) socket.send(JSON.stringify(command));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.close();
}

function blocksOf(path: string): RecordedBlock[] {
  const recording = readRecording(path);
  try {
    return [...recording.blocks];
  } finally {
    recording.close();
  }
}

describe('axon-rig run --record', () => {
  it('has the whole lesson after Ctrl-C: pictures, both voltmeters, and what was done', async () => {
    const rig = record('--experiment', 'lesson');
    await ask(rig, { do: 'stimulate' }, { do: 'electrode', name: 'yellow', at: 20 });
    const isSpike = (words: string) => words.startsWith('spike');
    const hasSpike = () => blocksOf(file).some(({ events }) => events.some(({ words }) => isSpike(words)));
    await until(() => linesOf(file) >= 5 && hasSpike());
    rig.child.kill('SIGINT');
    expect((await rig.exited).code).toBe(0);
    const { header, pictures, ending } = await summaryOf(file);
    expect(ending.problem).toBeUndefined();
    expect(header).toMatchObject({ unit: 'site', roomMsPerAxonMs: 250 });
    expect(header.places).toHaveLength(60);
    const blocks = blocksOf(file);
    expect(pictures).toBe(blocks.flatMap((block) => block.pictures).length);
    const words = blocks.flatMap(({ events }) => events).map((event) => event.words);
    expect(words.filter((one) => !isSpike(one))).toEqual([
      'stimulate',
      'press 1 at 0',
      'electrode name "yellow" at 20',
      'measures begin again',
    ]);
    expect(words.filter(isSpike).length).toBeGreaterThan(0);
  });

  it('loses at most the last second when the process is killed, and nothing before', async () => {
    const rig = record('--experiment', 'lesson');
    const address = await rig.address();
    const socket = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.slice(0, -1) });
    let seenMs = 0;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) seenMs = decodePagePicture(new Uint8Array(data))!.modelMs;
    });
    await until(() => existsSync(file) && linesOf(file) >= 5 && seenMs > 6);
    const before = readFileSync(file, 'latin1');
    rig.child.kill('SIGKILL');
    await rig.exited;
    expect(readFileSync(file, 'latin1').startsWith(before)).toBe(true);
    expect((await summaryOf(file)).ending.problem).toMatch(
      /^it was not ended, as after a crash|the rest is cut off$/,
    );
    const lastMs = blocksOf(file).at(-1)!.pictures.at(-1)!.axonMs;
    // A second of the room is 4 ms of the axon.
    expect(seenMs - lastMs).toBeLessThan(4);
  });

  it('refuses to write over a file, and says what to do, before anything starts', async () => {
    writeFileSync(file, 'mine');
    const rig = record();
    expect((await rig.exited).code).toBe(1);
    expect(rig.err).toEqual([
      `axon-rig: ${file} is there already, and a recording is never written over: give another name, or move it away`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('goes on with the light when its folder is taken away, and says so once', async () => {
    const rig = record();
    await until(() => existsSync(file) && linesOf(file) >= 2);
    rmSync(folder, { recursive: true });
    await rig.line(
      /has ended: somebody has removed the file, or its folder; its first \d+\.\d s are safe, and the rig goes on/,
    );
    await ask(rig, { do: 'stimulate' });
    rig.child.kill('SIGINT');
    expect((await rig.exited).code).toBe(0);
    expect(rig.err.filter((line) => line.includes('has ended'))).toHaveLength(1);
  });
});
