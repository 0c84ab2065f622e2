/** The command `flash` with the real ports and the process's signals around it. */

import { listPorts, noPortWords, probePort } from '../devices/ports.js';
import { systemPorts } from '../devices/system/ports.js';
import { systemTimers } from '../devices/system/timers.js';
import { type FlashCommandOptions, flashBoard } from './flash.js';
import { shippedFirmware } from './package-folder.js';
import { loadRig } from './rig-files.js';
import { stopSignal } from './stop.js';
import type { Terminal } from './terminal.js';

export async function flashCommand(
  rig: string | undefined,
  options: FlashCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const loaded = rig === undefined ? undefined : loadRig(rig).rig;
  const stop = stopSignal();
  try {
    const code = await flashBoard(
      loaded,
      options,
      {
        list: () => listPorts(systemPorts),
        noPort: () => noPortWords(systemPorts),
        ports: systemPorts,
        timers: systemTimers,
        probe: (path) => probePort(path, systemTimers, systemPorts, stop.signal),
        folder: shippedFirmware,
        signal: stop.signal,
      },
      terminal,
    );
    return stop.conclude(code, terminal);
  } finally {
    stop.release();
  }
}
