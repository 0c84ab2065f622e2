/** The ports of this machine, or those that a test brings: opened, listed, and looked around. */
import { type InspectPort, NOTHING_KNOWN } from './facts.js';
import { inspectSystemPort } from './inspect.js';
import { isSystemPortThere, type ListPorts, listSystemPorts, type OpenPort, openSystemPort } from './port.js';

export interface Ports {
  readonly openPort: OpenPort;
  readonly listPorts: ListPorts;
  /** Looks around a port that does not open; where the ports are not the system's there is nothing to see. */
  readonly inspectPort: InspectPort;
  /** Whether a port is there, as cheaply as that can be known; it may be asked four times a second. */
  readonly isThere: (path: string) => Promise<boolean>;
}

/** The system's own ports, unless others are given. */
export function portsOf({
  openPort = openSystemPort,
  listPorts = listSystemPorts,
  inspectPort = openPort === openSystemPort ? inspectSystemPort : async () => NOTHING_KNOWN,
  isThere = listPorts === listSystemPorts
    ? isSystemPortThere
    : async (path) => (await listPorts()).some((port) => port.path === path),
}: Partial<Ports>): Ports {
  return { openPort, listPorts, inspectPort, isThere };
}

/** What is connected; nothing where the list is refused. */
export async function portsFound({ listPorts }: Pick<Ports, 'listPorts'>) {
  return listPorts().catch(() => []);
}
