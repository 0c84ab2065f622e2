import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/cli/recorder.js';
import { createRecordingFile } from '../../src/cli/recording-file.js';
import { readRecording, summaryOf } from '../../src/cli/recording-lines.js';
import { MOST_LINE_CHARS } from '../../src/recording/line.js';
import { HEADER, PICTURE_MS, recordedPicture, recordingText } from '../recording/made-recording.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-recording-'));
  path = join(folder, 'a.recording');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const problems: string[] = [];
const onProblem = (words: string) => problems.push(words);
beforeEach(() => {
  problems.length = 0;
});

/** A file on a disk that takes `bytes` and no more, and half of what comes then. */
async function fullDisk(bytes: number): Promise<(path: string) => Promise<FileHandle>> {
  return async (wanted) => {
    const handle = await open(wanted, 'wx');
    let left = bytes;
    return new Proxy(handle, {
      get(target, name) {
        if (name === 'appendFile')
          return async (data: Buffer) => {
            const fits = data.subarray(0, left);
            left -= fits.length;
            await target.appendFile(fits);
            if (fits.length < data.length)
              throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
          };
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
}

describe('recording on the disk', () => {
  it('has all that was recorded once it is closed', async () => {
    const recorder = createRecorder(HEADER, await createRecordingFile(path, { onProblem }));
    for (let i = 0; i < 100; i++) recorder.picture(recordedPicture(i));
    recorder.event({ roomMs: 1670, axonMs: 3.4, words: 'reset' });
    await recorder.close();
    expect(summaryOf(path)).toEqual({
      header: HEADER,
      pictures: 100,
      ending: { untilMs: 99 * PICTURE_MS, problem: undefined },
    });
    expect(problems).toEqual([]);
  });

  it('has every half second as soon as it is over, and needs no end for that', async () => {
    const file = await createRecordingFile(path, { onProblem });
    const recorder = createRecorder(HEADER, file);
    for (let i = 0; i < 100; i++) {
      recorder.picture(recordedPicture(i));
      if (i % 30 === 29)
        while (readFileSync(path, 'latin1').split('\n').length < 2 + (i + 1) / 30) await file.idle();
    }
    expect(summaryOf(path)).toMatchObject({
      pictures: 90,
      ending: { problem: 'it was not ended, as after a crash; all of it until then, 1.5 s, is there' },
    });
    await recorder.close();
  });

  it('is never written over', async () => {
    writeFileSync(path, 'mine');
    await expect(createRecordingFile(path, { onProblem })).rejects.toThrow(
      `${path} is there already, and a recording is never written over: give another name, or move it away`,
    );
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await expect(createRecordingFile(join(folder, 'none', 'b'), { onProblem })).rejects.toThrow(
      'its folder is not there; make the folder first',
    );
  });

  it('on a full disk ends with its last whole line, says so once, and takes the rest without a word', async () => {
    const bytes = Buffer.byteLength(recordingText(60)) - 200;
    const file = await createRecordingFile(path, { onProblem, openNew: await fullDisk(bytes) });
    const recorder = createRecorder(HEADER, file);
    for (let i = 0; i < 300; i++) {
      recorder.picture(recordedPicture(i));
      await file.idle();
    }
    await recorder.close();
    expect(problems).toEqual([
      `the recording ${path} has ended: the disk is full; make room, then record to another file; its first 0.5 s are safe, and the rig goes on without it`,
    ]);
    expect(summaryOf(path)).toMatchObject({ pictures: 30, ending: { untilMs: 29 * PICTURE_MS } });
    expect(readFileSync(path, 'latin1').endsWith('}\n')).toBe(true);
  });

  it('whose folder is removed while it is made says so once', async () => {
    const file = await createRecordingFile(path, { onProblem });
    const recorder = createRecorder(HEADER, file);
    await file.idle();
    rmSync(folder, { recursive: true });
    for (let i = 0; i < 300; i++) {
      recorder.picture(recordedPicture(i));
      await file.idle();
    }
    await recorder.close();
    expect(problems).toEqual([
      expect.stringMatching(/has ended: somebody has removed the file, or its folder; /),
    ]);
  });

  it('gives up on a disk that takes nothing, before 16 MiB wait in memory', async () => {
    const openNew = async (wanted: string) => {
      const handle = await open(wanted, 'wx');
      handle.appendFile = () => new Promise(() => {});
      return handle;
    };
    const file = await createRecordingFile(path, { onProblem, openNew });
    for (let i = 0; i < 40; i++) file.append('x'.repeat(2 ** 20), i);
    expect(problems).toEqual([expect.stringMatching(/has ended: the disk is too slow for it; /)]);
  });
});

describe('a recording that is read', () => {
  it('is told from a folder, from a file that is not there, and from other files', () => {
    expect(() => readRecording(folder)).toThrow(`${folder} is a folder; give the name of a recording in it`);
    expect(() => readRecording(path)).toThrow(
      `there is no file ${path}; recordings are made with: axon-rig run --record FILE`,
    );
    writeFileSync(path, 'strip: {leds: 60}\n');
    expect(() => readRecording(path)).toThrow(`${path} is no recording of axon-rig`);
  });

  it('takes no more memory than a line for a file of 64 MiB without a line end', () => {
    writeFileSync(path, `${recordingText(30).split('\n').slice(0, 2).join('\n')}\n`);
    for (let i = 0; i < 64; i++) writeFileSync(path, 'x'.repeat(2 ** 20), { flag: 'a' });
    const before = process.memoryUsage().rss;
    expect(summaryOf(path).ending.problem).toBe(
      'read up to 0.5 s; line 3 is damaged, and all from there on is left out',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(40e6);
    const recording = readRecording(path);
    for (const _ of recording.blocks) void _;
    expect(recording.share() * 66 * 2 ** 20).toBeLessThan(MOST_LINE_CHARS + 2 * 2 ** 20);
    recording.close();
  });
});
