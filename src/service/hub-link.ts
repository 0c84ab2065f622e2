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

export interface HubLinkOptions {
  /** Of the hub, without the path of its pings. */
  readonly url: string;
  readonly id: string;
  readonly clock: Clock;
  readonly post: Post;
  readonly facts: () => Omit<PingFacts, 'id'>;
  readonly obey: (command: HubCommand) => void;
}

export interface HubLink {
  /** Why the hub does not answer; undefined: it does, or has not been asked yet. */
  readonly trouble: string | undefined;
  close(): void;
}

export function createHubLink({ url, id, clock, post, facts, obey }: HubLinkOptions): HubLink {
  const address = `${url.replace(/\/+$/, '')}/system/ping`;
  const admit = createHubCommands();
  let trouble: string | undefined;
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
      if (!ending.signal.aborted) for (const command of admit(answer, clock.nowMs())) obey(command);
    } catch (error) {
      trouble = `The hub at ${new URL(url).host} does not answer as a hub: ${(error as Error).message}. Look at exhibit.hub.url, and at the hub.`;
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
