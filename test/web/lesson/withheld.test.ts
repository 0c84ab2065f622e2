import { describe, expect, it } from 'vitest';
import type { LessonPhase } from '../../../src/server/messages.js';
import { withheldBy } from '../../../src/web/lesson/withheld.js';
import { ASKING, DOING, lessonAt, NO_LESSON, RESULT } from '../lesson-state.js';

describe('what a press did', () => {
  it('is withheld from the question until all have written down what they saw', () => {
    const phases: readonly [LessonPhase, string][] = [
      [ASKING, 'asks'],
      [DOING, 'watches'],
      [{ phase: 'seen' }, 'asks'],
      [{ phase: 'checked', result: RESULT }, 'no'],
      [{ phase: 'why', result: RESULT, chosen: null, chosenRight: null }, 'no'],
      [{ phase: 'explained', result: RESULT, whyRight: 0 }, 'no'],
    ];
    for (const [at, withheld] of phases) expect(withheldBy(lessonAt(at)), at.phase).toBe(withheld);
  });

  it('is told without a lesson, and on a trail, which asks nothing', () => {
    expect(withheldBy(NO_LESSON)).toBe('no');
    const fair = lessonAt(DOING);
    expect(withheldBy({ ...fair, plan: { ...fair.plan!, trail: true } })).toBe('no');
  });
});
