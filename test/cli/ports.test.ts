import { describe, expect, it } from 'vitest';
import { ports } from '../../src/cli/ports.js';
import type { ProbeResult } from '../../src/devices/ports.js';

async function linesOf(results: readonly ProbeResult[]): Promise<{ out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const seam = {
    list: async () => results.map(({ path }) => ({ path })),
    probe: async (path: string) => results.find((result) => result.path === path)!,
  };
  await ports(seam, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { out, err };
}

describe('axon-rig ports', () => {
  it('names each port, with or without a rig, and why not', async () => {
    const { out, err } = await linesOf([
      {
        kind: 'rig',
        path: '/dev/ttyACM0',
        baud: 500_000,
        greeting: undefined,
        words: '/dev/ttyACM0: a rig.',
      },
      { kind: 'fault', path: '/dev/ttyUSB0', fault: 'firmata', words: '/dev/ttyUSB0 speaks Firmata.' },
    ]);
    expect(out).toEqual(['rig     /dev/ttyACM0: a rig.', 'no rig  /dev/ttyUSB0 speaks Firmata.']);
    expect(err).toEqual([
      'axon-rig: asking /dev/ttyACM0, /dev/ttyUSB0; a port without a rig takes some 11 s …',
    ]);
  });

  it('says what to do where nothing is connected', async () => {
    const { out } = await linesOf([]);
    expect(out).toEqual([
      'no USB serial port is connected: plug the board in with a cable that carries data, not only power',
    ]);
  });
});
