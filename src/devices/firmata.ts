/**
 * Any Arduino with Firmata as a device: johnny-five over firmata-io, in a process of its own for each connection
 * (firmata/child.ts). This side looks for the board, keeps that process supplied with the latest picture, and starts
 * another when it has ended. Failures are states with a sentence that says what to do.
 */
import { DEFAULT_BAUD, FALLBACK_BAUD } from '../protocol/index.js';
import type { Capabilities, Device, DeviceListener, DeviceState, Frame, LinkFault } from './device.js';
import type { BoardProcess, FromBoard, StartBoardProcess } from './firmata/messages.js';
import { boardInAProcess } from './firmata/process.js';
import { checkSetup, FIRMATA_BAUD, type FirmataSetup, ledCountOf } from './firmata/setup.js';
import { FirmataStats } from './firmata/stats.js';
import { ownFirmwareFault, processEndedFault } from './firmata/words.js';
import { type InspectPort, NOTHING_KNOWN } from './serial/facts.js';
import { inspectSystemPort } from './serial/inspect.js';
import { listen } from './serial/listen.js';
import { noPortFault, openFault } from './serial/open-fault.js';
import {
  isSystemPortThere,
  type ListPorts,
  listSystemPorts,
  type OpenPort,
  openSystemPort,
} from './serial/port.js';
import { RESTART_WINDOW_MS, RestartWatch } from './serial/restarts.js';
import { comesAndGoesFault, type Fault, restartingFault, restartsWords } from './serial/words.js';
import { systemTimers, type Timers } from './timers.js';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** A port that is not there is looked for this often. */
const GLANCE_MS = 250;
/** A process that does not end by itself is ended. */
const LEAVE_MS = 1800;
const END_MS = 500;
const LAST_ID = 255;
/** Which of several ports' faults to tell: the one that is nearest to a working board. */
const TELLING: readonly LinkFault[] = [
  'refused',
  'firmata',
  'own-firmware',
  'no-permission',
  'modem-manager',
  'port-taken',
  'garbage',
  'no-answer',
];

const CLOSED_WORDS = 'The port is closed; lights dark, needles at rest.';
const UNANSWERED_WORDS =
  'The port is closed. The board did not answer: its lights may stay on until it is unplugged or reset.';

export interface FirmataDeviceOptions {
  /** Path of the port, or `auto`: any port on which Firmata answers. */
  readonly path: string;
  readonly baud?: number;
  readonly setup: FirmataSetup;
  /** The palette's 33 stops, 99 bytes, that frames are lit with. */
  readonly stops: Uint8Array;
  readonly startBoard?: StartBoardProcess;
  readonly openPort?: OpenPort;
  readonly listPorts?: ListPorts;
  readonly inspectPort?: InspectPort;
  /** Whether a port is there, as cheaply as that can be known; it is asked four times a second. */
  readonly isThere?: (path: string) => Promise<boolean>;
}

type Activity =
  | { readonly kind: 'none' }
  /** Something is found out; `over` is what ends that. */
  | { readonly kind: 'looking'; readonly stop: (released: () => void) => void }
  | { readonly kind: 'running'; readonly board: BoardProcess; readonly run: Run }
  | { readonly kind: 'waiting'; readonly cancel: () => void };

/** One process and what became of it. */
interface Run {
  readonly path: string;
  ready: boolean;
  /** Until the process has taken the picture that was sent last. */
  busy: boolean;
  end: Extract<FromBoard, { type: 'not-opened' | 'failed' | 'closed' }> | undefined;
  /** Called instead of going on, when the device is being closed. */
  ended: ((words: string) => void) | undefined;
  cancel: () => void;
}

/** RangeError if the set-up is one that no board could do. */
export function createFirmataDevice(options: FirmataDeviceOptions, timers: Timers = systemTimers): Device {
  checkSetup(options.setup);
  return new FirmataDevice(options, timers);
}

class FirmataDevice implements Device {
  readonly capabilities: Capabilities;
  readonly stats = new FirmataStats();
  readonly #options: Required<FirmataDeviceOptions>;
  readonly #timers: Timers;
  #state: DeviceState = { kind: 'opening', words: 'The board has not been looked for yet.' };
  #listener: DeviceListener | undefined;
  #activity: Activity = { kind: 'none' };
  #closed: Promise<void> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #lastPath: string | undefined;
  /** What ended the last session; a port that is simply not there says no more than that. */
  #lastEnd: Fault | undefined;
  readonly #restarts = new RestartWatch();
  #cancelCalm = () => {};
  /** The latest picture, if the process has not got it yet. */
  readonly #slot: { levels: Uint8Array; rgb: Uint8Array; needleLevels: [number, number]; inputId: number };
  #slotIs: 'none' | 'fresh' | 'taken' = 'none';
  #lastId = 0;
  /** When inputs happened that no picture has taken into account yet, by id, on the clock of their process [µs]. */
  #edges: { readonly id: number; readonly atUs: number }[] = [];

  constructor(options: FirmataDeviceOptions, timers: Timers) {
    const { openPort = openSystemPort, listPorts = listSystemPorts } = options;
    this.#options = {
      baud: FIRMATA_BAUD,
      startBoard: boardInAProcess(),
      openPort,
      listPorts,
      inspectPort: options.openPort ? async () => NOTHING_KNOWN : inspectSystemPort,
      isThere: options.listPorts
        ? async (path) => (await listPorts()).some((port) => port.path === path)
        : isSystemPortThere,
      ...options,
    };
    this.#timers = timers;
    const { lights, needles, buttons, dials } = options.setup;
    const ledCount = ledCountOf(lights);
    const lastOf = (fitted: readonly unknown[]) => fitted.findLastIndex((pin) => pin !== null) + 1;
    this.capabilities = {
      ledCount,
      needleCount: lastOf(needles),
      buttonCount: lastOf(buttons),
      dialCount: lastOf(dials),
    };
    this.#slot = {
      levels: new Uint8Array(ledCount),
      rgb: new Uint8Array(3 * ledCount),
      needleLevels: [0, 0],
      inputId: 0,
    };
  }

  get state(): DeviceState {
    return this.#state;
  }

  open(listener: DeviceListener): void {
    if (this.#listener || this.#closed) return;
    this.#listener = listener;
    const { path } = this.#options;
    const words = path === 'auto' ? 'Looking for a board with Firmata.' : `Opening ${path}.`;
    this.#enter({ kind: 'opening', words });
    this.#look();
  }

  show(frame: Frame): void {
    if (this.#closed) return;
    this.stats.framesOffered++;
    const { levels, rgb, needleLevels } = this.#slot;
    if (frame.levels.length !== levels.length || frame.rgb.length !== rgb.length) {
      this.stats.rejected++;
      return;
    }
    if (this.#slotIs === 'fresh') this.stats.supersededHere++;
    levels.set(frame.levels);
    rgb.set(frame.rgb);
    needleLevels[0] = frame.needleLevels[0];
    needleLevels[1] = frame.needleLevels[1];
    this.#slot.inputId = frame.inputId;
    this.#slotIs = 'fresh';
    this.#supply();
  }

  close(): Promise<void> {
    this.#closed ??= this.#release().then((words) => {
      this.#enter({ kind: 'closed', words });
      this.#listener = undefined;
    });
    return this.#closed;
  }

  #enter(state: DeviceState): void {
    this.#state = state;
    this.#listener?.state(state);
  }

  /** While a fault stands it says more than that it is looked for again. */
  #tell(words: string): void {
    if (this.#state.kind === 'opening') this.#enter({ kind: 'opening', words });
  }

  // --- looking for the board ---

  #look(): void {
    let over = false;
    let released: (() => void) | undefined;
    this.#activity = {
      kind: 'looking',
      stop: (done) => {
        over = true;
        released = done;
        done();
      },
    };
    void this.#paths().then((paths) => {
      if (over || released) return;
      if (paths.length === 0) this.#explainNothing(() => over);
      else this.#try(paths, []);
    });
  }

  /** Ports to try, the last one that worked first. */
  async #paths(): Promise<readonly string[]> {
    const { path, isThere, listPorts } = this.#options;
    if (path !== 'auto') return (await isThere(path).catch(() => false)) ? [path] : [];
    const found = (await listPorts().catch(() => [])).map((port) => port.path);
    const last = found.filter((some) => some === this.#lastPath);
    return [...new Set([...last, ...found])];
  }

  #explainNothing(isOver: () => boolean): void {
    const { path, inspectPort, listPorts } = this.#options;
    // What was said of it was said with more care: no need to ask the system for its ports again and again.
    if (this.#state.kind === 'lost' && this.#glances > 0) {
      this.#glances--;
      this.#wait(GLANCE_MS);
      return;
    }
    void Promise.all([inspectPort(path), path === 'auto' ? [] : listPorts().catch(() => [])]).then(
      ([facts, ports]) => isOver() || this.#lose(noPortFault(path, ports, facts)),
    );
  }

  /** Glances that are left before a port that is not there is explained anew. */
  #glances = 0;

  #try(paths: readonly string[], faults: readonly Fault[]): void {
    const [path, ...others] = paths;
    if (path === undefined) {
      const telling = TELLING.map((code) => faults.find(({ fault }) => fault === code)).find(Boolean);
      this.#lose(telling ?? faults[0]!);
      return;
    }
    this.#run(path, (fault) => {
      // A board that has served is not left for another.
      if (fault.served || others.length === 0) this.#try([], [...faults, fault]);
      else this.#try(others, [...faults, fault]);
    });
  }

  // --- a process with its board ---

  #run(path: string, failed: (fault: Fault & { served: boolean }) => void): void {
    const { baud, setup, stops, startBoard } = this.#options;
    this.#tell(`Opening ${path}.`);
    const run: Run = { path, ready: false, busy: false, end: undefined, ended: undefined, cancel: () => {} };
    this.stats.begin();
    const board = startBoard({
      message: (message) => this.#hear(message, run),
      ended: (words) => {
        run.cancel();
        this.#cancelCalm();
        this.stats.end();
        if (run.ended)
          run.ended(run.end?.type === 'closed' && run.end.answered ? CLOSED_WORDS : UNANSWERED_WORDS);
        else if (!this.#closed) this.#explain(run, words, failed);
      },
    });
    this.#activity = { kind: 'running', board, run };
    board.send({ type: 'open', path, baud, setup, stops });
  }

  #hear(message: FromBoard, run: Run): void {
    switch (message.type) {
      case 'progress':
        this.#tell(message.words);
        break;
      case 'ready':
        this.#ready(message, run);
        break;
      case 'taken':
        run.busy = false;
        this.#supply();
        break;
      case 'stats':
        this.stats.hear(message.stats);
        break;
      case 'shown':
        this.#confirm(message.inputId, message.atUs);
        break;
      case 'button': {
        const { button, pressed, atUs } = message;
        if (this.#closed) return;
        this.#listener?.input({ kind: 'button', id: this.#nextId(atUs), button, pressed, deviceUs: atUs });
        break;
      }
      case 'dial': {
        const { dial, position, atUs } = message;
        if (this.#closed) return;
        this.#listener?.input({ kind: 'dial', id: this.#nextId(atUs), dial, position, deviceUs: atUs });
        break;
      }
      default: {
        run.end = message;
        // Its port is closed; if it stays all the same, it is ended.
        const activity = this.#activity;
        run.cancel();
        run.cancel = this.#timers.after(END_MS, () => activity.kind === 'running' && activity.board.kill());
      }
    }
  }

  #ready({ firmware, protocol, lowLatency }: Extract<FromBoard, { type: 'ready' }>, run: Run): void {
    if (this.#closed) return;
    const { path } = run;
    const { baud } = this.#options;
    run.ready = true;
    this.#retryMs = FIRST_RETRY_MS;
    this.#lastEnd = undefined;
    if (this.#lastPath !== undefined) this.stats.reconnects++;
    this.#lastPath = path;
    this.stats.wire.port = { path, baud, board: 'Firmata', firmware, lowLatency };
    this.#edges = [];
    const words = `${firmware} (Firmata ${protocol}) on ${path} at ${baud} baud, ${this.capabilities.ledCount} LEDs.`;
    if (this.#restarts.many(this.#timers.nowMs())) {
      this.#enter({ kind: 'ready', words: `${words} ${restartsWords(undefined)}` });
      this.#cancelCalm = this.#timers.after(RESTART_WINDOW_MS, () => this.#enter({ kind: 'ready', words }));
    } else this.#enter({ kind: 'ready', words });
    // The board is dark: whatever was shown last is shown again.
    if (this.#slotIs === 'taken') this.#slotIs = 'fresh';
    this.#supply();
  }

  /** Hands over the latest picture, if the process is ready for one. */
  #supply(): void {
    const activity = this.#activity;
    if (this.#slotIs !== 'fresh' || activity.kind !== 'running' || this.#closed) return;
    const { board, run } = activity;
    if (!run.ready || run.busy || run.end) return;
    run.busy = true;
    this.#slotIs = 'taken';
    board.send({ type: 'frame', ...this.#slot });
  }

  #nextId(atUs: number): number {
    this.#lastId = (this.#lastId % LAST_ID) + 1;
    if (this.#edges.length === LAST_ID) this.#edges.shift();
    this.#edges.push({ id: this.#lastId, atUs });
    return this.#lastId;
  }

  #confirm(inputId: number, shownUs: number): void {
    const at = this.#edges.findIndex(({ id }) => id === inputId);
    if (at < 0) return;
    const confirmed = this.#edges.slice(0, at + 1);
    this.#edges = this.#edges.slice(at + 1);
    for (const { id, atUs } of confirmed) this.#listener?.latency?.(id, (shownUs - atUs) >>> 0);
  }

  /** Why a process has ended, and what now. */
  #explain(run: Run, words: string, failed: (fault: Fault & { served: boolean }) => void): void {
    const { path, end, ready: served } = run;
    const { listPorts, inspectPort } = this.#options;
    const go = (fault: Fault) => failed({ ...fault, served });
    this.#activity = { kind: 'none' };
    if (end?.type === 'not-opened') {
      let over = false;
      this.#activity = {
        kind: 'looking',
        stop: (done) => {
          over = true;
          done();
        },
      };
      const { error } = end;
      void Promise.all([listPorts().catch(() => []), inspectPort(path)]).then(([ports, facts]) => {
        if (!over) go(openFault(path, new Error(error), ports, facts));
      });
    } else if (end?.type !== 'failed') go(processEndedFault(path, words));
    else if (end.fault === 'unplugged') go(this.#unplugged(path, end));
    else if (end.restarted) go(this.#restarted(path, end));
    else if (end.fault === 'no-answer' || end.fault === 'garbage') this.#askOwnFirmware(path, end, go);
    else go(end);
  }

  #unplugged(path: string, end: Fault): Fault {
    const nowMs = this.#timers.nowMs();
    this.#restarts.note(nowMs);
    const { fault, words } = this.#restarts.many(nowMs) ? comesAndGoesFault(path) : end;
    this.#lastEnd = { fault, words };
    return this.#lastEnd;
  }

  #restarted(path: string, { fault, words }: Fault): Fault {
    const nowMs = this.#timers.nowMs();
    this.#restarts.note(nowMs);
    return this.#restarts.many(nowMs) ? restartingFault(path, 'reset') : { fault, words };
  }

  /** No Firmata answers: is it a board with our own firmware, for which there is another kind of rig? */
  #askOwnFirmware(path: string, silence: Fault, go: (fault: Fault) => void): void {
    const { openPort, inspectPort } = this.#options;
    const bauds = [DEFAULT_BAUD, FALLBACK_BAUD];
    const ask = () => {
      const baud = bauds.shift();
      if (baud === undefined) {
        go(silence);
        return;
      }
      this.#tell(`Listening on ${path} at ${baud} baud.`);
      const timers = this.#timers;
      const stop = listen({ path, baud, openPort, inspectPort, timers, ports: [] }, (verdict) => {
        if (verdict.kind === 'fault') {
          ask();
          return;
        }
        const { link } = verdict;
        const closing = (then: () => void) => {
          link.listener = { line: () => {}, ended: then };
          if (link.ended) then();
          else link.close();
        };
        this.#activity = { kind: 'looking', stop: closing };
        closing(() => this.#closed || go(ownFirmwareFault(path)));
      });
      this.#activity = { kind: 'looking', stop };
    };
    ask();
  }

  #lose(found: Fault): void {
    if (this.#closed) return;
    // A cable that is out says so until the port is there again.
    const { fault, words } = found.fault === 'no-port' && this.#lastEnd ? this.#lastEnd : found;
    const pauseMs = this.#retryMs;
    this.#retryMs = Math.min(2 * pauseMs, LAST_RETRY_MS);
    const absent = found.fault === 'no-port' || found.fault === 'unplugged';
    const retryInMs = absent ? GLANCE_MS : pauseMs;
    this.#glances = absent ? Math.round(pauseMs / GLANCE_MS) - 1 : 0;
    this.#wait(retryInMs);
    this.#enter({ kind: 'lost', fault, words, retryInMs });
  }

  #wait(ms: number): void {
    this.#activity = { kind: 'waiting', cancel: this.#timers.after(ms, () => this.#look()) };
  }

  /** Ends whatever goes on; resolves with a sentence for people when no port, process or timer is left. */
  #release(): Promise<string> {
    const activity = this.#activity;
    this.#cancelCalm();
    return new Promise((say) => {
      const resolve = () => {
        this.#activity = { kind: 'none' };
        say('No board is connected, and none is looked for any more.');
      };
      switch (activity.kind) {
        case 'none':
          resolve();
          break;
        case 'waiting':
          activity.cancel();
          resolve();
          break;
        case 'looking':
          activity.stop(resolve);
          break;
        case 'running': {
          const { board, run } = activity;
          run.cancel();
          run.cancel = this.#timers.after(LEAVE_MS, () => board.kill());
          run.ended = (words) => {
            this.#activity = { kind: 'none' };
            say(words);
          };
          board.send({ type: 'close' });
          break;
        }
      }
    });
  }
}
