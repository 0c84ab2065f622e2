/** `axon-rig lesson` as a process of its own: the end of what is typed, a signal, and a board that is not there. */
import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { MAIN, startRigProcess } from './rig-process.js';

describe('axon-rig lesson', () => {
  it('ends with code 0 when no more can be typed, after what was typed before that', () => {
    const { status, stdout } = spawnSync(process.execPath, [MAIN, 'lesson', 'spread'], {
      input: '3\n',
      encoding: 'utf8',
    });
    const lines = stdout.trimEnd().split('\n');
    expect(status).toBe(0);
    expect(lines).toContain('You expect: A smaller bump, and later.');
    expect(lines.at(-1)).toBe('The lesson is over.');
  });

  it('plays a trail on where nobody types, until it is asked to stop', async () => {
    const rig = startRigProcess(['lesson', 'science-fair']);
    await rig.line(/^Card 1 of /);
    rig.child.kill('SIGTERM');
    expect(await rig.exited).toEqual({ code: 0, signal: null });
    expect(rig.out).not.toContain('The lesson is over.');
  });

  it('ends with code 1 where the port of --port has no board, and says so', async () => {
    const args = [MAIN, 'lesson', 'spread', '--rig', 'uno-60', '--port', '/dev/no-such-port'];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    const code = new Promise((resolve) => child.on('close', resolve));
    const err = await text(child.stderr);
    expect(await code).toBe(1);
    expect(err).toContain('There is no port /dev/no-such-port.');
    expect(err).toContain('A port given with --port must answer at the start');
  });
});
