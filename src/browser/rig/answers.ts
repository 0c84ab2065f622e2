/** What the page asks for at a path, as a rig that serves HTTP would answer it. */
import { contentAt, LAST_MINUTE_PATH, type RigContents } from '../../server/contents.js';
import { queryOf } from '../../server/query.js';
import type { RigBody } from '../messages.js';
import { WORKSHEET_PATH } from './sheets.js';

/** Lines of a recording that are made in one turn, so that pictures go on between them. */
const LINES_AT_ONCE = 16;
/** Most of one answer; the last minute is some megabytes [bytes]. */
const MOST_BYTES = 64 * 1024 * 1024;

const encoder = new TextEncoder();

function wordsBody(status: number, words: string): RigBody {
  return {
    status,
    contentType: 'text/plain; charset=utf-8',
    bytes: encoder.encode(`axon-rig: ${words}\n`),
  };
}

const textBody = (text: string, contentType: string): RigBody => ({
  status: 200,
  contentType,
  bytes: encoder.encode(text),
});

/**
 * @param asked such as `cards.json?lang=en`.
 * @param sheets answers with a worksheet.
 * @param nextTurn resolves when all else that waits has had its turn.
 */
export async function answerAt(
  asked: string,
  rig: RigContents,
  sheets: (asked: string) => Promise<RigBody>,
  nextTurn: () => Promise<void>,
): Promise<RigBody> {
  const [name = ''] = asked.split('?');
  const path = `/${name.replace(/^\.?\//, '')}`;
  if (path === LAST_MINUTE_PATH) return lastMinute(rig, nextTurn);
  if (path === WORKSHEET_PATH) return sheets(asked);
  const query = asked.includes('?') ? queryOf(asked) : new URLSearchParams();
  const content = contentAt(path, query, rig, true);
  if (content === undefined) return wordsBody(404, 'there is nothing at this address');
  if (content.kind === 'none') return wordsBody(content.status, content.words);
  return textBody(content.text, content.type);
}

async function lastMinute(rig: RigContents, nextTurn: () => Promise<void>): Promise<RigBody> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  for (const line of rig.lastMinute()) {
    const bytes = encoder.encode(line);
    parts.push(bytes);
    length += bytes.length;
    if (length > MOST_BYTES) return wordsBody(503, 'the last minute is too large to be saved here');
    if (++lines % LINES_AT_ONCE === 0) await nextTurn();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { status: 200, contentType: 'application/x-ndjson', bytes };
}
