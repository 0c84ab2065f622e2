/**
 * Ends a process that computes without a pause: a loop without end lets neither timers nor a time limit of the test
 * runner in. A thread of its own watches and says which test it was.
 */
import { Worker } from 'node:worker_threads';

/** JavaScript, because the thread starts before any TypeScript is read. */
const WATCH = `
const { parentPort, workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { beats, limitS, everyMs } = workerData;
const computedS = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
let name = 'none yet';
let beat = -1;
let sinceS = 0;
parentPort.on('message', (said) => { name = said; });
setInterval(() => {
  if (beats[0] !== beat) {
    beat = beats[0];
    sinceS = computedS();
  } else if (computedS() - sinceS > limitS) {
    writeSync(2, 'This test has computed for ' + limitS + ' s without a pause, so its process is ended. ' +
      'Look for a loop without end. Test: ' + name + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }
}, everyMs);
`;

export interface LoopWatch {
  /** From here on this is the test that runs. */
  testBegins(name: string): void;
}

/** @param limitS seconds of processor time, so that a busy computer or one that slept ends nothing */
export function startLoopWatch(limitS = 60): LoopWatch {
  const everyMs = Math.min(1000, 250 * limitS);
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCH, {
    eval: true,
    execArgv: [],
    workerData: { beats, limitS, everyMs },
  });
  worker.unref();
  setInterval(() => {
    beats[0]!++;
  }, everyMs).unref();
  return { testBegins: (name) => worker.postMessage(name) };
}

let watch: LoopWatch | undefined;

/** The one watch of this process, which may run many files of tests. */
export function loopWatch(): LoopWatch {
  watch ??= startLoopWatch(Number(process.env.AXON_TEST_LOOP_S ?? 60));
  return watch;
}
