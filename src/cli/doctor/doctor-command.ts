/** The command `doctor` with the real ports, the real files and the process's signals around it. */

import { listPorts, noPortWords, probePort } from '../../devices/ports.js';
import { openSerialHands } from '../../devices/serial/hands.js';
import { inspectSystemPort } from '../../devices/system/inspect.js';
import { systemPorts } from '../../devices/system/ports.js';
import { systemTimers } from '../../devices/system/timers.js';
import { terminalAsker } from '../asker.js';
import { packageVersion, wantedNode } from '../package-folder.js';
import { findRigFile, readRig } from '../rig-files.js';
import { readText } from '../shipped-files.js';
import { stopSignal } from '../stop.js';
import type { Terminal } from '../terminal.js';
import { compatibility } from '../versions.js';
import { type DoctorOptions, doctor, type RigRead } from './doctor.js';

export async function doctorCommand(
  wanted: string | undefined,
  options: DoctorOptions,
  terminal: Terminal,
): Promise<number> {
  const read = (path: string) => (): RigRead => {
    const text = readText(path);
    return { ...readRig(path, text), text };
  };
  const { version, platform, arch } = process;
  const stop = stopSignal();
  try {
    const code = await doctor(
      options,
      {
        list: () => listPorts(systemPorts),
        noPort: () => noPortWords(systemPorts),
        probe: (path) => probePort(path, systemTimers, systemPorts, stop.signal),
        inspect: () => inspectSystemPort('auto'),
        node: { version, wanted: wantedNode() },
        versions: `axon-rig ${packageVersion()}, ${compatibility()}`,
        platform: `${platform} ${arch}`,
        read: wanted === undefined ? null : read(findRigFile(wanted)),
        openHands: (rig, signal) =>
          openSerialHands(rig, { ...systemPorts, timers: systemTimers, freedom: 'as-in-file' }, signal),
        openAsker: () => terminalAsker('The doctor'),
        timers: systemTimers,
        signal: stop.signal,
      },
      terminal,
    );
    return stop.conclude(code, terminal);
  } finally {
    stop.release();
  }
}
