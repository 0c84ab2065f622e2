/** What systemd itself says of our units, and hears of us: its own programs, as far as they run without it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemTimers } from '../../src/devices/system/timers.js';
import { createNotify } from '../../src/service/notify.js';
import { kioskUnit, rigUnit, usersFile } from '../../src/service/units.js';
import { lacks, perlPath, systemdPath } from '../harness/tools.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-systemd-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Receives datagrams and prints each on a line, as the socket of systemd does; file handles that come along are shut. */
const RECEIVER = `use Socket; socket(S, AF_UNIX, SOCK_DGRAM, 0) or die; bind(S, pack_sockaddr_un($ARGV[0])) or die;
$| = 1; print "listens\\n"; while (defined recv(S, $m, 8192, 0)) { print "$m\\n" unless $m =~ /^BARRIER/; }`;

describe.skipIf(process.platform !== 'linux' || lacks(systemdPath))('systemd', () => {
  function files(node: string): string[] {
    const units = {
      'axon-rig.service': rigUnit({
        node,
        main: '/opt/my "rig"/100%/$x.js',
        args: ['run', '/opt/a b.yaml'],
        writes: ['/srv/axon logs'],
      }),
      'axon-rig-kiosk.service': kioskUnit({
        node,
        main: '/opt/rig/main.js',
        cage: process.execPath,
        chromium: '/usr/bin/chromium',
        url: 'http://127.0.0.1:8080/',
      }),
    };
    return Object.entries(units).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
  }

  function verify(paths: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], {
      encoding: 'utf8',
    });
    return `${status} ${stdout}${stderr}`.trim();
  }

  it('has nothing against our units', () => {
    expect(verify(files(process.execPath))).toBe('0');
  });

  it('would have something against one that is wrong', () => {
    const [rig] = files('/nowhere/node');
    expect(verify([rig!])).toContain('/nowhere/node');
  });

  it('finds a rig exposed by 2.5 of 10 at most', () => {
    const [rig] = files(process.execPath);
    const { status, stdout } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=yes', '--no-pager', '--threshold=25', rig!],
      { encoding: 'utf8' },
    );
    expect([status, stdout.split('\n').at(-2)]).toEqual([0, expect.stringContaining('axon-rig.service')]);
  });

  it('makes the users of both', () => {
    mkdirSync(join(folder, 'etc/sysusers.d'), { recursive: true });
    writeFileSync(join(folder, 'etc/sysusers.d/axon-rig.conf'), usersFile());
    const { status } = spawnSync('systemd-sysusers', [`--root=${folder}`, 'axon-rig.conf']);
    const users = readFileSync(join(folder, 'etc/passwd'), 'utf8');
    expect([status, users.match(/^axon-\w+/gm)]).toEqual([0, ['axon-rig', 'axon-kiosk']]);
  });

  it.skipIf(lacks(perlPath))('hears through its own program that we are ready and alive', async () => {
    const socket = join(folder, 'notify');
    const receiver = spawn(perlPath!, ['-e', RECEIVER, socket]);
    const heard: string[] = [];
    const lines = createInterface({ input: receiver.stdout });
    const line = (pattern: RegExp) =>
      new Promise<void>((resolve) => {
        const look = () => heard.some((said) => pattern.test(said)) && resolve();
        lines.on('line', look);
        look();
      });
    lines.on('line', (said) => heard.push(said));
    await line(/^listens/);
    let beats = 0;
    const notify = createNotify({
      env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '600000' },
      pid: process.pid,
      clock: systemTimers,
      beats: () => beats++,
      start: (program, args) =>
        spawn(program, args, {
          env: { ...process.env, NOTIFY_SOCKET: socket },
          stdio: ['pipe', 'ignore', 'ignore'],
        }),
    });
    notify.status('it is "well" & $HOME `ls`');
    notify.ready();
    await line(/^WATCHDOG=1/);
    notify.stopping();
    await line(/^STOPPING=1/);
    notify.close();
    receiver.kill();
    expect(heard.slice(0, 4)).toEqual([
      'listens',
      'STATUS=it is "well" & $HOME `ls`',
      'READY=1',
      'WATCHDOG=1',
    ]);
  });
});
