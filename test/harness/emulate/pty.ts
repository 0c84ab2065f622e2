import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { lstatSync, readlinkSync, statSync, unlinkSync } from 'node:fs';

const LINK_WAIT_MS = 5000;
const LINK_POLL_MS = 10;
/** What may pile up in front of a host that does not read, before bytes are dropped as on a real wire. */
const MAX_BACKLOG_BYTES = 16_384;

export interface PtyEvents {
  /** A host has opened the port. */
  opened(): void;
  /** The host has closed it. */
  closed(): void;
  received(bytes: Uint8Array): void;
  /** The port has gone for good, with a sentence for a person. */
  failed(message: string): void;
}

/**
 * A pseudo-terminal at a path of our choice, kept by socat. It waits for a host, and comes back at the same path
 * after the host has closed it: only so can one see a host come and go, and never hand a new host old bytes.
 * The coming back takes some hundredths of a second; a host that opens the path before meets a port that is
 * missing or hangs up, and has to try again.
 */
export class Pty {
  readonly #path: string;
  readonly #events: PtyEvents;
  #child: ChildProcess | null = null;
  #open = false;
  /** Whether the port is meant to be there. */
  #wanted = false;

  constructor(path: string, events: PtyEvents) {
    this.#path = path;
    this.#events = events;
  }

  /** Makes the port; resolves once its path exists. Rejects with a sentence that says what to do. */
  async plug(): Promise<void> {
    removeStaleLink(this.#path);
    this.#wanted = true;
    this.#spawn();
    const deadline = performance.now() + LINK_WAIT_MS;
    while (!linkLives(this.#path)) {
      if (!this.#wanted) throw new Error(`the port ${this.#path} could not be made`);
      if (performance.now() > deadline) {
        this.unplug();
        throw new Error(`socat did not make ${this.#path} within ${LINK_WAIT_MS / 1000} s`);
      }
      await new Promise((resolve) => setTimeout(resolve, LINK_POLL_MS));
    }
  }

  /** Whether the path leads to a terminal that waits for a host. */
  get isThere(): boolean {
    return this.#child !== null && !this.#open && linkLives(this.#path);
  }

  /** Hangs up and removes the path. */
  unplug(): void {
    this.#wanted = false;
    this.#open = false;
    this.#child?.kill('SIGKILL');
    this.#child = null;
    // socat has no chance to do this when it is killed; asked nicely, it would first empty its buffers.
    if (!linkLives(this.#path)) return;
    try {
      unlinkSync(this.#path);
    } catch {
      // Gone by itself.
    }
  }

  /** Bytes for the host; dropped when nobody has the port open or the host has stopped reading. */
  send(bytes: Uint8Array): void {
    const stdin = this.#child?.stdin;
    if (!this.#open || stdin == null || stdin.destroyed || stdin.writableLength > MAX_BACKLOG_BYTES) return;
    stdin.write(bytes);
  }

  #spawn(): void {
    const address = `PTY,raw,echo=0,wait-slave,pty-interval=0.01,link=${this.#path}`;
    const [command, ...args] = [...withParent(), 'socat', '-d', '-d', '-t', '0.01', address, 'STDIO'];
    const child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    let said = '';
    child.on('error', (error) => this.#fail(child, `socat cannot be started: ${error.message}`));
    child.stdin.on('error', () => {
      // The hang-up itself is reported by `exit`.
    });
    child.stdout.on('data', (bytes: Buffer) => {
      if (this.#child === child) this.#events.received(bytes);
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      said = (said + text).slice(-2000);
      if (this.#child !== child || this.#open || !said.includes('starting data transfer loop')) return;
      this.#open = true;
      this.#events.opened();
    });
    child.on('exit', () => this.#ended(child, said));
  }

  #ended(child: ChildProcess, said: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    if (!this.#open) {
      this.#fail(child, `socat gave up: ${said.trim().split('\n').at(-1) ?? 'without a word'}`);
      return;
    }
    this.#open = false;
    this.#events.closed();
    if (this.#wanted) this.#spawn();
  }

  #fail(child: ChildProcess, message: string): void {
    if (this.#child !== null && this.#child !== child) return;
    this.#wanted = false;
    this.#child = null;
    this.#events.failed(message);
  }
}

let prefix: readonly string[] | null = null;

/** What makes socat end with us even if we are killed outright; Linux has it, elsewhere we do without. */
function withParent(): readonly string[] {
  const setpriv = ['setpriv', '--pdeathsig', 'KILL'];
  prefix ??=
    spawnSync(setpriv[0]!, [...setpriv.slice(1), 'true'], { stdio: 'ignore' }).status === 0 ? setpriv : [];
  return prefix;
}

/** Null if socat is there, else a sentence that says how to get it. */
export function socatMissing(): string | null {
  const { error } = spawnSync('socat', ['-V'], { stdio: 'ignore' });
  return error === undefined
    ? null
    : 'socat is missing: install it (Debian: apt-get install socat; macOS: brew install socat)';
}

/** A link that an earlier run has left behind points to a terminal that is gone. Anything else is not ours to remove. */
function removeStaleLink(path: string): void {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return;
  const stale = entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false }) === undefined;
  if (!stale) throw new Error(`${path} exists already: choose another path for --link, or remove it`);
  unlinkSync(path);
}

function linkLives(path: string): boolean {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  return entry?.isSymbolicLink() === true && readlinkSync(path).startsWith('/dev/');
}
