import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Computer, installService, reachProblem } from '../../src/cli/install-service.js';

let folder: string;
let out: string[];
let err: string[];
let calls: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-service-'));
  [out, err, calls] = [[], [], []];
});
afterEach(() => rmSync(folder, { recursive: true }));

const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };

function computer(changes: Partial<Computer> = {}): Computer {
  return {
    platform: 'linux',
    isRoot: true,
    root: folder,
    stat: () => ({ mode: 0o755 }),
    isProgram: () => true,
    call(program, args) {
      calls.push([program, ...args].join(' '));
      return 0;
    },
    ...changes,
  };
}

const OPTIONS = { httpPort: 8080, host: '127.0.0.1', kiosk: true };

describe('install-service', () => {
  it('writes two units and their users, has them read, and starts both', () => {
    expect(installService('exhibit', OPTIONS, terminal, computer())).toBe(0);
    expect(readdirSync(join(folder, 'etc/systemd/system')).sort()).toEqual([
      'axon-rig-kiosk.service',
      'axon-rig.service',
    ]);
    expect(readFileSync(join(folder, 'etc/systemd/system/axon-rig.service'), 'utf8')).toMatch(
      /^ExecStart=\S+ \S+main\.js run \S+rigs\/exhibit\.yaml --exhibit --http-port 8080 --host 127\.0\.0\.1$/m,
    );
    expect(calls).toEqual([
      'systemd-sysusers axon-rig.conf',
      'systemctl daemon-reload',
      'systemctl enable --now axon-rig.service axon-rig-kiosk.service',
    ]);
  });

  it('prints the same with --print, for anybody, and writes and calls nothing', () => {
    const options = { ...OPTIONS, print: true };
    expect(installService('exhibit', options, terminal, computer({ isRoot: false }))).toBe(0);
    expect(out.map((text) => text.split('\n')[0])).toEqual([
      '# /etc/sysusers.d/axon-rig.conf',
      '# /etc/systemd/system/axon-rig.service',
      '# /etc/systemd/system/axon-rig-kiosk.service',
    ]);
    expect([readdirSync(folder), calls]).toEqual([[], []]);
  });

  it('has the address of the page: that of this computer alone, or another one', () => {
    installService('exhibit', { ...OPTIONS, host: '0.0.0.0', print: true }, terminal, computer());
    expect(out.join('\n')).toMatch(/ExecStart=.* --http-port 8080 --host 0\.0\.0\.0\n/);
  });

  it('leaves the kiosk out where there is no screen', () => {
    installService('exhibit', { ...OPTIONS, kiosk: false }, terminal, computer());
    expect(readdirSync(join(folder, 'etc/systemd/system'))).toEqual(['axon-rig.service']);
    expect(calls.at(-1)).toBe('systemctl enable --now axon-rig.service');
  });

  it('says which program the screen lacks, and how it is installed', () => {
    installService('exhibit', OPTIONS, terminal, computer({ isProgram: () => false }));
    expect(err.join('\n')).toContain(
      'there is no /usr/bin/cage: the screen stays dark until you install it (apt install cage)',
    );
    expect(err.join('\n')).toContain('apt install chromium');
  });

  it('lets a log be written that the rig file has elsewhere', () => {
    const file = join(folder, 'rig.yaml');
    writeFileSync(file, 'device: {kind: virtual}\nexhibit: {log: {folder: /srv/axon}}\n');
    installService(file, { ...OPTIONS, print: true }, terminal, computer());
    expect(out.join('\n')).toContain('ReadWritePaths=-/srv/axon');
    expect(err.join('\n')).not.toContain('has no log');
  });

  it.each<[string, Partial<Computer>, Partial<typeof OPTIONS>, string]>([
    ['who may not write to /etc', { isRoot: false }, {}, 'run it with sudo'],
    ['a system without systemd', { platform: 'darwin' }, {}, 'Linux alone'],
    ['a port that nobody knows', {}, { httpPort: 0 }, 'give --http-port a number'],
    ['systemd that refuses', { call: () => 1 }, {}, '"systemd-sysusers axon-rig.conf" has failed'],
  ])('refuses %s, and says what to do', (_what, changes, options, words) => {
    expect(() => installService('exhibit', { ...OPTIONS, ...options }, terminal, computer(changes))).toThrow(
      words,
    );
  });
});

describe('a user of its own', () => {
  const modes: Record<string, number> = { '/home/ann': 0o750, '/opt/secret.yaml': 0o600 };
  const stat = (path: string) => ({ mode: modes[path] ?? 0o755 });

  it('cannot go into a home that is shut, nor read a file of one person', () => {
    expect(reachProblem('/home/ann/rig.yaml', { stat })).toContain('chmod o+x /home/ann');
    expect(reachProblem('/opt/secret.yaml', { stat })).toContain('chmod o+r /opt/secret.yaml');
    expect(reachProblem('/opt/axon/rig.yaml', { stat })).toBeUndefined();
  });
});
