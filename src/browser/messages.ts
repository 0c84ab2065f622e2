/**
 * What the page and the rig in its worker say to each other, beside what a page and a server say over a web socket
 * (server/messages.ts goes over a channel of its own, as it is). Types only.
 */
import type { DeviceState } from '../devices/device.js';
import type { UploadProgress } from '../devices/flash/upload.js';

/** Something that the page asks the rig for. */
export type RigRequest =
  /** Play the rig of this file. If it has problems, nothing changes. */
  | { readonly do: 'play'; readonly file: string; readonly text: string }
  /** Put a card or a plan among the lessons, in place of one of its name. If it has problems, nothing changes. */
  | { readonly do: 'add-lesson'; readonly file: string; readonly text: string }
  /**
   * Look for a board on the ports that this page may use, and play on it: with the device of the rig file in force, or
   * with that of `uno-60` where it has none. It is looked for until `disconnect`.
   */
  | { readonly do: 'connect' }
  /** Leave the board dark, and play on without one. */
  | { readonly do: 'disconnect' }
  /** Put the firmware on the board at one of these ports, then play on it. */
  | { readonly do: 'flash' }
  /** What a rig that serves HTTP answers at this path, with its query: `cards.json?lang=en`. */
  | { readonly do: 'get'; readonly path: string };

/** `lines`: remarks, or what is wrong, each a sentence with file, line and column where there are any. */
export type RigAnswer =
  | { readonly ok: true; readonly lines: readonly string[]; readonly body?: RigBody }
  | { readonly ok: false; readonly lines: readonly string[] };

export interface RigBody {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** How the rig stands to a board. */
export type BoardView =
  /** It plays without one. */
  | { readonly kind: 'none' }
  /** `device` is in its own words. */
  | { readonly kind: 'board'; readonly device: DeviceState }
  | { readonly kind: 'flashing'; readonly progress: UploadProgress | null; readonly words: string }
  /** An upload has ended; then the board is looked for again. */
  | { readonly kind: 'flashed'; readonly ok: boolean; readonly words: string };

/** From the page to its worker. */
export type ToWorker =
  /** The worker's own program, for threads that it starts: comes first. */
  | { readonly type: 'program'; readonly program: Blob }
  /** `line` takes the place of a page's web socket. */
  | { readonly type: 'line'; readonly line: MessagePort }
  | { readonly type: 'request'; readonly id: number; readonly request: RigRequest };

/** From the worker to its page. */
export type FromWorker =
  /** It plays; what it may be asked from now on. */
  | { readonly type: 'begun'; readonly rigFile: string; readonly rigText: string }
  /** Nothing else: it is said every second. */
  | { readonly type: 'alive' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: RigAnswer }
  | { readonly type: 'board'; readonly board: BoardView }
  /** The rig in force is that of another file: to be saved, and kept. */
  | { readonly type: 'plays'; readonly rigFile: string; readonly rigText: string }
  /** The browser holds the worker back: the rig cannot keep its rhythm. `words` null: it keeps it again. */
  | { readonly type: 'rhythm'; readonly words: string | null }
  /** The rig has ended with a fault of the program. */
  | { readonly type: 'crash'; readonly words: string };
