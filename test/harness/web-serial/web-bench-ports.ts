/** Ports of a bench by way of a fake Web Serial, as a page would have them. */
import { webPorts } from '../../../src/browser/serial/web-ports.js';
import type { BenchPorts } from '../bench-ports.js';
import type { Bench } from '../emulator/bench.js';
import { BenchSystem } from './bench-system.js';
import { FakeSerial } from './fake-serial.js';

export interface WebBenchPorts extends BenchPorts {
  readonly system: BenchSystem;
  readonly serial: FakeSerial;
}

export function webPortsOf(bench: Bench): WebBenchPorts {
  const system = new BenchSystem(bench);
  const serial = new FakeSerial(system);
  return {
    ...webPorts(serial, bench.clock),
    system,
    serial,
    ports: [],
    open: () => system.lines.size,
  };
}
