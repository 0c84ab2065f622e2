/**
 * What a page does that others embed: it opens the card of its address, once, and tells of results those who asked for
 * them. What it sees of the browser is handed in. Pure but for that.
 */
import type { Clock } from '../../controller/contract.js';
import type { LessonCommand, LessonState } from '../../lessons/contract.js';
import {
  type LessonFile,
  MOST_LESSON_CHARS,
  type PARAMETERS,
  type RefusedLesson,
  type Wanted,
} from './address.js';
import { type Message, messageOf, type Told } from './message.js';
import { createResults, type Result } from './results.js';
import type { Frame } from './scorm-api.js';
import { createScormSession, type PlatformState, type ScormSession } from './scorm-session.js';

/** What of an address means nothing: a parameter, or the lesson that it brings. */
export type Refused = keyof typeof PARAMETERS | 'lesson';

export interface EmbeddingParts {
  readonly wanted: Wanted;
  /** The lesson that the address brings. */
  readonly own: LessonFile | RefusedLesson | null;
  readonly frame: Frame;
  readonly clock: Clock;
  ask(command: LessonCommand): void;
  /** @returns whether it is among the lessons now, and else why not. */
  addLesson(file: string, text: string): Promise<{ readonly ok: boolean; readonly lines: readonly string[] }>;
  /** Posts to the page around this one. */
  post(message: Message, origin: string): void;
  /** The address asks for what means nothing. */
  refused(what: readonly Refused[]): void;
  /** The rig does not take the lesson that the address brings. */
  notAdded(lines: readonly string[]): void;
  /** The lesson that the address brings has more characters than a file may have. */
  tooLong(): void;
  platform(state: PlatformState): void;
}

export interface Embedding {
  /** The rig plays, with all that is known of it: now the card is opened. Once. */
  begin(): Promise<void>;
  /** Whether there is a line to the rig: another one, where there was one before. */
  line(isThere: boolean): void;
  lesson(state: LessonState): void;
  /** The rig does not do what it was asked last. */
  refusal(words: string): void;
  hidden(): void;
  end(): void;
}

export function createEmbedding(parts: EmbeddingParts): Embedding {
  const { wanted, own } = parts;
  let hasBegun = false;
  let hasLine = false;
  /** The card is asked for, and has not come. */
  let isOpening = false;
  /** Some card is open, as far as is known. */
  let isOpen = false;
  /** Nothing has been told of lessons on this line yet. */
  let isNewLine = true;
  let session: ScormSession | undefined;
  const results = createResults(tell);

  function post(told: Told): void {
    if (wanted.results !== null) parts.post(messageOf(told), wanted.results);
  }

  function tell(result: Result): void {
    post(result);
    session?.result(result);
  }

  function refuse(words: string): void {
    isOpening = false;
    post({ event: 'refused', words });
  }

  function meetPlatform(): void {
    if (!wanted.scorm || wanted.lesson === null) return;
    session = createScormSession({
      card: wanted.lesson.name,
      own: parts.frame,
      clock: parts.clock,
      changed: (state) => parts.platform(state),
    });
  }

  async function addOwn(): Promise<boolean> {
    if (own === null) return true;
    if ('refused' in own) return refusedOwn(own);
    const added = await parts.addLesson(own.file, own.text);
    if (added.ok) return true;
    parts.notAdded(added.lines);
    refuse(added.lines.join('\n'));
    return false;
  }

  /** @returns whether all else that the address asks for can be done. */
  function refusedOwn({ refused, name }: RefusedLesson): boolean {
    const isTooLong = refused === 'too-long';
    if (isTooLong) parts.tooLong();
    if (name === null || name !== wanted.lesson?.name) return true;
    refuse(
      isTooLong
        ? `the lesson in the address has more than ${MOST_LESSON_CHARS} characters`
        : 'the lesson in the address cannot be read',
    );
    return false;
  }

  function open(): void {
    const { lesson } = wanted;
    if (isOpening && hasLine && lesson !== null)
      parts.ask({ do: 'lesson', ask: lesson.ask, name: lesson.name });
  }

  return {
    async begin() {
      if (hasBegun) return;
      hasBegun = true;
      const { lesson } = wanted;
      post({
        event: 'ready',
        card: lesson?.ask === 'open' ? lesson.name : null,
        plan: lesson?.ask === 'plan' ? lesson.name : null,
      });
      const isUnreadable = own !== null && 'refused' in own && own.refused === 'unreadable';
      const nothing: Refused[] = [...wanted.refused, ...(isUnreadable ? (['lesson'] as const) : [])];
      if (nothing.length > 0) parts.refused(nothing);
      meetPlatform();
      if (!(await addOwn()) || lesson === null) return;
      isOpening = true;
      open();
    },
    line(isThere) {
      const isAnother = isThere && !hasLine;
      hasLine = isThere;
      // On another one lessons may be told of before it counts as there.
      if (!isThere) isNewLine = true;
      // What was asked on a line that has ended, nobody has heard: a lesson that is added ends all of them.
      if (isAnother) open();
    },
    lesson(state) {
      if (!hasBegun) return;
      if (state.card !== null) isOpening = false;
      // Another rig has begun, as with a board that was connected: what was played is opened again.
      const isLost = isNewLine && isOpen && state.card === null;
      isNewLine = false;
      isOpen = state.card !== null;
      results.lesson(state);
      if (!isLost) return;
      isOpening = true;
      open();
    },
    refusal(words) {
      if (isOpening) refuse(words);
    },
    hidden: () => session?.hidden(),
    end: () => session?.end(),
  };
}
