/** What the system around a port knows about it; gathered by `inspect.ts`, judged by `open-fault.ts`. */

/** The device file of a port. */
export interface PortNode {
  /** Name of its group; undefined if it has none that may use it, or only the group of root. */
  readonly group: string | undefined;
  /** Whether the user of this program is in that group, or will be after the next login. */
  readonly member: 'no' | 'after-login' | 'yes';
  /** How long ago the file appeared [ms]. */
  readonly ageMs: number;
}

/** A program that has the port open. */
export interface Holder {
  readonly pid: number;
  readonly name: string;
}

export interface PortFacts {
  /** As in `process.platform`. */
  readonly platform: string;
  /** Absent where there is no such file, or nobody knows. */
  readonly node?: PortNode;
  /** Programs that have the port open, as far as they may be seen: those of root are hidden from others. */
  readonly holders: readonly Holder[];
  /** Which of the system's programs that take serial ports are running. */
  readonly daemons: readonly Daemon[];
  /** USB ids such as "1a86:7523" of boards that are plugged in and have no serial port. */
  readonly portless: readonly string[];
  /** What this system runs in, if that has to hand USB devices over to it; absent on a computer of its own. */
  readonly guest?: Guest;
  /** The group that serial ports usually have on this system; absent if there is none. */
  readonly serialGroup?: string;
}

/** A system inside another one; `other`: some virtual machine. */
export type Guest = 'wsl' | 'virtualbox' | 'vmware' | 'parallels' | 'qemu' | 'hyper-v' | 'other';

export type Daemon = 'ModemManager' | 'brltty';

/** Finds out what is known about a port, or about ports at large if the path is `auto`. Never rejects. */
export type InspectPort = (path: string) => Promise<PortFacts>;

export const NOTHING_KNOWN: PortFacts = { platform: 'linux', holders: [], daemons: [], portless: [] };
