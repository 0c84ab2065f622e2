/**
 * Writes a log into a folder, an entry each 20 ms, until it is killed. It says each entry (`said N MS`), and how many the
 * disk has taken (`kept COUNT`): `power-cuts.ts` reads it.
 */
import { systemTimers } from '../src/devices/system/timers.js';
import { createDayLog, dayIn } from '../src/service/day-log.js';
import { logFolder } from '../src/service/log-folder.js';

const folder = logFolder(process.argv[2]!);
const log = createDayLog({
  folder: {
    ...folder,
    async open(name) {
      const file = await folder.open(name);
      return {
        ...file,
        async append(text) {
          await file.append(text);
          process.stdout.write(`kept ${text.split('\n').length - 1}\n`);
        },
      };
    },
  },
  clock: systemTimers,
  now: () => new Date(),
  dayOf: dayIn('UTC'),
  bytesADay: 5e6,
  days: 30,
});
let n = 0;
systemTimers.every(20, () => {
  log.write({ level: 'info', event: 'said', with: { n } });
  process.stdout.write(`said ${n} ${systemTimers.nowMs()}\n`);
  n++;
});
