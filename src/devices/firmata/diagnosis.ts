/** Why there is no board with Firmata: what its process said last, what the system says, and what else is there. */
import { DEFAULT_BAUD, FALLBACK_BAUD } from '../../units.js';
import type { Fault } from '../fault.js';
import type { Reports } from '../keeper.js';
import { NOTHING_KNOWN } from '../port/facts.js';
import { listen } from '../port/listen.js';
import { noPortFault, openFault } from '../port/open-fault.js';
import { type Ports, portsFound } from '../port/ports.js';
import { restartingFault } from '../port/words.js';
import type { Timers } from '../timers.js';
import { unlessAborted } from '../waiting.js';
import type { ConnectionEnd } from './connection.js';
import { ownFirmwareFault, processEndedFault } from './words.js';

export interface DiagnosisParts {
  readonly ports: Ports;
  readonly timers: Timers;
  readonly reports: Pick<Reports, 'progress' | 'restarted' | 'unplugged'>;
}

/** No port is there that could be tried. For a glance the system is not asked. */
export async function nothingThere(path: string, glance: boolean, ports: Ports): Promise<Fault> {
  if (glance) return noPortFault(path, [], NOTHING_KNOWN);
  const [facts, found] = await Promise.all([
    ports.inspectPort(path),
    path === 'auto' ? [] : portsFound(ports),
  ]);
  return noPortFault(path, found, facts);
}

/** Why a connection has ended by itself. Aborted, it rejects when no port is open any more. */
export async function explain(
  path: string,
  { last, words }: Extract<ConnectionEnd, { kind: 'over' }>,
  parts: DiagnosisParts,
  signal: AbortSignal,
): Promise<Fault> {
  const { ports, reports } = parts;
  if (last?.type === 'not-opened') {
    const asked = Promise.all([portsFound(ports), ports.inspectPort(path)]);
    const [found, facts] = await unlessAborted(asked, signal);
    return openFault(path, new Error(last.error), found, facts);
  }
  if (last?.type !== 'failed') return processEndedFault(path, words);
  const { restarted, ...fault } = last;
  if (fault.fault === 'unplugged') return reports.unplugged(path);
  if (restarted) return reports.restarted() ? restartingFault(path) : fault;
  const isStrange = fault.fault === 'no-answer' || fault.fault === 'garbage';
  return isStrange && (await hasOwnFirmware(path, parts, signal)) ? ownFirmwareFault(path) : fault;
}

/** No Firmata answers: is it a board with our own firmware, for which there is another kind of rig? */
async function hasOwnFirmware(
  path: string,
  { ports, timers, reports }: DiagnosisParts,
  signal: AbortSignal,
): Promise<boolean> {
  for (const baud of [DEFAULT_BAUD, FALLBACK_BAUD]) {
    reports.progress(`Listening on ${path} at ${baud} baud.`);
    const reply = await listen({ path, baud, ports, timers }, signal);
    if (reply.kind !== 'board') continue;
    await reply.link.end();
    return true;
  }
  return false;
}
