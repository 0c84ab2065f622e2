import type { EventEmitter } from 'node:events';
import type { WiredDevice } from './wired-device.js';

/** What a device that is light again holds: more of it after every unplugging would be a leak. */
export interface Holding {
  /** Ports that are open, and listeners on the one in use. */
  readonly ports: number;
  readonly portListeners: number;
  /** Timers that wait, of the device and of its test. */
  readonly timers: number;
  readonly processListeners: number;
}

function listenersOf(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

export function holdingOf(wired: WiredDevice): Holding {
  const port = wired.ports.at(-1);
  return {
    ports: wired.openPorts(),
    portListeners: port ? listenersOf(port) : 0,
    timers: wired.bench.clock.waiting,
    processListeners: listenersOf(process),
  };
}

/** The most of each. */
export function mostOf(a: Holding, b: Holding): Holding {
  return {
    ports: Math.max(a.ports, b.ports),
    portListeners: Math.max(a.portListeners, b.portListeners),
    timers: Math.max(a.timers, b.timers),
    processListeners: Math.max(a.processListeners, b.processListeners),
  };
}
