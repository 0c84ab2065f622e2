/** What a phone shows, in words and numbers, of what it knows. Pure. */
import { choiceLetter, type PageRole, type PageVotes, type PhoneCard } from '../../server/phone-messages.js';
import type { LinkState } from '../link.js';
import { rigWords } from '../words/rig-words.js';
import { type Key, say } from '../words/say.js';
import type { ChoiceKeeper } from './choice-keeper.js';

type Ballot = PageVotes['ballots'][number];

export interface PhoneKnows {
  readonly link: LinkState;
  readonly role: PageRole | undefined;
  readonly votes: PageVotes | undefined;
  /** The words of the card that is asked about; undefined until they are here. */
  readonly card: PhoneCard | undefined;
  readonly choices: ChoiceKeeper;
  /** Whether this phone gets pictures; true until the rig says that it does not. */
  readonly pictures: boolean;
  /** The last choice came when its ballot was over. */
  readonly tooLate: boolean;
}

export interface ChoiceShown {
  readonly letter: string;
  readonly words: string;
  readonly chosen: boolean;
  /** Voices of the room, and their share of the most; null while they are hidden. */
  readonly voices: number | null;
  readonly share: number;
  readonly right: boolean;
}

export interface PhoneShows {
  readonly status: { readonly mark: 'live' | 'alert' | 'waits'; readonly words: string };
  /** What is asked; undefined: nothing is. */
  readonly asked: Pick<Ballot, 'card' | 'round'> | undefined;
  readonly head: string;
  readonly question: string;
  readonly language: string | undefined;
  readonly choices: readonly ChoiceShown[];
  /** Whether one may choose now. */
  readonly open: boolean;
  /** How one's answer stands, and what to do next; `isIn`: the rig has it. */
  readonly note: string;
  readonly isIn: boolean;
  readonly next: string;
  readonly answered: string;
  readonly holds: string;
}

const HEADS = {
  before: 'phone.predict',
  after: 'phone.predictAgain',
  saw: 'phone.whatSeen',
  why: 'phone.why',
} as const satisfies Readonly<Record<Ballot['round'], Key>>;

function statusOf({ link, pictures }: PhoneKnows): PhoneShows['status'] {
  switch (link.kind) {
    case 'open':
      return { mark: 'live', words: say(pictures ? 'phone.live' : 'phone.withoutPictures') };
    case 'connecting':
      return { mark: 'waits', words: say('status.connecting') };
    case 'stale':
      return { mark: 'alert', words: say('phone.stale') };
    default:
      return {
        mark: 'alert',
        words: link.words === undefined ? say('phone.lost') : rigWords(link.words),
      };
  }
}

/** The ballot that is open, or else the last one of the card. */
function ballotOf(votes: PageVotes | undefined): Ballot | undefined {
  return votes?.ballots.find(({ open }) => open) ?? votes?.ballots.at(-1);
}

function choicesOf(ballot: Ballot, { choices, votes, card }: PhoneKnows): ChoiceShown[] {
  const chosen = votes && choices.chosen(ballot, votes);
  const words = ballot.round === 'why' ? card?.why.choices : card?.choices;
  const most = Math.max(1, ...(ballot.counts ?? []));
  return Array.from({ length: ballot.choices }, (_, k) => {
    const letter = choiceLetter(k);
    const voices = ballot.counts?.[k] ?? null;
    return {
      letter,
      words: words?.[k] ?? letter,
      chosen: chosen === k,
      voices,
      share: (voices ?? 0) / most,
      right: ballot.right === k,
    };
  });
}

function isPrediction({ round }: Ballot): boolean {
  return round === 'before' || round === 'after';
}

/** How one's answer stands, and what to do next. */
function noteOf(ballot: Ballot, knows: PhoneKnows): Pick<PhoneShows, 'note' | 'isIn' | 'next'> {
  const { choices, link, votes, tooLate, card } = knows;
  // Without its words a card is thought to be pressed, as nearly all are.
  const presses = card?.presses ?? true;
  const kept = choices.kept;
  if (kept?.card === ballot.card && kept.round === ballot.round)
    return { note: say(link.kind === 'open' ? 'phone.sending' : 'phone.kept'), isIn: false, next: '' };
  const isIn = votes?.mine[ballot.round] !== undefined;
  if (ballot.open) return openNote(ballot, isIn, presses);
  const next = isPrediction(ballot) ? say('phone.lookUp') : '';
  if (tooLate) return { note: say(presses ? 'phone.tooLate' : 'phone.tooLateLook'), isIn: false, next };
  const note = votes && faredWords(ballot, votes);
  if (note) return { note, isIn, next: '' };
  return { note: say(isIn ? 'phone.counts' : 'phone.closed'), isIn, next };
}

/** What became of one's answers, once it is told what is right; '' before. */
function faredWords({ round, right }: Ballot, { mine }: PageVotes): string {
  if (right === null) return '';
  const letters = (chosen: number) => ({ mine: choiceLetter(chosen), right: choiceLetter(right) });
  if (round === 'why') {
    if (mine.why === undefined) return '';
    return say(mine.why === right ? 'phone.whyFits' : 'phone.whyOther', letters(mine.why));
  }
  const predicted = mine.after ?? mine.before;
  const told: string[] = [];
  if (predicted !== undefined)
    told.push(say(predicted === right ? 'phone.asPredicted' : 'phone.notAsPredicted', letters(predicted)));
  if (mine.saw !== undefined && mine.saw !== right) told.push(say('phone.sawOther', letters(mine.saw)));
  return told.join(' ');
}

function openNote(
  ballot: Ballot,
  isIn: boolean,
  presses: boolean,
): Pick<PhoneShows, 'note' | 'isIn' | 'next'> {
  if (!isIn) return { note: '', isIn, next: '' };
  return isPrediction(ballot)
    ? {
        note: say(presses ? 'phone.isInPress' : 'phone.isInGoOn'),
        isIn,
        next: say('phone.thenLookUp'),
      }
    : { note: say('phone.isInGoOn'), isIn, next: '' };
}

/** `19 of 24 have answered`: phones that have answered and are away count in both. */
function answeredWords(ballot: Ballot, phones: number): string {
  if (ballot.by === 'hands') return say('phone.hands', { count: ballot.answered });
  return say('phone.answered', {
    answered: ballot.answered,
    phones: Math.max(ballot.answered, phones),
  });
}

function holdsWords(role: PageRole | undefined): string {
  if (!role) return '';
  if (role.role === 'watcher') return say(role.asks ? 'phone.asked' : 'phone.watching');
  return say('phone.holds');
}

export function phoneShows(knows: PhoneKnows): PhoneShows {
  const { role, votes, card } = knows;
  const ballot = ballotOf(votes);
  const words = card?.name === ballot?.card ? card : undefined;
  const common = { status: statusOf(knows), holds: holdsWords(role) };
  if (!votes || !ballot)
    return {
      ...common,
      asked: undefined,
      head: '',
      question: votes ? say('phone.nothingAsked') : '',
      language: undefined,
      choices: [],
      open: false,
      note: '',
      isIn: false,
      next: '',
      answered: '',
    };
  const question = ballot.round === 'why' ? words?.why.question : words?.question;
  return {
    ...common,
    asked: { card: ballot.card, round: ballot.round },
    head: say(HEADS[ballot.round]),
    question: question ?? say('phone.onTheScreen'),
    language: words?.language,
    choices: choicesOf(ballot, { ...knows, card: words }),
    open: ballot.open,
    ...noteOf(ballot, { ...knows, card: words }),
    answered: answeredWords(ballot, votes.phones),
  };
}
