/** Peers that mean no good, many at once, against a server on this computer; everything bounded in count and time. */
import { connect, type Socket } from 'node:net';
import { Dice } from '../host-firmware/dice.js';
import { type Commands, mutatedFrame, mutatedHandshake } from './frames.js';
import { chance } from './mutate.js';
import { mutatedRequest } from './requests.js';

/** How long a peer waits for more after the first answer, before it goes [ms]. */
const QUIET_MS = 40;
/** How long one stays that does not notice that the server has had enough [ms]. */
const UNNOTICED_MS = 1000;
/** No peer stays longer, whatever comes [ms]: however busy the computer is, the server has answered or cut it off. */
const LONGEST_VISIT_MS = 60_000;
const MOST_PER_VISIT = 24;

export interface CampaignReport {
  /** Requests and frames that were sent. */
  readonly sent: number;
  readonly visits: number;
  /** Status codes of answers, and how many of each. */
  readonly statuses: ReadonlyMap<string, number>;
}

export interface CampaignOptions {
  readonly port: number;
  readonly count: number;
  readonly seed: number;
  /** Peers at one time. */
  readonly atOnce: number;
  readonly commands: Commands;
  /** Told now and then. */
  onProgress?(sent: number): void;
}

/** What a peer does at the end, when it has sent all. */
type Leaving = 'end' | 'reset' | 'half-closed' | 'wait';

interface Visit {
  readonly bytes: Buffer;
  readonly items: number;
  readonly leaving: Leaving;
  readonly reads: boolean;
}

function planVisit(dice: Dice, authority: string, commands: Commands): Visit {
  const parts: Buffer[] = [];
  const items = dice.from(1, MOST_PER_VISIT);
  if (chance(dice, 0.5)) {
    parts.push(mutatedHandshake(dice, authority));
    for (let n = 0; n < items; n++) parts.push(mutatedFrame(dice, commands));
  } else for (let n = 0; n < items; n++) parts.push(mutatedRequest(dice, authority));
  return {
    bytes: Buffer.concat(parts),
    items,
    leaving: dice.oneOf(['end', 'reset', 'half-closed', 'wait']),
    reads: chance(dice, 0.8),
  };
}

/** Resolves once the peer has gone, with the statuses that it was answered. */
function play(port: number, { bytes, leaving, reads }: Visit): Promise<string[]> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const statuses: string[] = [];
    let settled = false;
    let patience: NodeJS.Timeout | undefined;
    const longest = setTimeout(() => socket.destroy(), LONGEST_VISIT_MS);
    const leave = (): void => {
      if (leaving === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    };
    const wait = (ms: number): void => {
      clearTimeout(patience);
      patience = setTimeout(leave, ms);
    };
    socket.on('connect', () => {
      socket.write(bytes);
      if (leaving === 'half-closed') socket.end();
      if (!reads) wait(QUIET_MS);
    });
    if (reads)
      socket.on('data', (data) => {
        for (const [, status] of data.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g))
          statuses.push(status!);
        // Pictures that come to a page must not keep it here.
        if (!settled) wait(QUIET_MS);
        settled = statuses[0] === '101';
      });
    // The server has had enough: in half of all cases its peer notices.
    socket.on('end', () => {
      if (leaving === 'wait') wait(UNNOTICED_MS);
      else leave();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(longest);
      clearTimeout(patience);
      resolve(statuses);
    });
  });
}

/** Sends at least `count` mutated requests and messages. */
export async function mutatedCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { port, count, seed, atOnce, commands, onProgress } = options;
  const dice = new Dice(seed);
  const statuses = new Map<string, number>();
  let [sent, visits] = [0, 0];
  async function peer(): Promise<void> {
    while (sent < count) {
      const visit = planVisit(dice, `127.0.0.1:${port}`, commands);
      sent += visit.items;
      visits++;
      if (visits % 1000 === 0) onProgress?.(sent);
      for (const status of await play(port, visit)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, peer));
  return { sent, visits, statuses };
}

/** Asks for `paths`, 20 times each on one connection, and resets it at once or at the first bytes. */
function abortDownload(port: number, path: string, atOnce: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port, host: '127.0.0.1' });
    const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`.repeat(20);
    const longest = setTimeout(() => socket.destroy(), LONGEST_VISIT_MS);
    socket.on('connect', () =>
      socket.write(request, () => {
        if (atOnce) socket.resetAndDestroy();
      }),
    );
    socket.once('data', () => socket.resetAndDestroy());
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(longest);
      resolve();
    });
  });
}

/** @returns how many downloads were broken off, 20 on each connection. */
export async function abortedDownloads(
  port: number,
  paths: readonly string[],
  count: number,
  seed: number,
): Promise<number> {
  const dice = new Dice(seed);
  let begun = 0;
  async function peer(): Promise<void> {
    while (begun < count) {
      begun += 20;
      await abortDownload(port, dice.oneOf(paths), chance(dice, 0.5));
    }
  }
  await Promise.all(Array.from({ length: 16 }, peer));
  return begun;
}
