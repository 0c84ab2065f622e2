/** Tells one address when the rig falls ill, and when it is well again: each once, and until it has been heard. */
import type { Clock } from '../controller/contract.js';
import type { HealthState } from '../exhibit/health.js';
import type { Post } from './post.js';

const WITHIN_MS = 10_000;
/** Its answer is not looked at. */
const MOST_ANSWER_BYTES = 65_536;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 600_000;

export interface WebhookOptions {
  readonly url: string;
  readonly rig: string;
  readonly clock: Clock;
  readonly now: () => Date;
  readonly post: Post;
  /** Hears why it was not heard, each time. The address itself may be a secret: it is not in it. */
  readonly failed: (words: string) => void;
}

export interface Webhook {
  /** How the rig is, on every change. */
  tell(health: HealthState): void;
  close(): void;
}

/** What has been heard last, and what is to be told. A rig is well until somebody has been told otherwise. */
export function createWebhook({ url, rig, clock, now, post, failed }: WebhookOptions): Webhook {
  let heard: HealthState['kind'] = 'well';
  let health: HealthState = { kind: 'well' };
  let retryMs = FIRST_RETRY_MS;
  let telling = false;
  let cancel: (() => void) | undefined;
  const ending = new AbortController();

  function body(state: HealthState): string {
    const ill = state.kind === 'ill' ? Object.entries(state.parts) : [];
    const parts = Object.fromEntries(ill.map(([part, { words }]) => [part, words]));
    const text =
      state.kind === 'ill' ? `${rig} is ill: ${Object.values(parts).join(' ')}` : `${rig} is well again.`;
    return JSON.stringify({ rig, state: state.kind, at: now().toISOString(), text, parts });
  }

  async function send(): Promise<void> {
    if (telling || ending.signal.aborted || cancel || health.kind === heard) return;
    telling = true;
    const told = health.kind;
    try {
      await post(url, body(health), {
        withinMs: WITHIN_MS,
        mostBytes: MOST_ANSWER_BYTES,
        signal: ending.signal,
      });
      heard = told;
      retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (ending.signal.aborted) return;
      failed(`The webhook was not heard: ${(error as Error).message}. It is tried again.`);
      wait();
    } finally {
      telling = false;
    }
    void send();
  }

  function wait(): void {
    cancel = clock.after(retryMs, () => {
      cancel = undefined;
      void send();
    });
    retryMs = Math.min(LONGEST_RETRY_MS, 2 * retryMs);
  }

  return {
    tell(state) {
      health = state;
      void send();
    },
    close() {
      ending.abort();
      cancel?.();
    },
  };
}
