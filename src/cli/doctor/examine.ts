/** What the doctor finds before it asks anybody: computer, rig file, current, ports, board. */
import { ownFirmwareFault } from '../../devices/firmata/words.js';
import { FIRMWARE_VERSION, isOlder } from '../../devices/flash/firmware-version.js';
import type { PortFacts } from '../../devices/port/facts.js';
import type { PortFound, ProbeResult } from '../../devices/ports.js';
import { firmataFault } from '../../devices/serial/words.js';
import {
  boardFindings,
  currentFinding,
  type Finding,
  faultFinding,
  nodeFinding,
  takerFindings,
} from '../../maker/doctor/index.js';
import type { Rig } from '../../rig/index.js';

/** Who looks at ports; `devices/ports.ts`, or what a test brings. */
export interface PortsToExamine {
  list(): Promise<readonly PortFound[]>;
  /** Why there is no port at all, and what to do. */
  noPort(): Promise<string>;
  /** Rejects if it is aborted meanwhile. */
  probe(path: string): Promise<ProbeResult>;
}

/** The computer, and what of its system may be in the way. */
export function computerFindings(
  node: { readonly version: string; readonly wanted: string },
  { daemons }: PortFacts,
): Finding[] {
  return [nodeFinding(node.version, node.wanted), ...takerFindings(daemons)];
}

export interface BoardExamined {
  readonly findings: readonly Finding[];
  readonly ports: readonly PortFound[];
  /** Where the board is that the rig wants; `null`: nowhere, or nothing is wanted. */
  readonly path: string | null;
}

/**
 * Asks each port, or the one that is wanted, who is there. Takes up to 14 s, and restarts most boards.
 * @param typed port that was typed; it overrides that of the rig file.
 */
export async function examineBoard(
  rig: Rig | null,
  typed: string | undefined,
  { list, noPort, probe }: PortsToExamine,
  say: (line: string) => void,
): Promise<BoardExamined> {
  const current = rig === null ? null : currentFinding(rig);
  const before = current === null ? [] : [current];
  const device = rig?.device ?? null;
  const ports = await list();
  if (device?.kind === 'virtual') return { findings: before, ports, path: null };
  const written = device !== null && device.port !== 'auto' ? device.port : undefined;
  const named = typed ?? written;
  const paths = named === undefined ? ports.map(({ path }) => path) : [named];
  if (paths.length === 0)
    return { findings: [...before, faultFinding('no-port', await noPort())], ports, path: null };
  say(`Asking ${paths.join(', ')}: this takes up to 14 s …`);
  const results = await Promise.all(paths.map((path) => probe(path)));
  const fitting = results.find(({ kind }) => kind === (device?.kind === 'firmata' ? 'firmata' : 'rig'));
  const told = fitting === undefined ? results : [fitting];
  const ledCount = rig?.device.kind === 'serial' ? rig.strip.leds : null;
  return {
    findings: [...before, ...told.flatMap((result) => resultFindings(result, device, ledCount))],
    ports,
    path: fitting?.path ?? null,
  };
}

function resultFindings(
  result: ProbeResult,
  device: Rig['device'] | null,
  ledCount: number | null,
): Finding[] {
  const { path, words } = result;
  if (result.kind === 'fault') return [faultFinding(result.fault, words)];
  if (result.kind === 'firmata') {
    if (device?.kind === 'serial') return [faultFinding('firmata', firmataFault(path, result.firmata).words)];
    return [{ id: 'board', verdict: 'right', words, told: 'Firmata' }];
  }
  if (device?.kind === 'firmata') return [faultFinding('own-firmware', ownFirmwareFault(path).words)];
  const { greeting, baud, roundTrips } = result;
  const firmware = greeting?.firmware ?? '?';
  const answered = {
    ...{ firmware, baud, roundTrips, words },
    isOlder: isOlder(firmware, FIRMWARE_VERSION),
    kind: greeting?.board ?? '?',
    mostLeds: greeting?.maxLeds ?? 0,
  };
  return boardFindings(answered, ledCount);
}
