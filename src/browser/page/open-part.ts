/** Opening files from the page: a panel in the header, and a drop anywhere. What was opened is kept in this browser. */
import './css/open.css';
import type { Part, Rig } from '../../web/part.js';
import { download } from '../../web/save/download.js';
import { say } from '../../web/words/say.js';
import { dropTarget } from './drop-target.js';
import { headerButton } from './header-button.js';
import type { Keeper } from './keeper.js';
import { type KeptFile, MOST_CHARS, MOST_LESSONS, nameOf, withLesson, withoutLesson } from './kept.js';
import type { Notices } from './notices.js';
import { OpenBody } from './open-body.js';
import { openedFile, refusedAtOnce } from './opened-file.js';
import { reasonWords } from './reasons.js';
import type { RigWorker } from './rig-worker.js';

/** At a time. */
const MOST_FILES = 10;

export type OpenPart = Part & {
  /** Opens again what this browser has kept. */
  begin(): Promise<void>;
};

export function openPart(rig: Rig, worker: RigWorker, keeper: Keeper, notices: Notices): OpenPart {
  const { panel } = headerButton(
    { name: 'open', title: say('open.title'), words: say('open.open'), before: 'save-menu' },
    ['M4 18.5v-12h5.5l2 2.5H19v3', 'M4 18.5l2.8-6.5H21.5l-2.8 6.5z'],
  );
  const body = new OpenBody(panel, {
    chosen: (files) => void openAll(files),
    save: ({ file, text }) => download(text, 'application/yaml', file),
    forget: (lesson) => {
      keeper.keep((kept) => withoutLesson(kept, lesson.file));
      show();
    },
    begin: beginLesson,
    first: () => {
      body.clear();
      if (own) void open('rig', own);
    },
    saveAside: () => {
      const { aside } = keeper;
      if (aside) download(aside.text, 'application/json', aside.file);
    },
    forgetAside: () => {
      keeper.throwAsideAway();
      show();
    },
  });
  /** The rig of the page itself, and the one that plays. */
  let own: KeptFile | undefined;
  let playing: KeptFile | undefined;

  dropTarget((files) => {
    if (!panel.matches(':popover-open')) panel.showPopover();
    void openAll(files);
  });
  worker.listen({
    plays(file, text, isFirst) {
      playing = { file, text };
      if (isFirst) own = playing;
      else keepRig(playing);
      show();
    },
  });
  panel.addEventListener('toggle', show);

  function keepRig(now: KeptFile): void {
    const isOwn = now.text === own?.text;
    if (isOwn || now.text.length <= MOST_CHARS) keeper.keep({ rig: isOwn ? null : now });
  }

  function show(): void {
    const { kept, aside } = keeper;
    const unopened = kept.rig !== null && kept.rig.text !== playing?.text ? kept.rig : undefined;
    body.show({
      playing,
      isOwn: playing?.text === own?.text,
      lessons: kept.lessons,
      unopened,
      aside: aside !== undefined,
    });
  }

  async function openAll(files: readonly File[]): Promise<void> {
    body.clear();
    for (const file of files.slice(0, MOST_FILES)) await openFile(file);
    const count = files.length - MOST_FILES;
    if (count > 0) body.tell({ kind: 'refused', words: say('open.oneAtATime', { count }), lines: [] });
  }

  async function openFile(file: File): Promise<void> {
    const name = nameOf(file.name);
    body.tell({ kind: 'opening', words: say('open.opening', { name }), lines: [] });
    const early = refusedAtOnce(name, file.size);
    if (early !== undefined) {
      body.tell({ kind: 'refused', words: early, lines: [] });
      return;
    }
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      // A folder, or a file that has gone meanwhile.
      const why = (error as Error).message;
      body.tell({ kind: 'refused', words: say('open.unread', { name, why }), lines: [] });
      return;
    }
    const opened = openedFile(name, bytes);
    if (opened.kind === 'refused') body.tell({ kind: 'refused', words: opened.words, lines: [] });
    else await open(opened.kind === 'lesson' ? 'lesson' : 'rig', { file: name, text: opened.text });
  }

  async function open(kind: 'rig' | 'lesson', what: KeptFile): Promise<void> {
    const name = what.file;
    const answer = await worker.ask({ do: kind === 'lesson' ? 'add-lesson' : 'play', ...what });
    if (!answer.ok) {
      body.tell({ kind: 'refused', words: say('open.refused', { name }), lines: answer.lines });
      return;
    }
    const key = kind === 'lesson' ? 'open.lesson' : 'open.opened';
    body.tell({ kind: 'opened', words: say(key, { name }), lines: answer.lines });
    if (kind === 'lesson') keepLesson(what);
    show();
  }

  function keepLesson(lesson: KeptFile): void {
    const { dropped } = withLesson(keeper.kept, lesson);
    keeper.keep((kept) => withLesson(kept, lesson).kept);
    document.dispatchEvent(new Event('lessons-changed'));
    if (dropped) notices.tell('many', say('open.tooMany', { name: dropped.file, most: MOST_LESSONS }));
  }

  function beginLesson({ file, text }: KeptFile): void {
    panel.hidePopover();
    const isPlan = /^["']?plan["']?\s*:/m.test(text);
    rig.send({ do: 'lesson', ask: isPlan ? 'plan' : 'open', name: file.replace(/\.ya?ml$/i, '') });
  }

  async function reopen(kind: 'rig' | 'lesson', what: KeptFile): Promise<void> {
    const answer = await worker.ask({ do: kind === 'lesson' ? 'add-lesson' : 'play', ...what });
    if (answer.ok) return;
    const why = reasonWords(answer.lines);
    notices.tell(`kept ${what.file}`, say('open.keptRefused', { name: what.file, why }));
  }

  return {
    async begin() {
      const { rig: keptRig, lessons } = keeper.kept;
      if (keeper.aside) notices.tell('aside', say('open.keptUnread'));
      for (const lesson of lessons) await reopen('lesson', lesson);
      if (lessons.length > 0) document.dispatchEvent(new Event('lessons-changed'));
      if (keptRig) await reopen('rig', keptRig);
      show();
    },
  };
}
