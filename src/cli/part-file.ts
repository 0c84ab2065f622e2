/** A file that is being written: under a name of its own until it is whole, and gone if it never gets whole. */
import {
  closeSync,
  fchmodSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Most that is read back at a time [bytes]. */
const CHUNK_BYTES = 65_536;

/**
 * `.axon-rig-<computer>-<process>-<number>.part`: whose it is, can be told from its name. That of what it will be is
 * no part of it: together they might be longer than a name may be.
 */
const OWN_PREFIX = `.axon-rig-${hostname()}-`;

const unfinished = new Set<string>();
let partsOpened = 0;

// Also after a second Ctrl-C, which ends the program at once.
process.on('exit', () => {
  for (const path of unfinished) rmSync(path, { force: true });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes what processes of this computer left in a folder when they were killed. Nothing else is touched. */
function clearStrays(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(OWN_PREFIX) || !name.endsWith('.part')) continue;
    const pid = /^\d+(?=-)/.exec(name.slice(OWN_PREFIX.length))?.[0];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Another account's, in a folder that everybody may write in.
    }
  }
}

/** Every method throws the system's error if it cannot be done. */
export class PartFile {
  readonly #path: string;
  #file: number | null;

  /**
   * @param folder where it is written: that of what it will be when it is whole.
   * @param mode of the file that it will take the place of.
   */
  constructor(folder: string, mode?: number) {
    clearStrays(folder);
    partsOpened++;
    this.#path = join(folder, `${OWN_PREFIX}${process.pid}-${partsOpened}.part`);
    this.#file = openSync(this.#path, 'wx+', mode);
    unfinished.add(this.#path);
    if (mode === undefined) return;
    try {
      // What the process takes away from new files was not taken from that one.
      fchmodSync(this.#file, mode & 0o777);
    } catch {
      // A file system without modes.
    }
  }

  /** All of it, or an error: a disk may take half of it before it is full. */
  write(content: string | Uint8Array): void {
    writeFileSync(this.#opened, content);
  }

  /** What has been written, from its start. */
  *chunks(): Generator<Uint8Array> {
    for (let at = 0; ; ) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const got = readSync(this.#opened, chunk, 0, CHUNK_BYTES, at);
      if (got === 0) return;
      at += got;
      yield chunk.subarray(0, got);
    }
  }

  /** Puts it in the place of `path`. */
  finish(path: string): void {
    this.#close();
    renameSync(this.#path, path);
    unfinished.delete(this.#path);
  }

  /** Takes it away, unless it is finished. */
  discard(): void {
    if (!unfinished.delete(this.#path)) return;
    this.#close();
    rmSync(this.#path, { force: true });
  }

  get #opened(): number {
    if (this.#file === null) throw new Error('PartFile: it is closed');
    return this.#file;
  }

  #close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
