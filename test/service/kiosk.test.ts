import { describe, expect, it } from 'vitest';
import { keepScreen } from '../../src/service/kiosk.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const WELL = '{"state":"well","parts":{}}';
const GONE = '{"state":"ill","parts":{"page":{"words":"No page.","forS":60}}}';

/** A screen with a browser that is made up; `says` is what the rig says when it is asked. */
function screen(says: () => string) {
  const timers = new VirtualTimers();
  const said: string[] = [];
  let asked = 0;
  let ends = 0;
  let exit = (_code: number): void => {};
  const code = keepScreen({
    start: () => ({
      ended: new Promise<number>((resolve) => {
        exit = resolve;
      }),
      end() {
        ends++;
      },
    }),
    async health() {
      asked++;
      return says();
    },
    clock: timers,
    say: (words) => said.push(words),
  });
  return {
    timers,
    said,
    code,
    exit: (with_: number) => exit(with_),
    counts: () => ({ asked, ends }),
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 1000) {
        timers.advance(1000);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe('the screen of an exhibit', () => {
  it('ends its browser once when the rig misses its page, and not in its first minute', async () => {
    const { pass, counts, said, exit, code, timers } = screen(() => GONE);
    await pass(59_000);
    expect(counts()).toEqual({ asked: 0, ends: 0 });
    await pass(31_000);
    expect(counts()).toEqual({ asked: 1, ends: 1 });
    expect(said).toEqual(['the rig has not heard of this screen for a minute: its browser is started again']);
    exit(143);
    expect(await code).toBe(143);
    expect(timers.waiting).toBe(0);
  });

  it.each([
    ['the rig is well', () => WELL],
    ['it has other troubles', () => '{"state":"ill","parts":{"device":{}}}'],
    ['it says something else', () => '<html>'],
    ['it says null', () => 'null'],
    ['its parts are none', () => '{"parts":7}'],
    [
      'it is away',
      () => {
        throw new Error('nothing listens at this address');
      },
    ],
  ])('leaves it alone where %s', async (_what, says) => {
    const { pass, counts, exit, code } = screen(says);
    await pass(300_000);
    expect(counts()).toMatchObject({ ends: 0 });
    expect(counts().asked).toBeGreaterThan(40);
    exit(0);
    expect(await code).toBe(0);
  });
});
