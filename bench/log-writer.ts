/** Writes a log into a folder, an entry each 20 ms, and says which, until it is killed: `power-cuts.ts` reads it. */
import { systemTimers } from '../src/devices/timers.js';
import { createDayLog, dayIn } from '../src/service/day-log.js';
import { logFolder } from '../src/service/log-folder.js';

const log = createDayLog({
  folder: logFolder(process.argv[2]!),
  clock: systemTimers,
  now: () => new Date(),
  dayOf: dayIn('UTC'),
  bytesADay: 5e6,
  days: 30,
});
let n = 0;
systemTimers.every(20, () => {
  log.write({ level: 'info', event: 'said', with: { n } });
  process.stdout.write(`${n} ${systemTimers.nowMs()}\n`);
  n++;
});
