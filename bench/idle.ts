/**
 * What the virtual rig costs while nobody does anything: time from its start to its address, and CPU time of the
 * process at 60 pictures a second, with no page and with one that takes every picture. Linux: reads /proc.
 */
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { addressOf, startVirtualRig } from './virtual-rig.js';

const MEASURE_MS = 20_000;
/** Clock ticks of /proc per second; the same on every Linux that Node runs on. */
const TICKS_PER_S = 100;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** User and system time of a process so far [s]; fields 14 and 15 of proc(5). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
}

async function measure(pid: number): Promise<number> {
  await wait(2000);
  const [startMs, startS] = [performance.now(), cpuSeconds(pid)];
  await wait(MEASURE_MS);
  return (cpuSeconds(pid) - startS) / ((performance.now() - startMs) / 1000);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

export async function idle(): Promise<void> {
  const startMs = performance.now();
  const rig = startVirtualRig();
  try {
    const address = await addressOf(rig);
    console.log(
      `address printed after ${((performance.now() - startMs) / 1000).toFixed(2)} s (asked: within 3 s)`,
    );
    const none = await measure(rig.pid!);
    console.log(`CPU with no page: ${percent(none)} of one core (asked: under 15 %)`);
    const page = new WebSocket(`${address.replace('http', 'ws')}ws`, { origin: address.slice(0, -1) });
    let pictures = 0;
    page.on('message', (_data, isBinary) => {
      pictures += isBinary ? 1 : 0;
    });
    const one = await measure(rig.pid!);
    const rate = (1000 * pictures) / (MEASURE_MS + 2000);
    console.log(`CPU with one page: ${percent(one)} of one core at ${rate.toFixed(1)} pictures a second`);
    page.close();
  } finally {
    rig.kill('SIGINT');
  }
}
