/** Calls of a platform: whatever it answers or throws is a value here, and how long it took is known. */
import type { ScormApi } from './scorm-api.js';

export type Answer =
  | { readonly ok: true; readonly value: string }
  /** `words`: why, as the platform says it. */
  | { readonly ok: false; readonly asked: string; readonly code: string; readonly words: string };

/** Of what a platform says, so many characters are shown. */
export const MOST_WORDS = 200;
const NO_ERROR = '0';

/** Some platforms answer the text `true`, others a truth value. */
const isTrue = (answer: unknown) => String(answer) === 'true' || String(answer) === '1';
const short = (value: unknown) => String(value ?? '').slice(0, MOST_WORDS);

export interface Calls {
  begin(): Answer;
  get(element: string): Answer;
  set(element: string, value: string): Answer;
  commit(): Answer;
  finish(): Answer;
  /** The longest that a call has taken so far [ms]. */
  readonly longestMs: number;
}

export function createCalls(api: ScormApi, nowMs: () => number): Calls {
  let longestMs = 0;

  /** The platform's own words of its last error. */
  function lastError(): { code: string; words: string } {
    try {
      const code = short(api.LMSGetLastError?.());
      return { code, words: code === '' ? '' : short(api.LMSGetErrorString?.(code)) };
    } catch (error) {
      return { code: '', words: short(error) };
    }
  }

  function call(asked: string, work: () => unknown, isGood: (answer: unknown) => boolean): Answer {
    const startMs = nowMs();
    try {
      const answer = work();
      if (isGood(answer)) return { ok: true, value: String(answer ?? '') };
      return { ok: false, asked, ...lastError() };
    } catch (error) {
      return { ok: false, asked, code: '', words: short(error) };
    } finally {
      longestMs = Math.max(longestMs, nowMs() - startMs);
    }
  }

  /** An empty value may be one, or mean an error. */
  const isValue = (answer: unknown) =>
    (typeof answer === 'string' && answer !== '') || ['', NO_ERROR].includes(lastError().code);

  return {
    begin: () => call('LMSInitialize', () => api.LMSInitialize(''), isTrue),
    get: (element) => call(`LMSGetValue ${element}`, () => api.LMSGetValue(element), isValue),
    set: (element, value) => call(`LMSSetValue ${element}`, () => api.LMSSetValue(element, value), isTrue),
    commit: () => call('LMSCommit', () => api.LMSCommit(''), isTrue),
    finish: () => call('LMSFinish', () => api.LMSFinish(''), isTrue),
    get longestMs() {
      return longestMs;
    },
  };
}
