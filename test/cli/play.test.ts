import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordingWriter } from '../../src/recording/write.js';
import { exampleRecording, spikeRecording } from '../recording/doc-example.js';
import { HEADER, recordedPicture, recordingText } from '../recording/made-recording.js';
import { type RigProcess, startRigProcess } from './rig-process.js';
import { runHere } from './run-here.js';

let folder: string;
let file: string;
const running: RigProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-play-'));
  file = join(folder, 'lesson.recording');
});
afterEach(async () => {
  for (const rig of running.splice(0)) {
    rig.child.kill('SIGKILL');
    await rig.exited;
  }
  rmSync(folder, { recursive: true });
});

function start(...args: string[]): RigProcess {
  const rig = startRigProcess(args);
  running.push(rig);
  return rig;
}

async function runToEnd(args: readonly string[]) {
  const { out, err, exited } = startRigProcess(args);
  return { code: (await exited).code, out, err };
}

/** The same of a command that starts no rig. */
async function hereToEnd(args: readonly string[]) {
  const { code, out, err } = await runHere(args, process.cwd());
  const lines = (text: string) => (text === '' ? [] : text.split('\n'));
  return { code, out: lines(out), err: lines(err) };
}

describe('axon-rig play', () => {
  it('plays a recording of 4 LEDs on 60, says so and that there is no light to see, and ends by itself', async () => {
    writeFileSync(file, recordingText(30));
    const { code, out, err } = await runToEnd(['play', file]);
    expect(code).toBe(0);
    expect(out).toEqual([
      'axon-rig: playing "Lesson – “Ångström”", 0.5 s, 4 LEDs, made by axon-rig 0.1.0, on 60 LEDs',
    ]);
    expect(err).toEqual([
      `axon-rig: this rig is virtual, so there is no light to see: name a rig with a board, or make a table with: npx axon-rig export ${file} --csv FILE`,
    ]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'with --repeat plays until %s, with exit code 0',
    async (signal) => {
      writeFileSync(file, recordingText(2));
      const virtual = start('play', file, '--repeat');
      await virtual.line(/^axon-rig: playing/);
      virtual.child.kill(signal);
      expect(await virtual.exited).toEqual({ code: 0, signal: null });
    },
  );

  it('says at once that no board is at a port that was typed', async () => {
    writeFileSync(file, recordingText(2));
    const { code, err } = await runToEnd(['play', file, 'uno-144', '--port', join(folder, 'none')]);
    expect(code).toBe(1);
    expect(err).toContainEqual(expect.stringMatching(/^axon-rig: a port given with --port must answer/));
  });

  it('plays a gap of 1e300 ms, and a first picture that is late, as a minute each, and says so', async () => {
    const writer = createRecordingWriter(HEADER);
    writer.picture({ ...recordedPicture(0), roomMs: 1e9 });
    writer.picture({ ...recordedPicture(1), roomMs: 1e300 });
    writeFileSync(file, writer.header + writer.end());
    const virtual = start('play', file);
    expect(await virtual.line(/^axon-rig: playing/)).toMatch(/, 120\.0 s, 4 LEDs,/);
    expect(virtual.err[0]).toBe(
      `axon-rig: note: ${file}: nothing changes for more than 60 s 2 times; it is played as 60 s`,
    );
  });

  it('plays a recording that is cut off as far as it is whole, and says up to when', async () => {
    const text = recordingText(60);
    writeFileSync(file, text.slice(0, -300));
    const { code, err } = await runToEnd(['play', file]);
    expect(code).toBe(0);
    expect(err).toContain(`axon-rig: note: ${file}: read up to 0.5 s; the rest is cut off`);
  });

  it.each([
    ['an empty file', '', /is empty: nothing was recorded$/],
    [
      'a rig file',
      'strip: {leds: 60}\n',
      /is no recording of axon-rig; recordings are made with: npx axon-rig run --record FILE$/,
    ],
    ['one without a picture', recordingText(0), /has no picture that could be played: nothing was recorded$/],
    ['a newer one', recordingText(1).replace('"format":1', '"format":2'), /is damaged in its first line/],
  ])('refuses %s with one sentence and no stack', async (_what, text, words) => {
    writeFileSync(file, text);
    const { code, out, err } = await hereToEnd(['play', file]);
    expect([code, out]).toEqual([1, []]);
    expect(err).toEqual([expect.stringMatching(words)]);
  });
});

describe('a recording in the place of a rig or an experiment', () => {
  it.each([
    ['simulate'],
    ['check'],
    ['run', '--http-port', '0'],
    ['run', '--http-port', '0', '--experiment'],
    ['play', 'FILE'],
  ])('is told as such by %s %s %s %s, with what to do', async (...args) => {
    // Larger than a rig file may be, with and without a mark at its beginning.
    for (const mark of ['', '\ufeff']) {
      writeFileSync(file, mark + recordingText(300, HEADER, 40));
      const { code, err } = await hereToEnd([...args.map((arg) => (arg === 'FILE' ? file : arg)), file]);
      expect(code).toBe(1);
      expect(err).toEqual([
        `axon-rig: ${file} is a recording; play it with: npx axon-rig play ${file}, or make a table of it with: npx axon-rig export ${file} --csv FILE`,
      ]);
    }
  });
});

describe('axon-rig export', () => {
  it('writes one row for each picture, and the same to standard output', async () => {
    writeFileSync(file, recordingText(45));
    const table = join(folder, 'table.csv');
    const { code, out } = await hereToEnd(['export', file, '--csv', table]);
    expect([code, out]).toEqual([0, [`table written to ${table}: 45 pictures`]]);
    const rows = readFileSync(table, 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(46);
    expect(rows[0]).toBe('room_ms,axon_ms,blue_mV,yellow_mV,site_0_mV,site_1_mV,site_2_mV,site_3_mV');
    const toOut = await hereToEnd(['export', file, '--csv', '-']);
    expect(toOut.out).toEqual(rows);
    expect(readdirSync(folder).toSorted()).toEqual(['lesson.recording', 'table.csv']);
  });

  it('writes what is whole of a recording that is damaged, and says so', async () => {
    const text = recordingText(90);
    writeFileSync(file, `${text.slice(0, -2000)}?${text.slice(-1999)}`);
    const { code, out, err } = await hereToEnd(['export', file, '--csv', '-']);
    expect([code, out.length]).toEqual([0, 61]);
    expect(err).toEqual([
      `note: ${file}: read up to 1.0 s; line 4 is damaged, and all from there on is left out`,
    ]);
  });

  it('leaves no file behind if it cannot write, and never writes over the recording', async () => {
    writeFileSync(file, recordingText(5));
    const words = async (...args: string[]) => (await hereToEnd(['export', ...args])).err[0];
    expect(await words(file)).toMatch(
      /add --csv FILE for the pictures, or --measures FILE; - is standard output$/,
    );
    expect(await words(file, '--csv', '-', '--measures', '-')).toMatch(/one table at a time: give --csv or/);
    expect(await words(file, '--measures', file)).toMatch(/is the recording itself; give another name$/);
    expect(await words(file, '--measures', join(folder, 'b.csv'))).toMatch(
      /does not say of which axon it is, so nothing can be measured$/,
    );
    expect(await words(file, '--csv', file)).toMatch(/is the recording itself; give another name$/);
    expect(await words(file, '--csv', join(folder, 'none', 'a.csv'))).toMatch(/its folder is not there/);
    expect(await words(join(folder, 'none'), '--csv', '-')).toMatch(/^axon-rig: there is no file .*none; /);
    writeFileSync(file, 'name: x\n');
    expect(await words(file, '--csv', join(folder, 'b.csv'))).toMatch(/is no recording/);
    expect(existsSync(join(folder, 'b.csv'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['lesson.recording']);
  });

  it('writes one row for each sweep, and says so where there is none', async () => {
    writeFileSync(file, spikeRecording());
    const table = join(folder, 'measures.csv');
    const { code, out } = await hereToEnd(['export', file, '--measures', table]);
    expect([code, out]).toEqual([0, [`table written to ${table}: 2 sweeps`]]);
    const rows = readFileSync(table, 'utf8').trimEnd().split('\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(['press', '1', '2']);
    writeFileSync(file, exampleRecording().replace(/^.*"two-places".*$/m, spikeRecording().split('\n')[0]!));
    const none = await hereToEnd(['export', file, '--measures', '-']);
    expect([none.code, none.out.length]).toEqual([0, 1]);
    expect(none.err).toEqual([
      `note: ${file}: it holds no press, so there is nothing to measure; presses are in what run --record makes`,
    ]);
  });

  it('of a patch has one column for its one potential', async () => {
    writeFileSync(file, recordingText(1, { ...HEADER, unit: 'patch', places: [0, 0, 0, 0] }));
    expect((await hereToEnd(['export', file, '--csv', '-'])).out[0]).toBe(
      'room_ms,axon_ms,blue_mV,yellow_mV,patch_mV',
    );
  });
});
