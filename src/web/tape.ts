/** What the page asks of the tape of the last minute over HTTP. */
import type { Ghost, TracesAround } from '../controller/contract.js';

async function ask<Answer>(path: string): Promise<Answer | null> {
  const response = await fetch(path);
  return response.ok ? ((await response.json()) as Answer | null) : null;
}

export const askTape = (picture: number, reachMs: number): Promise<TracesAround | null> =>
  ask(`traces.json?picture=${picture}&reachMs=${reachMs}`);

export const askGhost = (): Promise<Ghost | null> => ask('ghost.json');
