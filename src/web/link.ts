/**
 * A line to the rig that is dialled again when it is lost: after a growing pause, and as if nothing had been. Who uses
 * it says what a message means.
 */

/** The pause before the first new attempt, and the longest one [ms of room]. */
export const FIRST_RETRY_MS = 250;
export const LONGEST_RETRY_MS = 5000;
/** So long a new connection may take until the rig's first word [ms of room]. */
export const GREETING_MS = 10_000;
/** Silence is counted in looks and not by a clock: a page that was busy or asleep has not listened meanwhile. */
const LOOK_EVERY_MS = 250;
/** The pause where the rig has no seat for one more page [ms of room]. */
export const FULL_RETRY_MS = 15_000;
/** The code of a close where the rig is another from now on: it is there at once. */
export const SERVICE_RESTART = 1012;
/** The code of a close that says so, in the words of its reason. */
const TRY_AGAIN_LATER = 1013;

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** Open, but the rig has said nothing for a while: what it said is old. */
  | { readonly kind: 'stale' }
  /** `words`: the rig's own, where it has said why. */
  | { readonly kind: 'lost'; readonly retryInMs: number; readonly words?: string };

/** What a message that was understood does. */
export interface Understood {
  /** It is the first thing that a rig says: from then on the line counts as open. */
  readonly greets: boolean;
  deliver(): void;
}

export interface LinkListener {
  link(state: LinkState): void;
  /** Reads a message; undefined if it is none that a rig sends. */
  read(data: unknown): Understood | undefined;
}

/** How long a rig may be silent until what it said is old, and until the line is taken for dead [ms of room]. */
export interface Patience {
  readonly staleAfterMs: number;
  readonly redialAfterMs: number;
}

/** The part of a browser's WebSocket that is used; tests bring their own. */
export type Socket = Pick<WebSocket, 'binaryType' | 'readyState' | 'send' | 'close' | 'addEventListener'>;

/** The socket's address for a page's address: same origin, a path beside the page. */
export function socketAddress(pageAddress: string, path = 'ws'): string {
  const address = new URL(path, pageAddress);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = '';
  address.hash = '';
  return address.href;
}

const OPEN = 1;

export class Link {
  readonly #dial: () => Socket;
  readonly #listener: LinkListener;
  readonly #patience: Patience;
  #socket: Socket | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_RETRY_MS;
  #closed = false;
  #open = false;
  #stale = false;
  /** Looks since the rig's last word. */
  #silentLooks = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  /** Messages that no rig sends. */
  ignored = 0;

  constructor(dial: () => Socket, listener: LinkListener, patience: Patience) {
    this.#dial = dial;
    this.#listener = listener;
    this.#patience = patience;
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
      // Where no rig has answered on it, one that restarts for ever would be dialled for ever.
      else if (code === SERVICE_RESTART && this.#open) this.open();
      else this.#lost();
    });
  }

  /** Tries at once if it waits or hears nothing: the network came back, or somebody looks at the page again. */
  hurry(): void {
    if (this.#retryTimer !== undefined) this.open();
    else if (this.#stale) this.#redial();
  }

  /** False if there is nobody to send it to; a press is never kept for later. */
  send(command: object): boolean {
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
    if (silentMs >= (this.#open ? this.#patience.redialAfterMs : GREETING_MS)) this.#redial();
    else if (this.#open && !this.#stale && silentMs >= this.#patience.staleAfterMs) {
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
    const understood = this.#listener.read(data);
    // Only a server that makes sense ends the growing of the pause: a port that merely opens may be anybody's.
    if (!understood) {
      this.ignored++;
      return;
    }
    if (understood.greets && !this.#open) {
      this.#open = true;
      this.#listener.link({ kind: 'open' });
    }
    understood.deliver();
    this.#pauseMs = FIRST_RETRY_MS;
    this.#silentLooks = 0;
    if (!this.#stale) return;
    this.#stale = false;
    this.#listener.link({ kind: 'open' });
  }
}
