/** `axon-rig ports`: what is connected, and which of it answers as a rig. */
import type { PortFound, ProbeResult } from '../devices/ports.js';
import type { Terminal } from './terminal.js';

export interface PortsToProbe {
  list(): Promise<readonly PortFound[]>;
  probe(path: string): Promise<ProbeResult>;
}

const NOTHING =
  'no USB serial port is connected: plug the board in with a cable that carries data, not only power';

/** One line a port: whether it is a rig, then what was found there. */
export function portLine(result: ProbeResult): string {
  return `${result.kind === 'rig' ? 'rig   ' : 'no rig'}  ${result.words}`;
}

export async function ports({ list, probe }: PortsToProbe, terminal: Terminal): Promise<void> {
  const found = await list();
  if (found.length === 0) {
    terminal.out(NOTHING);
    return;
  }
  terminal.err(
    `axon-rig: asking ${found.map(({ path }) => path).join(', ')}; a port without a rig takes some 11 s …`,
  );
  // All at once: a port that says nothing holds up none of the others.
  const results = await Promise.all(found.map(({ path }) => probe(path)));
  for (const result of results) terminal.out(portLine(result));
}
