/** Pings a Constellation hub, and hands on what it wants. */
import type { Clock } from '../controller/contract.js';
import {
  commandsIn,
  createHubCommands,
  type HubCommand,
  MOST_ANSWER_BYTES,
  PING_EVERY_MS,
  type PingFacts,
  pingBody,
} from '../exhibit/hub.js';
import type { Post } from './post.js';

/** An answer that comes later than this is none [ms]. */
const WITHIN_MS = 4000;
/** Rather light at night than dark by day, because of a hub that is gone [ms]. */
export const FORGOTTEN_AFTER_MS = 1_800_000;

export interface HubLinkOptions {
  /** Of the hub, without the path of its pings. */
  readonly url: string;
  readonly id: string;
  readonly clock: Clock;
  readonly post: Post;
  readonly facts: () => Omit<PingFacts, 'id'>;
  readonly obey: (command: HubCommand) => void;
  /** The hub has not answered for half an hour: what it wanted holds no longer. Called once each time. */
  readonly forget: () => void;
}

export interface HubLink {
  /** Why the hub does not answer; undefined: it does, or has not been asked yet. */
  readonly trouble: string | undefined;
  close(): void;
}

export function createHubLink({ url, id, clock, post, facts, obey, forget }: HubLinkOptions): HubLink {
  const address = `${url.replace(/\/+$/, '')}/system/ping`;
  const admit = createHubCommands();
  let trouble: string | undefined;
  /** Since when it does not answer; null: it does. */
  let silentSinceMs: number | null = null;
  let isForgotten = false;
  let asking = false;
  const ending = new AbortController();

  async function ping(): Promise<void> {
    if (asking || ending.signal.aborted) return;
    asking = true;
    try {
      const answer = commandsIn(
        await post(address, pingBody({ id, ...facts() }), {
          withinMs: WITHIN_MS,
          mostBytes: MOST_ANSWER_BYTES,
          signal: ending.signal,
        }),
      );
      if (typeof answer === 'string') throw new Error(answer);
      trouble = undefined;
      silentSinceMs = null;
      isForgotten = false;
      if (!ending.signal.aborted) for (const command of admit(answer, clock.nowMs())) obey(command);
    } catch (error) {
      trouble = `The hub at ${new URL(url).host} does not answer as a hub: ${(error as Error).message}. Look at exhibit.hub.url, and at the hub.`;
      const nowMs = clock.nowMs();
      silentSinceMs ??= nowMs;
      if (isForgotten || ending.signal.aborted || nowMs - silentSinceMs < FORGOTTEN_AFTER_MS) return;
      isForgotten = true;
      forget();
    } finally {
      asking = false;
    }
  }

  const stop = clock.every(PING_EVERY_MS, () => void ping());
  void ping();
  return {
    get trouble() {
      return trouble;
    },
    close() {
      ending.abort();
      stop();
    },
  };
}
