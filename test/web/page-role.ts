/** What a rig tells a page of its role, in tests of the page. */
import type { PageRole, Role } from '../../src/server/messages.js';

/** Nobody asks for control, nobody has it on loan, and this is the only page. */
export const pageRole = (role: Role, more: Partial<PageRole> = {}): PageRole => ({
  type: 'role',
  role,
  page: 1,
  lentTo: null,
  asks: false,
  asking: [],
  code: null,
  pass: null,
  pages: 1,
  ...more,
});
