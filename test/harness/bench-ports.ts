import { SerialPortStream } from '@serialport/stream';
import type { SomePorts } from '../../src/devices/port/ports.js';
import { splitLines } from '../../src/devices/system/lines.js';
import { streamPort } from '../../src/devices/system/stream-port.js';
import type { Bench } from './emulator/bench.js';

/** Ports of a bench for a device; `open` counts those that are open now. */
export interface BenchPorts extends SomePorts {
  open(): number;
  /** Every port that was ever opened, oldest first. */
  readonly ports: readonly SerialPortStream[];
}

export function portsOf(bench: Bench): BenchPorts {
  const ports: SerialPortStream[] = [];
  return {
    openPort: (path, baud, listener) =>
      streamPort(() => {
        const port = new SerialPortStream({ binding: bench.binding, path, baudRate: baud });
        ports.push(port);
        return port;
      }, listener),
    splitLines,
    listPorts: async () =>
      (await bench.binding.list()).map(({ path, manufacturer, vendorId, productId }) => ({
        path,
        ...(manufacturer && { manufacturer }),
        ...(vendorId && { vendorId }),
        ...(productId && { productId }),
      })),
    ports,
    open: () => ports.filter((port) => port.isOpen || port.opening).length,
  };
}
