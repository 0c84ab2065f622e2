/** A run-time of SCORM 1.2 that is not ours takes all that we set, without one error. */
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/browser/embedding/results.js';
import { createScormSession } from '../../../src/browser/embedding/scorm-session.js';
import { createRunTime } from '../../harness/scorm/run-time.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

describe('a platform with a run-time that is not ours', () => {
  it('takes a visit without an error: status, score, time, answers and what is kept', async () => {
    const API = await createRunTime();
    const errors: string[] = [];
    const set = API.LMSSetValue;
    API.LMSSetValue = (element: string, value: string) => {
      const answer = set.call(API, element, value);
      if (API.LMSGetLastError() !== '0') errors.push(`${element} ${value}: ${API.LMSGetLastError()}`);
      return answer;
    };
    const clock = new VirtualTimers();
    const session = createScormSession({
      card: 'two words',
      own: { parent: { API } },
      clock,
      changed: () => {},
    });
    expect(session.state()).toEqual({ kind: 'keeps', best: null, slowMs: null });
    clock.advance(61_500);
    const card = 'two words';
    const results: Result[] = [
      { event: 'predicted', card, choice: 1 },
      { event: 'saw', card, choice: 0, right: null },
      { event: 'checked', card, verdict: 'right', rightChoice: 1, measured: [] },
      { event: 'reason', card, choice: 3, right: false, attempt: 1 },
      { event: 'done', card, verdict: 'right', score: 50 },
    ];
    for (const result of results) session.result(result);
    expect(errors).toEqual([]);
    expect(API.cmi.core).toMatchObject({ lesson_status: 'completed' });
    expect(API.cmi.core.score).toMatchObject({ raw: '50', min: '0', max: '100' });
    expect(API.cmi.suspend_data).toBe('{"axonRig":1,"plays":1,"best":50}');
    expect(API.cmi.interactions.childArray).toHaveLength(3);
    session.end();
    expect(session.state()).toEqual({ kind: 'ended' });
    expect(API.isTerminated()).toBe(true);
  });
});
