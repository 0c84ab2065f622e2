import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import { openRecording } from '../../src/recording/read.js';
import type { RigServer } from '../../src/server/server.js';
import { fileLines } from '../recording/made-recording.js';
import { BenchServer } from './bench-server.js';

let bench: BenchServer;
let server: RigServer;

beforeEach(async () => {
  bench = new BenchServer();
  server = await bench.start();
  bench.rig.controller.start();
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
});

const PATH = 'last-minute.recording';

describe('the ghost over HTTP', () => {
  it('is nothing until somebody has run on from an earlier moment, then the traces of what would have been', async () => {
    const ghost = async () => (await fetch(`${server.url}ghost.json`)).json();
    const { controller, timers } = bench.rig;
    expect(await ghost()).toBeNull();
    timers.advance(1000);
    controller.command({ do: 'stimulate' });
    timers.advance(2000);
    controller.command({ do: 'seek', backMs: 2100 });
    controller.command({ do: 'runOn' });
    const { fromPicture, fromMs, samples } = (await ghost()) as { [name: string]: number & number[] };
    expect(fromPicture).toBe(controller.snapshot().ghostFromPicture);
    expect(fromMs).toBeCloseTo(1.8, 1);
    expect(samples!.length % 3).toBe(0);
    expect(Math.max(...samples!.filter((_, i) => i % 3 === 1))).toBeGreaterThan(30);
  });
});

describe('the traces around a picture over HTTP', () => {
  const traces = async (query: string) => fetch(`${server.url}traces.json${query}`);

  it('are those that the tape holds: a spike in them, though the newest picture lies after a reset', async () => {
    const { controller, timers } = bench.rig;
    controller.command({ do: 'stimulate' });
    timers.advance(2000);
    controller.command({ do: 'reset' });
    timers.advance(1000);
    controller.command({ do: 'seek', backMs: 1500 });
    const { look } = controller.snapshot();
    if (look.kind !== 'looking-back') throw new Error('nobody looks back');
    const answer = await traces(`?picture=${look.picture}&reachMs=2.5`);
    const { atMs, runToPicture, samples } = (await answer.json()) as { [name: string]: number & number[] };
    expect(atMs).toBe(look.axonMs);
    expect(runToPicture).toBeLessThan(look.to.picture);
    const times = samples!.filter((_, i) => i % 3 === 0);
    expect([...times]).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(4.1);
    expect(Math.max(...samples!.filter((_, i) => i % 3 === 1))).toBeGreaterThan(30);
  });

  it('bring a row for each picture of what goes on at both electrodes: sodium in, then potassium out at site 3, nothing in the bath', async () => {
    const { controller, timers } = bench.rig;
    controller.command({ do: 'electrode', name: 'yellow', at: 'bath' });
    controller.command({ do: 'stimulate' });
    timers.advance(3000);
    const { picture } = controller.snapshot().presses[0]!;
    const answer = await traces(`?picture=${picture + 90}&reachMs=5`);
    const { inside, insideWidth, fromPicture, toPicture } = (await answer.json()) as {
      inside: (number | null)[];
      [name: string]: unknown;
    };
    expect(insideWidth).toBe(7);
    const rows = Array.from({ length: inside.length / 7 }, (_, row) => inside.slice(7 * row, 7 * row + 7));
    expect(rows).toHaveLength((toPicture as number) - (fromPicture as number) + 1);
    const [times, sodium, potassium] = [0, 1, 2].map((column) => rows.map((row) => row[column]!));
    expect(times).toEqual(times!.toSorted((a, b) => a - b));
    expect(Math.min(...sodium!)).toBeLessThan(-100);
    expect(Math.max(...potassium!)).toBeGreaterThan(50);
    const pressed = rows.slice(picture - (fromPicture as number));
    expect(pressed.every((row) => row.slice(4).every((number) => number === null))).toBe(true);
  });

  it('are nothing of a picture that the tape does not hold, and a wrong question is told what to ask', async () => {
    expect(await (await traces('?picture=999999&reachMs=10')).json()).toBeNull();
    for (const query of ['', '?picture=1', '?picture=one&reachMs=1', '?picture=1&reachMs=-1']) {
      const { status } = await traces(query);
      expect(status).toBe(400);
    }
  });
});

describe('the experiment over HTTP', () => {
  it('is a file to save that makes again what plays, with what somebody has changed', async () => {
    bench.rig.controller.command({ do: 'electrode', name: 'blue', at: 4 });
    const response = await fetch(`${server.url}experiment.yaml`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="experiment.yaml"');
    const read = parseExperiment(await response.text(), 'saved.yaml');
    expect(read).toMatchObject({
      ok: true,
      experiment: { name: 'The lesson', electrodes: [{ at: 4 }, { at: 8 }] },
    });
  });
});

describe('the last minute over HTTP', () => {
  it('is a file to save: a whole recording of all that the tape holds', async () => {
    bench.rig.controller.command({ do: 'stimulate' });
    bench.rig.timers.advance(3000);
    const response = await fetch(`${server.url}${PATH}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="last-minute.recording"');
    const opened = openRecording(fileLines(await response.text()));
    if (!opened.ok) throw new Error(opened.words);
    expect(opened.header).toMatchObject({ program: '0.1.0', title: 'The lesson', unit: 'site' });
    const pictures = [...opened.blocks].flatMap((block) => block.pictures);
    expect(pictures.length).toBeGreaterThan(178);
    expect(Math.max(...pictures.map(({ potentialMv }) => potentialMv[0]!))).toBeGreaterThan(30);
  });

  it('waits for the peer line by line, and no listener stays behind', async () => {
    const warnings: string[] = [];
    const listen = ({ name }: Error) => warnings.push(name);
    process.on('warning', listen);
    const long = await bench.start({
      controller: {
        ...bench.rig.controller,
        *lastMinute() {
          for (let line = 0; line < 40; line++) yield `${'x'.repeat(300_000)}\n`;
        },
      },
    });
    expect((await (await fetch(`${long.url}${PATH}`)).text()).length).toBe(40 * 300_001);
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  it('goes to one peer at a time: the next one is told to wait, and served once the first has gone', async () => {
    let isOver = false;
    const slow = await bench.start({
      controller: {
        ...bench.rig.controller,
        *lastMinute() {
          while (!isOver) yield 'a line\n';
        },
      },
    });
    const answer = () => fetch(`${slow.url}${PATH}`);
    const first = await answer();
    expect(first.status).toBe(200);
    const second = await answer();
    expect([second.status, await second.text()]).toEqual([
      503,
      'axon-rig: somebody is saving the last minute just now; try again in a moment\n',
    ]);
    await first.body!.cancel();
    let { status } = await answer();
    while (status === 503) status = (await answer()).status;
    expect(status).toBe(200);
    isOver = true;
  });
});
