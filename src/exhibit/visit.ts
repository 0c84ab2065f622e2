/**
 * Who is there: somebody who has touched something in the last minute. A button that somebody leans on gives no more than
 * one touch; one whose contact flickers gives touches for ever, and must not keep an exhibit as the last visitor left it.
 */

/** A single button or dial that is all that is touched for so many times the idle time is taken for a bad contact. */
export const FLICKERS_AFTER = 10;

export interface Visit {
  /** Something was touched: `page`, `button 1`, `dial 0`. @returns whether a visit begins. */
  touch(what: string, nowMs: number): boolean;
  /** Whether nobody is there any more, or nothing but a bad contact. */
  isOver(nowMs: number): boolean;
  /** Whether a touch counts no more, since the visit was over in spite of it. */
  ignores(what: string): boolean;
  /** @returns how long it was [ms]; undefined if there was none. */
  end(): number | undefined;
  /** Everything has been put right. */
  forget(): void;
}

export function createVisit(idleMs: number): Visit {
  let current: { readonly sinceMs: number; lastMs: number } | undefined;
  /** What was touched last, and since when nothing else was. */
  let only: { readonly what: string; readonly sinceMs: number } | undefined;
  /** All that was touched since everything was put right. */
  const touched = new Set<string>();
  let ignored: string | undefined;

  return {
    touch(what, nowMs) {
      const begins = current === undefined;
      current ??= { sinceMs: nowMs, lastMs: nowMs };
      current.lastMs = nowMs;
      if (only?.what !== what) only = { what, sinceMs: nowMs };
      touched.add(what);
      ignored = undefined;
      return begins;
    },
    isOver(nowMs) {
      if (current === undefined || only === undefined) return true;
      if (nowMs - current.lastMs >= idleMs) return true;
      // Where it is all that was ever touched there is nothing to put right.
      const flickers =
        only.what !== 'page' && touched.size > 1 && nowMs - only.sinceMs >= FLICKERS_AFTER * idleMs;
      if (flickers) ignored = only.what;
      return flickers;
    },
    ignores: (what) => what === ignored,
    end() {
      const lengthMs = current && current.lastMs - current.sinceMs;
      current = undefined;
      only = undefined;
      ignored = undefined;
      return lengthMs;
    },
    forget: () => touched.clear(),
  };
}
