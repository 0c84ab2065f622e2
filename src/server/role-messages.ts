/** What pages are told of who controls the rig, and what they ask about it. Pure: the page and the server import this file. */
import { type FieldGuard, optional } from '../controller/contract.js';
import { areAll, isCount, isOneOf, isRecord, isText } from './value-checks.js';

export const ROLES = ['teacher', 'controller', 'visitor', 'watcher'] as const;
/**
 * `teacher`: a page of the rig's own computer. `controller`: another page that has given the code, or was lent control.
 * `visitor`: a page of an exhibit's own computer, which may do what its rig file allows to visitors.
 * `watcher`: it sees everything, may vote, and is refused all else.
 */
export type Role = (typeof ROLES)[number];

/** Sent when a page comes, and on every change of it. */
export interface PageRole {
  readonly type: 'role';
  readonly role: Role;
  /** The number of this page, by which it can be lent control. */
  readonly page: number;
  /** The page that control is lent to now; null: none. It goes back after 30 s without a touch. */
  readonly lentTo: number | null;
  /** This page has asked for control. */
  readonly asks: boolean;
  /** All that have asked, the first one first; empty for who may not lend it. */
  readonly asking: readonly number[];
  /** What gives control to a page of another computer; null for who may not lend it. */
  readonly code: string | null;
  /**
   * What a page that has given the code adds to what it asks over HTTP, as `pass`: it opens what is not for everybody, for
   * as long as the page is there.
   */
  readonly pass: string | null;
  /** Pages and phones that are connected now. */
  readonly pages: number;
}

const MOST_CODE_LETTERS = 16;

const pageNumber: FieldGuard<number> = {
  expected: 'the number of a page, from 1',
  is: (value): value is number => isCount(value) && value > 0,
};

const code: FieldGuard<string> = {
  expected: 'the code that the rig shows',
  is: (value): value is string => isText(value) && value !== '' && value.length <= MOST_CODE_LETTERS,
};

/** What a page may ask about control. Whether it may, the server says. */
export const ROLE_COMMANDS = {
  /** Gives the code: this page controls the rig until it leaves. */
  code: { code },
  /** Asks for control. */
  askControl: {},
  /** Lends control to a page; to the one that has asked first, unless a number is given. */
  lend: { to: optional(pageNumber) },
  /** Takes control back; the page that was lent it hands it back. */
  takeBack: {},
} as const;

const isPageNumber = pageNumber.is;

export function isPageRole(message: unknown): message is PageRole {
  return (
    isRecord(message) &&
    message.type === 'role' &&
    isOneOf(ROLES, message.role) &&
    isPageNumber(message.page) &&
    (message.lentTo === null || isPageNumber(message.lentTo)) &&
    typeof message.asks === 'boolean' &&
    areAll(message.asking, isPageNumber) &&
    (message.code === null || isText(message.code)) &&
    (message.pass === null || isText(message.pass)) &&
    isCount(message.pages)
  );
}
