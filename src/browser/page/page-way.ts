/** The way from a page to the rig that plays beside it, in a worker of its own. */
import type { Part, Rig } from '../../web/part.js';
import type { Way } from '../../web/way.js';
import { rigWords } from '../../web/words/rig-words.js';
import { say } from '../../web/words/say.js';
import { embeddingPart } from '../embedding-part/embedding-part.js';
import { boardPart } from './board-part.js';
import type { Locks } from './flash-mark.js';
import { linkTo } from './hand-over.js';
import { Keeper, NOWHERE } from './keeper.js';
import { Notices } from './notices.js';
import { keepForOffline } from './offline.js';
import { openPart } from './open-part.js';
import { serialAccess } from './ports-asked.js';
import { type RigEnd, type RigThread, RigWorker } from './rig-worker.js';
import { offerWholePage } from './whole-page.js';

/** @param thread just made: what it says first must not be missed. */
export function pageWay(thread: RigThread): Way {
  const worker = new RigWorker(thread, () => say('board.rigStopped'), {
    every: (ms, fn) => setInterval(fn, ms),
  });
  let refuse: Rig['refuse'] = () => {};

  async function get(path: string, signal?: AbortSignal): Promise<Response> {
    const answer = await orAborted(worker.ask({ do: 'get', path }), signal);
    if (!answer.ok || !answer.body) throw new Error(answer.lines.join(' '));
    const { status, contentType, bytes } = answer.body;
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      status,
      headers: { 'Content-Type': contentType },
    });
  }

  function parts(rig: Rig): readonly Part[] {
    refuse = rig.refuse;
    const embedding = embeddingPart(rig, {
      addLesson: (file, text) => worker.ask({ do: 'add-lesson', file, text }),
    });
    const notices = new Notices();
    const keeper = new Keeper(
      () => (embedding.isGuest ? NOWHERE : localStorage),
      (trouble) => notices.tell('kept', say(`open.${trouble}`)),
    );
    const access = serialAccess(
      navigator as { readonly serial?: unknown },
      window.isSecureContext,
      /Chrom(?:e|ium)\//.test(navigator.userAgent),
    );
    const board = boardPart(worker, keeper, access, navigator.locks as Locks | undefined);
    const open = openPart(rig, worker, keeper, notices);
    worker.listen({
      plays(_file, _text, isFirst) {
        if (!isFirst) return;
        // What old-browser.js may have said of a page that was slow is no longer so.
        document.documentElement.dataset.begun = '';
        document.getElementById('old-browser')?.remove();
        void open
          .begin()
          .finally(() => embedding.begin())
          .then(() => board.begin());
      },
      rhythm(words) {
        if (words === null) notices.end('rhythm');
        else notices.tell('rhythm', rigWords(words));
      },
      silent(forS) {
        if (forS === null) notices.end('silent');
        else notices.tell('silent', say('board.silent', { s: forS }), [again()]);
      },
      crash: (end) => notices.tell('crash', endWords(end), [again()]),
    });
    offerWholePage();
    keepForOffline();
    return [embedding, board, open];
  }

  return {
    dial: () => worker.dial(),
    get,
    link: (link, path) => linkTo(link, path, get, (words) => refuse(words)),
    parts,
  };
}

const again = () => ({ words: say('board.again'), does: () => location.reload() });

function endWords(end: RigEnd): string {
  switch (end.kind) {
    case 'fault':
      return say('board.stopped', { why: end.words });
    case 'not-begun':
      return say('board.notBegun');
    case 'lost':
      return say('board.lost');
  }
}

function orAborted<T>(what: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return what;
  const aborted = new Promise<never>((_, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([what, aborted]);
}
