/**
 * What any device with a board goes through, whatever the two speak: it looks for the board, serves it, loses it, says
 * why, and looks again. One class for states, back-off and what people are told; each kind of device gives it a
 * `Driver`, which knows how to find its board and how to serve it.
 */
import { ButtonWatch } from './button-watch.js';
import type {
  Capabilities,
  Device,
  DeviceListener,
  DeviceState,
  DeviceStats,
  InputEvent,
  LineReport,
  Picture,
} from './device.js';
import { type Fault, tellingOf } from './fault.js';
import { type OfferCounts, PictureSlot } from './picture-slot.js';
import type { Advice } from './port/advice.js';
import { comesAndGoesFault, unpluggedFault } from './port/words.js';
import { RESTART_WINDOW_MS, RestartWatch } from './restarts.js';
import type { Timers } from './timers.js';
import { pause } from './waiting.js';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;
/** A port that is not there is glanced for this often: through its bootloader a board is to be light within 2 s. */
const GLANCE_MS = 250;

const NO_BOARD_WORDS = 'No board is in use, and none is looked for any more.';

/** The device was closed while it had a board; how it parted from it, in words. */
interface Parted {
  readonly kind: 'parted';
  readonly words: string;
}

/** What a look came to. If there is no board: a fault for each port that was tried, and at least one. */
export type Look<Board> =
  | { readonly kind: 'board'; readonly board: Board }
  | { readonly kind: 'none'; readonly faults: readonly Fault[] }
  | Parted;

/** Why a board is served no more. */
export type Served = { readonly kind: 'lost'; readonly fault: Fault } | Parted;

/** A device's counters while they count. */
export type CountingStats = DeviceStats & OfferCounts;

/** What differs from kind to kind. */
export interface Driver<Board, Stats extends CountingStats> {
  readonly stats: Stats;
  /** What is being done when the device has just been opened. */
  readonly openingWords: string;
  /** Codes of faults, that of a port which is nearest to a working board first: of several ports' it is told. */
  readonly telling: readonly string[];
  /** Hands the picture that is in the slot to the board, if one is there and takes it. */
  supply(): void;
  line(): LineReport;
  /**
   * Looks for a board. For a `glance` at a port that was not there a moment ago the system need not be asked much: if
   * it is still not there, nobody is told.
   *
   * When the signal is aborted, this and `serve` put away ports, timers and processes, and then say how they parted
   * from the board, or reject with the signal's reason if there was none.
   */
  look(glance: boolean, signal: AbortSignal): Promise<Look<Board>>;
  /** Serves the board until it is lost. */
  serve(board: Board, signal: AbortSignal): Promise<Served>;
}

/** What a driver says of its board as it looks and serves. Once the device was closed nobody is told. */
export interface Reports extends Pick<Required<DeviceListener>, 'input' | 'latency'> {
  /** What is being done to find a board. While a fault stands that says more. */
  progress(words: string): void;
  settingUp(words: string): void;
  /** The board serves. `oftenWords` are added for a while if it has restarted again and again. */
  ready(words: string, oftenWords: string): void;
  /** Buttons that stand pressed, as a board says now and then, also those that did before it was asked. */
  held(buttons: readonly number[]): void;
  /** The board has not answered for a while. */
  silent(words: string): void;
  /** It answers again. */
  answers(words: string): void;
  /** The board has restarted by itself. True if it does so again and again. */
  restarted(): boolean;
  /** The port of the board is gone: what to say of that. */
  unplugged(path: string, advice?: Advice): Fault;
  /** Whether the device was closed, be it done or not. */
  readonly isClosed: boolean;
}

/** A device with a line, and with counters of its own. */
export type KeptDevice<Stats extends DeviceStats> = Device & {
  readonly stats: Stats;
  line(): LineReport;
};

/** Makes a driver, which takes the latest picture from `slot`. */
export type MakeDriver<Board, Stats extends CountingStats> = (
  reports: Reports,
  slot: PictureSlot,
) => Driver<Board, Stats>;

/** A device of any kind. */
export function keptDevice<Board, Stats extends CountingStats>(
  capabilities: Capabilities,
  timers: Timers,
  makeDriver: MakeDriver<Board, Stats>,
): KeptDevice<Stats> {
  return new Keeper(capabilities, timers, makeDriver);
}

class Keeper<Board, Stats extends CountingStats> implements KeptDevice<Stats>, Reports {
  readonly capabilities: Capabilities;
  readonly stats: Stats;
  readonly #slot: PictureSlot;
  readonly #driver: Driver<Board, Stats>;
  readonly #timers: Timers;
  readonly #restarts = new RestartWatch();
  readonly #buttons: ButtonWatch;
  readonly #closing = new AbortController();
  #state: DeviceState = { kind: 'opening', words: 'The board has not been looked for yet.' };
  #listener: DeviceListener | undefined;
  #work: Promise<string> | undefined;
  #closed: Promise<void> | undefined;
  #retryMs = FIRST_RETRY_MS;
  /** Until then a port that is not there is only glanced for [ms]. */
  #glanceUntilMs = -Infinity;
  /** What is told of a board whose port is not there. */
  #standing: Fault | undefined;
  #cancelCalm = () => {};

  constructor(capabilities: Capabilities, timers: Timers, makeDriver: MakeDriver<Board, Stats>) {
    this.capabilities = capabilities;
    this.#timers = timers;
    this.#slot = new PictureSlot(capabilities.ledCount);
    this.#buttons = new ButtonWatch(timers, (faults) => this.#listener?.buttonFaults?.(faults));
    this.#driver = makeDriver(this, this.#slot);
    this.stats = this.#driver.stats;
  }

  get state(): DeviceState {
    return this.#state;
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  open(listener: DeviceListener): void {
    if (this.#listener || this.isClosed) return;
    this.#listener = listener;
    this.#enter({ kind: 'opening', words: this.#driver.openingWords });
    if (!this.isClosed) this.#work = this.#keep(this.#closing.signal);
  }

  show(picture: Picture): void {
    if (!this.isClosed && this.#slot.offer(picture, this.stats)) this.#driver.supply();
  }

  line(): LineReport {
    return this.#driver.line();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  // --- what the driver reports ---

  progress(words: string): void {
    if (this.#state.kind === 'opening') this.#say({ kind: 'opening', words });
  }

  settingUp(words: string): void {
    this.#say({ kind: 'opening', words });
  }

  ready(words: string, oftenWords: string): void {
    this.#retryMs = FIRST_RETRY_MS;
    this.#standing = undefined;
    const isCalm = !this.#restartsOften;
    this.#say({ kind: 'ready', words: isCalm ? words : `${words} ${oftenWords}` });
    if (isCalm || this.isClosed) return;
    this.#cancelCalm = this.#timers.after(RESTART_WINDOW_MS, () => this.#say({ kind: 'ready', words }));
  }

  silent(words: string): void {
    this.#say({ kind: 'silent', words });
  }

  answers(words: string): void {
    this.#say({ kind: 'ready', words });
  }

  input(event: InputEvent): void {
    if (this.isClosed) return;
    const isIgnored = event.kind === 'button' && !this.#buttons.take(event);
    this.#listener?.input(isIgnored ? { ...event, ignored: true } : event);
  }

  held(buttons: readonly number[]): void {
    if (!this.isClosed) this.#buttons.held(buttons);
  }

  latency(id: number, latencyUs: number): void {
    if (!this.isClosed) this.#listener?.latency?.(id, latencyUs);
  }

  restarted(): boolean {
    this.#restarts.note(this.#timers.nowMs());
    return this.#restartsOften;
  }

  get #restartsOften(): boolean {
    return this.#restarts.many(this.#timers.nowMs());
  }

  unplugged(path: string, advice?: Advice): Fault {
    const often = this.restarted();
    return { ...(often ? comesAndGoesFault(path) : unpluggedFault(path, advice)), stands: true };
  }

  // --- the life of the device ---

  /** Looks and serves, over and over, until it is closed; resolves with words for that. */
  async #keep(signal: AbortSignal): Promise<string> {
    try {
      for (;;) {
        const glance = this.#timers.nowMs() < this.#glanceUntilMs;
        const found = await this.#driver.look(glance, signal);
        if (found.kind === 'parted') return found.words;
        if (found.kind === 'none') {
          await this.#wait(tellingOf(found.faults, this.#driver.telling), glance, signal);
          continue;
        }
        const served = await this.#driver.serve(found.board, signal);
        if (served.kind === 'parted') return served.words;
        await this.#wait(served.fault, false, signal);
      }
    } catch (error) {
      if (!signal.aborted || error !== signal.reason) this.#crash(error);
      return NO_BOARD_WORDS;
    }
  }

  /** A mistake in the program: what is left of the work is called off. */
  #crash(error: unknown): void {
    if (this.isClosed) throw error;
    this.#closing.abort();
    // Nobody waits for the work until `close`: thrown as from any callback, the process hears of it and closes the rig.
    this.#timers.after(0, () => {
      throw error;
    });
  }

  /** Tells what was found, and waits until it is time for the next look. */
  async #wait(found: Fault, glance: boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#cancelCalm();
    // Nothing new, and what was said of it was said with more care.
    if (glance && found.fault === 'no-port') return pause(GLANCE_MS, this.#timers, signal);
    if (found.stands) this.#standing = found;
    const { fault, words } = found.fault === 'no-port' && this.#standing ? this.#standing : found;
    const pauseMs = this.#retryMs;
    this.#retryMs = Math.min(2 * pauseMs, LAST_RETRY_MS);
    const isAbsent = found.fault === 'no-port' || found.fault === 'unplugged';
    this.#glanceUntilMs = isAbsent ? this.#timers.nowMs() + pauseMs : -Infinity;
    const retryInMs = isAbsent ? GLANCE_MS : pauseMs;
    this.#say({ kind: 'lost', fault, words, retryInMs });
    return pause(retryInMs, this.#timers, signal);
  }

  async #close(): Promise<void> {
    this.#cancelCalm();
    this.#closing.abort();
    let words = NO_BOARD_WORDS;
    try {
      words = (await this.#work) ?? words;
    } finally {
      this.#enter({ kind: 'closed', words });
      this.#listener = undefined;
    }
  }

  #say(state: DeviceState): void {
    this.#cancelCalm();
    if (!this.isClosed) this.#enter(state);
  }

  #enter(state: DeviceState): void {
    this.#state = state;
    // What its buttons do while it is away, nobody knows.
    if (state.kind !== 'ready' && state.kind !== 'silent') this.#buttons.forget();
    this.#listener?.state(state);
  }
}
