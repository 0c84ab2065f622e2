/** What the page says of the board, and what can be done with it. Pure. */
import { rigWords } from '../../web/words/rig-words.js';
import { say } from '../../web/words/say.js';
import type { BoardView } from '../messages.js';
import type { EarlierFlash } from './flash-mark.js';
import type { Asked, SerialAccess } from './ports-asked.js';

export type BoardAction = 'connect' | 'other-port' | 'all-ports' | 'flash' | 'disconnect';

/** `none`: no board is wanted. The others are as in the header's status. */
export type BoardMark = 'none' | 'connecting' | 'live' | 'alert';

export interface BoardPanelView {
  readonly mark: BoardMark;
  /** Sentences; the first is the news. */
  readonly words: readonly string[];
  readonly progress: { readonly done: number; readonly of: number } | undefined;
  /** In order; the first is what helps, if `mark` is not `live`. */
  readonly actions: readonly BoardAction[];
  /** Whether there is something for an administrator to read. */
  readonly forAdministrator: boolean;
}

export interface BoardFacts {
  readonly access: SerialAccess['kind'];
  /** How the last asking for a port went; `choosing`: the list is open. */
  readonly asked: Asked | { readonly kind: 'choosing' } | undefined;
  readonly board: BoardView;
  readonly earlier: EarlierFlash;
  /** Why the rig did not do what it was asked last; none: it did. */
  readonly refused: readonly string[];
}

/** What a board without our firmware looks like. */
const WANTS_FIRMWARE: readonly string[] = [
  'no-answer',
  'bootloader',
  'garbage',
  'damaged',
  'firmata',
  'other-major',
];

/** This page has no port that it could use. */
const NO_PORT: readonly string[] = ['no-port', 'no-permission'];

export function boardPanel(facts: BoardFacts): BoardPanelView {
  const view = panelOf(facts);
  if (facts.refused.length === 0) return view;
  return { ...view, mark: 'alert', words: [...facts.refused.map(rigWords), ...view.words] };
}

function panelOf(facts: BoardFacts): BoardPanelView {
  const { board } = facts;
  switch (board.kind) {
    case 'flashing':
      return {
        ...PLAIN,
        mark: 'connecting',
        words: [flashingWords(board), say('board.stayHere')],
        progress: progressOf(board),
      };
    case 'flashed':
      return {
        ...PLAIN,
        mark: board.ok ? 'connecting' : 'alert',
        words: [rigWords(board.words)],
        actions: board.ok ? [] : ['flash', 'disconnect'],
      };
    case 'board':
      return { ...connected(board.device, facts.earlier), ...chooser(facts) };
    case 'none':
      return without(facts);
  }
}

function earlierWords(earlier: EarlierFlash): readonly string[] {
  switch (earlier) {
    case 'none':
      return [];
    case 'goes-on':
      return [say('board.flashesElsewhere')];
    case 'cut-off':
      return [say('board.cutOff')];
    case 'unknown':
      return [say('board.maybeCutOff')];
  }
}

const PLAIN: BoardPanelView = {
  mark: 'none',
  words: [],
  progress: undefined,
  actions: [],
  forAdministrator: false,
};

function without({ access, asked, earlier }: BoardFacts): BoardPanelView {
  if (access === 'none') return { ...PLAIN, words: [say('board.virtual'), say('board.noSerial')] };
  if (access === 'insecure') return { ...PLAIN, words: [say('board.virtual'), say('board.insecure')] };
  const before = earlierWords(earlier);
  const mark = earlier === 'none' || earlier === 'goes-on' ? 'none' : 'alert';
  const actions: BoardAction[] = ['connect'];
  const said = (...words: string[]): BoardPanelView => ({
    ...PLAIN,
    mark,
    actions,
    words: [...before, ...words],
  });
  switch (asked?.kind) {
    case 'choosing':
      return { ...said(say('board.choose')), actions: [], mark: 'connecting' };
    case 'chosen':
      return { ...said(say('board.looking')), actions: [], mark: 'connecting' };
    case 'closed':
      return { ...said(say('board.closed'), say('board.notListed')), actions: ['connect', 'all-ports'] };
    case 'blocked':
      return {
        ...said(say('board.blocked'), say('board.blockedSetting')),
        mark: 'alert',
        forAdministrator: true,
      };
    case 'frame':
      return { ...said(say('board.frame')), mark: 'alert', actions: [] };
    case 'failed':
      return { ...said(say('board.failed', { why: asked.words })), mark: 'alert' };
    case undefined:
      return said(say('board.virtual'), say('board.plugIn'));
  }
}

function connected(
  device: Extract<BoardView, { kind: 'board' }>['device'],
  earlier: EarlierFlash,
): BoardPanelView {
  const words = [...(device.kind === 'ready' ? [] : earlierWords(earlier)), rigWords(device.words)];
  switch (device.kind) {
    case 'ready':
      return { ...PLAIN, mark: 'live', words, actions: ['disconnect', 'flash'] };
    case 'opening':
    case 'resting':
    case 'closed':
      return { ...PLAIN, mark: 'connecting', words, actions: ['disconnect'] };
    case 'silent':
      return { ...PLAIN, mark: 'alert', words, actions: ['disconnect', 'flash'] };
    case 'lost':
      if (WANTS_FIRMWARE.includes(device.fault))
        return {
          ...PLAIN,
          mark: 'alert',
          words: [...words, say('board.flashDoes')],
          actions: ['flash', 'other-port', 'disconnect'],
        };
      // Without a port of its own there is nothing to flash.
      if (NO_PORT.includes(device.fault))
        return {
          ...PLAIN,
          mark: 'alert',
          words,
          actions: ['connect', 'disconnect'],
          forAdministrator: device.fault === 'no-permission',
        };
      return { ...PLAIN, mark: 'alert', words, actions: ['other-port', 'flash', 'disconnect'] };
  }
}

/** While a list is open, or has gone wrong, that is what is new, whatever board there is. */
function chooser({ asked }: BoardFacts): Partial<BoardPanelView> {
  return asked?.kind === 'choosing' ? { words: [say('board.choose')], actions: [] } : {};
}

function flashingWords({ progress, words }: Extract<BoardView, { kind: 'flashing' }>): string {
  if (progress === null) return rigWords(words);
  const { donePages: done, pages, phase } = progress;
  return say(phase === 'writing' ? 'board.writing' : 'board.reading', { done, pages });
}

/** Each page is written and then read: two halves of one bar. */
function progressOf({ progress }: Extract<BoardView, { kind: 'flashing' }>): BoardPanelView['progress'] {
  if (progress === null) return { done: 0, of: 1 };
  const { donePages, pages, phase } = progress;
  return { done: donePages + (phase === 'reading' ? pages : 0), of: 2 * pages };
}
