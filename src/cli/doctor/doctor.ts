/** `axon-rig doctor [RIG]`: proves a rig part by part with the person who owns it, and ends in a report for others. */
import type { PortFacts } from '../../devices/port/facts.js';
import { whenThere } from '../../devices/port/soon.js';
import type { RigOf } from '../../devices/rig-of.js';
import type { Timers } from '../../devices/timers.js';
import { atMost } from '../../devices/waiting.js';
import { restMvOf } from '../../experiment/live-rest.js';
import {
  boardSteps,
  brokenFileFinding,
  type Finding,
  fileFinding,
  paperSteps,
  reportLines,
  type Step,
} from '../../maker/doctor/index.js';
import type { HandsOpened } from '../../maker/hands.js';
import type { Rig } from '../../rig/index.js';
import type { Asker } from '../asker.js';
import type { LoadedRig } from '../rig-files.js';
import { FileError, type Terminal, UserError } from '../terminal.js';
import { type Asking, askWhile } from './asking.js';
import { Bedside } from './bedside.js';
import { type BoardExamined, computerFindings, examineBoard, type PortsToExamine } from './examine.js';
import { type Walked, walk } from './walk.js';

export interface DoctorOptions {
  /** Port of the board, instead of the rig file's. */
  readonly port?: string;
}

/** A rig file as it is now. */
export interface RigRead extends LoadedRig {
  readonly text: string;
}

/** What it needs of the world around it. */
export interface DoctorsWorld extends PortsToExamine {
  readonly node: { readonly version: string; readonly wanted: string };
  /** The program and what it goes with, and the system: a line each, with nothing in it of this computer's own. */
  readonly versions: string;
  readonly platform: string;
  inspect(): Promise<PortFacts>;
  /** Reads the rig file; throws FileError with what is wrong in it. `null`: none was named. */
  readonly read: (() => RigRead) | null;
  openHands(rig: RigOf<'serial'>, signal: AbortSignal): Promise<HandsOpened>;
  /** `null`: nobody can be asked. */
  openAsker(): Asker | null;
  readonly timers: Timers;
  /** Aborted when somebody asks it to stop. */
  readonly signal: AbortSignal;
}

/** As the shell counts a Ctrl-C. */
const STOPPED = 130;
/** A board that does not answer is let go of after so long; it goes dark by itself [ms]. */
const CLOSE_MS = 3000;
const LABELS = { right: 'right', remark: 'remark', wrong: 'WRONG' } as const;
const BOARD_AGAIN = [
  { value: 'again', label: 'I have done that: look again' },
  { value: 'on', label: 'Go on without the board' },
];

/** @returns the exit code: 0 if nothing is wrong, 1 if something is, 130 if somebody has stopped it. */
export function doctor(options: DoctorOptions, world: DoctorsWorld, terminal: Terminal): Promise<number> {
  return new Doctor(options, world, terminal).go();
}

class Doctor {
  readonly #port: string | undefined;
  readonly #world: DoctorsWorld;
  readonly #terminal: Terminal;
  readonly #asking: Asking | null;
  /** As it was read last; `null`: none was named, or it cannot be read. */
  #read: RigRead | null = null;

  constructor({ port }: DoctorOptions, world: DoctorsWorld, terminal: Terminal) {
    this.#port = port;
    this.#world = world;
    this.#terminal = terminal;
    const asker = world.openAsker();
    const { timers, signal } = world;
    this.#asking =
      asker === null ? null : { asker, bed: null, timers, signal, say: (line) => terminal.out(line) };
  }

  async go(): Promise<number> {
    const { node, inspect, versions, platform } = this.#world;
    const facts = await inspect();
    const before = [...computerFindings(node, facts), ...this.#readFirst()];
    this.#tell(before);
    if (this.#port !== undefined && this.#read?.rig.device.kind === 'virtual')
      throw new UserError(
        `--port ${this.#port}: this rig is virtual and has no port; name a rig with a board`,
      );
    const board = await this.#examine(this.#read?.rig ?? null);
    const walked = await this.#walk(board);

    const findings = [...before, ...board.findings];
    const usbIds = board.ports.map(({ vendorId, productId }) => `${vendorId}:${productId}`);
    const about = { versions, platform, guest: facts.guest ?? null, usbIds, rig: this.#read?.rig ?? null };
    const report = reportLines(about, findings, walked.outcomes);
    const isIll = [...findings.map(({ verdict }) => verdict), ...walked.outcomes.map(({ kind }) => kind)];
    const ends = walked.isStopped ? STOPPED : isIll.includes('wrong') ? 1 : 0;
    const words = ['', ...report, '', this.#lastWords(ends)];
    for (const line of words) this.#terminal.out(line);
    return ends;
  }

  #tell(findings: readonly Finding[]): void {
    for (const { verdict, words } of findings) this.#terminal.out(`${LABELS[verdict].padEnd(8)}${words}`);
  }

  /** What is to say of the rig file, if one was named. */
  #readFirst(): Finding[] {
    const { read } = this.#world;
    if (read === null) return [];
    try {
      this.#read = read();
      return [fileFinding(this.#read.file, this.#read.notes)];
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return [brokenFileFinding(error.message.split('\n'))];
    }
  }

  /** Looks for the board until it is there, or somebody goes on without it. */
  async #examine(rig: Rig | null): Promise<Examined> {
    const { signal } = this.#world;
    const told = (line: string) => this.#terminal.err(`axon-rig: ${line}`);
    for (;;) {
      const examined = await examineBoard(rig, this.#port, this.#world, told).catch((error) => {
        if (signal.aborted) return null;
        throw error;
      });
      if (examined === null) return { findings: [], ports: [], path: null, isStopped: true };
      this.#tell(examined.findings);
      const isThere = examined.path !== null || rig === null || rig.device.kind === 'virtual';
      if (isThere || this.#asking === null) return { ...examined, isStopped: signal.aborted };
      const next = await askWhile(this.#asking, 'What now?', BOARD_AGAIN);
      if (next !== 'again') return { ...examined, isStopped: typeof next !== 'string' };
    }
  }

  async #walk({ path, isStopped }: Examined): Promise<Walked> {
    if (this.#read === null) return { outcomes: [], isStopped };
    const asking = this.#asking;
    const steps = stepsOf(this.#read);
    const { kind } = this.#read.rig.device;
    if (asking === null || isStopped || (path === null && kind !== 'virtual'))
      return { outcomes: steps.map((step) => ({ step, kind: 'not-done', seen: [] })), isStopped };
    if (kind !== 'serial' || path === null) return walk(asking, steps, async () => steps);
    const { timers } = this.#world;
    const bed = new Bedside(() => this.#openHands(path));
    const again = async () => {
      if (this.#readAgain()) await bed.close();
      return stepsOf(this.#read!);
    };
    try {
      return await walk({ ...asking, bed }, steps, again);
    } finally {
      await atMost(CLOSE_MS, bed.close(), timers);
    }
  }

  #openHands(path: string): Promise<HandsOpened> {
    const { openHands, timers, signal } = this.#world;
    const rig = at(this.#read!.rig as RigOf<'serial'>, path);
    return whenThere(() => openHands(rig, signal), timers, signal);
  }

  /** Whether the file has been changed; one that is of no use is as good as the one before. */
  #readAgain(): boolean {
    let fresh: RigRead;
    try {
      fresh = this.#world.read!();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#terminal.out(`The rig file cannot be read now, and what it said before holds: ${error.message}`);
      return false;
    }
    if (fresh.text === this.#read!.text) return false;
    if (fresh.rig.device.kind !== 'serial') {
      this.#terminal.out(
        'The rig file is for another kind of board now. Stop this with Ctrl-C, and begin again.',
      );
      return false;
    }
    this.#read = fresh;
    return true;
  }

  #lastWords(ends: number): string {
    if (ends === STOPPED)
      return 'Stopped. The strip is dark, the needles are let go, and nothing was written.';
    const report = 'The report above may be pasted where you ask for help: no path and no name is in it.';
    if (this.#world.read === null)
      return `To prove the parts of a rig name its file: "npx axon-rig doctor mine.yaml". "npx axon-rig new mine.yaml" makes one. ${report}`;
    if (this.#read === null) return `Mend the rig file, and begin again. ${report}`;
    if (this.#asking === null) return `Nobody can be asked here: the parts were not proved. ${report}`;
    return ends === 0 ? `Nothing wrong was found. ${report}` : report;
  }
}

type Examined = BoardExamined & Pick<Walked, 'isStopped'>;

/** With the port on which its board was found. */
function at(rig: RigOf<'serial'>, port: string): RigOf<'serial'> {
  return { ...rig, device: { ...rig.device, port } };
}

function stepsOf({ rig, file }: RigRead): readonly Step[] {
  return rig.device.kind === 'serial' ? boardSteps(rig, restMvOf(rig.experiments[0])) : paperSteps(rig, file);
}
