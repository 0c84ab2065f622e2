/** What a press asks for: by button or finger, live or looking back, at one place or at two. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Fingers, pressCommands } from '../../src/web/press-plan.js';
import { LOOKING_BACK, STATE } from './page-state.js';

describe('a press', () => {
  it('where the experiment has it says no place, so that a stimulus of several places stays whole', () => {
    expect(pressCommands({ places: [0], held: false }, STATE)).toEqual([{ do: 'stimulate' }]);
  });

  it('somewhere else says where, and of two places both', () => {
    expect(pressCommands({ places: [20], held: false }, STATE)).toEqual([{ do: 'stimulate', at: 20 }]);
    expect(pressCommands({ places: [20, 40], held: true }, STATE)).toEqual([
      { do: 'stimulate', at: [20, 40], held: true },
    ]);
  });

  it('that lasts by itself says no more of it', () => {
    const steady = { ...STATE, axon: { ...STATE.axon, press: { ...STATE.axon.press, holds: true } } };
    expect(pressCommands({ places: [0], held: true }, steady)).toEqual([{ do: 'stimulate' }]);
  });

  it('while somebody looks back goes back to now first, and lets the axon run', () => {
    const plan = (wasRunning: boolean) =>
      pressCommands({ places: [0], held: false }, { ...STATE, look: { ...LOOKING_BACK, wasRunning } });
    expect(plan(true)).toEqual([{ do: 'now' }, { do: 'stimulate' }]);
    expect(plan(false)).toEqual([{ do: 'now' }, { do: 'run', running: true }, { do: 'stimulate' }]);
  });
});

describe('fingers on the axon', () => {
  afterEach(() => void vi.useRealTimers());

  const fingers = () => {
    vi.useFakeTimers();
    const pressed: (readonly number[])[] = [];
    return {
      pressed,
      fingers: new Fingers(
        (places) => pressed.push(places),
        (then, ms) => setTimeout(then, ms),
      ),
    };
  };

  it('that come down within 30 ms are one press at two places', () => {
    const { fingers: two, pressed } = fingers();
    two.down(20);
    vi.advanceTimersByTime(29);
    two.down(40);
    vi.advanceTimersByTime(1);
    expect(pressed).toEqual([[20, 40]]);
  });

  it('that come later are two presses', () => {
    const { fingers: two, pressed } = fingers();
    two.down(20);
    vi.advanceTimersByTime(31);
    two.down(40);
    vi.advanceTimersByTime(30);
    expect(pressed).toEqual([[20], [40]]);
  });

  it('at one place are one', () => {
    const { fingers: two, pressed } = fingers();
    two.down(20);
    two.down(20);
    vi.advanceTimersByTime(30);
    expect(pressed).toEqual([[20]]);
  });
});
