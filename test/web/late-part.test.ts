import { describe, expect, it } from 'vitest';
import type { LessonState, PagePicture, PageRole } from '../../src/server/messages.js';
import { latePart } from '../../src/web/late-part.js';
import type { Part } from '../../src/web/part.js';

const PICTURE = {} as PagePicture;
const lessonAt = (index: number) => ({ plan: { index } }) as LessonState;
const ROLE = {} as PageRole;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A part that notes what it is told, and a late one that waits for it. */
function late(failures = 0) {
  const told: unknown[] = [];
  let asked = 0;
  const real: Part = {
    lesson: ({ plan }) => told.push(`lesson ${plan?.index}`),
    role: () => told.push('role'),
    picture: () => told.push('picture'),
    key(action) {
      told.push(action);
      return true;
    },
  };
  const part = latePart({
    async load() {
      if (asked++ < failures) throw new Error('the rig is away');
      return real;
    },
    isOwnKey: (action) => action === 'lesson',
  });
  return { part, told, asked: () => asked };
}

describe('a late part', () => {
  it('is asked for with the first picture, and then told the latest word of each kind and its last key', async () => {
    const { part, told, asked } = late();
    part.lesson?.(lessonAt(0));
    part.role?.(ROLE);
    part.lesson?.(lessonAt(1));
    expect([part.key?.('lesson'), part.key?.('stimulate')]).toEqual([true, false]);
    expect(asked()).toBe(0);
    part.picture?.(PICTURE);
    part.picture?.(PICTURE);
    await turn();
    expect(asked()).toBe(1);
    expect(told).toEqual(['lesson 1', 'role', 'lesson']);
    part.lesson?.(lessonAt(2));
    part.picture?.(PICTURE);
    expect(part.key?.('stimulate')).toBe(true);
    expect(told.slice(3)).toEqual(['lesson 2', 'picture', 'stimulate']);
  });

  it('that did not come is asked for again with the next picture', async () => {
    const { part, told, asked } = late(1);
    part.role?.(ROLE);
    part.picture?.(PICTURE);
    await turn();
    expect([asked(), told]).toEqual([1, []]);
    part.picture?.(PICTURE);
    await turn();
    expect([asked(), told]).toEqual([2, ['role']]);
  });
});
