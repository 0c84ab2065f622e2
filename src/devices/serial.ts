/**
 * Our own board on a serial port (firmware-protocol.md): finds it, sets it up, keeps it supplied with the latest
 * picture, and looks for it again when it goes away. Failures are states with a sentence that says what to do.
 */
import { type BoardSetup, DEFAULT_BAUD, type Greeting, type Mark } from '../protocol/index.js';
import type { Capabilities, Device, DeviceListener, DeviceState, LinkFault, Picture } from './device.js';
import { type InspectPort, NOTHING_KNOWN } from './serial/facts.js';
import { InputLedger } from './serial/input-ledger.js';
import { inspectSystemPort } from './serial/inspect.js';
import type { Link } from './serial/link.js';
import type { Encoding } from './serial/picture-message.js';
import { PictureSlot } from './serial/picture-slot.js';
import { type ListPorts, listSystemPorts, type OpenPort, openSystemPort } from './serial/port.js';
import { RESTART_WINDOW_MS, RestartWatch } from './serial/restarts.js';
import { type Place, search } from './serial/search.js';
import { Session } from './serial/session.js';
import { newStats } from './serial/stats.js';
import {
  comesAndGoesFault,
  type Fault,
  notAnsweringWords,
  otherBaudWords,
  restartingFault,
  restartsWords,
  unpluggedFault,
} from './serial/words.js';
import { systemTimers, type Timers } from './timers.js';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** A port that is not there is looked for this often: through its bootloader a board is to be light within 2 s. */
const GLANCE_MS = 250;
/** A port that does not come back from closing is left to the system after this. */
const CLOSE_MS = 1000;

const DOES_NOT_OPEN: readonly LinkFault[] = ['port-taken', 'no-permission', 'no-permission-yet'];

const CLOSED_WORDS = 'The port is closed; strip dark, needles at rest.';
const UNANSWERED_WORDS = 'The port is closed. The board did not answer: it goes dark by itself within 2 s.';

export interface SerialDeviceOptions {
  /** Path of the port, or `auto`: any port on which a board of ours answers. */
  readonly path: string;
  /** Bits per second that are tried first; the other usual one follows. */
  readonly baud?: number;
  /** Its `fadeMs` is the longest blend from picture to picture; the board blends only on a line that is too slow. */
  readonly setup: BoardSetup;
  /** The palette's 33 stops, 99 bytes: with it the board turns levels into the very light of `Picture.rgb`. */
  readonly stops: Uint8Array;
  /** LEDs of a fixed colour, where the electrodes are; they must be in the caller's `Picture.rgb` too. */
  readonly marks?: readonly [Mark | null, Mark | null];
  /** How pictures are sent; `auto`, the default, decides for each. */
  readonly encoding?: Encoding;
  readonly openPort?: OpenPort;
  readonly listPorts?: ListPorts;
  /** Looks around a port that does not open; where the ports are not the system's there is nothing to see. */
  readonly inspectPort?: InspectPort;
}

/** What goes on; each kind knows how it is ended. */
type Activity =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching'; readonly stop: (released: () => void) => void }
  | { readonly kind: 'serving'; readonly link: Link; readonly session: Session }
  | { readonly kind: 'parting'; readonly link: Link; readonly cancel: () => void }
  | { readonly kind: 'waiting'; readonly cancel: () => void };

/** RangeError if the set-up or the palette is not one that can be sent. */
export function createSerialDevice(options: SerialDeviceOptions, timers: Timers = systemTimers): Device {
  return new SerialDevice(options, timers);
}

class SerialDevice implements Device {
  readonly capabilities: Capabilities;
  readonly stats = newStats();
  readonly #options: Required<SerialDeviceOptions>;
  readonly #timers: Timers;
  readonly #slot: PictureSlot;
  readonly #inputs = new InputLedger();
  #state: DeviceState = { kind: 'opening', words: 'The board has not been looked for yet.' };
  #listener: DeviceListener | undefined;
  #activity: Activity = { kind: 'none' };
  #closed: Promise<void> | undefined;
  #retryMs = FIRST_RETRY_MS;
  /** Until then a port that is not there is only glanced for [ms]. */
  #glanceUntilMs = -Infinity;
  #lastPlace: Place | undefined;
  /** What ended the last session; a port that is simply not there says no more than that. */
  #lastEnd: Fault | undefined;
  readonly #restarts = new RestartWatch();
  #cancelCalm = () => {};

  constructor(options: SerialDeviceOptions, timers: Timers) {
    this.#options = {
      baud: DEFAULT_BAUD,
      marks: [null, null],
      encoding: 'auto',
      openPort: openSystemPort,
      listPorts: listSystemPorts,
      inspectPort: options.openPort ? async () => NOTHING_KNOWN : inspectSystemPort,
      ...options,
    };
    this.#timers = timers;
    const { ledCount, needles, buttons, dials } = options.setup;
    this.#slot = new PictureSlot(ledCount);
    this.capabilities = {
      ledCount,
      needleCount: needles[1] ? 2 : needles[0] ? 1 : 0,
      buttonCount: buttons.lastIndexOf(true) + 1,
      dialCount: dials.lastIndexOf(true) + 1,
    };
  }

  get state(): DeviceState {
    return this.#state;
  }

  open(listener: DeviceListener): void {
    if (this.#listener || this.#closed) return;
    this.#listener = listener;
    const { path } = this.#options;
    this.#enter({ kind: 'opening', words: path === 'auto' ? 'Looking for a board.' : `Opening ${path}.` });
    this.#search();
  }

  show(picture: Picture): void {
    if (this.#closed) return;
    this.stats.picturesOffered++;
    if (picture.levels.length !== this.#slot.levels.length) {
      this.stats.rejected++;
      return;
    }
    if (this.#slot.put(picture)) this.stats.picturesSuperseded++;
    if (this.#activity.kind === 'serving') this.#activity.session.pump();
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

  #search(): void {
    const timers = this.#timers;
    const glance = timers.nowMs() < this.#glanceUntilMs;
    const { path, baud } = this.#options;
    const options = glance ? { ...this.#options, ...this.#glancing } : this.#options;
    const stop = search(
      { ...options, path, firstBaud: baud, lastPlace: this.#lastPlace, timers },
      // While a fault stands it says more than that it is looked for again.
      (words) => this.#state.kind === 'opening' && this.#enter({ kind: 'opening', words }),
      (verdict) => {
        if (verdict.kind === 'board') this.#serve(verdict.link, verdict.greeting);
        // Nothing new, and what was said of it was said with more care.
        else if (glance && verdict.fault.fault === 'no-port') this.#wait(GLANCE_MS);
        // It is there again, but does not open: why, is worth a closer look.
        else if (glance && DOES_NOT_OPEN.includes(verdict.fault.fault)) {
          this.#glanceUntilMs = -Infinity;
          this.#search();
        } else this.#lose(verdict.fault);
      },
    );
    this.#activity = { kind: 'searching', stop };
  }

  /** Asking the system for its ports, and why there is none, costs some 100 ms of processor: too much for a glance. */
  get #glancing(): { listPorts: ListPorts; inspectPort: InspectPort } {
    const { path, listPorts } = this.#options;
    return {
      listPorts: path === 'auto' ? listPorts : async () => [],
      inspectPort: async () => NOTHING_KNOWN,
    };
  }

  #serve(link: Link, greeting: Greeting | undefined): void {
    const { path, baud } = link;
    const again = this.#lastPlace !== undefined;
    this.#lastPlace = { path, baud };
    let begun = false;
    let everReady = false;
    const session = new Session(
      {
        ...this.#options,
        path,
        baud,
        slot: this.#slot,
        inputs: this.#inputs,
        stats: this.stats,
        timers: this.#timers,
        lowLatency: () => link.lowLatency,
        write: (bytes) => link.write(bytes),
      },
      {
        settingUp: (greeting) => {
          const nowMs = this.#timers.nowMs();
          const restarted = begun && greeting !== undefined;
          if (restarted) this.#restarts.note(nowMs);
          begun = true;
          this.#cancelCalm();
          if (restarted && !everReady && this.#restarts.many(nowMs)) {
            session.stop();
            this.#lastEnd = restartingFault(path, greeting.boot);
            this.#part(link, () => this.#lose(restartingFault(path, greeting.boot)));
            return;
          }
          this.#enter({ kind: 'opening', words: `A board is on ${path}: setting it up.` });
        },
        ready: (who) => {
          everReady = true;
          this.#retryMs = FIRST_RETRY_MS;
          this.#lastEnd = undefined;
          this.#ready(path, baud, who);
        },
        silent: (silent) => {
          this.#cancelCalm();
          this.#enter(
            silent
              ? { kind: 'silent', words: notAnsweringWords(path) }
              : { kind: 'ready', words: `The board on ${path} answers.` },
          );
        },
        input: (event) => this.#listener?.input(event),
        latency: (id, latencyUs) => this.#listener?.latency?.(id, latencyUs),
        failed: (fault) => {
          this.#lastEnd = fault;
          this.#part(link, () => this.#lose(fault));
        },
      },
    );
    this.#activity = { kind: 'serving', link, session };
    link.listener = {
      line: (line) => session.line(line),
      ended: () => {
        session.stop();
        this.#lastEnd = this.#unplugged(path);
        this.#lose(this.#lastEnd);
      },
    };
    if (again) this.stats.reconnects++;
    session.begin(greeting);
  }

  #ready(path: string, baud: number, { board, firmware, boot }: Greeting): void {
    const { ledCount } = this.capabilities;
    const who = `Board "${board}" (firmware ${firmware}) on ${path} at ${baud} baud, ${ledCount} LEDs.`;
    const words = baud === this.#options.baud ? who : `${who} ${otherBaudWords(baud)}`;
    if (!this.#restarts.many(this.#timers.nowMs())) {
      this.#enter({ kind: 'ready', words });
      return;
    }
    this.#enter({ kind: 'ready', words: `${words} ${restartsWords(boot)}` });
    this.#cancelCalm = this.#timers.after(RESTART_WINDOW_MS, () => this.#enter({ kind: 'ready', words }));
  }

  #unplugged(path: string): Fault {
    const nowMs = this.#timers.nowMs();
    this.#restarts.note(nowMs);
    return this.#restarts.many(nowMs) ? comesAndGoesFault(path) : unpluggedFault(path);
  }

  /** Closes a link whose session is over, and goes on when the port is free again. */
  #part(link: Link, then: () => void): void {
    const go = () => {
      cancel();
      link.listener = { line: () => {}, ended: () => {} };
      then();
    };
    const cancel = this.#timers.after(CLOSE_MS, go);
    this.#activity = { kind: 'parting', link, cancel };
    link.listener = { line: () => {}, ended: go };
    if (link.ended) go();
    else link.close();
  }

  #lose(found: Fault): void {
    if (this.#closed) return;
    // A cable that is out says so until the port is there again.
    const { fault, words } = found.fault === 'no-port' && this.#lastEnd ? this.#lastEnd : found;
    this.#cancelCalm();
    const pauseMs = this.#retryMs;
    this.#retryMs = Math.min(2 * pauseMs, LAST_RETRY_MS);
    const absent = found.fault === 'no-port' || found.fault === 'unplugged';
    this.#glanceUntilMs = absent ? this.#timers.nowMs() + pauseMs : -Infinity;
    const retryInMs = absent ? GLANCE_MS : pauseMs;
    this.#wait(retryInMs);
    this.#enter({ kind: 'lost', fault, words, retryInMs });
  }

  #wait(ms: number): void {
    this.#activity = { kind: 'waiting', cancel: this.#timers.after(ms, () => this.#search()) };
  }

  /** Ends whatever goes on; resolves with a sentence for people when no port and no timer is left. */
  #release(): Promise<string> {
    const activity = this.#activity;
    this.#activity = { kind: 'none' };
    this.#cancelCalm();
    return new Promise((say) => {
      const resolve = () => say('No board is in use, and none is looked for any more.');
      switch (activity.kind) {
        case 'none':
          resolve();
          break;
        case 'waiting':
          activity.cancel();
          resolve();
          break;
        case 'searching':
          activity.stop(resolve);
          break;
        case 'parting':
          activity.cancel();
          this.#part(activity.link, resolve);
          break;
        case 'serving': {
          const { link, session } = activity;
          link.listener = { line: (line) => session.line(line), ended: () => session.stop() };
          session.leave((answered) =>
            this.#part(link, () => say(answered ? CLOSED_WORDS : UNANSWERED_WORDS)),
          );
          break;
        }
      }
    });
  }
}
