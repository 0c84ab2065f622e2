import { beforeEach, describe, expect, it } from 'vitest';
import {
  createRoles,
  ENOUGH_ASK_THERE,
  LOAN_MS,
  MOST_ASKING,
  MOST_ASKING_FROM_THERE,
  ONLY_WHO_HAS_THE_CODE,
  type Roles,
} from '../../src/server/roles.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

let timers: VirtualTimers;
let roles: Roles;
let changes: number;
let passes = 0;
let teacher: number;
let phone: number;
let entered = 0;

beforeEach(() => {
  timers = new VirtualTimers();
  changes = 0;
  roles = createRoles({
    clock: timers,
    code: 'KX7M2',
    makePass: () => `pass ${++passes}`,
    changed: () => changes++,
  });
  teacher = roles.enter(true, '127.0.0.1');
  phone = enter();
});

/** A page of another computer; unless given, each has its own. */
const enter = (address = `192.168.1.${++entered}`) => roles.enter(false, address);
const roleOf = (page: number) => roles.told(page).role;

describe('roles', () => {
  it('are the teacher’s for a page of the rig’s own computer, and to watch for any other', () => {
    expect([teacher, phone].map(roleOf)).toEqual(['teacher', 'watcher']);
    expect([teacher, phone].map((page) => roles.mayControl(page))).toEqual([true, false]);
    expect(roles.told(teacher)).toMatchObject({ page: 1, pages: 2, code: 'KX7M2' });
    expect(roles.told(phone)).toMatchObject({ page: 2, pages: 2, code: null });
  });

  it('are to control for a page that has given the code, until it leaves, and it may lend', () => {
    roles.admit(phone);
    expect(roleOf(phone)).toBe('controller');
    expect(roles.told(phone).code).toBe('KX7M2');
    timers.advance(10 * LOAN_MS);
    expect(roles.mayControl(phone)).toBe(true);
    const other = enter();
    expect(roles.lend(phone, other)).toBeUndefined();
    roles.leave(phone);
    expect(roles.mayControl(phone)).toBe(false);
  });

  it('bring a pass to the page that has given the code, its own, which opens nothing once it has left', () => {
    const other = enter();
    roles.admit(phone);
    roles.admit(other);
    const [first, second] = [phone, other].map((page) => roles.told(page).pass);
    expect(first).not.toBe(second);
    expect([first!, second!, 'pass', '', null].map((pass) => roles.isPass(pass))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(roles.told(teacher).pass).toBeNull();
    roles.leave(phone);
    expect([first!, second!].map((pass) => roles.isPass(pass))).toEqual([false, true]);
  });

  it('of a page that is not there are none', () => {
    expect(roles.mayControl(99)).toBe(false);
    roles.leave(99);
    roles.admit(99);
    expect(roles.mayControl(99)).toBe(false);
  });
});

describe('control that is lent', () => {
  it('goes to the page that asked first, and the teacher keeps his', () => {
    const other = enter();
    roles.ask(other);
    roles.ask(phone);
    expect(roles.told(teacher).asking).toEqual([other, phone]);
    expect(roles.told(phone)).toMatchObject({ asking: [], asks: true });
    expect(roles.lend(teacher, undefined)).toBeUndefined();
    expect([teacher, phone, other].map(roleOf)).toEqual(['teacher', 'watcher', 'controller']);
    expect(roles.told(phone).lentTo).toBe(other);
    expect(roles.told(teacher).asking).toEqual([phone]);
    expect(roles.told(other).code).toBeNull();
  });

  it('goes to one page at a time', () => {
    const other = enter();
    roles.lend(teacher, phone);
    roles.lend(teacher, other);
    expect([phone, other].map((page) => roles.mayControl(page))).toEqual([false, true]);
  });

  it(`comes back by itself after ${LOAN_MS / 1000} s without a touch, and a touch begins them again`, () => {
    roles.lend(teacher, phone);
    timers.advance(LOAN_MS - 1);
    roles.touch(phone);
    roles.touch(teacher);
    timers.advance(LOAN_MS - 1);
    expect(roles.mayControl(phone)).toBe(true);
    const before = changes;
    timers.advance(1);
    expect(roles.mayControl(phone)).toBe(false);
    expect(changes).toBe(before + 1);
    expect(roles.told(teacher).lentTo).toBeNull();
  });

  it('comes back when the page leaves, and its time ends no later loan', () => {
    roles.lend(teacher, phone);
    timers.advance(LOAN_MS - 1);
    roles.leave(phone);
    expect(roles.told(teacher).lentTo).toBeNull();
    const other = enter();
    roles.lend(teacher, other);
    timers.advance(LOAN_MS - 1);
    expect(roles.mayControl(other)).toBe(true);
  });

  it('is taken back by the teacher, or handed back by who has it, and by nobody else', () => {
    const other = enter();
    roles.lend(teacher, phone);
    expect(roles.takeBack(other)).toBe(ONLY_WHO_HAS_THE_CODE);
    expect(roles.takeBack(phone)).toBeUndefined();
    expect(roles.mayControl(phone)).toBe(false);
    expect(roles.takeBack(teacher)).toBe('Control is not lent to anybody.');
    roles.lend(teacher, phone);
    expect(roles.takeBack(teacher)).toBeUndefined();
    expect(roles.mayControl(phone)).toBe(false);
  });

  it('is refused in words where it cannot be', () => {
    expect(roles.lend(phone, phone)).toBe(ONLY_WHO_HAS_THE_CODE);
    expect(roles.lend(teacher, undefined)).toBe('Nobody asks for the control.');
    expect(roles.lend(teacher, 99)).toBe('Page 99 is not there any more.');
    expect(roles.lend(teacher, teacher)).toBe('Page 1 has the control anyway.');
    roles.lend(teacher, phone);
    expect(roles.lend(phone, phone)).toBe(ONLY_WHO_HAS_THE_CODE);
  });

  it(`is asked for by ${MOST_ASKING_FROM_THERE} pages of one address at most, and others find room`, () => {
    const pages = Array.from({ length: MOST_ASKING }, () => enter('192.168.2.1'));
    expect(pages.map((page) => roles.ask(page))).toEqual([
      undefined,
      undefined,
      ...new Array(MOST_ASKING - MOST_ASKING_FROM_THERE).fill(ENOUGH_ASK_THERE),
    ]);
    expect(roles.ask(phone)).toBeUndefined();
    roles.lend(teacher, undefined);
    expect(roles.ask(pages[2]!)).toBeUndefined();
    expect(roles.told(teacher).asking).toEqual([pages[1], phone, pages[2]]);
  });

  it(`is asked for by ${MOST_ASKING} pages at most; one that leaves makes room`, () => {
    const pages = Array.from({ length: MOST_ASKING }, () => enter());
    for (const page of [...pages, pages[0]!]) expect(roles.ask(page)).toBeUndefined();
    expect(roles.ask(phone)).toBe('8 pages ask for the control already. Ask again in a moment.');
    roles.leave(pages[0]!);
    expect(roles.ask(phone)).toBeUndefined();
    expect(roles.told(teacher).asking).toHaveLength(MOST_ASKING);
  });
});
