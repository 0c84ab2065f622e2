import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PageState } from '../../src/server/messages.js';
import { Pty } from '../harness/emulate/pty.js';
import { lacks, socatPath } from '../harness/tools.js';
import { runToEnd, startRigProcess } from './rig-process.js';

const NO_PORT = join(tmpdir(), 'axon-rig-no-such-port');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-serial-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The first state that a page is told and that satisfies `matches`. */
async function pageStateOf(address: string, matches: (state: PageState) => boolean): Promise<PageState> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.slice(0, -1) });
  try {
    return await new Promise<PageState>((resolve, reject) => {
      socket.on('message', (data, isBinary) => {
        if (isBinary) return;
        const state = JSON.parse(data.toString()) as PageState;
        if (state.type === 'state' && matches(state)) resolve(state);
      });
      socket.on('error', reject);
    });
  } finally {
    socket.close();
  }
}

describe('axon-rig run with a board', () => {
  it('ends with 1 and one sentence when the port that was typed is not there', async () => {
    const { code, err } = await runToEnd(['run', 'uno-60', '--port', NO_PORT, '--http-port', '0']);
    expect(code).toBe(1);
    expect(err.split('\n').filter((line) => line.includes(`There is no port ${NO_PORT}.`))).toHaveLength(1);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('waits for the port of a rig file with the page running, which says what is wrong', async () => {
    const file = join(folder, 'waits.yaml');
    writeFileSync(file, `device: {kind: serial, port: ${NO_PORT}}\n`);
    const rig = startRigProcess(['run', file, '--http-port', '0']);
    const { device } = await pageStateOf(await rig.address(), (state) => state.device.kind === 'lost');
    expect(device.words).toContain(`There is no port ${NO_PORT}.`);
    await rig.line(/^axon-rig: There is no port/);
    rig.child.kill('SIGINT');
    expect((await rig.exited).code).toBe(0);
  });

  // Skipped where socat is missing outside CI; only Linux shows who has a file open.
  it.skipIf(lacks(socatPath) || process.platform !== 'linux')(
    'ends with 1 when another axon-rig has the port that was typed, and names its process',
    async () => {
      const port = join(folder, 'shared');
      const pty = new Pty(port, { opened() {}, closed() {}, received() {}, failed() {} });
      await pty.plug();
      const code = `new (require('serialport').SerialPort)({ path: ${JSON.stringify(port)}, baudRate: 9600 })
        .on('open', () => console.log('open')).resume()`;
      const first = spawn(process.execPath, ['-e', code, 'axon-rig'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        await new Promise((resolve) => first.stdout.once('data', resolve));
        const { code, err } = await runToEnd(['run', 'uno-60', '--port', port, '--http-port', '0']);
        expect(err).toContain(`${port} is in use by another axon-rig (process ${first.pid})`);
        expect(err).not.toMatch(/\n\s+at /);
        expect(code).toBe(1);
      } finally {
        first.kill('SIGKILL');
        pty.unplug();
      }
    },
  );

  it('ends at once with 1 when the port that was typed is no serial port', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'not a port');
    const { code, err } = await runToEnd(['run', 'uno-60', '--port', file, '--http-port', '0']);
    expect(code).toBe(1);
    expect(err).toMatch(/a-file is not a serial port/);
  });
});
