import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_RUN_FILES, recordTo } from '../../src/cli/record.js';
import { readRecording, summaryOf } from '../../src/cli/recording-lines.js';
import { createBenchRig, LESSON } from '../controller/bench-rig.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const EXPERIMENTS = [
  LESSON,
  { ...LESSON, name: 'other', title: 'Another', electrodes: { blue: 1, yellow: 2 } },
];

async function createRecordedRig(name = join(folder, 'a.recording')) {
  const rig = createBenchRig({ experiments: EXPERIMENTS });
  const out: string[] = [];
  const err: string[] = [];
  const path = name;
  const recording = await recordTo({
    controller: rig.controller,
    experimentNamed: (name) => EXPERIMENTS.find((one) => one.name === name),
    path,
    nowMs: () => rig.timers.nowMs(),
    terminal: { out: (line) => out.push(line), err: (line) => err.push(line) },
  });
  rig.controller.start();
  return { ...rig, recording, path, out, err, second: join(folder, 'a-2.recording') };
}

async function lines(out: readonly string[], count: number): Promise<void> {
  while (out.length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('a rig that is recorded', () => {
  it('has another file for each experiment that is loaded, with its own header', async () => {
    const { controller, timers, recording, path, out, second } = await createRecordedRig();
    timers.advance(2000);
    controller.command({ do: 'load', name: 'other' });
    timers.advance(1000);
    await recording.close();
    expect(out).toEqual([path, second].map((file) => `axon-rig: recording to ${file}`));
    const first = await summaryOf(path);
    expect(first).toMatchObject({ header: { title: 'The lesson' }, ending: { problem: undefined } });
    expect(first.pictures).toBeGreaterThan(118);
    // No picture of the next axon, whose time begins at 0 again.
    const read = readRecording(path);
    const axonMs = [...read.blocks].flatMap((block) => block.pictures.map((one) => one.axonMs));
    read.close();
    expect(axonMs).toEqual(axonMs.toSorted((a, b) => a - b));
    expect(await summaryOf(second)).toMatchObject({
      header: { title: 'Another', experiment: { electrodes: { blue: 1, yellow: 2 } } },
      ending: { problem: undefined },
    });
  });

  it('leaves a file that is there as it is, and takes the next free number', async () => {
    const { controller, timers, recording, path, out, err, second } = await createRecordedRig();
    writeFileSync(second, 'mine');
    writeFileSync(join(folder, 'a-3.recording'), 'mine too');
    timers.advance(2000);
    controller.command({ do: 'load', name: 'other' });
    timers.advance(1000);
    await recording.close();
    const fourth = join(folder, 'a-4.recording');
    expect(out).toEqual([path, fourth].map((file) => `axon-rig: recording to ${file}`));
    expect(readFileSync(second, 'utf8')).toBe('mine');
    expect((await summaryOf(fourth)).header.title).toBe('Another');
    expect((await summaryOf(fourth)).pictures).toBeGreaterThan(58);
    expect(err).toEqual([]);
  });

  it('says why an experiment has no file, and records the next one again', async () => {
    const { controller, timers, recording, out, err, second, crashes } = await createRecordedRig();
    const away = `${folder}-away`;
    renameSync(folder, away);
    try {
      controller.command({ do: 'load', name: 'other' });
      timers.advance(600);
      await lines(err, 1);
      expect(err[0]).toBe(
        `axon-rig: ${second} cannot be made: its folder is not there; make the folder first; this experiment is not recorded, and the rig goes on`,
      );
    } finally {
      renameSync(away, folder);
    }
    controller.command({ do: 'load', name: 'lesson' });
    timers.advance(600);
    await recording.close();
    expect(out.at(-1)).toBe(`axon-rig: recording to ${join(folder, 'a-3.recording')}`);
    expect([err.length, crashes]).toEqual([1, []]);
  });

  it('makes no file of an experiment that is left within half a second, whatever was done to it', async () => {
    const { controller, timers, recording, path, second } = await createRecordedRig();
    timers.advance(600);
    for (let i = 0; i < 150; i++) {
      controller.command({ do: 'load', name: i % 2 === 0 ? 'other' : 'lesson' });
      controller.command({ do: 'stimulate' });
      timers.advance(40);
    }
    controller.command({ do: 'load', name: 'other' });
    timers.advance(600);
    await recording.close();
    expect(readdirSync(folder).toSorted()).toEqual(['a-2.recording', 'a.recording']);
    expect((await summaryOf(path)).ending.problem).toBeUndefined();
    const { header, pictures, ending } = await summaryOf(second);
    expect([header.title, ending.problem]).toEqual(['Another', undefined]);
    // Nothing of its first half second is missing.
    expect(pictures).toBeGreaterThan(33);
  });

  it('makes 100 files at most, and says so once', async () => {
    const { controller, timers, recording, err } = await createRecordedRig();
    for (let i = 0; i < MOST_RUN_FILES + 20; i++) {
      controller.command({ do: 'load', name: i % 2 === 0 ? 'other' : 'lesson' });
      timers.advance(550);
    }
    await recording.close();
    expect(readdirSync(folder)).toHaveLength(100);
    expect(err).toEqual([
      'axon-rig: 100 recordings have been made, the most of one run; what is loaded now is not recorded: to go on, stop the rig and start it again',
    ]);
  });

  it.each([
    ['', '--record needs the name of a new file, such as --record lesson.recording'],
    ['-', '--record - : a recording goes to a file, not to standard output; give the name of a new one'],
  ])('refuses the name "%s"', async (name, words) => {
    await expect(createRecordedRig(name)).rejects.toThrow(words);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('records nothing while somebody looks back, and what is run on after it', async () => {
    const { controller, timers, recording, path } = await createRecordedRig();
    controller.command({ do: 'stimulate' });
    timers.advance(2000);
    controller.command({ do: 'seek', backMs: 1000 });
    timers.advance(5000);
    controller.command({ do: 'runOn' });
    timers.advance(1000);
    await recording.close();
    const read = readRecording(path);
    const blocks = [...read.blocks];
    read.close();
    const pictures = blocks.flatMap((block) => block.pictures);
    expect(pictures.length).toBeGreaterThan(170);
    expect(pictures.length).toBeLessThan(190);
    const back = pictures.findIndex(({ axonMs }, i) => i > 0 && axonMs < pictures[i - 1]!.axonMs);
    expect(pictures[back]!.roomMs - pictures[back - 1]!.roomMs).toBeGreaterThan(4900);
    expect(blocks.flatMap(({ events }) => events).map(({ words }) => words)).toEqual([
      'stimulate',
      'press 1 at 0',
      'spike at the blue voltmeter',
      'spike at the yellow voltmeter',
      'seek backMs 1000',
      'runOn',
      'measures begin again',
    ]);
  });

  it('has the potentials of all LEDs as the strip was asked to show them, within 0.005 mV', async () => {
    const { controller, timers, recording, path } = await createRecordedRig();
    const asked: number[][] = [];
    controller.observe({ picture: ({ potentialMv }) => asked.push([...potentialMv]) });
    controller.command({ do: 'stimulate' });
    timers.advance(1500);
    await recording.close();
    const read = readRecording(path);
    const pictures = [...read.blocks].flatMap((block) => block.pictures);
    read.close();
    expect(pictures.length).toBeGreaterThan(85);
    for (const [i, { potentialMv }] of pictures.slice(-50).entries()) {
      const wanted = asked.slice(-50)[i]!;
      for (const [led, mv] of potentialMv.entries())
        expect(Math.abs(mv - wanted[led]!)).toBeLessThan(0.00501);
    }
  });
});
