/** The ports that a page was granted, in the order in which the browser has them. */
import type { BytePort, BytePortListener, PortEnd, PortFound } from '../../devices/port/byte-port.js';
import { type Ports, portsOf } from '../../devices/port/ports.js';
import type { Timers } from '../../devices/timers.js';
import { splitLines } from './lines.js';
import { openWebPort, type WebPlace } from './web-port.js';
import type { WebSerial, WebSerialPort } from './web-serial.js';
import { goneFault, NO_BOARD, ON_A_PAGE } from './words.js';

export function webPorts(serial: WebSerial, timers: Timers): Ports {
  const places = new Places(serial);
  return portsOf({
    openPort: (path, baud, listener) => {
      const place = places.at(path);
      if (place !== undefined) return openWebPort(place, baud, timers, listener);
      return absentPort(path, listener);
    },
    splitLines,
    listPorts: () => places.list(),
    noPort: NO_BOARD,
    advice: ON_A_PAGE,
  });
}

function absentPort(path: string, { ended }: BytePortListener): BytePort {
  let end: PortEnd = { kind: 'not-opened', error: new Error(`there is no ${path}`), fault: goneFault(path) };
  queueMicrotask(() => ended(end));
  return {
    isOpen: false,
    lowLatency: null,
    write() {},
    close() {
      end = { kind: 'closed' };
    },
  };
}

/** A browser's ports have no names: they are numbered, each with the lowest number that is free. */
class Places {
  readonly #serial: WebSerial;
  #places: readonly WebPlace[] = [];

  constructor(serial: WebSerial) {
    this.#serial = serial;
  }

  at(path: string): WebPlace | undefined {
    return this.#places.find((place) => place.path === path);
  }

  async list(): Promise<readonly PortFound[]> {
    const ports = await this.#serial.getPorts();
    const places = this.#places.filter(({ port }) => ports.includes(port));
    for (const port of ports) {
      if (places.some((place) => place.port === port)) continue;
      places.push({
        path: freePath(places),
        port,
        isThere: () => this.#has(port),
        free: Promise.resolve(),
      });
    }
    this.#places = places;
    return places.map(({ path, port }) => ({ path, ...idsOf(port) }));
  }

  async #has(port: WebSerialPort): Promise<boolean> {
    try {
      return (await this.#serial.getPorts()).includes(port);
    } catch {
      return false;
    }
  }
}

function freePath(places: readonly WebPlace[]): string {
  for (let number = 1; ; number++) {
    const path = `USB port ${number}`;
    if (places.every((place) => place.path !== path)) return path;
  }
}

function idsOf(port: WebSerialPort): Omit<PortFound, 'path'> {
  const { usbVendorId, usbProductId } = port.getInfo();
  if (usbVendorId === undefined) return {};
  return {
    vendorId: hex(usbVendorId),
    ...(usbProductId !== undefined && { productId: hex(usbProductId) }),
  };
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
