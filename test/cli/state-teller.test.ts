import { describe, expect, it } from 'vitest';
import { createStateTeller } from '../../src/cli/state-teller.js';
import type { DeviceState } from '../../src/devices/device.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const READY: DeviceState = { kind: 'ready', words: 'Uno on /dev/ttyACM0.' };
const OUT: DeviceState = { kind: 'lost', fault: 'unplugged', words: 'The cable is out.', retryInMs: 250 };

function setUp(remark?: (state: DeviceState) => string | undefined) {
  const lines: string[] = [];
  const timers = new VirtualTimers();
  const terminal = { out: () => {}, err: (line: string) => lines.push(line) };
  const tell = createStateTeller({ terminal, nowMs: () => timers.nowMs(), remark });
  return { lines, timers, tell };
}

describe('what the terminal is told', () => {
  it('is each change of the device once, not each attempt of a search', () => {
    const { lines, tell } = setUp();
    for (let attempt = 0; attempt < 5; attempt++) {
      tell({ kind: 'opening', words: 'Looking for a board.' });
      tell({ kind: 'lost', fault: 'no-port', words: 'No board is connected.', retryInMs: 250 });
    }
    for (const state of [READY, OUT, READY]) tell(state);
    expect(lines).toEqual([
      'axon-rig: Looking for a board.',
      'axon-rig: No board is connected.',
      'axon-rig: Uno on /dev/ttyACM0.',
      'axon-rig: The cable is out.',
      'axon-rig: Uno on /dev/ttyACM0.',
    ]);
  });

  it('is 6 lines in ten minutes of a board that comes and goes every ten seconds, and then how often it did', () => {
    const { lines, timers, tell } = setUp();
    for (let ms = 0; ms < 600_000; ms += 10_000) {
      tell(READY);
      tell(OUT);
      timers.advance(10_000);
    }
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe(
      'axon-rig: The cable is out. (Said three times now; if it goes on, it is said again in ten minutes.)',
    );
    tell(READY);
    expect(lines[6]).toBe('axon-rig: Uno on /dev/ttyACM0. (57 times more since it was last said.)');
  });

  it('is all there, though no more than 50 sentences are counted, of faults that differ every time', () => {
    const { lines, tell } = setUp();
    for (let n = 0; n < 200; n++) tell({ ...OUT, words: `Fault ${n}.` });
    expect(lines).toHaveLength(200);
  });

  it('ends with a remark, once', () => {
    const { lines, tell } = setUp(({ kind }) => (kind === 'lost' ? 'It is looked for again.' : undefined));
    for (const state of [READY, OUT, READY, OUT]) tell(state);
    expect(lines.filter((line) => line === 'axon-rig: It is looked for again.')).toHaveLength(1);
    expect(lines[2]).toBe('axon-rig: It is looked for again.');
  });
});
