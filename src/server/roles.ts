/**
 * Who may control the rig. The pages of its own computer always may: they are the teacher's; of an exhibit they are for
 * visitors, who may do some of it. A page that has given the
 * code may, until it leaves, and is told a pass for what it asks over HTTP: others may share its address. And control may be lent to one page at a time, which asked for it or not: it comes back by
 * itself where that page is not touched, or leaves. All others watch. Pure: clock and chance are injected.
 */
import type { Clock } from '../controller/contract.js';
import type { PageRole, Role } from './role-messages.js';

/** A page that was lent control and is not touched for so long has it no more [ms]. */
export const LOAN_MS = 30_000;
/** Pages that ask for control; the next one is told to wait. */
export const MOST_ASKING = 8;
/** Those of one address. */
export const MOST_ASKING_FROM_THERE = 2;

export const WATCHING =
  'This page watches. To control the rig, type the code that the rig’s own page and its terminal show, or ask for the control.';
export const NOT_THE_CODE =
  'That is not the code. The rig’s own page and its terminal show it: five letters and digits.';
export const TOO_MANY_TRIES =
  'Too many codes were tried. Wait for 20 s, then try again; or ask for the control.';
export const ONLY_WHO_HAS_THE_CODE = 'Only the rig’s own page, and one that has given the code, may do this.';
const NOTHING_TO_TAKE_BACK = 'Control is not lent to anybody.';
export const ENOUGH_ASK_THERE = `${MOST_ASKING_FROM_THERE} pages of your address ask for the control already. Ask again once one of them has it.`;
const NOBODY_ASKS = 'Nobody asks for the control.';

/** A page by its number: they are counted from 1 while the rig runs. */
export type PageNumber = number;

type Grant = 'teacher' | 'code' | 'visitor' | 'none';

type Loan =
  | { readonly kind: 'none' }
  | { readonly kind: 'lent'; readonly to: PageNumber; untilMs: number; readonly cancel: () => void };

export interface Roles {
  /**
   * @param own a page of the rig's own computer.
   * @param address where it comes from.
   * @returns its number.
   */
  enter(own: boolean, address: string): PageNumber;
  leave(page: PageNumber): void;
  /** Whether it may do anything; what of it a visitor may do, the exhibit says. */
  mayControl(page: PageNumber): boolean;
  isVisitor(page: PageNumber): boolean;
  /** Whether it may lend control, see the code, and take what is the class's. */
  mayLend(page: PageNumber): boolean;
  /** The page has given the right code. */
  admit(page: PageNumber): void;
  /** Whether it is the pass of a page that has given the code and is still there. */
  isPass(pass: string | null): boolean;
  /** The page has done something: what is lent to it stays so. */
  touch(page: PageNumber): void;
  /** These three: undefined, or a sentence that says why not. */
  ask(page: PageNumber): string | undefined;
  /** @param to the page that gets it; unless given, the one that has asked first. */
  lend(from: PageNumber, to: PageNumber | undefined): string | undefined;
  /** Also for the page that has it: so it hands it back. */
  takeBack(page: PageNumber): string | undefined;
  told(page: PageNumber): PageRole;
  close(): void;
}

export interface RolesParts {
  readonly clock: Clock;
  readonly code: string;
  /** The rig is an exhibit. */
  readonly forVisitors?: boolean;
  /** Another one each time, that nobody guesses. */
  makePass(): string;
  /** What pages are told of is no longer as it was. */
  changed(): void;
}

export function createRoles({ clock, code, forVisitors = false, makePass, changed }: RolesParts): Roles {
  const grants = new Map<PageNumber, Grant>();
  const addresses = new Map<PageNumber, string>();
  const passes = new Map<PageNumber, string>();
  let asking: readonly PageNumber[] = [];
  let loan: Loan = { kind: 'none' };
  let entered = 0;

  const mayLend = (page: PageNumber) => {
    const grant = grants.get(page);
    return grant === 'teacher' || grant === 'code';
  };
  const has = (page: PageNumber) => loan.kind === 'lent' && loan.to === page;

  function roleOf(page: PageNumber): Role {
    if (grants.get(page) === 'teacher') return 'teacher';
    if (mayLend(page) || has(page)) return 'controller';
    return grants.get(page) === 'visitor' ? 'visitor' : 'watcher';
  }

  function endLoan(): void {
    if (loan.kind === 'lent') loan.cancel();
    loan = { kind: 'none' };
  }

  function beginLoan(to: PageNumber, withinMs: number): void {
    loan = { kind: 'lent', to, untilMs: clock.nowMs() + withinMs, cancel: clock.after(withinMs, look) };
  }

  /** A touch only moves the end: the timer looks again then. */
  function look(): void {
    if (loan.kind === 'none') return;
    const leftMs = loan.untilMs - clock.nowMs();
    if (leftMs > 0) beginLoan(loan.to, leftMs);
    else {
      loan = { kind: 'none' };
      changed();
    }
  }

  return {
    enter(own, address) {
      grants.set(++entered, own ? (forVisitors ? 'visitor' : 'teacher') : 'none');
      addresses.set(entered, address);
      changed();
      return entered;
    },
    leave(page) {
      if (!grants.delete(page)) return;
      addresses.delete(page);
      passes.delete(page);
      asking = asking.filter((other) => other !== page);
      if (has(page)) endLoan();
      changed();
    },
    mayControl: (page) => roleOf(page) !== 'watcher',
    isVisitor: (page) => roleOf(page) === 'visitor',
    mayLend,
    admit(page) {
      if (mayLend(page) || !grants.has(page)) return;
      grants.set(page, 'code');
      passes.set(page, makePass());
      asking = asking.filter((other) => other !== page);
      if (has(page)) endLoan();
      changed();
    },
    isPass: (pass) => pass !== null && [...passes.values()].includes(pass),
    touch(page) {
      if (loan.kind === 'lent' && loan.to === page) loan.untilMs = clock.nowMs() + LOAN_MS;
    },
    ask(page) {
      if (roleOf(page) !== 'watcher' || asking.includes(page)) return undefined;
      const from = addresses.get(page);
      if (asking.filter((other) => addresses.get(other) === from).length >= MOST_ASKING_FROM_THERE)
        return ENOUGH_ASK_THERE;
      if (asking.length >= MOST_ASKING)
        return `${MOST_ASKING} pages ask for the control already. Ask again in a moment.`;
      asking = [...asking, page];
      changed();
      return undefined;
    },
    lend(from, to = asking[0]) {
      if (!mayLend(from)) return ONLY_WHO_HAS_THE_CODE;
      if (to === undefined) return NOBODY_ASKS;
      if (!grants.has(to)) return `Page ${to} is not there any more.`;
      if (mayLend(to)) return `Page ${to} has the control anyway.`;
      endLoan();
      beginLoan(to, LOAN_MS);
      asking = asking.filter((other) => other !== to);
      changed();
      return undefined;
    },
    takeBack(page) {
      if (!mayLend(page) && !has(page)) return ONLY_WHO_HAS_THE_CODE;
      if (loan.kind === 'none') return NOTHING_TO_TAKE_BACK;
      endLoan();
      changed();
      return undefined;
    },
    told(page) {
      const lends = mayLend(page);
      return {
        type: 'role',
        role: roleOf(page),
        page,
        lentTo: loan.kind === 'lent' ? loan.to : null,
        asks: asking.includes(page),
        asking: lends ? asking : [],
        code: lends ? code : null,
        pass: passes.get(page) ?? null,
        pages: grants.size,
      };
    },
    close: endLoan,
  };
}
