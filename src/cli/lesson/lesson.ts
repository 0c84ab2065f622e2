/**
 * `axon-rig lesson [CARD|PLAN]`: plays a card, or a plan, on a rig and the terminal, without a page: choices are typed as
 * numbers, Enter goes on, and the rig's own button presses. Without a name it lists what there is.
 */
import type { Controller } from '../../controller/index.js';
import { systemTimers } from '../../devices/system/timers.js';
import { CARD_LANGUAGES } from '../../lessons/card.js';
import type { CardsText } from '../../lessons/contract.js';
import { cardLanguage, cardsText } from '../../lessons/texts.js';
import { composeController } from '../../playing/compose.js';
import { lessonsOf } from '../../playing/lessons.js';
import { createDevice } from '../devices.js';
import { type LessonName, type OpenLibrary, openLibrary } from '../lesson-files.js';
import { loadRig } from '../rig-files.js';
import { tellReason, watchFirstOpening } from '../run.js';
import { createStateTeller } from '../state-teller.js';
import { closeInTime, listenForStop } from '../stop.js';
import type { Terminal } from '../terminal.js';
import { createTalk } from './talk.js';
import { readTyping } from './typing.js';
import { type Language, wordsIn } from './words.js';

export interface LessonOptions {
  /** Rig file, or name of a shipped one. */
  readonly rig: string;
  readonly port?: string | undefined;
  /** As browsers name it; cards without it are in English. */
  readonly lang?: string | undefined;
}

function listLines(library: OpenLibrary, language: Language): string[] {
  const { cards, plans } = cardsText(library, language);
  const words = wordsIn(language);
  return [
    words.plans,
    ...plans.map(({ name, title, minutes, cards: inIt }) => words.plan(name, title, minutes, inIt.length)),
    words.cards,
    ...cards.map(({ name, title, minutes, age }) => words.listed(name, title, minutes, age)),
    ...library.problems.map(words.leftOut),
    words.playOne,
  ];
}

/** What cards do not have is said, and the words are English. */
function languageOf(asked: string | undefined, terminal: Terminal): Language {
  const found = cardLanguage(asked ?? '');
  if (found === undefined && asked !== undefined && !/^en\b|^en_/i.test(asked))
    terminal.err(
      `axon-rig: note: no card is in "${asked}", so the words are English; others: ${CARD_LANGUAGES.join(', ')}`,
    );
  return found ?? 'en';
}

/** The one that is meant: a shipped plan or card by its name, or a file. */
function lessonNamed(wanted: string, library: OpenLibrary): LessonName {
  if (library.plan(wanted) !== undefined) return { kind: 'plan', name: wanted };
  if (library.card(wanted) !== undefined) return { kind: 'card', name: wanted };
  return library.add(wanted);
}

/** @returns the exit code: 0 if it is over or was asked to stop, 1 if something was wrong. */
export async function lesson(
  wanted: string | undefined,
  options: LessonOptions,
  terminal: Terminal,
  input: NodeJS.ReadStream = process.stdin,
): Promise<number> {
  const language = languageOf(options.lang, terminal);
  if (wanted === undefined) {
    for (const line of listLines(openLibrary(), language)) terminal.out(line);
    return 0;
  }
  const { rig, notes } = loadRig(options.rig);
  for (const note of notes) terminal.err(`axon-rig: note: ${note}`);
  const library = openLibrary();
  const { unlisted, play } = lessonsOf(rig, library);
  const { kind, name } = lessonNamed(wanted, library);
  const texts = textsOf(library, language);
  const device = await createDevice(rig, options.port, systemTimers);
  const stop = listenForStop();
  const controller = composeController(
    rig,
    device,
    systemTimers,
    (error) => stop.ask({ kind: 'crash', error }),
    unlisted,
  );
  const lessons = play(controller, systemTimers);
  const words = wordsIn(language);
  let settle = (): void => {};
  const over = new Promise<'over'>((resolve) => {
    settle = () => resolve('over');
  });
  const talk = createTalk({ lessons, textOf: texts, words, out: terminal.out, over: settle });
  lessons.observe(talk.change);
  observeDevice(controller, rig.device.kind === 'virtual', terminal);
  let code = 0;
  const typing = readTyping(input, talk.typed, talk.typingEnded);
  try {
    if (options.port !== undefined) watchFirstOpening(controller, () => stop.ask({ kind: 'problem' }));
    controller.start();
    terminal.out(words.keys);
    const refusal = lessons.command({ do: 'lesson', ask: kind === 'plan' ? 'plan' : 'open', name });
    if (refusal !== undefined) terminal.err(`axon-rig: ${words.refused(refusal)}`);
    const reason = await Promise.race([stop.asked, over]);
    if (reason !== 'over') code = tellReason(reason, terminal);
  } finally {
    typing.close();
    lessons.end();
    code = await closeInTime(code, () => controller.close(), terminal);
    stop.release();
  }
  return code;
}

/** The words of a card, all of which are read the first time that one is asked for. */
function textsOf(
  library: OpenLibrary,
  language: Language,
): (name: string) => CardsText['cards'][number] | undefined {
  const known = new Map<string, CardsText['cards'][number]>();
  return (name) => {
    const card = library.card(name);
    if (card === undefined) return undefined;
    let text = known.get(name);
    if (text === undefined) {
      text = cardsText({ cards: () => [card], plans: () => [] }, language).cards[0]!;
      known.set(name, text);
    }
    return text;
  };
}

/** A virtual device sends people to a page, and there is none here. */
function observeDevice(controller: Controller, isVirtual: boolean, terminal: Terminal): void {
  const tellState = isVirtual ? () => {} : createStateTeller({ terminal, timers: systemTimers });
  controller.observe({
    change: () => tellState(controller.snapshot().device),
    notice: (words) => terminal.err(`axon-rig: ${words}`),
  });
}
