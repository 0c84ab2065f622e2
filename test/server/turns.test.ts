import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/server/turns.js';

const round = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('begin no more work in a round after 3 ms, and lose none', async () => {
    let nowMs = 0;
    const done: number[] = [];
    const turns = createTurns(
      3,
      () => nowMs,
      () => expect.unreachable(),
    );
    for (let n = 0; n < 7; n++)
      turns(() => {
        nowMs += 1;
        done.push(n);
      });
    expect(done).toEqual([]);
    await round();
    expect(done).toEqual([0, 1, 2]);
    await round();
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
    await round();
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('go on after work that throws, and take work that comes later', async () => {
    const [faults, done]: [unknown[], string[]] = [[], []];
    const turns = createTurns(
      3,
      () => 0,
      (error) => faults.push(error),
    );
    turns(() => {
      throw new Error('boom');
    });
    turns(() => turns(() => done.push('later')));
    await round();
    await round();
    expect([faults.map(String), done]).toEqual([['Error: boom'], ['later']]);
    turns(() => done.push('again'));
    await round();
    expect(done).toEqual(['later', 'again']);
  });
});
