/**
 * A line of a saved recording: one JSON object in plain ASCII whose last member is the check of all before it. So a line
 * that is cut off or changed is found out, and no editor's encoding harms it.
 */
import { CRC32_START, crc32Add, crc32Finish } from '../crc32.js';

/** Most characters of a line. */
export const MOST_LINE_CHARS = 2 ** 21;
const CHECK = /^,"check":"([0-9a-f]{8})"\}$/;
/** Length of what `CHECK` matches. */
const CHECK_CHARS = 20;

/** CRC-32 of a text in ASCII; `undefined` if it is not. */
function checkOf(text: string): string | undefined {
  let remainder = CRC32_START;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return undefined;
    remainder = crc32Add(remainder, code);
  }
  return crc32Finish(remainder).toString(16).padStart(8, '0');
}

/** The line of an object, with its line feed. */
export function lineOf(value: object): string {
  const text = JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const content = text.slice(0, -1);
  return `${content},"check":"${checkOf(content)}"}\n`;
}

/** The object in a line, without its line feed; `undefined` if its check is wrong. */
export function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  if (line.length > MOST_LINE_CHARS) return undefined;
  const content = line.slice(0, -CHECK_CHARS);
  const check = CHECK.exec(line.slice(-CHECK_CHARS))?.[1];
  if (check === undefined || check !== checkOf(content)) return undefined;
  try {
    return JSON.parse(`${content}}`) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
