import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Built by `make -C firmware/host`, as `npm test` does first. */
export const HOST_PROGRAM = 'firmware/build/host/board';

const LENGTH_BYTES = 4;

/** The program has ended by itself: `report` is what it said last, a sanitizer's report for example. */
export class ProgramEnded extends Error {
  readonly report: string;

  constructor(report: string) {
    super(`the board's program ended by itself:\n${report}`);
    this.report = report;
  }
}

/**
 * The board's program as a process of this computer (firmware/host/main.cpp). A batch is answered before `batch`
 * returns, so that it can stand where an emulated board stands: so it uses named pipes, which can be read without
 * the event loop. The caller closes it.
 */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #toBoard: number;
  readonly #fromBoard: number;
  readonly #said: number;
  readonly #length = Buffer.alloc(LENGTH_BYTES);
  #answer = Buffer.alloc(1 << 16);
  #open = true;

  constructor(program: string = HOST_PROGRAM) {
    const folder = mkdtempSync(join(tmpdir(), 'axon-host-'));
    try {
      const [orders, answers] = [join(folder, 'orders'), join(folder, 'answers')];
      const made = spawnSync('mkfifo', [orders, answers]);
      if (made.status !== 0) throw new Error(`mkfifo: ${made.stderr}`);
      this.#said = openSync(join(folder, 'said'), 'w+');
      // The shell opens the pipes, whatever becomes of the program then; so nobody here waits for ever.
      this.#child = spawn('sh', ['-c', 'exec "$0" <"$1" >"$2"', program, orders, answers], {
        stdio: ['ignore', 'ignore', this.#said],
        // Leaks are no matter: the program asks for no memory.
        env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0', UBSAN_OPTIONS: 'print_stacktrace=1' },
      });
      this.#child.unref();
      this.#toBoard = openSync(orders, 'w');
      this.#fromBoard = openSync(answers, 'r');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Has the orders carried out; what has happened is good until the next call. */
  batch(orders: Uint8Array): Buffer {
    this.#length.writeUInt32LE(orders.length);
    try {
      this.#write(this.#length);
      this.#write(orders);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw this.#ended();
      throw error;
    }
    this.#read(this.#length);
    const bytes = this.#length.readUInt32LE();
    if (this.#answer.length < bytes) this.#answer = Buffer.alloc(2 * bytes);
    const answer = this.#answer.subarray(0, bytes);
    this.#read(answer);
    return answer;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const file of [this.#toBoard, this.#fromBoard, this.#said]) closeSync(file);
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#toBoard, bytes, done);
  }

  #read(to: Buffer): void {
    for (let done = 0; done < to.length; ) {
      const count = readSync(this.#fromBoard, to, done, to.length - done, null);
      if (count === 0) throw this.#ended();
      done += count;
    }
  }

  #ended(): ProgramEnded {
    const said = Buffer.alloc(fstatSync(this.#said).size);
    readSync(this.#said, said, 0, said.length, 0);
    this.close();
    return new ProgramEnded(said.toString('utf8').trim() || 'it said nothing');
  }
}
