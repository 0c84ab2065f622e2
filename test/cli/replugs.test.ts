/** The log of a real device whose cable is pulled: every state that it goes through, in virtual time. */
import { describe, expect, it } from 'vitest';
import { createStateTeller } from '../../src/cli/state-teller.js';
import { createSerialDevice } from '../../src/devices/serial/index.js';
import { setupOf } from '../contract/serial-rig.js';
import { rampStops } from '../contract/vectors.js';
import { portsOf } from '../harness/bench-ports.js';
import { Bench } from '../harness/emulator/bench.js';
import { MockBoard } from '../harness/mock-board.js';

const PATH = '/dev/ttyACM0';
const MINUTE_MS = 60_000;

describe('the log of a board whose cable is pulled', () => {
  it('four times in two minutes ends with the board, and one that stays away is said again', async () => {
    const bench = new Bench();
    const board = new MockBoard();
    bench.plug(PATH, board);
    const { openPort, splitLines, listPorts } = portsOf(bench);
    const stops = rampStops();
    const setup = setupOf({ ledCount: 60, currentLimitMa: 3000, stops, dials: false });
    const device = createSerialDevice(
      { path: 'auto', setup, stops, openPort, splitLines, listPorts },
      bench.clock,
    );
    const lines: string[] = [];
    const tell = createStateTeller({
      terminal: { out: () => {}, err: (line) => lines.push(line) },
      timers: bench.clock,
    });
    device.open({ input: () => {}, state: tell });
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    for (let replug = 0; replug < 4; replug++) {
      bench.unplug(PATH);
      await bench.advance(15_000);
      bench.plug(PATH, board);
      await bench.advanceUntil(() => device.state.kind === 'ready', 10_000);
      await bench.advance(5000);
    }
    await bench.advance(30_000);
    // In the words of the device itself, which may say more of a board that came back so often.
    expect(lines.at(-1)).toContain(PATH);
    expect(lines.at(-1)).not.toMatch(/is gone|comes and goes|No USB/);
    expect(lines.length).toBeLessThanOrEqual(12);

    bench.unplug(PATH);
    await bench.advance(11 * MINUTE_MS);
    expect(lines.at(-1)).toMatch(/\(Still so after 10 minutes\.\)$/);
    const closed = device.close();
    await bench.advance(1500);
    await closed;
    expect(bench.clock.waiting).toBe(0);
  });
});
