/**
 * A learning platform as SCORM 1.2 has one: strict about what may be set and when, and as bad as a test wants it. One
 * function without imports, so that it can be handed to a page as it is.
 */
import type { ScormApi } from '../../../src/browser/embedding/scorm-api.js';

export interface FakeOptions {
  /** What it knows before the visit. */
  readonly values?: Readonly<Record<string, string>>;
  /** Elements that it does not have, by their beginning. */
  readonly lacks?: readonly string[];
}

export interface FakePlatform {
  readonly api: Required<ScormApi>;
  /** Every call, as `LMSSetValue cmi.core.exit suspend`. */
  readonly calls: string[];
  /** As it was kept by the last commit, or at the end. */
  readonly kept: Record<string, string>;
  /** Calls that it refuses now, by their beginning, with a code; a text is thrown. */
  readonly refuses: Map<string, number | string>;
  isOpen(): boolean;
}

export function fakePlatform({ values = {}, lacks = [] }: FakeOptions = {}): FakePlatform {
  const now: Record<string, string> = {
    'cmi.core.lesson_status': 'not attempted',
    'cmi.core.lesson_mode': 'normal',
    'cmi.core.score.raw': '',
    'cmi.suspend_data': '',
    'cmi.interactions._count': '0',
    ...values,
  };
  const POINTS = /^\d{1,3}(\.\d+)?$/;
  const ID = /^[\w.-]{1,255}$/;
  const MAY_BE_SET: [RegExp, RegExp][] = [
    [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
    [/^cmi\.core\.score\.(raw|min|max)$/, POINTS],
    [/^cmi\.core\.exit$/, /^(time-out|suspend|logout|)$/],
    [/^cmi\.core\.session_time$/, /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
    [/^cmi\.suspend_data$/, /^[\s\S]{0,4096}$/],
    [/^cmi\.interactions\.\d+\.id$/, ID],
    [
      /^cmi\.interactions\.\d+\.type$/,
      /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/,
    ],
    [/^cmi\.interactions\.\d+\.student_response$/, /^([a-z0-9](,[a-z0-9])*)?$/],
    [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/],
    [/^cmi\.interactions\.\d+\.weighting$/, POINTS],
  ];
  const WRITE_ONLY = /^cmi\.(core\.(exit|session_time)|interactions\.\d+\.)/;
  const WORDS: Record<string, string> = {
    0: 'No error',
    101: 'General exception',
    201: 'Invalid argument error',
    301: 'Not initialized',
    401: 'Not implemented error',
    404: 'Element is write only',
    405: 'Incorrect Data Type',
  };
  const calls: string[] = [];
  const kept: Record<string, string> = {};
  const refuses = new Map<string, number | string>();
  let state: 'new' | 'open' | 'closed' = 'new';
  let code = 0;

  function call(words: readonly string[], work: () => number | { readonly value: string }): string {
    const line = words.join(' ').trim();
    calls.push(line);
    for (const [beginning, refusal] of refuses) {
      if (!line.startsWith(beginning)) continue;
      if (typeof refusal === 'string') throw new Error(refusal);
      code = refusal;
      return line.startsWith('LMSGetValue') ? '' : 'false';
    }
    const done = work();
    code = typeof done === 'number' ? done : 0;
    if (typeof done !== 'number') return done.value;
    if (line.startsWith('LMSGetValue')) return '';
    return code === 0 ? 'true' : 'false';
  }

  const lacked = (element: string) => lacks.some((beginning) => element.startsWith(beginning));

  function set(element: string, value: string): number {
    if (state !== 'open') return 301;
    const form = MAY_BE_SET.find(([name]) => name.test(element))?.[1];
    if (form === undefined || lacked(element)) return 401;
    const index = /^cmi\.interactions\.(\d+)\.id$/.exec(element)?.[1];
    if (/^cmi\.interactions\./.test(element) && index === undefined) {
      const id = element.replace(/[^.]+$/, 'id');
      if (now[id] === undefined) return 201;
    }
    if (index !== undefined) {
      if (Number(index) > Number(now['cmi.interactions._count'])) return 201;
      now['cmi.interactions._count'] = String(
        Math.max(Number(now['cmi.interactions._count']), Number(index) + 1),
      );
    }
    if (typeof value !== 'string' || !form.test(value)) return 405;
    now[element] = value;
    return 0;
  }

  const api: Required<ScormApi> = {
    LMSInitialize: (nothing) =>
      call(['LMSInitialize', nothing], () => {
        if (state !== 'new') return 101;
        state = 'open';
        return 0;
      }),
    LMSGetValue: (element) =>
      call(['LMSGetValue', element], () => {
        if (state !== 'open') return 301;
        const value = now[element];
        if (value === undefined || lacked(element)) return 401;
        return WRITE_ONLY.test(element) ? 404 : { value };
      }),
    LMSSetValue: (element, value) => call(['LMSSetValue', element, value], () => set(element, value)),
    LMSCommit: (nothing) =>
      call(['LMSCommit', nothing], () => {
        if (state !== 'open') return 301;
        Object.assign(kept, now);
        return 0;
      }),
    LMSFinish: (nothing) =>
      call(['LMSFinish', nothing], () => {
        if (state !== 'open') return 301;
        Object.assign(kept, now);
        state = 'closed';
        return 0;
      }),
    LMSGetLastError: () => String(code),
    LMSGetErrorString: (asked) => WORDS[asked] ?? '',
  };
  return { api, calls, kept, refuses, isOpen: () => state === 'open' };
}
