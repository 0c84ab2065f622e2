import { describe, expect, it } from 'vitest';
import { dialSymptom } from '../../../src/maker/doctor/index.js';

const found = (left: number | null, right: number | null, noise = 0) =>
  dialSymptom({ dial: 0, pin: 'A0' }, { left, right, noise });

describe('a dial that was turned to both ends', () => {
  it('is right from 0.03 to 0.98, with 1 % of noise', () => {
    expect(found(0.03, 0.98, 0.01)).toBeNull();
  });

  it('does not follow if it was never heard, or hardly moves: its pin is told', () => {
    expect(found(null, 1)).toMatchObject({ id: 'still', cure: expect.stringContaining('A0') });
    expect(found(0.5, 0.52)?.id).toBe('still');
  });

  it('goes backwards from 1 to 0', () => {
    expect(found(1, 0)?.id).toBe('backwards');
  });

  it('is noisy at 3 %, and short from 0.2 on or up to 0.9', () => {
    expect(found(0, 1, 0.03)).toMatchObject({ id: 'noisy', seen: 'It moves by 3 % while nobody turns it' });
    expect(found(0.2, 1)).toMatchObject({ id: 'short', seen: 'It goes from 20 to 100 % of its travel' });
    expect(found(0, 0.9)?.id).toBe('short');
  });
});
