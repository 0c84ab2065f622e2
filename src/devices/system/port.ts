/**
 * The real serial ports of this computer; with its folder the only place that knows the package `serialport`.
 * Everything else takes an `OpenPort`, so that a test can put a port of its own underneath.
 */
import { readdir, stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { ListPorts, OpenPort, PortFound } from '../port/byte-port.js';
import { type PortStream, streamPort } from './stream-port.js';

export const openSystemPort: OpenPort = (path, baud, listener) =>
  streamPort(() => openStream(path, baud), listener);

function openStream(path: string, baud: number): PortStream {
  const port: SerialPort & PortStream = new SerialPort({ path, baudRate: baud });
  // An FTDI bridge otherwise collects bytes for 16 ms. Only Linux has it, and a pseudo-terminal has not: no error.
  if (process.platform === 'linux') {
    port.once('open', () =>
      port.set({ lowLatency: true } as object, (error) => {
        port.lowLatency = !error;
      }),
    );
  }
  return port;
}

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
