import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/cli/recorder.js';
import { createRecordingFile, type NewFile, openNewFile } from '../../src/cli/recording-file.js';
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

const make = () => openNewFile(path);

const problems: string[] = [];
const onProblem = (words: string) => problems.push(words);
beforeEach(() => {
  problems.length = 0;
});

/** A file on a disk that takes `bytes` and no more, and half of what comes then. */
async function onFullDisk(bytes: number): Promise<NewFile> {
  const handle: FileHandle = await open(path, 'wx');
  let left = bytes;
  const full = new Proxy(handle, {
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
  return { path, handle: full };
}

describe('recording on the disk', () => {
  it('has all that was recorded once it is closed', async () => {
    const recorder = createRecorder(HEADER, createRecordingFile(make, { onProblem }));
    for (let i = 0; i < 100; i++) recorder.picture(recordedPicture(i));
    recorder.event({ roomMs: 1670, axonMs: 3.4, words: 'reset' });
    await recorder.close();
    expect(await summaryOf(path)).toEqual({
      header: HEADER,
      pictures: 100,
      ending: { untilMs: 99 * PICTURE_MS, problem: undefined },
      playedMs: 99 * PICTURE_MS,
      shortGaps: 0,
    });
    expect(problems).toEqual([]);
  });

  it('has every half second as soon as it is over, and needs no end for that', async () => {
    const file = createRecordingFile(make, { onProblem });
    const recorder = createRecorder(HEADER, file);
    await file.idle();
    for (let i = 0; i < 100; i++) {
      recorder.picture(recordedPicture(i));
      if (i % 30 === 29)
        while (readFileSync(path, 'latin1').split('\n').length < 2 + (i + 1) / 30) await file.idle();
    }
    expect(await summaryOf(path)).toMatchObject({
      pictures: 90,
      ending: { problem: 'it was not ended, as after a crash; all of it until then, 1.5 s, is there' },
    });
    await recorder.close();
  });

  it('is never written over', async () => {
    writeFileSync(path, 'mine');
    await expect(openNewFile(path)).rejects.toThrow(
      `${path} is there already, and a recording is never written over: give another name, or move it away`,
    );
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await expect(openNewFile(join(folder, 'none', 'b'))).rejects.toThrow(
      'its folder is not there; make the folder first',
    );
  });

  it('on a full disk ends with its last whole line, says so once, and takes the rest without a word', async () => {
    const bytes = Buffer.byteLength(recordingText(60)) - 200;
    const file = createRecordingFile(() => onFullDisk(bytes), { onProblem });
    const recorder = createRecorder(HEADER, file);
    for (let i = 0; i < 300; i++) {
      recorder.picture(recordedPicture(i));
      await file.idle();
    }
    await recorder.close();
    expect(problems).toEqual([
      `the recording ${path} has ended: the disk is full; make room, then record to another file; its first 0.5 s are safe, and the rig goes on without it`,
    ]);
    expect(await summaryOf(path)).toMatchObject({ pictures: 30, ending: { untilMs: 29 * PICTURE_MS } });
    expect(readFileSync(path, 'latin1').endsWith('}\n')).toBe(true);
  });

  it('whose folder is removed while it is made says so once', async () => {
    const file = createRecordingFile(make, { onProblem });
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
    const openNew = async () => {
      const handle = await open(path, 'wx');
      handle.appendFile = () => new Promise(() => {});
      return { path, handle };
    };
    const file = createRecordingFile(openNew, { onProblem });
    for (let i = 0; i < 40; i++) file.append('x'.repeat(2 ** 20), i);
    expect(problems).toEqual([expect.stringMatching(/has ended: the disk is too slow for it; /)]);
  });
});

describe('a recording that is read', () => {
  it('is told from a folder, from a file that is not there, and from other files', () => {
    expect(() => readRecording(folder)).toThrow(`${folder} is a folder; give the name of a recording in it`);
    expect(() => readRecording(path)).toThrow(
      `there is no file ${path}; recordings are made with: npx axon-rig run --record FILE`,
    );
    writeFileSync(path, 'strip: {leds: 60}\n');
    expect(() => readRecording(path)).toThrow(`${path} is no recording of axon-rig`);
  });

  it('is read from a copy with CR LF, with a byte order mark, or with both', async () => {
    const text = recordingText(45);
    for (const copy of [
      text.replaceAll('\n', '\r\n'),
      `\ufeff${text}`,
      `\ufeff${text.replaceAll('\n', '\r\n')}`,
    ]) {
      writeFileSync(path, copy);
      const { header, pictures, ending } = await summaryOf(path);
      expect([header, pictures, ending.problem]).toEqual([HEADER, 45, undefined]);
    }
  });

  it.skipIf(process.platform === 'win32')('is no pipe, which would be waited for without a word', () => {
    execFileSync('mkfifo', [path]);
    expect(() => readRecording(path)).toThrow(
      `${path} is a device or a pipe; a recording is read more than once, so give the name of a plain file`,
    );
  });

  it('that is read to its end says now and then how far it is, and can be stopped', async () => {
    writeFileSync(path, recordingText(90));
    const told: string[] = [];
    const pauses = {
      async take(words: () => string, share: number) {
        told.push(`${words()}, ${share}`);
        if (told.length === 2) throw new Error('stopped');
      },
    };
    await expect(summaryOf(path, pauses)).rejects.toThrow('stopped');
    expect(told).toEqual(['30 pictures, 1', '60 pictures, 1']);
  });

  it('takes no more memory than a line for a file of 64 MiB without a line end', async () => {
    writeFileSync(path, `${recordingText(30).split('\n').slice(0, 2).join('\n')}\n`);
    for (let i = 0; i < 64; i++) writeFileSync(path, 'x'.repeat(2 ** 20), { flag: 'a' });
    const before = process.memoryUsage().rss;
    expect((await summaryOf(path)).ending.problem).toBe(
      'read up to 0.5 s; line 3 is damaged, and all from there on is left out',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(40e6);
    const recording = readRecording(path);
    for (const _ of recording.blocks) void _;
    expect(recording.share() * 66 * 2 ** 20).toBeLessThan(MOST_LINE_CHARS + 2 * 2 ** 20);
    recording.close();
  });
});
