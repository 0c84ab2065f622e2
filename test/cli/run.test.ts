import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodePagePicture } from '../../src/server/messages.js';
import { MAIN, type RigProcess, runToEnd, startRigProcess } from './rig-process.js';
import { runHere } from './run-here.js';

const running: RigProcess[] = [];

function start(...args: string[]): RigProcess {
  const rig = startRigProcess(['run', ...args]);
  running.push(rig);
  return rig;
}

afterEach(async () => {
  for (const rig of running.splice(0)) {
    rig.child.kill('SIGKILL');
    await rig.exited;
  }
});

/** A page that is connected: resolves with its socket once the first picture has come. */
async function openPage(address: string): Promise<{ socket: WebSocket; ledCount: number }> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.slice(0, -1) });
  const ledCount = await new Promise<number>((resolve, reject) => {
    socket.on('message', (data: Buffer, isBinary) => {
      const picture = isBinary ? decodePagePicture(new Uint8Array(data)) : undefined;
      if (picture) resolve(picture.rgb.length / 3);
    });
    socket.on('error', reject);
  });
  return { socket, ledCount };
}

describe('axon-rig run', () => {
  it('prints its address on a line of its own, serves the page and sends pictures of 60 LEDs; SIGINT ends it with 0, a page open, and it says that the strip is off', async () => {
    const rig = start('--http-port', '0');
    const address = await rig.address();
    expect(rig.out).toEqual([`axon-rig: open ${address}`]);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const { socket, ledCount } = await openPage(address);
    expect(ledCount).toBe(60);
    const goodbye = new Promise<number>((resolve) => socket.on('close', resolve));
    rig.child.kill('SIGINT');
    expect(await rig.exited).toEqual({ code: 0, signal: null });
    expect(await goodbye).toBe(1001);
    expect(rig.err.at(-1)).toBe('axon-rig: The virtual strip is switched off.');
  });

  it.each([
    ['an error that nobody catches', 'throw new Error("boom")'],
    ['a rejection that nobody handles', 'Promise.reject(new Error("boom"))'],
  ])('switches the strip off, prints the error and ends with 1 after %s', async (_what, fault) => {
    const preload = `const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text) => {
        process.stdout.write = write;
        setImmediate(() => { ${fault} });
        return write(text);
      };`;
    const rig = startRigProcess(['run', '--http-port', '0'], undefined, preload);
    running.push(rig);
    expect((await rig.exited).code).toBe(1);
    expect(rig.err.join('\n')).toMatch(/stopped by a fault in the program: Error: boom/);
    expect(rig.err.at(-1)).toBe('axon-rig: The virtual strip is switched off.');
  });

  it('ends with exit code 0 on Ctrl-C although its reader has gone away', async () => {
    const rig = start('--http-port', '0');
    await rig.address();
    rig.child.stdout!.destroy();
    rig.child.stderr!.destroy();
    rig.child.kill('SIGINT');
    expect((await rig.exited).code).toBe(0);
  });

  it('says that the port is taken, what to do, and ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const rig = await runToEnd(['run', '--http-port', String(port)]);
    expect(rig).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(
        `axon-rig: port ${port} is taken – if another rig is running, stop it with Ctrl-C; or use --http-port 0 for a free one`,
      ),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  // Which addresses are the network's is tested by itself; the system reads these two spellings. SIGTERM ends as SIGINT.
  it('warns when --host 0 lets the network in, prints an address that a browser can open, and ends with 0 on SIGTERM', async () => {
    const rig = start('--http-port', '0', '--host', '0');
    const address = await rig.address();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await fetch(address)).status).toBe(200);
    const warning = await rig.line(/anyone on the network can watch this rig, and vote/);
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address: theirs, internal, family } of own)
      if (!internal && family === 'IPv4')
        expect(warning).toContain(`http://${theirs}:${new URL(address).port}/`);
    expect(warning).not.toMatch(/\/\/(?:0|\[::\]|127\.)/);
    rig.child.kill('SIGTERM');
    expect(await rig.exited).toEqual({ code: 0, signal: null });
  });

  it('lets nobody in with --host 127.1, says nothing, and ends with 0 on SIGHUP', async () => {
    const rig = start('--http-port', '0', '--host', '127.1');
    expect((await fetch(await rig.address())).status).toBe(200);
    await rig.line(/Virtual strip/);
    expect(rig.err.join()).not.toMatch(/warning/);
    rig.child.kill('SIGHUP');
    expect(await rig.exited).toEqual({ code: 0, signal: null });
  });

  it('says in a sentence that 64 open files are too few, what to do, and ends with 1', () => {
    const { status, stdout, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -n 64; exec "$0" "$@"', process.execPath, MAIN, 'run', '--http-port', '0'],
      { encoding: 'utf8' },
    );
    expect(stderr).toMatch(
      /^axon-rig: only \d+ more files and connections may be open at a time here, and the rig needs 200: type "ulimit -n 1024" in this terminal first, or put LimitNOFILE=1024 into the service file\n$/,
    );
    expect([status, stdout]).toEqual([1, '']);
  });

  it.each([
    [['--http-port', 'eighty'], /Expected 0 to 65535[\s\S]*axon-rig run --help/],
    [['--http-port', '70000'], /Expected 0 to 65535/],
    [['--htp-port', '0'], /unknown option '--htp-port'[\s\S]*--http-port/],
    [['nowhere.yaml'], /there is no rig file nowhere\.yaml; .*\(.*uno-60.*virtual.*\).*axon-rig new/],
    [['lesson'], /lesson is an experiment, not a rig; compute it with: npx axon-rig simulate lesson/],
    [['virtual', '--port', '/dev/ttyACM0'], /this rig is virtual and has no port/],
  ])('refuses %j with a sentence and exit code 1', async (args, words) => {
    const { code, err, out } = await runHere(['run', ...args], process.cwd());
    expect(err).toMatch(words);
    expect(out).toBe('');
    expect(code).toBe(1);
  });
});
