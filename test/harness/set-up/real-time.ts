/** Runs before the tests of each file: tests of units and of boards share their globals, so a clock that one has faked is put back. */
import { afterAll, expect, vi } from 'vitest';

afterAll(() => {
  const isFaked = vi.isFakeTimers();
  vi.useRealTimers();
  expect(
    isFaked,
    'the timers are still faked after the last test: call vi.useRealTimers() in afterEach',
  ).toBe(false);
});
