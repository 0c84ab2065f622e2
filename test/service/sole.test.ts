import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderName } from '../../src/service/log-folder.js';
import { claim } from '../../src/service/sole.js';

// A Mac has no names of this kind: there everybody gets one, as the last test says.
describe.skipIf(process.platform === 'darwin')('a name that one program has', () => {
  const name = `axon-rig-test-${process.pid}`;

  it('is refused to the second, and free again when the first lets go of it', async () => {
    const first = await claim(name);
    expect(first).toBeDefined();
    expect(await claim(name)).toBeUndefined();
    first!();
    const third = await claim(name);
    expect(third).toBeDefined();
    third!();
  });

  // The name is written as Linux has it; Windows lets go of a pipe's name in its own time.
  it.skipIf(process.platform !== 'linux')('is free as soon as its program is killed', async () => {
    const code = `require('node:net').createServer().listen('\\0${name}', () => console.log('has it'))`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(await claim(name)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'close');
    const mine = await claim(name);
    expect(mine).toBeDefined();
    mine!();
  });
});

describe('a name', () => {
  it('is given to everybody where the system keeps none', async () => {
    expect([await claim('x', 'darwin'), await claim('x', 'darwin')]).not.toContain(undefined);
  });

  it('of a folder is the same by whatever path', async () => {
    const top = mkdtempSync(join(tmpdir(), 'axon-rig-sole-'));
    symlinkSync(top, join(top, 'link'));
    expect(await folderName(join(top, 'link'))).toBe(await folderName(`${top}/../${top.split('/').at(-1)}`));
    expect(await folderName(join(top, 'link', 'logs'))).toMatch(/^axon-rig-log-\d+-\d+$/);
    expect(await folderName('/dev/null/logs')).toBeUndefined();
    rmSync(top, { recursive: true });
  });
});
