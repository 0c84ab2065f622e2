import { existsSync, lstatSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../cli/rig-process.js';
import { bootloadersPath } from '../harness/bootloaders.js';
import { hexPathOf } from '../harness/firmata/hexes.js';
import { avrGccPath, lacks, socatPath } from '../harness/tools.js';
import { compileFixture } from './compile.js';
import { emulate, endEmulators, PATIENCE_MS, until } from './emulate-process.js';

let folder = '';
let hex = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-emulate-'));
  hex = join(folder, 'lamp.hex');
  writeFileSync(hex, compileFixture('lamp'));
});

afterEach(endEmulators);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The real serial port of a host, which keeps asking until the path is there. */
async function openHost(path: string) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const port = new SerialPort({ path, baudRate: 500_000, autoOpen: false });
    const state = { heard: '', closed: '' };
    port.on('data', (bytes: Buffer) => {
      state.heard += bytes.toString('latin1');
    });
    port.on('error', () => {
      // A write in flight may fail at a hang-up.
    });
    port.on('close', (error: unknown) => {
      const lost = error instanceof Error && 'disconnected' in error;
      state.closed = lost ? 'disconnected' : 'closed';
    });
    const error = await new Promise<Error | null>((resolve) => port.open((e) => resolve(e ?? null)));
    if (error === null) return { port, state };
    if (Date.now() > deadline) throw error;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function close(port: SerialPort): Promise<void> {
  return new Promise((resolve) => port.close(() => resolve()));
}

describe.skipIf(lacks(avrGccPath) || lacks(socatPath))('npm run emulate', () => {
  it('carries a press to a line of light, and bytes both ways through the real serial port', async () => {
    const path = join(folder, 'uno');
    const board = emulate('--link', path, '--hex', hex);
    await until('ready', () => board.lines().includes(`ready ${path}`));
    const { port, state } = await openHost(path);
    await until('the greeting', () => state.heard.includes('R'));
    port.write('axon');
    await until('the echo', () => state.heard.replaceAll('.', '').includes('AXON'));
    await until('a dot, a tenth of a second on', () => state.heard.includes('.'));
    board.type('press 1');
    await until('a frame', () => board.frames().length >= 1);
    board.type('release 1');
    await until('a second frame', () => board.frames().length >= 2);
    expect(board.frames()).toMatchObject([
      { us: expect.any(Number), leds: '102030020103', servoUs: [expect.closeTo(1500, 0), null] },
      { leds: '000000020103' },
    ]);
    await close(port);
    board.type('quit');
    expect(await board.exit).toBe(0);
    expect(lstatSync(path, { throwIfNoEntry: false })).toBeUndefined();
    // On a busy machine it says once that it cannot keep pace.
    expect(board.errors().replace(/^emulate: this machine is too busy for real time.*\n/, '')).toBe('');
  });

  it('hangs up on unplug, and comes back at the same path with a fresh board', async () => {
    const path = join(folder, 'cable');
    const board = emulate('--link', path, '--hex', hex);
    const first = await openHost(path);
    await until('the greeting', () => first.state.heard.includes('R'));
    board.type('unplug');
    await until('the hang-up', () => first.state.closed !== '');
    expect(first.state.closed).toBe('disconnected');
    expect(existsSync(path)).toBe(false);
    board.type('unplug');
    await until('a complaint', () => board.errors().includes('not plugged in'));
    board.type('plug');
    const second = await openHost(path);
    await until('a new greeting', () => second.state.heard.includes('R'));
    await close(second.port);
    board.child.stdin.end();
    expect(await board.exit).toBe(0);
    expect(lstatSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('greets every host that opens the port again, without a byte from before', async () => {
    const path = join(folder, 'again');
    const board = emulate('--link', path, '--hex', hex);
    for (let visit = 0; visit < 3; visit++) {
      const { port, state } = await openHost(path);
      await until('the greeting', () => state.heard.includes('R'));
      // At most a tenth of a second of dots between the opening and the reset that follows it.
      expect(state.heard).toMatch(/^\.{0,1}R/);
      await until('a dot', () => state.heard.endsWith('.'));
      const before = lstatSync(path).ctimeMs;
      await close(port);
      await until('a new port', () => {
        const link = lstatSync(path, { throwIfNoEntry: false });
        return link !== undefined && link.ctimeMs !== before;
      });
    }
    board.child.kill('SIGTERM');
    expect(await board.exit).toBe(0);
    expect(lstatSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('runs another program at its own baud: StandardFirmata at 57600 says its version and its name', async () => {
    const path = join(folder, 'firmata');
    const board = emulate('--link', path, '--baud', '57600', '--hex', hexPathOf('standard'), '--quiet');
    const { port, state } = await openHost(path);
    const name = [...'StandardFirmata'].map((letter) => `${letter}\0`).join('');
    await until('its name', () => state.heard.includes(name));
    expect(state.heard).toContain('\u00f9\u0002\u0003');
    await close(port);
    board.type('quit');
    expect(await board.exit).toBe(0);
  });

  // Skipped only where the Arduino core is missing outside CI.
  it.skipIf(lacks(bootloadersPath))(
    'has only a bootloader with --blank: "axon-rig flash" puts the firmware on it, which greets',
    async () => {
      const path = join(folder, 'blank');
      const board = emulate('--link', path, '--blank', '--quiet');
      await until('ready', () => board.lines().includes(`ready ${path}`));
      const flash = () => runToEnd(['flash', '--port', path]);
      let { code, out } = await flash();
      // A bootloader waits for a second: on a computer that is busy it may be missed, and flash says so. Then once more.
      for (let again = 0; again < 4 && code !== 0; again++) ({ code, out } = await flash());
      expect(out).toMatch(/All \d+ bytes were read back as they should be\./);
      expect(out).toMatch(/a rig \(firmware \d/);
      expect(code).toBe(0);
      board.type('quit');
      expect(await board.exit).toBe(0);
    },
  );

  it('prints no picture with --quiet, and does all else', async () => {
    const path = join(folder, 'quiet');
    const board = emulate('--link', path, '--hex', hex, '--quiet');
    await until('ready', () => board.lines().includes(`ready ${path}`));
    const { port, state } = await openHost(path);
    await until('the greeting', () => state.heard.includes('R'));
    board.type('press 1');
    board.type('release 1');
    port.write('axon');
    await until('the echo', () => state.heard.replaceAll('.', '').includes('AXON'));
    await close(port);
    board.type('quit');
    expect(await board.exit).toBe(0);
    expect(board.lines()).toEqual([`ready ${path}`]);
  });

  it('names what it accepts after a wrong command, and goes on', async () => {
    const path = join(folder, 'wrong');
    const board = emulate('--link', path, '--hex', hex);
    await until('ready', () => board.lines().includes(`ready ${path}`));
    board.type('jump');
    board.type('press 9');
    board.type('dial 0 5000');
    await until('the third complaint', () => board.errors().includes('5000'));
    expect(board.errors()).toMatch(/unknown command "jump"; expected press N, release N/);
    expect(board.errors()).toMatch(/from 1 to 4, got "9"/);
    expect(board.errors()).toMatch(/0 to 1023, got "0 5000"/);
    board.type('press 1');
    await until('a frame', () => board.frames().length === 1);
    board.child.kill('SIGINT');
    expect(await board.exit).toBe(0);
  });

  it('says how to make the program that is missing, and how it wants to be called', async () => {
    const noHex = emulate('--link', join(folder, 'x'), '--hex', join(folder, 'none.hex'));
    expect(await noHex.exit).toBe(1);
    expect(noHex.errors()).toMatch(/none\.hex, the file that --hex names/);
    const noLink = emulate();
    expect(await noLink.exit).toBe(2);
    expect(noLink.errors()).toMatch(/expected --link PATH.*\nusage/);
    const odd = emulate('--lnik', 'x');
    expect(await odd.exit).toBe(2);
    expect(odd.errors()).toMatch(/--lnik/);
    const fast = emulate('--link', 'x', '--baud', 'fast');
    expect(await fast.exit).toBe(2);
    expect(fast.errors()).toMatch(/--baud: expected bits per second, such as 57600 for Firmata, got fast/);
  });

  it('leaves a file at the path alone, and clears away a link to a terminal that is gone', async () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, 'mine');
    const refused = emulate('--link', taken, '--hex', hex);
    expect(await refused.exit).toBe(1);
    expect(refused.errors()).toMatch(/exists already/);
    expect(existsSync(taken)).toBe(true);
    const stale = join(folder, 'stale');
    symlinkSync('/dev/pts/99999', stale);
    const board = emulate('--link', stale, '--hex', hex);
    await until('ready', () => board.lines().includes(`ready ${stale}`));
    board.type('quit');
    expect(await board.exit).toBe(0);
  });
});
