/**
 * The long runs behind "comes back by itself" and "no press is lost": 1000 unplugs at random moments and 10 000
 * presses with 1 % of all bytes damaged either way, on the mock board and on the real program in the emulated Uno
 * (all in virtual time, the same in every run), and 48 hang-ups of a real pseudo-terminal.
 */
import { EmulatedBoard } from '../test/harness/emulator/board.js';
import { type PressReport, soakPresses } from '../test/harness/faults/press-soak.js';
import { soakPty } from '../test/harness/faults/pty-soak.js';
import { soakUnplugs, type UnplugReport } from '../test/harness/faults/unplug-soak.js';
import { MockBoard } from '../test/harness/mock-board.js';
import { socatPath } from '../test/harness/tools.js';
import { quantiles } from './quantiles.js';

const UNPLUGS = 1000;
const PRESSES = 10_000;
const DAMAGED = 0.01;
const SEED = 2026;
const HANG_UPS = 48;
const BOOTLOADER_MS = 1400;

const BOARDS = [
  { name: 'mock board', make: (bootloaderMs: number) => new MockBoard({ bootloaderMs }) },
  { name: 'emulated Uno', make: (bootloaderMs: number) => new EmulatedBoard({ bootloaderMs }) },
] as const;

function tellUnplugs(name: string, report: UnplugReport): void {
  const { unplugs, lightMs, first, most, leftBehind, wrong, reconnects, virtualMs } = report;
  console.log(`${unplugs} unplugs at random moments, ${name}, bootloader ${BOOTLOADER_MS} ms:`);
  console.log(`  light after replugging: ${quantiles(lightMs)} of ${lightMs.length} (aim: within 2000 ms)`);
  console.log(
    `  held with light, at first / at most: ports ${first.ports} / ${most.ports}, listeners on the port ${first.portListeners} / ${most.portListeners}, timers ${first.timers} / ${most.timers}, listeners on the process ${first.processListeners} / ${most.processListeners}`,
  );
  console.log(
    `  timers and ports left when closed: ${leftBehind}; wrong pictures ${wrong}; reconnects ${reconnects}; ${(virtualMs / 60_000).toFixed(1)} minutes of the room`,
  );
}

function tellPresses(name: string, report: PressReport): void {
  const { presses, edges, wrongEdges, lostEdges, droppedByBoard, heardMs } = report;
  console.log(`${presses} presses with ${100 * DAMAGED} % of all bytes damaged either way, ${name}:`);
  console.log(
    `  edges heard ${edges}, lost ${lostEdges}, doubled or out of order ${wrongEdges}, given up by the board ${droppedByBoard}`,
  );
  console.log(`  from the edge to the host: ${quantiles(heardMs)}`);
  console.log(
    `  pictures sent ${report.picturesSent}, shown ${report.picturesShown}, wrong ${report.wrongPictures}; frames dropped ${report.framesBad}, lines unread ${report.linesBad}; changes of state ${report.stateChanges}; ${(report.virtualMs / 60_000).toFixed(1)} minutes of the room`,
  );
}

export async function soak(): Promise<void> {
  for (const { name, make } of BOARDS) {
    tellUnplugs(name, await soakUnplugs(make(BOOTLOADER_MS), UNPLUGS, SEED));
    tellPresses(name, await soakPresses(make(0), PRESSES, DAMAGED, SEED));
  }
  if (socatPath === undefined) {
    console.log('hang-ups of a real pseudo-terminal: socat is missing (Debian: apt-get install socat)');
    return;
  }
  // With its first child the process opens a pipe for signals, for good: that is no leak.
  await soakPty(1);
  const { cycles, descriptors, resources, reconnects } = await soakPty(HANG_UPS);
  console.log(`${cycles} hang-ups of a real pseudo-terminal, before / first / most / after:`);
  for (const [what, { before, first, most, after }] of Object.entries({ descriptors, resources })) {
    console.log(`  ${what} ${before} / ${first} / ${most} / ${after}`);
  }
  console.log(`  reconnects ${reconnects}`);
}
