/** A phone's end of its web socket: what the rig tells it, and what it may ask. */
import { decodePagePicture, type PagePicture } from '../../server/page-picture.js';
import {
  type PageRole,
  type PageVotes,
  type PhoneState,
  parsePhoneMessage,
} from '../../server/phone-messages.js';
import { Link, type LinkState, type Socket, type Understood } from '../link.js';

/** A phone without a seat hears nothing but this often: the rig says every 5 s that it is there [ms of room]. */
const STALE_AFTER_MS = 8000;
const REDIAL_AFTER_MS = 15_000;

export interface PhoneListener {
  link(state: LinkState): void;
  state(state: PhoneState): void;
  role(role: PageRole): void;
  votes(votes: PageVotes): void;
  refusal(words: string): void;
  picture(picture: PagePicture): void;
}

export function phoneLine(dial: () => Socket, listener: PhoneListener): Link {
  const read = (data: unknown) =>
    typeof data === 'string' ? readText(data, listener) : readBytes(data, listener);
  return new Link(
    dial,
    { link: (state) => listener.link(state), read },
    { staleAfterMs: STALE_AFTER_MS, redialAfterMs: REDIAL_AFTER_MS },
  );
}

function readBytes(data: unknown, listener: PhoneListener): Understood | undefined {
  const picture = data instanceof ArrayBuffer ? decodePagePicture(new Uint8Array(data)) : undefined;
  return picture && { greets: false, deliver: () => listener.picture(picture) };
}

function readText(text: string, listener: PhoneListener): Understood | undefined {
  const message = parsePhoneMessage(text);
  switch (message?.type) {
    case 'phone':
      return { greets: true, deliver: () => listener.state(message) };
    case 'role':
      return { greets: false, deliver: () => listener.role(message) };
    case 'votes':
      return { greets: false, deliver: () => listener.votes(message) };
    case 'refusal':
      return { greets: false, deliver: () => listener.refusal(message.words) };
    default:
      return undefined;
  }
}
