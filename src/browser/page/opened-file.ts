/** What somebody has dropped on the page, or chosen: a text that the rig can read, or why it is none. Pure. */
import { say } from '../../web/words/say.js';
import { MOST_CHARS } from './kept.js';

export type OpenedFile =
  | { readonly kind: 'rig' | 'lesson'; readonly text: string }
  | { readonly kind: 'recording'; readonly text: string }
  | { readonly kind: 'refused'; readonly words: string };

/** The most of a file that is read at all: a recording of an hour [bytes]. */
export const MOST_BYTES = 64 * 1024 * 1024;
const BYTES_PER_MB = 1024 * 1024;

/** First bytes that tell what a file is; null: any. */
const SIGNATURES: readonly (readonly [
  what: 'aPicture' | 'aPdf' | 'anArchive' | 'aProgram',
  ...bytes: (number | null)[],
])[] = [
  ['aPicture', 0x89, 0x50, 0x4e, 0x47],
  ['aPicture', 0xff, 0xd8, 0xff],
  ['aPicture', 0x47, 0x49, 0x46, 0x38],
  ['aPicture', 0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  ['aPicture', 0x42, 0x4d],
  ['aPicture', null, null, null, null, 0x66, 0x74, 0x79, 0x70],
  ['aPdf', 0x25, 0x50, 0x44, 0x46],
  ['anArchive', 0x50, 0x4b, 0x03, 0x04],
  ['anArchive', 0x1f, 0x8b],
  ['aProgram', 0x7f, 0x45, 0x4c, 0x46],
  ['aProgram', 0x4d, 0x5a],
];

/** Before it is read. @returns why it is not. */
export function refusedAtOnce(name: string, bytes: number): string | undefined {
  if (bytes === 0) return say('open.empty', { name });
  if (bytes <= MOST_BYTES) return undefined;
  return say('open.tooLarge', {
    name,
    size: Math.ceil(bytes / BYTES_PER_MB),
    most: MOST_BYTES / BYTES_PER_MB,
  });
}

export function openedFile(name: string, bytes: Uint8Array): OpenedFile {
  const refused = (words: string): OpenedFile => ({ kind: 'refused', words });
  const early = refusedAtOnce(name, bytes.length);
  if (early !== undefined) return refused(early);
  const what = SIGNATURES.find(([, ...start]) =>
    start.every((byte, at) => byte === null || bytes[at] === byte),
  );
  const text = what ? undefined : textOf(bytes);
  if (text === undefined) return refused(say(`open.${what?.[0] ?? 'noText'}`, { name }));
  if (/^\s*<(?:!doctype|html|svg|\?xml)/i.test(text)) return refused(say('open.aPage', { name }));
  if (/^:[0-9A-F]{10}/.test(text)) return refused(say('open.firmware', { name }));
  // Its first line is one JSON text.
  if (/^\s*\{\s*"/.test(text)) return { kind: 'recording', text };
  if (text.length > MOST_CHARS)
    return refused(
      say('open.tooLong', { name, size: Math.ceil(text.length / 1024), most: MOST_CHARS / 1024 }),
    );
  return { kind: isLesson(text) ? 'lesson' : 'rig', text };
}

/** A byte order mark is left out; undefined: it is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** By its sections, as far as they can be seen without reading all of it: the rig itself reads it then. */
function isLesson(text: string): boolean {
  const keys = new Set([...text.matchAll(/^["']?(\w+)["']?\s*:(?:\s|$)/gm)].map(([, key]) => key));
  return (keys.has('card') && !keys.has('cards')) || keys.has('plan');
}
