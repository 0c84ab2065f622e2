/** The board in the header of the page: one click connects it, one puts the firmware on it. */
import './css/board.css';
import { element } from '../../web/lesson/dom.js';
import type { Part } from '../../web/part.js';
import { setAttribute } from '../../web/svg.js';
import { say } from '../../web/words/say.js';
import { setText } from '../../web/words.js';
import type { BoardView } from '../messages.js';
import { type BoardAction, type BoardFacts, boardPanel } from './board-view.js';
import { type EarlierFlash, FlashMark, type Locks } from './flash-mark.js';
import { headerButton } from './header-button.js';
import type { Keeper } from './keeper.js';
import { policyLine } from './policy-line.js';
import { askForPort, hasPort, type SerialAccess } from './ports-asked.js';
import type { RigWorker } from './rig-worker.js';

export type BoardPart = Part & {
  /** The rig plays, with all that was kept: a board that this page may use is connected. */
  begin(): Promise<void>;
};

export function boardPart(
  worker: RigWorker,
  keeper: Keeper,
  access: SerialAccess,
  locks: Locks | undefined,
): BoardPart {
  const { button, words, panel } = headerButton(
    { name: 'board', title: say('board.title'), words: say('board.board'), before: 'lesson-open' },
    ['M9 3.5v5M15 3.5v5M6.5 8.5h11v3a5.5 5.5 0 0 1-11 0zM12 17v3.5'],
  );
  const dot = element('span', { class: 'board-mark', 'aria-hidden': 'true' });
  button.append(dot);
  const body = new BoardBody(panel, act);
  let board: BoardView = { kind: 'none' };
  let asked: BoardFacts['asked'];
  let refused: readonly string[] = [];
  let earlier: EarlierFlash = 'none';
  const mark = new FlashMark(keeper, locks);

  worker.listen({ board: heard, crash: () => mark.letGo() });
  // Before the panel is open: the press that opens it asks as well.
  button.addEventListener('click', () => {
    // While another tab flashes a board, nobody asks for one by the way: to open that would reset it.
    const isFree = board.kind === 'none' && asked?.kind !== 'choosing' && earlier !== 'goes-on';
    if (!panel.matches(':popover-open') && isFree) act('connect');
  });
  window.addEventListener('beforeunload', (event) => {
    if (board.kind === 'flashing') event.preventDefault();
  });
  if (access.kind === 'here') access.serial.addEventListener('connect', () => void connectKnown());
  show();

  function heard(next: BoardView): void {
    const before = board.kind;
    board = next;
    refused = [];
    if (next.kind !== 'none' && asked?.kind !== 'choosing') asked = undefined;
    if (next.kind === 'flashing' && before !== 'flashing') mark.begin();
    // A board that answers here may be another one than that at which another tab is.
    const isWell = next.kind === 'board' && next.device.kind === 'ready' && earlier !== 'goes-on';
    if (next.kind === 'flashed' || isWell) {
      earlier = 'none';
      mark.end();
    }
    show();
  }

  function act(action: BoardAction): void {
    if (action === 'flash') void request({ do: 'flash' });
    else if (action !== 'disconnect') void connect(action === 'all-ports');
    else {
      asked = undefined;
      keeper.keep({ leavesBoard: true });
      void request({ do: 'disconnect' });
    }
  }

  async function connect(allPorts: boolean): Promise<void> {
    if (access.kind !== 'here' || asked?.kind === 'choosing') return;
    asked = { kind: 'choosing' };
    refused = [];
    show();
    asked = await askForPort(access.serial, allPorts);
    show();
    if (asked.kind !== 'chosen') return;
    keeper.keep({ leavesBoard: false });
    await request({ do: 'connect' });
  }

  async function connectKnown(): Promise<void> {
    if (access.kind !== 'here' || board.kind !== 'none' || keeper.kept.leavesBoard) return;
    if (await hasPort(access.serial)) await request({ do: 'connect' });
  }

  async function request(what: { readonly do: 'connect' | 'disconnect' | 'flash' }): Promise<void> {
    const answer = await worker.ask(what);
    refused = answer.ok ? [] : answer.lines;
    if (!answer.ok && asked?.kind === 'chosen') asked = undefined;
    show();
  }

  function show(): void {
    const view = boardPanel({ access: access.kind, asked, board, earlier, refused });
    setText(words, say(view.mark === 'none' && access.kind === 'here' ? 'board.connect' : 'board.board'));
    setAttribute(button, 'data-mark', view.mark);
    body.show(view, policyLine(location.href));
  }

  return {
    async begin() {
      await mark.watch((now) => {
        earlier = now;
        if (now !== 'none' && now !== 'goes-on' && access.kind === 'here') panel.showPopover();
        show();
      });
      // While another tab flashes its board, opening the port would reset it.
      await connectKnown();
    },
  };
}

/** What stands in the panel: each element is made once, and stays where a finger or a focus is on it. */
class BoardBody {
  readonly #news = element('p', { class: 'board-news', role: 'status' });
  readonly #more = element('div', { class: 'board-more' });
  readonly #progress = element('progress', { 'aria-label': say('board.progress') });
  readonly #line = element('code', { tabindex: '0' });
  readonly #copied = element('span', { role: 'status' });
  readonly #administrator: HTMLDetailsElement;
  readonly #buttons = new Map<BoardAction, HTMLButtonElement>();
  readonly #row = element('div', { class: 'board-keys' });
  #shown = '';

  constructor(panel: HTMLElement, act: (action: BoardAction) => void) {
    const copy = element('button', { type: 'button' }, say('board.copy'));
    copy.addEventListener('click', () => void this.#copy());
    this.#administrator = element(
      'details',
      {},
      element('summary', {}, say('board.administrator')),
      element('p', {}, say('board.administratorMore')),
      this.#line,
      element('div', { class: 'board-keys' }, copy, this.#copied),
    );
    for (const action of ['connect', 'other-port', 'all-ports', 'flash', 'disconnect'] as const) {
      const button = element('button', { type: 'button', 'data-board': action });
      button.addEventListener('click', () => act(action));
      this.#buttons.set(action, button);
    }
    panel.append(
      element('h2', {}, say('board.title')),
      this.#news,
      this.#more,
      this.#progress,
      this.#administrator,
      this.#row,
    );
  }

  show(view: ReturnType<typeof boardPanel>, line: string): void {
    const [news = '', ...more] = view.words;
    setText(this.#news, news);
    setAttribute(this.#news, 'data-mark', view.mark);
    this.#progress.hidden = view.progress === undefined;
    if (view.progress) Object.assign(this.#progress, { max: view.progress.of, value: view.progress.done });
    const shown = JSON.stringify([more, view.actions, view.forAdministrator]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#more.replaceChildren(...more.map((words) => element('p', {}, words)));
    this.#administrator.hidden = !view.forAdministrator;
    setText(this.#line, line);
    this.#arrange(view);
  }

  #arrange({ mark, actions }: ReturnType<typeof boardPanel>): void {
    const focused = this.#row.contains(document.activeElement);
    const names: Readonly<Record<BoardAction, string>> = {
      connect: say('board.connectNow'),
      'other-port': say('board.otherPort'),
      'all-ports': say('board.allPorts'),
      flash: say('board.flash'),
      disconnect: say('board.disconnect'),
    };
    const buttons = actions.map((action, at) => {
      const button = this.#buttons.get(action)!;
      setText(button, names[action]);
      button.classList.toggle('main', at === 0 && mark !== 'live');
      return button;
    });
    this.#row.replaceChildren(...buttons);
    // What had the focus may be gone: the next key stands there.
    if (focused) buttons[0]?.focus();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#line.textContent);
      setText(this.#copied, say('board.copied'));
    } catch {
      setText(this.#copied, say('board.notCopied'));
    }
  }
}
