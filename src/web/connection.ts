/** The page's end of the web socket: pictures, states and news in, commands out. */
import {
  decodePagePicture,
  type LessonState,
  type PageCommand,
  type PageExhibit,
  type PageLine,
  type PagePicture,
  type PageRole,
  type PageState,
  type PageVotes,
  parseServerMessage,
} from '../server/messages.js';
import { Link, type LinkState, type Socket, type Understood } from './link.js';

/** A rig sends 60 pictures a second: after so long without a word what the page shows is old [ms of room]. */
export const STALE_AFTER_MS = 1000;
/** After so long a dead line is as likely as a program that hangs: a new connection is tried [ms of room]. */
export const REDIAL_AFTER_MS = 5000;

export interface ConnectionListener {
  link(state: LinkState): void;
  picture(picture: PagePicture): void;
  state(state: PageState): void;
  refusal(words: string): void;
  line(line: PageLine): void;
  /** Who controls the rig, and how votes stand. */
  role?(role: PageRole): void;
  votes?(votes: PageVotes): void;
  lesson?(lesson: LessonState): void;
  /** The page is to load itself again. */
  reload?(): void;
  /** Only where the rig is an exhibit. */
  exhibit?(exhibit: PageExhibit): void;
}

export class Connection extends Link {
  constructor(dial: () => Socket, listener: ConnectionListener) {
    const read = (data: unknown) =>
      typeof data === 'string' ? readText(data, listener) : readBytes(data, listener);
    super(
      dial,
      { link: (state) => listener.link(state), read },
      { staleAfterMs: STALE_AFTER_MS, redialAfterMs: REDIAL_AFTER_MS },
    );
  }

  override send(command: PageCommand): boolean {
    return super.send(command);
  }
}

function readBytes(data: unknown, listener: ConnectionListener): Understood | undefined {
  const picture = data instanceof ArrayBuffer ? decodePagePicture(new Uint8Array(data)) : undefined;
  return picture && { greets: false, deliver: () => listener.picture(picture) };
}

function readText(text: string, listener: ConnectionListener): Understood | undefined {
  const message = parseServerMessage(text);
  switch (message?.type) {
    case 'state':
      return { greets: true, deliver: () => listener.state(message) };
    case 'refusal':
      return { greets: false, deliver: () => listener.refusal(message.words) };
    case 'line':
      return { greets: false, deliver: () => listener.line(message) };
    case 'role':
      return { greets: false, deliver: () => listener.role?.(message) };
    case 'votes':
      return { greets: false, deliver: () => listener.votes?.(message) };
    case 'lesson':
      return { greets: false, deliver: () => listener.lesson?.(message) };
    case 'reload':
      return { greets: false, deliver: () => listener.reload?.() };
    case 'exhibit':
      return { greets: false, deliver: () => listener.exhibit?.(message) };
    default:
      return undefined;
  }
}
