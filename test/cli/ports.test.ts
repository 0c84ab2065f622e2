import { describe, expect, it } from 'vitest';
import { ports } from '../../src/cli/ports.js';
import { shippedRigNames } from '../../src/cli/rig-files.js';
import { rigsForFirmata } from '../../src/devices/port/words.js';
import type { ProbeResult } from '../../src/devices/ports.js';

async function linesOf(results: readonly ProbeResult[], options = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const seam = {
    list: async () => results.map(({ path }) => ({ path })),
    probe: async (path: string) => results.find((result) => result.path === path)!,
    noPort: async () => 'No USB serial port is connected.',
  };
  const code = await ports(seam, options, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { out, err, code };
}

describe('axon-rig ports', () => {
  it('names each port, with or without a rig, and why not', async () => {
    const { out, err, code } = await linesOf([
      {
        kind: 'rig',
        path: '/dev/ttyACM0',
        baud: 500_000,
        greeting: undefined,
        roundTrips: { shortestMs: 1.2, longestMs: 3.4, asked: 8, answered: 8 },
        words: '/dev/ttyACM0: a rig.',
      },
      { kind: 'fault', path: '/dev/ttyUSB0', fault: 'firmata', words: '/dev/ttyUSB0 speaks Firmata.' },
    ]);
    expect(out).toEqual(['rig     /dev/ttyACM0: a rig.', 'no rig  /dev/ttyUSB0 speaks Firmata.']);
    expect(err).toEqual([
      'axon-rig: asking /dev/ttyACM0, /dev/ttyUSB0; a port without a rig takes some 14 s …',
    ]);
    expect(code).toBe(0);
  });

  it('prints with --json one array, for programs: figures and words of each port', async () => {
    const fault = { kind: 'fault', path: 'COM3', fault: 'port-taken', words: 'COM3 is in use.' } as const;
    const rig = {
      kind: 'rig',
      path: 'COM4',
      baud: 500_000,
      greeting: undefined,
      roundTrips: { shortestMs: 1.2, longestMs: 3.4, asked: 8, answered: 8 },
      words: 'COM4: a rig.',
    } as const;
    const { out, code } = await linesOf([fault, rig], { json: true });
    expect(JSON.parse(out.join('\n'))).toEqual([fault, JSON.parse(JSON.stringify(rig))]);
    expect(code).toBe(0);
    expect((await linesOf([], { json: true })).out).toEqual(['[]']);
  });

  it('names a board with Firmata and the rigs that fit, which come with the package, and ends with 0', async () => {
    const firmata = { version: '2.5', sketch: 'node_pixel_firmata.ino' };
    const rigs = rigsForFirmata(firmata);
    const { out, code } = await linesOf([
      { kind: 'firmata', path: 'COM3', firmata, rigs, words: 'COM3: Firmata 2.5.' },
    ]);
    expect([out, code]).toEqual([['Firmata COM3: Firmata 2.5.'], 0]);
    expect(shippedRigNames()).toEqual(expect.arrayContaining([...rigs]));
    expect(rigs).toHaveLength(4);
  });

  it('ends with 1 where no port answers as a rig', async () => {
    const { out, code } = await linesOf([
      { kind: 'fault', path: 'COM3', fault: 'port-taken', words: 'COM3 is in use.' },
    ]);
    expect([out, code]).toEqual([['no rig  COM3 is in use.'], 1]);
  });

  it('says what to do where nothing is connected, and ends with 1', async () => {
    const { out, code } = await linesOf([]);
    expect([out, code]).toEqual([['no rig  No USB serial port is connected.'], 1]);
  });
});
