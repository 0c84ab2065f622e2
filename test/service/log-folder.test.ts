import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countStart, logFolder } from '../../src/service/log-folder.js';

let top: string;
let path: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'axon-rig-log-'));
  path = join(top, 'some', 'logs');
});
afterEach(() => {
  chmodSync(top, 0o700);
  rmSync(top, { recursive: true });
});

describe('the folder of a log', () => {
  it('is made when it is needed, and others of the computer do not read it', async () => {
    const folder = logFolder(path);
    expect(await folder.names()).toEqual([]);
    const file = await folder.open('day.jsonl');
    await file.append('{"a":1}\n');
    await file.close();
    expect(await folder.names()).toEqual(['day.jsonl']);
    expect(readFileSync(join(path, 'day.jsonl'), 'utf8')).toBe('{"a":1}\n');
    expect([statSync(path).mode & 0o007, statSync(join(path, 'day.jsonl')).mode & 0o007]).toEqual([0, 0]);
  });

  it('says how long a file is, whether its last line has an end, and whether somebody has removed it', async () => {
    const folder = logFolder(path);
    await folder.names();
    writeFileSync(join(path, 'cut.jsonl'), '{"a":1}\n{"b');
    const cut = await folder.open('cut.jsonl');
    expect([cut.bytes, cut.endsMidLine, await cut.isGone()]).toEqual([11, true, false]);
    await folder.remove('cut.jsonl');
    expect(await cut.isGone()).toBe(true);
    await cut.close();
    await folder.remove('cut.jsonl');
  });
});

describe('starts', () => {
  it('are counted from run to run, and a run that did not end is told from one that did', async () => {
    const first = await countStart(path);
    expect(first).toMatchObject({ starts: 1, before: 'none' });
    expect(await countStart(path)).toMatchObject({ starts: 2, before: 'cut-off' });
    const third = await countStart(path);
    await third.ended();
    expect(await countStart(path)).toMatchObject({ starts: 4, before: 'ended' });
  });

  it.each(['', '{', 'null', '{"starts":-1}', '{"starts":"many"}', `{"starts":${'9'.repeat(2000)}}`])(
    'begin again where what was kept is "%s"',
    async (text) => {
      await countStart(path);
      writeFileSync(join(path, 'axon-rig-starts.json'), text);
      expect(await countStart(path)).toMatchObject({ starts: 1, before: 'none' });
    },
  );

  it('are no reason to stop where the folder cannot be made', async () => {
    writeFileSync(join(top, 'file'), '');
    const starts = await countStart(join(top, 'file', 'logs'));
    expect(starts).toMatchObject({ starts: 1, before: 'none' });
    await starts.ended();
  });
});
