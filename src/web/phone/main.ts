/** The page of a phone that votes: it watches, chooses, and may be lent control. */
import { isPhoneCard, type PhoneCard } from '../../server/phone-messages.js';
import { socketAddress } from '../link.js';
import { byId, setAttribute } from '../svg.js';
import { speak } from '../words/page-language.js';
import { rigWords } from '../words/rig-words.js';
import { language } from '../words/say.js';
import { setText } from '../words.js';
import { AxonView } from './axon-view.js';
import { ChoiceKeeper, keptIn } from './choice-keeper.js';
import { ChoicesView } from './choices-view.js';
import { ControlView } from './control-view.js';
import { phoneLine } from './phone-line.js';
import { type PhoneKnows, type PhoneShows, phoneShows } from './phone-view.js';
import { keptVoice } from './voice.js';

await speak();

const KEPT_AS = 'axon-rig-choice';
const REFUSAL_MS = 7000;

const voice = keptVoice(() => localStorage);
const axon = new AxonView();
const choices = new ChoiceKeeper(keptIn(read(KEPT_AS)), (kept) =>
  write(KEPT_AS, kept ? JSON.stringify(kept) : ''),
);
const question = new ChoicesView((choice) => {
  const { asked } = shown;
  if (asked) choices.choose({ ...asked, choice });
  send();
  show();
});
const control = new ControlView((command) => line.send(command));

let knows: PhoneKnows = {
  link: { kind: 'connecting' },
  role: undefined,
  votes: undefined,
  card: undefined,
  choices,
  pictures: true,
  tooLate: false,
};
let shown: PhoneShows = phoneShows(knows);
let refusalTimer: ReturnType<typeof setTimeout> | undefined;

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // It is kept as long as the page is open.
  }
}

function learn(news: Partial<PhoneKnows>): void {
  knows = { ...knows, ...news };
  show();
}

/** What the rig may not have yet. */
function send(): void {
  if (choices.kept) line.send({ do: 'vote', ...choices.kept });
}

function show(): void {
  shown = phoneShows(knows);
  const { status, note, isIn, next, answered, holds } = shown;
  setAttribute(byId('status', HTMLElement), 'data-mark', status.mark);
  setText(byId('status-words', HTMLElement), status.words);
  question.show(shown);
  setText(byId('note', HTMLElement), note);
  byId('note', HTMLElement).classList.toggle('in', isIn);
  setText(byId('next', HTMLElement), next);
  setText(byId('answered', HTMLElement), answered);
  setText(byId('holds', HTMLElement), holds);
  control.show(knows.role, knows.link.kind === 'open');
}

/** The words of the card that is asked about now, in the language of this phone where it has them. */
async function fetchCard(name: string): Promise<PhoneCard | undefined> {
  try {
    const answer = await fetch(`v/card.json?${new URLSearchParams({ card: name, lang: language() })}`);
    const card: unknown = answer.ok ? await answer.json() : undefined;
    return isPhoneCard(card) ? card : undefined;
  } catch {
    return undefined;
  }
}

const line = phoneLine(() => new WebSocket(socketAddress(location.href, 'v/ws')), {
  link(link) {
    if (link.kind === 'open') {
      line.send({ do: 'join', voice });
      send();
    }
    if (link.kind === 'lost') axon.picture(undefined);
    learn({ link });
  },
  state(state) {
    axon.state(state);
    control.state(state);
    byId('stage', HTMLElement).hidden = !state.pictures;
    if (state.pictures !== knows.pictures) learn({ pictures: state.pictures });
  },
  role: (role) => learn({ role }),
  votes(votes) {
    const isOther = votes.card !== knows.votes?.card;
    const tooLate = choices.told(votes) || (knows.tooLate && !isOther);
    learn({ votes, tooLate });
    if (votes.card !== null && knows.card?.name !== votes.card)
      void fetchCard(votes.card).then((card) => {
        if (card && knows.votes?.card === card.name) learn({ card });
      });
  },
  refusal(words) {
    const refusal = byId('refusal', HTMLElement);
    refusal.textContent = rigWords(words);
    refusal.hidden = false;
    clearTimeout(refusalTimer);
    refusalTimer = setTimeout(() => {
      refusal.hidden = true;
    }, REFUSAL_MS);
  },
  picture: (picture) => axon.picture(picture),
});

window.addEventListener('online', () => line.hurry());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) line.hurry();
});
show();
line.open();
