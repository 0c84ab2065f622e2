/** How phones get in: addresses to type, the first of them for the QR code, and what to say where no phone can come. Pure. */
import type { PageJoin } from './vote-messages.js';

/** Where phones vote; short, for it may have to be typed. */
export const PHONE_PATH = '/v';
/** A class that was asked, and no phone has ever come in so long: then the network may keep them apart [ms]. */
export const NO_PHONE_MS = 60_000;
/** Addresses that are told; a computer may have many that no phone reaches. */
const MOST_ADDRESSES = 4;

export const THIS_COMPUTER_ALONE =
  'Phones cannot come: this rig serves its own computer alone. Start it with --host 0.0.0.0 to let them in, or count raised hands and type the numbers.';
export const NO_SERVER =
  'Phones cannot come to this page: it plays in this browser alone. Count raised hands and type the numbers. Votes from phones need the program axon-rig.';
export const IN_NO_NETWORK =
  'Phones cannot come: this computer is in no network now. Join one, or count raised hands and type the numbers.';
export const KEPT_APART =
  'No phone has come yet. Are the phones in the same network as this computer? Many school networks keep phones and computers apart: then let this computer join the hotspot of a phone, or count raised hands and type the numbers.';

/** What is known of the way in. */
export interface WayIn {
  /** The server listens at this computer alone. */
  readonly alone: boolean;
  /** There is no server at all: a page plays the rig itself. */
  readonly noServer?: boolean;
  /** URLs that other computers can open, each with a slash at its end. */
  readonly urls: readonly string[];
  /** For how long a vote has waited for phones [ms]; null: nothing was asked yet. */
  readonly waitedMs: number | null;
  /** A phone has been here since the rig was started. */
  readonly phoneCame: boolean;
}

/** Home and school networks first: what a container or a tunnel has is mostly another. */
const LIKELY = [
  /^http:\/\/192\.168\./,
  /^http:\/\/10\./,
  /^http:\/\/172\.(?:1[6-9]|2\d|3[01])\./,
  /^http:\/\/\d/,
];

function rank(url: string): number {
  const at = LIKELY.findIndex((pattern) => pattern.test(url));
  return at < 0 ? LIKELY.length : at;
}

export function joinOf({ alone, noServer = false, urls, waitedMs, phoneCame }: WayIn): PageJoin {
  const addresses = [...urls]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_ADDRESSES)
    .map((url) => url.replace(/\/$/, PHONE_PATH));
  if (noServer) return { addresses: [], words: NO_SERVER };
  if (alone) return { addresses: [], words: THIS_COMPUTER_ALONE };
  if (addresses.length === 0) return { addresses, words: IN_NO_NETWORK };
  const isLong = waitedMs !== null && waitedMs >= NO_PHONE_MS;
  return { addresses, words: isLong && !phoneCame ? KEPT_APART : null };
}
