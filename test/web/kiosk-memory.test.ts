import { describe, expect, it } from 'vitest';
import { roleHere } from '../../src/web/kiosk-memory.js';
import { pageRole } from './page-role.js';

describe('the role of a page', () => {
  it('of an exhibit’s own computer is that of a visitor, and at the address for technicians that of a watcher', () => {
    expect(roleHere(pageRole('visitor'), '/').role).toBe('visitor');
    expect(roleHere(pageRole('visitor'), '/technician').role).toBe('watcher');
  });

  it('is what the rig says for everybody else, so also for who has given the code there', () => {
    for (const role of ['teacher', 'controller', 'watcher'] as const)
      expect(roleHere(pageRole(role), '/technician').role).toBe(role);
  });
});
