import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN, type PortFacts, type PortNode } from '../../../src/devices/port/facts.js';
import { hangingFault, noPortFault, openFault } from '../../../src/devices/port/open-fault.js';
import { connectedWords } from '../../../src/devices/port/words.js';

const PATH = '/dev/ttyACM0';
const UNO = { path: PATH, manufacturer: 'Arduino', vendorId: '2341', productId: '0043' };
const TAKEN = 'Error Resource temporarily unavailable Cannot lock port';
const DENIED = 'Error: Permission denied, cannot open /dev/ttyACM0';

const about = (facts: Partial<PortFacts>): PortFacts => ({ ...NOTHING_KNOWN, ...facts });
const node = (part: Partial<PortNode>): PortNode => ({
  group: 'dialout',
  member: 'no',
  ageMs: 600_000,
  ...part,
});
const wordsOf = (error: string, facts: Partial<PortFacts>, path = PATH) =>
  openFault(path, new Error(error), [UNO], about(facts));

describe('an error on opening a port', () => {
  // As serialport 13 says it on Linux, macOS and Windows.
  it.each([
    ['Error: No such file or directory, cannot open /dev/x', 'no-port'],
    ['Opening COM9: File not found', 'no-port'],
    [TAKEN, 'port-taken'],
    ['Error: Resource busy, cannot open /dev/cu.usbmodem1', 'port-taken'],
    ['Error: Device or resource busy, cannot open /dev/ttyACM0', 'port-taken'],
    ['Opening COM3: Access denied', 'port-taken'],
    [DENIED, 'no-permission'],
    ['Error: Operation not permitted, cannot open /dev/ttyACM0', 'no-permission'],
    ['Error: Input/output error, cannot open /dev/ttyACM0', 'port-error'],
    ['Error: Inappropriate ioctl for device, cannot open /dev/null', 'port-error'],
  ])('"%s" is %s', (text, fault) => {
    expect(openFault('/dev/x', new Error(text), [], NOTHING_KNOWN)).toMatchObject({ fault });
  });
});

it.each([
  'Error: Inappropriate ioctl for device setting custom baud rate of 500000',
  'Error: Is a directory, cannot open /dev/x',
])('"%s": what is there is not a serial port', (text) => {
  expect(openFault('/dev/x', new Error(text), [], NOTHING_KNOWN).words).toBe(
    '/dev/x is not a serial port. "npx axon-rig ports" lists those that are there.',
  );
});

describe('a port that is taken', () => {
  it('by a program that can be seen: its name, its process, and how to end it', () => {
    const { fault, words } = wordsOf(TAKEN, { holders: [{ pid: 4711, name: 'minicom' }] });
    expect(fault).toBe('port-taken');
    expect(words).toBe('/dev/ttyACM0 is in use by minicom (process 4711): close it, or run "kill 4711".');
  });

  it('by a program of root, which nobody else may see: where to look, and the command that names it', () => {
    const { fault, words } = wordsOf(TAKEN, { node: node({}) });
    expect(fault).toBe('port-taken');
    expect(words).toMatch(/serial monitor, the Arduino IDE.*"sudo lsof \/dev\/ttyACM0" names it/);
  });

  it('on Windows: what its "Access denied" means', () => {
    const { fault, words } = wordsOf('Opening COM3: Access denied', { platform: 'win32' }, 'COM3');
    expect(fault).toBe('port-taken');
    expect(words).toMatch(/^COM3 is in use by another program.*"Access denied"/);
    expect(words).not.toContain('lsof');
  });

  it('by ModemManager, seen: the udev line with the ids of this very board', () => {
    const { fault, words } = wordsOf(TAKEN, { holders: [{ pid: 800, name: 'ModemManager' }] });
    expect(fault).toBe('modem-manager');
    expect(words).toContain(
      'ATTRS{idVendor}=="2341", ATTRS{idProduct}=="0043", ENV{ID_MM_DEVICE_IGNORE}="1" into /etc/udev/rules.d/70-axon-rig.rules',
    );
  });

  it.each([
    ['59 s after it was plugged in, it is ModemManager', 59_000, 'modem-manager'],
    ['61 s after it was plugged in, it is somebody else', 61_000, 'port-taken'],
  ])('by nobody that can be seen while ModemManager runs: %s', (_, ageMs, fault) => {
    expect(wordsOf(TAKEN, { daemons: ['ModemManager'], node: node({ ageMs }) })).toMatchObject({ fault });
  });

  it('by a program that can be seen while ModemManager runs: by that program', () => {
    const holders = [{ pid: 1, name: 'cat' }];
    const facts = { holders, daemons: ['ModemManager' as const], node: node({ ageMs: 100 }) };
    expect(wordsOf(TAKEN, facts)).toMatchObject({ fault: 'port-taken' });
  });

  it('by brltty: how to be rid of it', () => {
    const { fault, words } = wordsOf(TAKEN, { holders: [{ pid: 900, name: 'brltty' }] });
    expect(fault).toBe('brltty');
    expect(words).toMatch(/braille displays.*sudo apt remove brltty/);
  });

  it('by ModemManager, with a board that nobody knows: a udev line for any USB device', () => {
    const facts = about({ holders: [{ pid: 800, name: 'ModemManager' }] });
    const { words } = openFault(PATH, new Error(TAKEN), [], facts);
    expect(words).toContain('SUBSYSTEMS=="usb", ENV{ID_MM_DEVICE_IGNORE}="1"');
  });
});

describe('a port that one may not use', () => {
  it.each(['dialout', 'uucp', 'plugdev'])('belongs to the group %s: the command that joins it', (group) => {
    const { fault, words } = wordsOf(DENIED, { node: node({ group }) });
    expect(fault).toBe('no-permission');
    expect(words).toContain(`sudo usermod -aG ${group} $USER`);
    expect(words).toContain('log out and in again');
  });

  it('belongs to a group that one has joined since logging in: log out, and no command', () => {
    const { words } = wordsOf(DENIED, { node: node({ group: 'uucp', member: 'after-login' }) });
    expect(words).toMatch(/group, uucp, after you logged in\. Log out and in again\.$/);
    expect(words).not.toContain('usermod');
  });

  it('belongs to a group that one is in: something else forbids it', () => {
    expect(wordsOf(DENIED, { node: node({ member: 'yes' }) }).words).toMatch(
      /container or a sandbox.*--device=\/dev\/ttyACM0/,
    );
  });

  it('lets no group in: the udev line with the ids of this very board, and the group of this system', () => {
    const { words } = wordsOf(DENIED, { node: node({ group: undefined }), serialGroup: 'uucp' });
    expect(words).toContain(
      'SUBSYSTEM=="tty", ATTRS{idVendor}=="2341", ATTRS{idProduct}=="0043", MODE="0660", GROUP="uucp", TAG+="uaccess"',
    );
    expect(words).toContain('sudo udevadm control --reload');
  });

  it.each([
    ['1.9 s ago: wait', 1900, /only just appeared/],
    ['2.1 s ago: the udev line', 2100, /udev/],
  ])('has no group yet, and appeared %s', (_, ageMs, words) => {
    expect(wordsOf(DENIED, { node: node({ group: undefined, ageMs }) }).words).toMatch(words);
  });

  it('could not be looked at: dialout, the group on nearly every Linux', () => {
    expect(wordsOf(DENIED, {}).words).toContain('sudo usermod -aG dialout $USER');
  });

  it.each(['darwin', 'win32', 'freebsd'])('on %s: no group, no udev', (platform) => {
    expect(wordsOf(DENIED, { platform }).words).not.toMatch(/usermod|udev/);
  });
});

describe('a port that is not there', () => {
  it('names every port that is connected', () => {
    const ports = [
      { path: 'COM3', manufacturer: 'wch.cn', vendorId: '1a86', productId: '7523' },
      { path: 'COM4' },
    ];
    expect(connectedWords(ports)).toBe('Connected: COM3 (wch.cn, 1a86:7523), COM4.');
  });

  it('while a CH340 without a port is plugged in and brltty runs: brltty has it', () => {
    const facts = about({ portless: ['1a86:7523'], daemons: ['brltty'] });
    const { fault, words } = noPortFault('auto', [], facts);
    expect(fault).toBe('brltty');
    expect(words).toMatch(/^A board \(1a86:7523\) is plugged in.*sudo apt remove brltty/);
  });

  it.each([
    ['1a86:7523', 'ch341'],
    ['10c4:ea60', 'cp210x'],
    ['0403:6001', 'ftdi_sio'],
    ['2341:0043', 'cdc_acm'],
  ])('while a board %s without a port is plugged in: its driver %s is missing', (id, driver) => {
    const { fault, words } = noPortFault('/dev/ttyUSB0', [], about({ portless: [id] }));
    expect(fault).toBe('no-port');
    expect(words).toContain(`"sudo modprobe ${driver}"`);
  });

  it.each([
    ['wsl', /"usbipd attach --wsl --busid 1-2"/],
    ['virtualbox', /VirtualBox choose Devices > USB/],
    ['vmware', /VM > Removable Devices/],
    ['parallels', /Devices > USB & Bluetooth/],
    ['qemu', /Redirect USB device/],
    ['hyper-v', /run this program on the computer around it/],
    ['other', /menu for USB devices/],
  ] as const)('in %s: the board may have to be handed over', (guest, cure) => {
    const facts = about({ guest });
    for (const path of ['auto', '/dev/ttyACM0']) expect(noPortFault(path, [], facts).words).toMatch(cure);
    const others = [{ path: '/dev/ttyUSB0' }];
    expect(noPortFault('/dev/ttyACM0', others, facts).words).not.toMatch(cure);
  });

  it('while brltty runs and nothing is plugged in: nothing is plugged in', () => {
    expect(noPortFault('auto', [], about({ daemons: ['brltty'] }))).toMatchObject({ fault: 'no-port' });
  });

  it('under the name that a Mac gives to modems: the right one begins with cu', () => {
    const facts = about({ platform: 'darwin' });
    expect(noPortFault('/dev/tty.usbmodem1', [], facts).words).toContain('"/dev/cu.…"');
    expect(hangingFault('/dev/tty.usbmodem1', 5).words).toContain('Use /dev/cu.usbmodem1 instead');
    expect(hangingFault('/dev/rfcomm0', 5).words).toContain('Bluetooth');
  });
});
