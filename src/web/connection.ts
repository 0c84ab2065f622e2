/**
 * The page's end of the web socket: pictures and states in, commands out. A lost connection is an ordinary state;
 * the page tries again after a growing pause and goes on as if nothing had been.
 */
import {
  decodePagePicture,
  type PageCommand,
  type PageLine,
  type PagePicture,
  type PageRole,
  type PageState,
  type PageVotes,
  parseServerMessage,
} from '../server/messages.js';

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
/** The pause where the rig has no seat for one more page [ms of room]. */
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
  picture(picture: PagePicture): void;
  state(state: PageState): void;
  refusal(words: string): void;
  line(line: PageLine): void;
  /** Who controls the rig, and how votes stand. */
  role?(role: PageRole): void;
  votes?(votes: PageVotes): void;
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
  /** Messages that were none that a rig sends. */
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
    const picture = decodePagePicture(new Uint8Array(data));
    if (picture) this.#listener.picture(picture);
    return picture !== undefined;
  }

  #receiveText(text: string): boolean {
    const message = parseServerMessage(text);
    switch (message?.type) {
      case 'state':
        this.#heard(message);
        break;
      case 'refusal':
        this.#listener.refusal(message.words);
        break;
      case 'line':
        this.#listener.line(message);
        break;
      case 'role':
        this.#listener.role?.(message);
        break;
      case 'votes':
        this.#listener.votes?.(message);
        break;
      default:
        return false;
    }
    return true;
  }
}
