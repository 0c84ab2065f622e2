/** What a long run holds: more and more of it would be a leak. */
import type { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { collectGarbage } from '../garbage.js';
import type { World } from './world.js';

export interface Held {
  readonly heapBytes: number;
  readonly descriptors: number;
  readonly timers: number;
  readonly ports: number;
  /** Of the log. */
  readonly files: number;
  /** What keeps the process alive. */
  readonly resources: number;
  /** On the process, and on the port. */
  readonly listeners: number;
}

function descriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return Number.NaN;
  }
}

function listenersOf(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

export function heldBy({ bench, program, disk }: World): Held {
  collectGarbage();
  const port = program?.ports.ports.at(-1);
  return {
    heapBytes: process.memoryUsage().heapUsed,
    descriptors: descriptors(),
    timers: bench.clock.waiting,
    ports: program?.ports.open() ?? 0,
    files: disk.open,
    resources: process.getActiveResourcesInfo().length,
    listeners: listenersOf(process) + (port ? listenersOf(port) : 0),
  };
}
