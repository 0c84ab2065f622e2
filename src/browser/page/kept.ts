/** What this browser keeps of the page from one time to the next: as text, with a version. Pure. */

export interface KeptFile {
  readonly file: string;
  readonly text: string;
}

export interface Kept {
  /** The rig that played last; null: that of the page itself. */
  readonly rig: KeptFile | null;
  /** Cards and plans, in the order in which they were opened. */
  readonly lessons: readonly KeptFile[];
  /** Somebody has disconnected the board: it is not connected by itself. */
  readonly leavesBoard: boolean;
  /** A tab is putting the firmware on the board; one that is gone was broken off in it (flash-mark.ts). */
  readonly flashing: boolean;
}

export const NOTHING_KEPT: Kept = { rig: null, lessons: [], leavesBoard: false, flashing: false };

/** Goes up when an older page would misunderstand. */
const VERSION = 1;
/** Cards and plans that are kept, and the most characters of one file. */
export const MOST_LESSONS = 40;
export const MOST_CHARS = 65_536;

export type KeptRead =
  | { readonly kind: 'here'; readonly kept: Kept }
  /** It is none of ours, or broken; the text is what was there. */
  | { readonly kind: 'unreadable'; readonly text: string }
  /** A newer page has written it. */
  | { readonly kind: 'newer' };

export function readKept(text: string | null): KeptRead {
  if (text === null) return { kind: 'here', kept: NOTHING_KEPT };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', text };
  }
  if (!isRecord(value) || typeof value.version !== 'number') return { kind: 'unreadable', text };
  if (value.version > VERSION) return { kind: 'newer' };
  const { rig = null, lessons = [], leavesBoard = false, flashing = false } = value;
  const isWell =
    (rig === null || isKeptFile(rig)) &&
    Array.isArray(lessons) &&
    lessons.length <= MOST_LESSONS &&
    lessons.every(isKeptFile) &&
    typeof leavesBoard === 'boolean' &&
    typeof flashing === 'boolean';
  if (!isWell) return { kind: 'unreadable', text };
  return {
    kind: 'here',
    kept: { rig: rig && named(rig), lessons: lessons.map(named), leavesBoard, flashing },
  };
}

export function writeKept(kept: Kept): string {
  return JSON.stringify({ version: VERSION, ...kept });
}

/** A card or a plan takes the place of one of its name. `dropped`: the oldest, where there would be too many. */
export function withLesson(
  kept: Kept,
  lesson: KeptFile,
): { readonly kept: Kept; readonly dropped: KeptFile | undefined } {
  const others = kept.lessons.filter(({ file }) => file !== lesson.file);
  const dropped = others.length >= MOST_LESSONS ? others[0] : undefined;
  return { kept: { ...kept, lessons: [...others, lesson].slice(-MOST_LESSONS) }, dropped };
}

export function withoutLesson(kept: Kept, file: string): Kept {
  return { ...kept, lessons: kept.lessons.filter((lesson) => lesson.file !== file) };
}

/** A file may have come without a name: as it is called then. */
const NO_NAME = 'unnamed.yaml';

export const nameOf = (file: string) => (file.trim() === '' ? NO_NAME : file);

const named = ({ file, text }: KeptFile): KeptFile => ({ file: nameOf(file), text });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKeptFile(value: unknown): value is KeptFile {
  return (
    isRecord(value) &&
    typeof value.file === 'string' &&
    typeof value.text === 'string' &&
    value.text.length <= MOST_CHARS
  );
}
