/** vitest's own `expect`, which `bundle.ts` finds. */
declare module 'virtual:expect' {
  import type { ExpectStatic } from 'vitest';
  export function makeExpect(): ExpectStatic;
}
