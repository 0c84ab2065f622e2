/** An electrode in the hand: two pages drag the same one. */
import { describe, expect, it } from 'vitest';
import { Held, type Place } from '../../src/web/held.js';

describe('an electrode that a hand holds', () => {
  it('stays where the hand is, whatever another page asks for', () => {
    const hand = new Held<Place>();
    expect(hand.shown(15, 0)).toBe(15);
    hand.hold(30);
    expect(hand.shown(5, 10_000)).toBe(30);
    hand.hold('bath');
    expect(hand.shown(5, 20_000)).toBe('bath');
  });

  it('does not jump back when it is let go before the rig has answered, and then is where the rig has it', () => {
    const hand = new Held<Place>();
    hand.hold(30);
    hand.drop(1000);
    expect(hand.shown(29, 1010)).toBe(30);
    expect(hand.shown(30, 1020)).toBe(30);
    expect(hand.shown(5, 1030)).toBe(5);
  });

  it('goes to where the rig has it after half a second, for a place that was refused', () => {
    const hand = new Held<Place>();
    hand.hold(30);
    hand.drop(1000);
    expect(hand.shown(29, 1499)).toBe(30);
    expect(hand.shown(29, 1500)).toBe(29);
  });

  it('that nobody holds is not let go', () => {
    const hand = new Held<Place>();
    hand.drop(0);
    expect(hand.held).toBe(false);
    expect(hand.shown(7, 1)).toBe(7);
  });
});
