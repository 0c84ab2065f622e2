/** What the figures were measured on. */
import { cpus, loadavg } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Of the last minute, before the bench; what a machine shared with others does besides [processes]. */
  readonly loadAverage: number;
  /** Day of the measurement, ISO 8601. */
  readonly date: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    node: process.versions.node,
    loadAverage: Number(loadavg()[0]!.toFixed(2)),
    date: new Date().toISOString().slice(0, 10),
  };
}

export function machineLine({ processor, cores, node, loadAverage, date }: Machine): string {
  return `${date}, Node ${node}, ${cores} × ${processor}, load average ${loadAverage}`;
}
