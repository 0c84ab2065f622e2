/** A board by way of Web Serial, faked over the mock board and the real program: found, lit, lost, flashed. */
import { expect, it } from 'vitest';
import { createSerialDevice } from '../../../src/devices/serial/index.js';
import type { DeviceState } from '../../../src/devices/device.js';
import { Bench } from '../../harness/emulator/bench.js';
import { plainSetup, plainStops } from '../../harness/faults/wired-device.js';
import { MockBoard } from '../../harness/mock-board.js';
import { webPortsOf } from '../../harness/web-serial/web-bench-ports.js';

const PATH = '/dev/ttyACM0';

it('finds it', async () => {
  const bench = new Bench();
  const board = new MockBoard();
  bench.plug(PATH, board);
  const ports = webPortsOf(bench);
  const device = createSerialDevice({ path: 'auto', setup: plainSetup(20), stops: plainStops(), ...ports }, bench.clock);
  const states: DeviceState[] = [];
  device.open({ input() {}, state: (state) => states.push(state) });
  await bench.advanceUntil(() => device.state.kind === 'ready', 5000).catch((e) => console.log(e, states));
  console.log(states, bench.clock.nowMs());
  bench.unplug(PATH);
  await bench.advance(1000);
  console.log(device.state);
  bench.plug(PATH, board);
  await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
  console.log(bench.clock.nowMs());
  let closed = false;
  void device.close().then(() => { closed = true; });
  await bench.advanceUntil(() => closed, 5000);
  expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
});
