/** The page in another page: opens the card of its address, and tells a parent or a learning platform of results. */
import './embedding.css';
import type { Part, Rig } from '../../web/part.js';
import { listWords, say } from '../../web/words/say.js';
import { setText } from '../../web/words.js';
import { lessonIn, MOST_LESSON_CHARS, wantedBy } from '../embedding/address.js';
import { createEmbedding, type Embedding, type EmbeddingParts } from '../embedding/embedding.js';
import type { Message } from '../embedding/message.js';
import type { Frame } from '../embedding/scorm-api.js';
import type { PlatformState } from '../embedding/scorm-session.js';
import { platformWords } from './platform-words.js';
import { wrongLessonWords } from './wrong-lesson.js';

export interface EmbeddingHands {
  readonly addLesson: EmbeddingParts['addLesson'];
}

export interface EmbeddingPart extends Part {
  /** The rig plays, with all that was kept of it. */
  begin(): void;
  /** Others have put the page here, for people of theirs: nothing is kept of one for the next. */
  readonly isGuest: boolean;
}

/** Keys that would leave a page which is part of another one. */
const NOT_WHEN_QUIET: readonly string[] = ['lesson', 'present'];

const clock: EmbeddingParts['clock'] = {
  nowMs: () => performance.now(),
  after(delayMs, fn) {
    const handle = setTimeout(fn, delayMs);
    return () => clearTimeout(handle);
  },
  every(periodMs, fn) {
    const handle = setInterval(fn, periodMs);
    return () => clearInterval(handle);
  },
};

/** To the page that embeds this one, and to nobody else. */
function post(message: Message, origin: string): void {
  if (window.parent !== window) window.parent.postMessage(message, origin);
}

export function embeddingPart(rig: Rig, { addLesson }: EmbeddingHands): EmbeddingPart {
  const wanted = wantedBy(new URLSearchParams(location.search));
  const line = platformLine();
  document.body.toggleAttribute('data-embed', wanted.quiet);
  const embedding: Embedding = createEmbedding({
    wanted,
    own: lessonIn(location.hash),
    frame: window as unknown as Frame,
    clock,
    ask: rig.send,
    addLesson,
    post,
    refused: (what) => rig.refuse(say('embedding.refused', { what: listWords(what.map(nameOf)) })),
    notAdded: (lines) => rig.refuse(wrongLessonWords(lines)),
    tooLong: () => rig.refuse(say('embedding.tooLong', { most: MOST_LESSON_CHARS })),
    platform: line,
  });

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) embedding.hidden();
  });
  window.addEventListener('pagehide', () => embedding.end());
  // It comes back from the browser's memory, and its visit is over: another one begins.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && wanted.scorm) location.reload();
  });

  return {
    isGuest: wanted.quiet,
    begin: () => void embedding.begin(),
    link: ({ kind }) => embedding.line(kind === 'open' || kind === 'stale'),
    lesson: (state) => embedding.lesson(state),
    refusal: (words) => embedding.refusal(words),
    key: (action) => wanted.quiet && NOT_WHEN_QUIET.includes(action),
  };
}

const nameOf = (what: string) => (what === 'lesson' ? '#lesson' : `?${what}`);

/** A line in the lesson, and the same in the page where no lesson is open. */
function platformLine(): (state: PlatformState) => void {
  const line = document.createElement('p');
  line.id = 'lesson-platform';
  line.setAttribute('role', 'status');
  line.hidden = true;
  document.getElementById('lesson-card')!.after(line);
  return (state) => {
    const told = platformWords(state);
    line.hidden = told === undefined;
    line.toggleAttribute('data-alert', told?.isAlert === true);
    setText(line, told?.words ?? '');
  };
}
