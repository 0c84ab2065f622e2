/** `axon-rig ports`: what is connected, and which of it answers as a rig or can be one. */
import type { PortFound, ProbeResult } from '../devices/ports.js';
import type { Terminal } from './terminal.js';

export interface PortsToProbe {
  list(): Promise<readonly PortFound[]>;
  probe(path: string): Promise<ProbeResult>;
  /** Why there is no port at all, and what to do. */
  noPort(): Promise<string>;
}

const LABELS = { rig: 'rig', firmata: 'Firmata', fault: 'no rig' } as const;

/** One line a port: whether it is a rig, or can be one as it is; then what was found there. */
function portLine(result: Pick<ProbeResult, 'kind' | 'words'>): string {
  return `${LABELS[result.kind].padEnd(8)}${result.words}`;
}

export interface PortsOptions {
  /** One JSON array instead of lines: an object a port, as `ProbeResult` describes it. */
  readonly json?: boolean;
}

/** @returns the exit code: 0 if a rig answered, or a board with Firmata, which can be one; 1 if none did. */
export async function ports(
  { list, probe, noPort }: PortsToProbe,
  { json = false }: PortsOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await list();
  if (found.length === 0) {
    const words = await noPort();
    if (json) terminal.err(`axon-rig: ${words}`);
    terminal.out(json ? '[]' : portLine({ kind: 'fault', words }));
    return 1;
  }
  terminal.err(
    `axon-rig: asking ${found.map(({ path }) => path).join(', ')}; a port without a rig takes some 14 s …`,
  );
  // All at once: a port that says nothing holds up none of the others.
  const results = await Promise.all(found.map(({ path }) => probe(path)));
  if (json) terminal.out(JSON.stringify(results, null, 2));
  else for (const result of results) terminal.out(portLine(result));
  return results.some(({ kind }) => kind !== 'fault') ? 0 : 1;
}
