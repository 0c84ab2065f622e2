import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  inspectPort,
  inspectSystemPort,
  programName,
  type System,
  thisSystem,
} from '../../../src/devices/system/inspect.js';

const LINUX_ONLY = process.platform !== 'linux';
let folder: string;
let port: string;
let system: System;
const children: ChildProcess[] = [];

/** A system of files, in which only what a test writes is there. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-inspect-'));
  port = join(folder, 'ttyUSB0');
  writeFileSync(port, '');
  chmodSync(port, 0o660);
  const { gid, ctimeMs } = statSync(port);
  system = {
    platform: 'linux',
    proc: join(folder, 'proc'),
    sys: join(folder, 'sys'),
    etc: join(folder, 'etc'),
    uid: 1000,
    groups: [1000],
    pid: 1,
    dateMs: () => ctimeMs + 5000,
  };
  write('etc/passwd', 'root:x:0:0::/root:/bin/sh\nada:x:1000:1000:Ada:/home/ada:/bin/sh\n');
  write('etc/group', `root:x:0:\nports:x:${gid || 4711}:grace\ndialout:x:20:\n`);
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function program(pid: number, comm: string, open: readonly string[] = [], args = comm): void {
  write(`proc/${pid}/comm`, `${comm}\n`);
  write(`proc/${pid}/cmdline`, args.replaceAll(' ', '\0'));
  mkdirSync(join(folder, `proc/${pid}/fd`));
  open.forEach((file, fd) => {
    symlinkSync(file, join(folder, `proc/${pid}/fd/${fd}`));
  });
}

function usb(device: string, vendor: string, product: string, inside: readonly string[] = []): void {
  write(`sys/bus/usb/devices/${device}/idVendor`, `${vendor}\n`);
  write(`sys/bus/usb/devices/${device}/idProduct`, `${product}\n`);
  for (const name of inside) write(`sys/bus/usb/devices/${device}:1.0/${name}`, '');
}

describe('a look around a port', () => {
  it('finds who has it open, also through a link, and which programs that take ports are running', async () => {
    const link = join(folder, 'by-id');
    symlinkSync(port, link);
    program(42, 'minicom', ['/dev/null', port]);
    program(43, 'bash', ['/dev/null']);
    program(44, 'ModemManager');
    program(1, 'axon-rig', [port]);
    expect(await inspectPort(link, system)).toMatchObject({
      holders: [{ pid: 42, name: 'minicom' }],
      daemons: ['ModemManager'],
    });
  });

  it('finds nobody where the open files of others are hidden', async () => {
    write('proc/42/comm', 'brltty\n');
    write('proc/self/comm', 'node\n');
    expect(await inspectPort(port, system)).toMatchObject({ holders: [], daemons: ['brltty'] });
  });

  it('finds CH340 and CP2102 without a port, and leaves alone those with one, and mice', async () => {
    usb('1-1', '1a86', '7523', ['bInterfaceNumber']);
    usb('1-2', '1a86', '7523', ['ttyUSB0/dev']);
    usb('1-3', '2341', '0043', ['tty/ttyACM0/dev']);
    usb('1-4', '046d', 'c52b');
    usb('1-5.1', '10c4', 'ea60');
    expect((await inspectPort('auto', system)).portless).toEqual(['1a86:7523', '10c4:ea60']);
  });

  it.each([
    ['wsl', 'Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1)', '', ''],
    ['wsl', 'Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)', '', ''],
    ['virtualbox', 'Linux version 6.1.0-18-amd64', 'innotek GmbH', 'VirtualBox'],
    ['vmware', 'Linux version 6.1.0-18-amd64', 'VMware, Inc.', 'VMware Virtual Platform'],
    [
      'parallels',
      'Linux version 6.1.0',
      'Parallels Software International Inc.',
      'Parallels Virtual Platform',
    ],
    ['hyper-v', 'Linux version 6.1.0', 'Microsoft Corporation', 'Virtual Machine'],
    ['qemu', 'Linux version 6.1.0', 'QEMU', 'Standard PC (Q35 + ICH9, 2009)'],
    ['other', 'Linux version 6.1.0', 'Apple Inc.', 'Apple Virtualization Generic Platform'],
    [undefined, 'Linux version 6.1.0-18-amd64', 'Dell Inc.', 'Latitude 7400'],
    [undefined, 'Linux version 6.1.0-18-amd64', 'Microsoft Corporation', 'Surface Laptop 4'],
    [undefined, 'Linux version 6.6.20+rpt-rpi-v8', '', ''],
  ])('sees what it runs in: %s', async (guest, version, vendor, product) => {
    write('proc/version', `${version}\n`);
    if (vendor) write('sys/class/dmi/id/sys_vendor', `${vendor}\n`);
    if (product) write('sys/class/dmi/id/product_name', `${product}\n`);
    expect((await inspectPort('auto', system)).guest).toBe(guest);
  });

  it('is silent about all but the platform on a Mac and on Windows', async () => {
    for (const platform of ['darwin', 'win32'])
      expect(await inspectPort(port, { ...system, platform })).toEqual({
        platform,
        holders: [],
        daemons: [],
        portless: [],
      });
  });

  it('has nothing to say where there is no port, no /proc, no /sys and no /etc', async () => {
    const nowhere = join(folder, 'nowhere');
    const facts = await inspectPort(nowhere, { ...system, proc: nowhere, sys: nowhere, etc: nowhere });
    expect(facts).toEqual({ platform: 'linux', holders: [], daemons: [], portless: [] });
  });
});

// Run as root, a test may give a file away to any group; run as somebody else, the group is that of its own files.
describe.skipIf(LINUX_ONLY)('the group of a device file', () => {
  const gid = () => statSync(port).gid;

  beforeEach(async () => {
    if (gid() !== 0) return;
    const { chownSync } = await import('node:fs');
    chownSync(port, 0, 4711);
  });

  it('is named, with how long the file has been there', async () => {
    const { node, serialGroup } = await inspectPort(port, system);
    expect(node).toMatchObject({ group: 'ports', member: 'no' });
    expect(node!.ageMs).toBeGreaterThan(0);
    expect(serialGroup).toBe('dialout');
  });

  it('has ada as a member from her next login on', async () => {
    write('etc/group', `ports:x:${gid()}:grace,ada\n`);
    expect((await inspectPort(port, system)).node).toMatchObject({ group: 'ports', member: 'after-login' });
  });

  it('has her as a member now', async () => {
    const facts = await inspectPort(port, { ...system, groups: [1000, gid()] });
    expect(facts.node).toMatchObject({ group: 'ports', member: 'yes' });
  });

  it.each([
    ['only its owner may use it', 0o600],
    ['its group may only read', 0o640],
  ])('is not told where %s', async (_, mode) => {
    chmodSync(port, mode);
    expect((await inspectPort(port, system)).node?.group).toBeUndefined();
  });

  it('is not told where it is not in the list of groups', async () => {
    write('etc/group', 'uucp:x:14:\n');
    expect(await inspectPort(port, system)).toMatchObject({
      node: { group: undefined },
      serialGroup: 'uucp',
    });
  });
});

describe.skipIf(LINUX_ONLY)('the real /proc', () => {
  it('names a program that has a file open, and its process', async () => {
    const child = spawn('tail', ['-f', port], { stdio: 'ignore' });
    children.push(child);
    let { holders } = await inspectSystemPort(port);
    for (let look = 0; look < 200 && holders.length === 0; look++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ({ holders } = await inspectSystemPort(port));
    }
    expect(holders).toEqual([{ pid: child.pid, name: 'tail' }]);
    expect(thisSystem.pid).toBe(process.pid);
  });
});

describe('the name of a program', () => {
  it.each([
    ['node', '/usr/bin/node /opt/axon-rig/dist/src/cli/main.js run uno-60', 'another axon-rig'],
    ['node', '/usr/bin/node bin/axon-rig.js run uno-60', 'another axon-rig'],
    ['node', 'node /usr/local/bin/axon-rig run', 'another axon-rig'],
    ['node', 'node server.js', 'node'],
    ['MainThread', '/usr/bin/node server.js', 'node'],
    ['MainThread', 'node bin/axon-rig.js run', 'another axon-rig'],
    ['serial-monitor', 'serial-monitor', 'the serial monitor of the Arduino IDE'],
    ['arduino-ide', '/opt/arduino-ide', 'the Arduino IDE'],
    ['java', 'java -cp pde.jar processing.app.Base', 'the Arduino IDE'],
    ['java', 'java -jar other.jar', 'java'],
    ['screen', 'screen /dev/ttyACM0', 'screen'],
  ])('%s, started as "%s", is %s', (comm, args, name) => {
    expect(programName(comm, args)).toBe(name);
  });
});
