import { describe, expect, it } from 'vitest';
import type { PageRole } from '../../src/server/messages.js';
import { roleHere } from '../../src/web/kiosk-memory.js';

const told = (role: PageRole['role']): PageRole => ({
  type: 'role',
  role,
  page: 1,
  lentTo: null,
  asks: false,
  asking: [],
  code: null,
  pass: null,
  pages: 1,
});

describe('the role of a page', () => {
  it('of an exhibit’s own computer is that of a visitor, and at the address for technicians that of a watcher', () => {
    expect(roleHere(told('visitor'), '/').role).toBe('visitor');
    expect(roleHere(told('visitor'), '/technician').role).toBe('watcher');
  });

  it('is what the rig says for everybody else, so also for who has given the code there', () => {
    for (const role of ['teacher', 'controller', 'watcher'] as const)
      expect(roleHere(told(role), '/technician').role).toBe(role);
  });
});
