/**
 * The real serial ports of this machine; with `ports.ts` the only place that knows the package `serialport`.
 * Everything else takes an `OpenPort`, so that a test can put a port of its own underneath.
 */
import { readdir, stat } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { SerialPort } from 'serialport';

/** What a link needs of a port; `SerialPort` is one. It opens by itself and says `open` or `error`. */
export interface Port extends Duplex {
  readonly isOpen: boolean;
  readonly opening: boolean;
  /** Whether the system hands bytes on at once; absent where it does not say. */
  lowLatency?: boolean;
  close(done?: (error: Error | null) => void): void;
}

/** Begins to open a port. A new object for each attempt: one that was closed once is never opened again. */
export type OpenPort = (path: string, baud: number) => Port;

export const openSystemPort: OpenPort = (path, baud) => {
  const port: SerialPort & Port = new SerialPort({ path, baudRate: baud });
  // An FTDI bridge otherwise collects bytes for 16 ms. Only Linux has it, and a pseudo-terminal has not: no error.
  if (process.platform === 'linux') {
    port.once('open', () =>
      port.set({ lowLatency: true } as object, (error) => {
        port.lowLatency = !error;
      }),
    );
  }
  return port;
};

/** A port that is there, and what its USB bridge says about itself. */
export interface PortFound {
  readonly path: string;
  readonly manufacturer?: string;
  /** Four hexadecimal digits, lower case; absent where there is no USB bridge, or nobody knows. */
  readonly vendorId?: string;
  readonly productId?: string;
}

export type ListPorts = () => Promise<readonly PortFound[]>;

/** Arduino (two), CH340, FTDI, CP210x, Adafruit, SparkFun: bridges that boards have. */
const LIKELY_VENDORS = ['2341', '2a03', '1a86', '0403', '10c4', '239a', '1b4f'];
const DEVICE_FILE = /^(ttyACM|ttyUSB|cu\.usb|cu\.wchusb)/;
/** Any serial port on Linux that is not built in: some bridges' drivers have names of their own. */
const LINUX_DEVICE_FILE = /^tty(?!S\d)[A-Z]/;

/** USB serial ports, those with an Arduino's usual bridges first. Built-in ports without USB are left out. */
export const listSystemPorts: ListPorts = async () => {
  // Without a cable there is nothing that udev (60 ms of processor) could say: a rig that looks for it is idle.
  if (process.platform === 'linux' && !(await deviceNames()).some((name) => LINUX_DEVICE_FILE.test(name)))
    return [];
  let found: readonly PortFound[];
  try {
    found = (await SerialPort.list()).filter((port) => port.vendorId).map(describe);
  } catch {
    // Without udev (a container, a small Linux) the list is refused; the device files are still there.
    found = await deviceFiles();
  }
  const rank = (port: PortFound) => (LIKELY_VENDORS.includes(port.vendorId ?? '') ? 0 : 1);
  return [...found].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
};

/** Whether a port is there, without opening it: a device file is or is not, on Windows the list of ports knows. */
export async function isSystemPortThere(path: string): Promise<boolean> {
  if (process.platform === 'win32') return (await listSystemPorts()).some((port) => port.path === path);
  return stat(path).then(
    () => true,
    () => false,
  );
}

function describe(port: Awaited<ReturnType<typeof SerialPort.list>>[number]): PortFound {
  return {
    path: port.path,
    ...(port.manufacturer && { manufacturer: port.manufacturer }),
    ...(port.vendorId && { vendorId: port.vendorId.toLowerCase() }),
    ...(port.productId && { productId: port.productId.toLowerCase() }),
  };
}

async function deviceFiles(): Promise<PortFound[]> {
  return (await deviceNames())
    .filter((name) => DEVICE_FILE.test(name))
    .map((name) => ({ path: `/dev/${name}` }));
}

function deviceNames(): Promise<string[]> {
  return readdir('/dev').catch(() => []);
}
