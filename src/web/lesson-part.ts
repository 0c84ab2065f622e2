/**
 * The lesson in the page: the list of cards, the rail with the card that is played, and who else is in the room. It
 * asks and shows; what a card does to the rig, the rig's own runner does.
 */
import type { LessonCommand, LessonState, PageRole, PageState, PageVotes } from '../server/messages.js';
import { CardList } from './lesson/card-list.js';
import { CardsStore } from './lesson/cards-store.js';
import { KeptSweep } from './lesson/kept-sweep.js';
import { momentMs } from './lesson/moment.js';
import { Pupils } from './lesson/pupils.js';
import { Rail } from './lesson/rail.js';
import type { Asked, RailChoices, RailHands, RailView } from './lesson/rail-view.js';
import { railView } from './lesson/view.js';
import { lessonWords } from './lesson/words.js';
import type { Part, Rig } from './part.js';
import { byId } from './svg.js';
import type { Sweeps } from './sweeps.js';
import { language } from './words/say.js';

export interface LessonPartOptions {
  /** The page has another layout. */
  resized(): void;
  /** What the card that is played is called; undefined: none is, or its words have not come. */
  titled(title: string | undefined): void;
  readonly sweeps: Sweeps;
}

/** What keys do to choices: 1 to 4. */
const CHOICE_KEYS = ['choice-1', 'choice-2', 'choice-3', 'choice-4'];

export function lessonPart(rig: Rig, { resized, titled, sweeps }: LessonPartOptions): Part {
  const words = lessonWords();
  const store = new CardsStore(rig.files, language(), textsCame);
  const rail = new Rail(words, {
    chose,
    confirmed,
    counted,
    pressed: ({ asks }) => ask(asks),
  });
  const list = new CardList(words, rig.files, openCard, losesBy, () => {
    store.want();
    list.show(store.news);
  });
  const pupils = new Pupils(words, rig.files, rig.send, () => {
    countsHands = true;
    show();
  });
  const kept = new KeptSweep(sweeps);
  let lesson: LessonState = { type: 'lesson', plan: null, card: null };
  let state: PageState | undefined;
  let votes: PageVotes | undefined;
  let role: PageRole | undefined;
  let view: RailView | undefined;
  let pick: number | null = null;
  let lookedMs: number | null = null;
  let countsHands = false;
  let opensHere = false;
  /** Of the lesson that was shown last. */
  let start: number | undefined;

  // Somebody has opened a file with a card or a plan.
  document.addEventListener('lessons-changed', () => store.renew());
  byId('lesson-close', HTMLButtonElement).addEventListener('click', () => say({ ask: 'close' }));

  function say(command: Omit<LessonCommand, 'do'>): void {
    rig.send({ do: 'lesson', ...command });
  }

  /** A plan begins without votes, a single card without those on it; a card of the plan that runs keeps them. */
  function losesBy({ ask: what, name = '' }: Omit<LessonCommand, 'do'>) {
    const voted = votes?.voted ?? [];
    const isOfThis = what === 'open' && lesson.plan?.cards.includes(name) === true;
    const lost = isOfThis ? [] : voted.filter((card) => what === 'plan' || card === name);
    return { cards: lost.length, saves: role !== undefined && role.code !== null };
  }

  function openCard(command: Omit<LessonCommand, 'do'>): void {
    opensHere = true;
    say(command);
  }

  function ask(asked: Asked): void {
    if (asked.kind === 'lesson') for (const command of asked.commands) say(command);
    else if (asked.kind === 'vote-again') rig.send({ do: 'voteAgain' });
    else sendPick(asked.ask);
  }

  function sendPick(of: 'saw' | 'why'): void {
    if (pick === null) return;
    const choice = pick;
    say({ ask: of, choice });
  }

  /** A prediction may be changed until the press, so it is sent at once; anything else is meant once it is confirmed. */
  function chose(of: RailChoices['of'], choice: number, sends: boolean): void {
    if (of === 'predict') {
      say({ ask: 'predict', choice });
      return;
    }
    pick = choice;
    show();
    if (sends) sendPick(of);
  }

  function confirmed(of: RailChoices['of']): void {
    if (of !== 'predict') sendPick(of);
    // From here Space presses.
    else rail.focus();
  }

  function counted(round: RailHands['round'], counts: readonly number[] | null): void {
    rig.send({ do: 'hands', round, counts });
    countsHands = counts !== null;
    show();
  }

  function choicesNow(): RailChoices | undefined {
    return view?.blocks.find((block) => block.kind === 'choices');
  }

  function chooseByKey(choice: number): boolean {
    const choices = choicesNow();
    if (!choices || choices.readOnly || choice >= choices.choices.length) return false;
    chose(choices.of, choice, true);
    return true;
  }

  function textsCame(): void {
    list.show(store.news);
    show();
  }

  function show(): void {
    const before = view?.moment;
    const watches = role?.role === 'watcher';
    view = railView({
      lesson,
      texts: store.news.kind === 'here' ? store.news.texts : undefined,
      words,
      votes,
      watches,
      leads: role !== undefined && role.code !== null,
      countsHands,
      pick,
      momentMs: lookedMs,
    });
    if (pick !== null && view?.moment !== before) {
      pick = null;
      show();
      return;
    }
    titled(view && view.card !== '' ? view.card : undefined);
    document.body.dataset.control = watches ? 'watching' : 'own';
    if (rail.show(view)) resized();
    if (opensHere && view) rail.focus();
    if (view) opensHere = false;
  }

  function remember(): void {
    const ms = lesson.card?.looking && state ? momentMs(state) : undefined;
    if (ms !== undefined) lookedMs = ms;
  }

  return {
    lesson(next) {
      if (next.card?.name !== lesson.card?.name || next.plan?.index !== lesson.plan?.index) lookedMs = null;
      if (next.card && next.card.start !== start) {
        if (start !== undefined) countsHands = false;
        start = next.card.start;
      }
      lesson = next;
      if (next.card) store.want();
      kept.follow(next);
      remember();
      show();
    },
    state(next) {
      state = next;
      const before = lookedMs;
      remember();
      if (lookedMs !== before) show();
    },
    votes(next) {
      votes = next;
      pupils.show(votes, role);
      show();
    },
    role(next) {
      // With the code come the answers, which who watches does not get.
      if (role?.code === null && next.code !== null) store.renew();
      role = next;
      pupils.show(votes, role);
      show();
    },
    key(action) {
      if (action === 'lesson') {
        list.toggle();
        return true;
      }
      const choice = CHOICE_KEYS.indexOf(action);
      if (choice >= 0) return chooseByKey(choice);
      if (action !== 'lesson-on') return false;
      const main = view?.buttons.at(-1);
      if (main) ask(main.asks);
      return main !== undefined;
    },
  };
}
