import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/web/stage/pace.js';

describe('what people read', () => {
  it('changes at most four times a second: of sixty changes in a second four are shown', () => {
    const pace = new Pace(250);
    let shown = 0;
    for (let frame = 0; frame < 60; frame++) if (pace.admits((frame * 1000) / 60)) shown++;
    expect(shown).toBe(4);
    pace.hurry();
    expect(pace.admits(990)).toBe(true);
  });

  it('changes in every third drawing at most: where 20 are drawn a second, seven changes are shown', () => {
    const pace = new Pace(45, 3);
    let shown = 0;
    for (let frame = 0; frame < 20; frame++) if (pace.admits(frame * 50)) shown++;
    expect(shown).toBe(7);
    pace.hurry();
    expect(pace.admits(991)).toBe(true);
  });
});
