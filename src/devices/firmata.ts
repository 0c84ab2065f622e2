/**
 * Any Arduino with Firmata as a device: johnny-five over firmata-io, in a process of its own for each connection
 * (firmata/child.ts). This side looks for the board, keeps that process supplied with the latest picture, and starts
 * another when it has ended. Failures are states with a sentence that says what to do.
 */
import type { Capabilities, Device, DeviceListener, DeviceState, Picture } from './device.js';
import { Diagnosis, type RunEnd, tellingOf } from './firmata/diagnosis.js';
import { InputIds } from './firmata/input-ids.js';
import type { BoardProcess, FromBoard } from './firmata/messages.js';
import { type FirmataDeviceOptions, withDefaults } from './firmata/options.js';
import { PictureSlot } from './firmata/picture-slot.js';
import { checkSetup, ledCountOf } from './firmata/setup.js';
import { FirmataStats } from './firmata/stats.js';
import { RESTART_WINDOW_MS } from './serial/restarts.js';
import { type Fault, restartsWords } from './serial/words.js';
import { systemTimers, type Timers } from './timers.js';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** A port that is not there is looked for this often. */
const GLANCE_MS = 250;
/** A process that does not end by itself is ended. */
const LEAVE_MS = 1800;
const END_MS = 500;

const CLOSED_WORDS = 'The port is closed; lights dark, needles at rest.';
const UNANSWERED_WORDS =
  'The port is closed. The board did not answer: its lights may stay on until it is unplugged or reset.';

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
  end: RunEnd | undefined;
  /** Called instead of going on, when the device is being closed. */
  ended: ((words: string) => void) | undefined;
  cancel: () => void;
}

export type { FirmataDeviceOptions } from './firmata/options.js';

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
  readonly #diagnosis: Diagnosis;
  #cancelCalm = () => {};
  readonly #slot: PictureSlot;
  readonly #inputIds = new InputIds();

  constructor(options: FirmataDeviceOptions, timers: Timers) {
    this.#options = withDefaults(options);
    this.#timers = timers;
    this.#diagnosis = new Diagnosis({
      ...this.#options,
      timers,
      tell: (words) => this.#tell(words),
      looking: (stop) => {
        this.#activity = { kind: 'looking', stop };
      },
    });
    const { lights, needles, buttons, dials } = options.setup;
    const ledCount = ledCountOf(lights);
    const lastOf = (fitted: readonly unknown[]) => fitted.findLastIndex((pin) => pin !== null) + 1;
    this.capabilities = {
      ledCount,
      needleCount: lastOf(needles),
      buttonCount: lastOf(buttons),
      dialCount: lastOf(dials),
    };
    this.#slot = new PictureSlot(ledCount);
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

  show(picture: Picture): void {
    if (this.#closed) return;
    this.stats.picturesOffered++;
    const verdict = this.#slot.put(picture);
    if (verdict === 'rejected') {
      this.stats.rejected++;
      return;
    }
    if (verdict === 'superseded') this.stats.supersededHere++;
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
    // What was said of it was said with more care: no need to ask the system for its ports again and again.
    if (this.#state.kind === 'lost' && this.#glances > 0) {
      this.#glances--;
      this.#wait(GLANCE_MS);
      return;
    }
    void this.#diagnosis.nothingThere(this.#options.path).then((fault) => isOver() || this.#lose(fault));
  }

  /** Glances that are left before a port that is not there is explained anew. */
  #glances = 0;

  #try(paths: readonly string[], faults: readonly Fault[]): void {
    const [path, ...others] = paths;
    if (path === undefined) {
      this.#lose(tellingOf(faults));
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
        this.#inputIds.confirm(message.inputId, message.atUs, (id, us) => this.#listener?.latency?.(id, us));
        break;
      case 'button': {
        const { button, pressed, atUs } = message;
        if (this.#closed) return;
        this.#listener?.input({
          kind: 'button',
          id: this.#inputIds.next(atUs),
          button,
          pressed,
          deviceUs: atUs,
        });
        break;
      }
      case 'dial': {
        const { dial, position, atUs } = message;
        if (this.#closed) return;
        this.#listener?.input({
          kind: 'dial',
          id: this.#inputIds.next(atUs),
          dial,
          position,
          deviceUs: atUs,
        });
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
    this.#diagnosis.served();
    if (this.#lastPath !== undefined) this.stats.reconnects++;
    this.#lastPath = path;
    this.stats.wire.port = { path, baud, board: 'Firmata', firmware, lowLatency };
    this.#inputIds.forget();
    const words = `${firmware} (Firmata ${protocol}) on ${path} at ${baud} baud, ${this.capabilities.ledCount} LEDs.`;
    if (this.#diagnosis.restartsOften) {
      this.#enter({ kind: 'ready', words: `${words} ${restartsWords(undefined)}` });
      this.#cancelCalm = this.#timers.after(RESTART_WINDOW_MS, () => this.#enter({ kind: 'ready', words }));
    } else this.#enter({ kind: 'ready', words });
    // The board is dark: whatever was shown last is shown again.
    this.#slot.refresh();
    this.#supply();
  }

  /** Hands over the latest picture, if the process is ready for one. */
  #supply(): void {
    const activity = this.#activity;
    if (!this.#slot.isFresh || activity.kind !== 'running' || this.#closed) return;
    const { board, run } = activity;
    if (!run.ready || run.busy || run.end) return;
    run.busy = true;
    board.send({ type: 'picture', ...this.#slot.take() });
  }

  /** Why a process has ended, and what now. */
  #explain(run: Run, words: string, failed: (fault: Fault & { served: boolean }) => void): void {
    this.#activity = { kind: 'none' };
    this.#diagnosis.explain(run.path, run.end, words, (fault) => {
      if (!this.#closed) failed({ ...fault, served: run.ready });
    });
  }

  #lose(found: Fault): void {
    if (this.#closed) return;
    const { fault, words } = this.#diagnosis.standing(found);
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
        say('No board is in use, and none is looked for any more.');
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
