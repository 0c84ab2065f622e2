/** What pages and phones are told, beside pictures: the state of the rig, roles, votes, the lesson; each as often as it must. */
import { type Clock, type Controller, PICTURE_MS } from '../controller/contract.js';
import type { ExhibitDesk } from '../exhibit/contract.js';
import type { Lessons } from '../lessons/contract.js';
import type { Client } from './client.js';
import type { PageExhibit } from './exhibit-messages.js';
import { phoneState } from './phone-state.js';
import type { Roles } from './roles.js';
import { pageState, type RigFacts } from './state.js';
import { createTeller, type TellerOptions } from './teller.js';
import type { VoteDesk } from './vote-desk.js';

/** How often watchers are told of the rig's state, and all of roles and votes, at most [ms]. */
export const WATCHERS_EVERY_MS = 100;
export const VOTES_EVERY_MS = 250;
/** Pages that are told in one turn of the event loop. */
const TOLD_AT_ONCE = 32;

export interface NewsOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
  readonly lessons: Lessons | undefined;
  readonly exhibit: ExhibitDesk | undefined;
  /** Asked when there is something to tell. */
  readonly roles: () => Roles;
  readonly desk: () => VoteDesk;
  readonly clients: ReadonlySet<Client>;
  readonly caught: TellerOptions['caught'];
}

export interface News {
  /** All that a page that has just come must know. */
  greet(client: Client): void;
  /** These: something of it is no longer as it was. */
  state(): void;
  roles(): void;
  votes(): void;
  lesson(): void;
  exhibit(): void;
  /** Tells phones, which may hear nothing else, that the rig is there. */
  heartbeat(): void;
  forget(client: Client): void;
  /** Tells all that is still to be told. */
  finish(): void;
}

export function createNews(options: NewsOptions): News {
  const { controller, clock, rig, lessons, exhibit, clients, caught } = options;

  function teller(everyMs: number, messages: TellerOptions['messages'], atOnce = TOLD_AT_ONCE) {
    return createTeller({ clock, caught, everyMs, messages, atOnce });
  }

  const stateMessages = () => {
    const message = JSON.stringify(pageState(rig, controller.snapshot()));
    return () => message;
  };
  const roleMessages = () => (client: Client) => JSON.stringify(options.roles().told(client.page));
  const voteMessages = () => {
    const desk = options.desk();
    const told = desk.told();
    return ({ voter }: Client) => JSON.stringify({ ...told, mine: desk.chosenBy(voter) });
  };
  const lessonMessages = () => {
    const message = lessons && JSON.stringify(lessons.state());
    return ({ kind }: Client) => (kind === 'page' ? message : undefined);
  };
  const exhibitMessages = () => {
    const told = exhibit && ({ type: 'exhibit', ...exhibit.told() } satisfies PageExhibit);
    const message = told && JSON.stringify(told);
    return ({ kind }: Client) => (kind === 'page' ? message : undefined);
  };
  /** Little of the rig's state is a phone's: most changes are none for it. */
  const phoneMessages = () => {
    const now = controller.snapshot();
    const [watching, voting] = [true, false].map((pictures) =>
      JSON.stringify(phoneState(rig, now, pictures)),
    );
    return (client: Client) => {
      const message = client.seated ? watching! : voting!;
      if (message === client.phoneKnows) return undefined;
      client.phoneKnows = message;
      return message;
    };
  };

  const own = teller(PICTURE_MS, stateMessages, Number.POSITIVE_INFINITY);
  const watchers = teller(WATCHERS_EVERY_MS, stateMessages);
  const phones = teller(VOTES_EVERY_MS, phoneMessages);
  const roles = teller(WATCHERS_EVERY_MS, roleMessages);
  const votes = teller(VOTES_EVERY_MS, voteMessages);
  const lesson = teller(WATCHERS_EVERY_MS, lessonMessages);
  const ofExhibit = teller(WATCHERS_EVERY_MS, exhibitMessages);
  const tellers = [own, watchers, phones, roles, votes, lesson, ofExhibit];

  const allOf = (test: (client: Client) => boolean) => [...clients].filter(test);
  const isPhone = ({ kind }: Client) => kind === 'phone';
  const controls = ({ page }: Client) => options.roles().mayControl(page);

  return {
    greet(client) {
      const state = isPhone(client) ? phoneMessages : stateMessages;
      for (const messages of [state, roleMessages, voteMessages, lessonMessages, exhibitMessages]) {
        const message = messages()(client);
        if (message !== undefined) client.socket.send(message);
      }
    },
    state() {
      own.change(allOf((client) => !isPhone(client) && controls(client)));
      watchers.change(allOf((client) => !isPhone(client) && !controls(client)));
      phones.change(allOf(isPhone));
    },
    roles: () => roles.change(clients),
    votes: () => votes.change(clients),
    lesson: () => lesson.change(clients),
    exhibit: () => ofExhibit.change(clients),
    heartbeat() {
      const all = allOf(isPhone);
      for (const phone of all) phone.phoneKnows = '';
      phones.change(all);
    },
    forget(client) {
      for (const each of tellers) each.forget(client);
    },
    finish() {
      for (const each of tellers) each.finish();
    },
  };
}
