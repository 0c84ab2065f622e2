import { SerialPortStream } from '@serialport/stream';
import type { OpenPort } from '../../src/devices/port/port.js';
import type { Bench } from './emulator/bench.js';

/** Ports of a bench for a device; `open` counts those that are open now. */
export function portsOf(bench: Bench): {
  openPort: OpenPort;
  listPorts: () => Promise<{ path: string }[]>;
  open(): number;
  /** Every port that was ever opened, oldest first. */
  readonly ports: readonly SerialPortStream[];
} {
  const ports: SerialPortStream[] = [];
  return {
    openPort: (path, baud) => {
      const port = new SerialPortStream({ binding: bench.binding, path, baudRate: baud });
      ports.push(port);
      return port;
    },
    listPorts: () => bench.binding.list(),
    ports,
    open: () => ports.filter((port) => port.isOpen || port.opening).length,
  };
}
