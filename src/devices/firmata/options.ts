import { type InspectPort, NOTHING_KNOWN } from '../serial/facts.js';
import { inspectSystemPort } from '../serial/inspect.js';
import {
  isSystemPortThere,
  type ListPorts,
  listSystemPorts,
  type OpenPort,
  openSystemPort,
} from '../serial/port.js';
import type { StartBoardProcess } from './messages.js';
import { boardInAProcess } from './process.js';
import { FIRMATA_BAUD, type FirmataSetup } from './setup.js';

export interface FirmataDeviceOptions {
  /** Path of the port, or `auto`: any port on which Firmata answers. */
  readonly path: string;
  readonly baud?: number;
  readonly setup: FirmataSetup;
  /** The palette's 33 stops, 99 bytes, that pictures are lit with. */
  readonly stops: Uint8Array;
  readonly startBoard?: StartBoardProcess;
  readonly openPort?: OpenPort;
  readonly listPorts?: ListPorts;
  readonly inspectPort?: InspectPort;
  /** Whether a port is there, as cheaply as that can be known; it is asked four times a second. */
  readonly isThere?: (path: string) => Promise<boolean>;
}

/** The system's own ports, and a process for each connection, unless others are given. */
export function withDefaults(options: FirmataDeviceOptions): Required<FirmataDeviceOptions> {
  const { openPort = openSystemPort, listPorts = listSystemPorts } = options;
  return {
    baud: FIRMATA_BAUD,
    startBoard: boardInAProcess(),
    openPort,
    listPorts,
    inspectPort: options.openPort ? async () => NOTHING_KNOWN : inspectSystemPort,
    isThere: options.listPorts
      ? async (path) => (await listPorts()).some((port) => port.path === path)
      : isSystemPortThere,
    ...options,
  };
}
