/**
 * A million faults on the way over Web Serial to the real program (compiled for this computer), each judged to the last
 * byte; and a thousand unplugs at random moments, on the mock board and on the real program in the emulated Uno. Web
 * Serial is a fake on the streams of the platform (test/harness/web-serial); all in virtual time, the same in every run.
 */
import { EmulatedBoard } from '../test/harness/emulator/board.js';
import { soakUnplugs } from '../test/harness/faults/unplug-soak.js';
import { runCampaignLater } from '../test/harness/host-firmware/campaign.js';
import { MockBoard } from '../test/harness/mock-board.js';
import { webPortsOf } from '../test/harness/web-serial/web-bench-ports.js';
import { WebTarget } from '../test/harness/web-serial/web-target.js';
import { quantiles } from './quantiles.js';

const FAULTS = 1_000_000;
const UNPLUGS = 1000;
const SEED = 2026;
const BOOTLOADER_MS = 1400;
const TOLD_EVERY = 100_000;

const BOARDS = [
  { name: 'mock board', make: () => new MockBoard({ bootloaderMs: BOOTLOADER_MS }) },
  { name: 'emulated Uno', make: () => new EmulatedBoard({ bootloaderMs: BOOTLOADER_MS }) },
] as const;

async function faults(many: number): Promise<void> {
  const target = new WebTarget();
  try {
    let told = TOLD_EVERY;
    const report = await runCampaignLater(
      await target.open(),
      { seed: SEED, faults: many, ledCount: 16 },
      (done) => {
        if (done < told) return;
        told += TOLD_EVERY;
        console.log(`  ${done} faults`);
      },
    );
    const { lost, wrongShows, wrongFrames, wrongStates, wrongLines, shows, slowestRecovery } = report;
    console.log(`${report.faults} faults on the way over Web Serial, real program, compiled here, 16 LEDs:`);
    console.log(
      `  wrong: ${wrongShows} of ${shows} shows, ${wrongFrames} frames, ${wrongStates} settings, ${wrongLines} lines`,
    );
    console.log(`  frames lost a fault: none ${lost[0]}, one ${lost[1]}, two ${lost[2]}, three ${lost[3]}`);
    console.log(`  frames lost behind the next delimiter: ${slowestRecovery}`);
    for (const problem of report.problems) console.log(`  WRONG: ${problem}`);
    if (report.problems.length > 0) process.exitCode = 1;
  } finally {
    target.close();
  }
}

async function unplugs(name: string, board: MockBoard | EmulatedBoard, many: number): Promise<void> {
  const report = await soakUnplugs(board, many, SEED, { reach: webPortsOf, device: { path: 'auto' } });
  const { lightMs, first, most, leftBehind, wrong, reconnects } = report;
  console.log(`${many} unplugs at random moments, ${name}, bootloader ${BOOTLOADER_MS} ms:`);
  console.log(`  light after replugging: ${quantiles(lightMs)} of ${lightMs.length}`);
  console.log(
    `  ports open with light, at first / at most: ${first.ports} / ${most.ports}, timers ${first.timers} / ${most.timers}; left when closed ${leftBehind}; wrong pictures ${wrong}; reconnects ${reconnects}`,
  );
}

/** @param count faults, and a thousandth as many unplugs. */
export async function webSerial(count = FAULTS): Promise<void> {
  const share = count / FAULTS;
  for (const { name, make } of BOARDS)
    await unplugs(name, make(), Math.max(2, 2 * Math.round((share * UNPLUGS) / 2)));
  await faults(count);
}
