/** What a process holds, from outside. Linux: reads /proc. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Vitals {
  /** Open files and connections. */
  readonly descriptors: number;
  readonly rssMb: number;
}

export function vitalsOf(pid: number): Vitals {
  const rssKb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { descriptors: readdirSync(`/proc/${pid}/fd`).length, rssMb: Number(rssKb) / 1024 };
}
