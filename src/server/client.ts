/** A page or a phone, to the server: the line to it, what it may still send, and what it has been told. */
import { type Bucket, createBucket } from './rate.js';
import type { PageNumber } from './roles.js';
import type { Voter } from './vote-desk.js';
import { pageWork } from './work.js';

/** Commands of one page: enough for a slider that is dragged. Its pings count, too. */
export const COMMANDS_PER_SECOND = 100;
/** So many commands beyond that are refused; then the page is taken for broken and disconnected. */
export const MOST_SURPLUS = 500;
/** So many of them are forgiven again per second. */
const FORGIVEN_PER_SECOND = 10;
/** A page that has this much waiting gets nothing more until it has read on [bytes]; about 50 pictures. */
const MOST_BUFFERED_BYTES = 64 * 1024;
const POLICY_VIOLATION = 1008;

/** A whole page, or a phone's small one that votes. */
export type ClientKind = 'page' | 'phone';

/** The line to a page, such as a web socket: what it takes and does not send yet, waits in it. */
export interface ClientSocket {
  readonly OPEN: number;
  readonly readyState: number;
  /** What waits in it [bytes]. */
  readonly bufferedAmount: number;
  /** @param sent is called when it has left, or cannot leave any more. */
  send(data: string | Uint8Array, sent?: (error?: Error) => void): void;
  close(code: number, reason: string): void;
  /** At once, without a goodbye. */
  terminate(): void;
}

export interface Client {
  readonly kind: ClientKind;
  readonly socket: ClientSocket;
  /** Where it comes from. */
  readonly address: string;
  /** Of the rig's own computer. */
  readonly own: boolean;
  readonly page: PageNumber;
  readonly voter: Voter;
  /** It has a seat, and gets pictures. */
  readonly seated: boolean;
  readonly commands: Bucket;
  readonly surplus: Bucket;
  /** Computing that it may ask for. */
  readonly work: Bucket;
  /** How often it may be told that it sends too much. */
  readonly warnings: Bucket;
  /** It has pressed since it last let go: what it holds, if anything, the controller knows. */
  hasPressed: boolean;
  /** What a phone was told last of the rig. */
  phoneKnows: string;
  /** The last picture has not left yet: a watcher gets no other meanwhile. */
  pictureWaits: boolean;
}

type Given = Pick<Client, 'kind' | 'socket' | 'address' | 'own' | 'page' | 'voter' | 'seated'>;

export function createClient(given: Given, nowMs: number): Client {
  return {
    ...given,
    commands: createBucket(COMMANDS_PER_SECOND, COMMANDS_PER_SECOND, nowMs),
    surplus: createBucket(FORGIVEN_PER_SECOND, MOST_SURPLUS, nowMs),
    warnings: createBucket(1, 1, nowMs),
    work: pageWork(nowMs),
    hasPressed: false,
    phoneKnows: '',
    pictureWaits: false,
  };
}

/** Whether more may be written to it: never beyond what it reads. */
export function hasRoom({ socket }: Client): boolean {
  return socket.bufferedAmount <= MOST_BUFFERED_BYTES;
}

export function refuse(client: Client, words: string): void {
  if (hasRoom(client)) client.socket.send(JSON.stringify({ type: 'refusal', words }));
}

/** Whether it may be listened to now; one that sends too much hears of it, and is closed in the end. */
export function mayBeHeard(client: Client, nowMs: number): boolean {
  if (client.socket.readyState !== client.socket.OPEN) return false;
  if (client.commands.take(nowMs)) return true;
  if (!client.surplus.take(nowMs)) client.socket.close(POLICY_VIOLATION, 'too many commands');
  else if (client.warnings.take(nowMs))
    refuse(client, `too many commands: at most ${COMMANDS_PER_SECOND} a second`);
  return false;
}
