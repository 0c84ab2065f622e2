/** The ports that there are: opened, listed, and looked around. Who composes a rig says which. */
import type { PortFault } from '../fault.js';
import { type Advice, ON_A_TERMINAL } from './advice.js';
import type { ListPorts, OpenPort, SplitLines } from './byte-port.js';
import { type InspectPort, NOTHING_KNOWN } from './facts.js';

export interface Ports {
  readonly openPort: OpenPort;
  readonly splitLines: SplitLines;
  readonly listPorts: ListPorts;
  /** Looks around a port that does not open; where the ports are not the system's there is nothing to see. */
  readonly inspectPort: InspectPort;
  /** Whether a port is there, as cheaply as that can be known; it may be asked four times a second. */
  readonly isThere: (path: string) => Promise<boolean>;
  /** What is said where there is none at all; absent: it is judged from what is around. */
  readonly noPort?: PortFault | undefined;
  /** How to do what sentences about its boards ask for. */
  readonly advice: Advice;
}

/** What a link needs of them. */
export type LinkPorts = Pick<Ports, 'openPort' | 'splitLines'>;

/** Ports of any kind: the rest follows. */
export type SomePorts = LinkPorts & Pick<Ports, 'listPorts'> & Partial<Ports>;

export function portsOf({
  openPort,
  splitLines,
  listPorts,
  inspectPort = async () => NOTHING_KNOWN,
  isThere = async (path) => (await listPorts()).some((port) => port.path === path),
  noPort,
  advice = ON_A_TERMINAL,
}: SomePorts): Ports {
  return { openPort, splitLines, listPorts, inspectPort, isThere, noPort, advice };
}

/** What is connected; nothing where the list is refused. */
export async function portsFound({ listPorts }: Pick<Ports, 'listPorts'>) {
  return listPorts().catch(() => []);
}
