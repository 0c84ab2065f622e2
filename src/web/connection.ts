/**
 * The page's end of the web socket: pictures and states in, commands out. A lost connection is an ordinary state;
 * the page tries again after a growing pause and goes on as if nothing had been.
 */
import type { PageCommand, PageFrame, PageLine, PageRefusal, PageState } from '../server/messages.js';
import { decodePageFrame } from '../server/messages.js';

/** The pause before the first new attempt, and the longest one [ms of room]. */
export const FIRST_RETRY_MS = 250;
export const LONGEST_RETRY_MS = 5000;
/** A rig sends 60 pictures a second: after so long without a word what the page shows is old [ms of room]. */
export const STALE_AFTER_MS = 1000;
/** After so long a dead line is as likely as a program that hangs: a new connection is tried [ms of room]. */
export const REDIAL_AFTER_MS = 5000;
/** So long a new connection may take until the rig's first word [ms of room]. */
export const GREETING_MS = 10_000;
/** Silence is counted in looks and not by a clock: a page that was busy or asleep has not listened meanwhile. */
const LOOK_EVERY_MS = 250;
/** The pause where the rig has no place for one more page [ms of room]. */
export const FULL_RETRY_MS = 15_000;
/** The code of a close that says so, in the words of its reason. */
const TRY_AGAIN_LATER = 1013;

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** Open, but the rig has said nothing for a while: what it said is old. */
  | { readonly kind: 'stale' }
  /** `words`: the rig's own, where it has said why. */
  | { readonly kind: 'lost'; readonly retryInMs: number; readonly words?: string };

export interface ConnectionListener {
  link(state: LinkState): void;
  frame(frame: PageFrame): void;
  state(state: PageState): void;
  refusal(words: string): void;
  line(line: PageLine): void;
}

/** The part of a browser's WebSocket that is used; tests bring their own. */
export type Socket = Pick<WebSocket, 'binaryType' | 'readyState' | 'send' | 'close' | 'addEventListener'>;

/** The socket's address for a page's address: same origin, path `ws` beside the page. */
export function socketAddress(pageAddress: string): string {
  const address = new URL('ws', pageAddress);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = '';
  address.hash = '';
  return address.href;
}

const OPEN = 1;

export class Connection {
  readonly #dial: () => Socket;
  readonly #listener: ConnectionListener;
  #socket: Socket | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_RETRY_MS;
  #closed = false;
  #open = false;
  #stale = false;
  /** Looks since the rig's last word. */
  #silentLooks = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  /** Messages that were neither picture, state, refusal nor line. */
  ignored = 0;

  constructor(dial: () => Socket, listener: ConnectionListener) {
    this.#dial = dial;
    this.#listener = listener;
  }

  open(): void {
    if (this.#closed) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#open = false;
    this.#stale = false;
    this.#listener.link({ kind: 'connecting' });
    this.#silentLooks = 0;
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#look(), LOOK_EVERY_MS);
    const socket = this.#dial();
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('message', (event) => {
      if (socket === this.#socket) this.#receive(event.data);
    });
    // An error is always followed by a close, which says all there is to say.
    socket.addEventListener('close', ({ code, reason }) => {
      if (socket !== this.#socket) return;
      if (code === TRY_AGAIN_LATER) this.#retry(FULL_RETRY_MS, reason);
      else this.#lost();
    });
  }

  /** Tries at once if it waits or hears nothing: the network came back, or somebody looks at the page again. */
  hurry(): void {
    if (this.#retryTimer !== undefined) this.open();
    else if (this.#stale) this.#redial();
  }

  /** False if there is nobody to send it to; a press is never kept for later. */
  send(command: PageCommand): boolean {
    if (this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(JSON.stringify(command));
    return true;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#watch);
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  /** Silence has no event of its own. */
  #look(): void {
    const silentMs = ++this.#silentLooks * LOOK_EVERY_MS;
    if (silentMs >= (this.#open ? REDIAL_AFTER_MS : GREETING_MS)) this.#redial();
    else if (this.#open && !this.#stale && silentMs >= STALE_AFTER_MS) {
      this.#stale = true;
      this.#listener.link({ kind: 'stale' });
    }
  }

  /** Gives the present connection up: nobody is there, and no close will come. */
  #redial(): void {
    const socket = this.#socket;
    if (!this.#open) this.#lost();
    else this.open();
    socket?.close();
  }

  #lost(): void {
    const retryInMs = this.#pauseMs;
    this.#pauseMs = Math.min(LONGEST_RETRY_MS, 2 * this.#pauseMs);
    this.#retry(retryInMs, '');
  }

  #retry(retryInMs: number, words: string): void {
    this.#socket = undefined;
    clearInterval(this.#watch);
    this.#retryTimer = setTimeout(() => this.open(), retryInMs);
    this.#listener.link({ kind: 'lost', retryInMs, ...(words !== '' && { words }) });
  }

  #receive(data: unknown): void {
    const understood = typeof data === 'string' ? this.#receiveText(data) : this.#receiveBytes(data);
    // Only a server that makes sense ends the growing of the pause: a port that merely opens may be anybody's.
    if (!understood) {
      this.ignored++;
      return;
    }
    this.#pauseMs = FIRST_RETRY_MS;
    this.#silentLooks = 0;
    if (!this.#stale) return;
    this.#stale = false;
    this.#listener.link({ kind: 'open' });
  }

  /** The state is the first thing that a rig says: from then on the connection counts as open. */
  #heard(state: PageState): void {
    if (!this.#open) {
      this.#open = true;
      this.#listener.link({ kind: 'open' });
    }
    this.#listener.state(state);
  }

  #receiveBytes(data: unknown): boolean {
    if (!(data instanceof ArrayBuffer)) return false;
    const frame = decodePageFrame(new Uint8Array(data));
    if (!frame || !isShowable(frame)) return false;
    this.#listener.frame(frame);
    return true;
  }

  #receiveText(text: string): boolean {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return false;
    }
    if (isPageState(message)) this.#heard(message);
    else if (isRefusal(message)) this.#listener.refusal(message.words);
    else if (isPageLine(message)) this.#listener.line(message);
    else return false;
    return true;
  }
}

function isShowable(frame: PageFrame): boolean {
  return (
    Number.isFinite(frame.modelMs) &&
    Number.isFinite(frame.blueMv) &&
    Number.isFinite(frame.yellowMv) &&
    Number.isFinite(frame.currentMa)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isPlace(value: unknown): boolean {
  return value === 'bath' || isCount(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isAxonFacts(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.channels)) return false;
  const { every, ...levels } = value.channels;
  return (
    isCount(value.siteCount) &&
    value.siteCount > 0 &&
    isNumber(value.restMv) &&
    isCount(every) &&
    every > 0 &&
    CHANNEL_LEVELS.every((level) => isNumber(levels[level]))
  );
}

const CHANNEL_LEVELS = [
  'sodiumOpensMv',
  'sodiumClosesMv',
  'potassiumClosesMv',
  'sodiumReversalMv',
  'potassiumReversalMv',
] as const;
const ACTIVITIES: readonly unknown[] = ['none', 'returning', 'stimulus', 'signal'];
const SIGNAL_ENDS: readonly unknown[] = ['ran-out', 'died', 'blocked', 'switched-off'];

function isPressReport(value: unknown): boolean {
  return isRecord(value) && isCount(value.press) && isRecord(value.outcome) && isOutcome(value.outcome);
}

function isOutcome(outcome: Record<string, unknown>): boolean {
  switch (outcome.kind) {
    case 'overlapped':
      return true;
    case 'refractory':
    case 'too-weak':
      return isCount(outcome.site);
    case 'spread':
      return isOfBoth(outcome.riseMv, (rise) => rise === null || isNumber(rise));
    case 'signal':
      return (
        SIGNAL_ENDS.includes(outcome.end) &&
        isCount(outcome.lastSite) &&
        isOfBoth(outcome.reached, (reached) => reached === null || typeof reached === 'boolean')
      );
    default:
      return false;
  }
}

function isOfBoth(value: unknown, test: (one: unknown) => boolean): boolean {
  return isRecord(value) && test(value.blue) && test(value.yellow);
}

const DEVICE_KINDS: readonly unknown[] = ['opening', 'ready', 'silent', 'lost', 'closed'];

/** Whether a message is a state in every field that the page reads: it is drawn from without a second look. */
export function isPageState(message: unknown): message is PageState {
  if (!isRecord(message) || message.type !== 'state') return false;
  const { device, electrodes, latencyMs } = message;
  return (
    typeof message.rig === 'string' &&
    isRecord(device) &&
    DEVICE_KINDS.includes(device.kind) &&
    typeof device.words === 'string' &&
    (message.membrane === 'passive' || message.membrane === 'gated') &&
    typeof message.running === 'boolean' &&
    typeof message.stimulusWaits === 'boolean' &&
    typeof message.lens === 'number' &&
    message.lens > 0 &&
    isAxonFacts(message.axon) &&
    ACTIVITIES.includes(message.activity) &&
    (message.lastPress === null || isPressReport(message.lastPress)) &&
    isCount(message.resets) &&
    isCount(message.ledCount) &&
    arePlaces(message.ledPlaces) &&
    typeof message.currentLimitMa === 'number' &&
    isRecord(electrodes) &&
    isPlace(electrodes.blue) &&
    isPlace(electrodes.yellow) &&
    (latencyMs === null || typeof latencyMs === 'number')
  );
}

function arePlaces(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((share) => share >= 0 && share <= 1));
}

function isRefusal(message: unknown): message is PageRefusal {
  return isRecord(message) && message.type === 'refusal' && typeof message.words === 'string';
}

function isPageLine(message: unknown): message is PageLine {
  if (!isRecord(message) || message.type !== 'line' || typeof message.summary !== 'string') return false;
  return Array.isArray(message.groups) && message.groups.every(isLineGroup);
}

function isLineGroup(group: unknown): boolean {
  if (!isRecord(group) || typeof group.title !== 'string' || !Array.isArray(group.rows)) return false;
  return group.rows.every(
    (row: unknown) => Array.isArray(row) && row.length === 2 && row.every((cell) => typeof cell === 'string'),
  );
}
