/**
 * What pages ask, and who may: commands of the rig and of the lesson are for who controls it, those about control and
 * votes for all, or for who may lend control.
 */
import type { Clock, Controller } from '../controller/contract.js';
import type { ExhibitDesk } from '../exhibit/contract.js';
import type { Lessons } from '../lessons/contract.js';
import { refusalWords } from '../lessons/english.js';
import { type Client, refuse } from './client.js';
import { createCodeCheck } from './code.js';
import { type PageCommand, parsePageCommand } from './messages.js';
import {
  NOT_THE_CODE,
  ONLY_WHO_HAS_THE_CODE,
  type PageNumber,
  type Roles,
  TOO_MANY_TRIES,
  WATCHING,
} from './roles.js';
import type { VoteDesk } from './vote-desk.js';
import { allWork, mayWork } from './work.js';

/** What a page reads whose command comes among too many that take time. */
const TOO_MUCH_WORK = 'the rig has been asked for too much at once; ask again in a moment';
const NO_LESSONS = 'This rig plays no lessons.';

/** A page, as one who holds a press. */
const nameOf = (page: PageNumber) => `page ${page}`;

type CommandNamed<Name extends PageCommand['do']> = Extract<PageCommand, { readonly do: Name }>;

export interface AsksOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly lessons: Lessons | undefined;
  readonly code: string;
  readonly roles: Roles;
  readonly desk: VoteDesk;
  /** Of a rig that is an exhibit. */
  readonly exhibit?: ExhibitDesk | undefined;
}

export interface Asks {
  /** Carries out what a page has sent, or says why not. @param data undefined: it was no text. */
  receive(client: Client, data: string | undefined): void;
  /** Ends what a page holds: it has left, or may not control any more. */
  letGo(client: Client): void;
}

export function createAsks({ controller, clock, lessons, code, roles, desk, exhibit }: AsksOptions): Asks {
  const all = allWork(clock.nowMs());
  const codes = createCodeCheck(code, clock.nowMs());

  /** @returns why not. */
  function carryOut(client: Client, command: PageCommand): string | undefined {
    const { page, voter } = client;
    roles.touch(page);
    switch (command.do) {
      case 'code':
        return giveCode(client, command.code);
      case 'touch':
        if (roles.mayControl(page)) exhibit?.hand();
        return undefined;
      case 'askControl':
        return roles.ask(page);
      case 'lend':
        return roles.lend(page, command.to);
      case 'takeBack':
        return roles.takeBack(page);
      case 'join':
        return desk.join(voter, command.voice);
      case 'vote':
        return desk.vote(voter, command.card, command.round, command.choice);
      case 'voteAgain':
        return roles.mayLend(page) ? desk.voteAgain() : ONLY_WHO_HAS_THE_CODE;
      case 'hands':
        return roles.mayLend(page) ? desk.hands(command.round, command.counts) : ONLY_WHO_HAS_THE_CODE;
      case 'clearVotes':
        return roles.mayLend(page) ? desk.clear() : ONLY_WHO_HAS_THE_CODE;
      default:
        return control(client, command);
    }
  }

  /** Pages of the rig's own computer are told apart: who stands there may open another one. */
  function giveCode({ page, address, own }: Client, typed: string): string | undefined {
    if (roles.mayLend(page)) return undefined;
    const from = own
      ? ({ where: 'here', who: nameOf(page) } as const)
      : ({ where: 'there', who: address } as const);
    const answer = codes.try(typed, from, clock.nowMs());
    if (answer === 'right') roles.admit(page);
    if (answer === 'wrong') return NOT_THE_CODE;
    return answer === 'too-often' ? TOO_MANY_TRIES : undefined;
  }

  type Controlling = Parameters<Controller['command']>[0] | CommandNamed<'lesson'>;

  /** What only who controls may ask. Who is told so, or asks for too much, hears it once a second. */
  function control(client: Client, command: Controlling): string | undefined {
    const nowMs = clock.nowMs();
    if (!roles.mayControl(client.page)) return client.warnings.take(nowMs) ? WATCHING : undefined;
    exhibit?.hand();
    const visited = roles.isVisitor(client.page) ? exhibit : undefined;
    const notForVisitors = visited?.refusal(client.page, command, lessons?.state().plan?.name ?? null);
    if (notForVisitors !== undefined) return client.warnings.take(nowMs) ? notForVisitors : undefined;
    if (!mayWork(command, client.work, all, nowMs))
      return client.warnings.take(nowMs) ? `${command.do}: ${TOO_MUCH_WORK}` : undefined;
    const refusal = obey(client, command);
    if (refusal === undefined) visited?.done(client.page, command);
    return refusal;
  }

  function obey(client: Client, command: Controlling): string | undefined {
    if (command.do === 'lesson') return lessons ? askLesson(lessons, command) : NO_LESSONS;
    if (command.do === 'stimulate') client.hasPressed = true;
    return controller.command(command, nameOf(client.page));
  }

  function askLesson(of: Lessons, command: CommandNamed<'lesson'>): string | undefined {
    const refusal = of.command(command);
    return refusal && refusalWords(refusal);
  }

  return {
    receive(client, data) {
      const command = data === undefined ? 'a command must be text, not bytes' : parsePageCommand(data);
      const refusal = typeof command === 'string' ? command : carryOut(client, command);
      if (refusal !== undefined) refuse(client, refusal);
    },
    letGo(client) {
      if (client.hasPressed && controller.snapshot().held)
        controller.command({ do: 'release' }, nameOf(client.page));
      client.hasPressed = false;
    },
  };
}
