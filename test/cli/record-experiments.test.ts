import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTo } from '../../src/cli/record.js';
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

async function createRecordedRig() {
  const rig = createBenchRig({ experiments: EXPERIMENTS });
  const out: string[] = [];
  const err: string[] = [];
  const path = join(folder, 'a.recording');
  const recording = await recordTo({
    controller: rig.controller,
    experiments: EXPERIMENTS,
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
    await lines(out, 2);
    timers.advance(1000);
    await recording.close();
    expect(out).toEqual([path, second].map((file) => `axon-rig: recording to ${file}`));
    const first = summaryOf(path);
    expect(first).toMatchObject({ header: { title: 'The lesson' }, ending: { problem: undefined } });
    expect(first.pictures).toBeGreaterThan(118);
    expect(summaryOf(second)).toMatchObject({
      header: { title: 'Another', experiment: { electrodes: { blue: 1, yellow: 2 } } },
      ending: { problem: undefined },
    });
  });

  it('stops with a reason if that file is there already; the first one is whole', async () => {
    const { controller, timers, recording, path, err, second, crashes } = await createRecordedRig();
    writeFileSync(second, 'mine');
    timers.advance(2000);
    controller.command({ do: 'load', name: 'other' });
    await lines(err, 1);
    timers.advance(1000);
    await recording.close();
    expect(err).toEqual([
      expect.stringMatching(/a-2\.recording is there already.*; nothing more is recorded$/),
    ]);
    expect(summaryOf(path).ending.problem).toBeUndefined();
    expect(crashes).toEqual([]);
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
