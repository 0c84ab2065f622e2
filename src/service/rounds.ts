/** The rounds of persons, kept beside the log: one line of JSON each. */
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Round } from '../exhibit/round.js';

const FILE = 'axon-rig-rounds.jsonl';
/** Only the end of the file is read [bytes]. */
const MOST_READ_BYTES = 65_536;

/** A round in a line; undefined: there is none, such as in one that a power cut has left half. */
function roundIn(line: string): Round | undefined {
  try {
    const { at, failed } = JSON.parse(line) as { readonly at?: unknown; readonly failed?: unknown };
    const atMs = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (Number.isNaN(atMs) || !Array.isArray(failed)) return undefined;
    return { atMs, failed: failed.filter((id) => typeof id === 'string') };
  } catch {
    return undefined;
  }
}

/** The last one; null where there is none, or it cannot be read. */
export async function lastRound(folder: string): Promise<Round | null> {
  try {
    const handle = await open(join(folder, FILE), 'r');
    try {
      const { size } = await handle.stat();
      const from = Math.max(0, size - MOST_READ_BYTES);
      const bytes = Buffer.alloc(size - from);
      await handle.read(bytes, 0, bytes.length, from);
      const rounds = bytes
        .toString('utf8')
        .split('\n')
        .flatMap((line) => roundIn(line) ?? []);
      return rounds.at(-1) ?? null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/** Rejects where it cannot be written. @param by who has made it, if that is known. */
export async function noteRound(
  folder: string,
  { atMs, failed }: Round,
  by: string | undefined,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const handle = await open(join(folder, FILE), 'a', 0o644);
  try {
    await handle.appendFile(`\n${JSON.stringify({ at: new Date(atMs).toISOString(), by, failed })}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
