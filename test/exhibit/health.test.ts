import { describe, expect, it } from 'vitest';
import { createHealth, type HealthState, PART_NAMES } from '../../src/exhibit/health.js';

const NO_BOARD = 'There is no board.';

function bench() {
  const health = createHealth();
  const told: HealthState[] = [];
  health.observe((state) => told.push(state));
  return { health, told };
}

describe('health', () => {
  it('is well until a part is told of, whatever the clock says', () => {
    const { health, told } = bench();
    for (const nowMs of [0, 1e12, -1e12]) health.look(nowMs);
    expect(health.state).toEqual({ kind: 'well' });
    expect(told).toEqual([]);
  });

  it('is ill of a board that has been away for 10 s, not for 9.9, and says since when', () => {
    const { health, told } = bench();
    health.see('device', NO_BOARD, 1000);
    health.look(10_900);
    expect(health.state).toEqual({ kind: 'well' });
    health.look(11_000);
    const ill = { kind: 'ill', parts: { device: { words: NO_BOARD, sinceMs: 1000 } } };
    expect(health.state).toEqual(ill);
    expect(told).toEqual([ill]);
  });

  it('begins to count again where the trouble was gone in between', () => {
    const { health } = bench();
    health.see('device', NO_BOARD, 0);
    health.see('device', undefined, 9000);
    health.see('device', NO_BOARD, 9500);
    health.look(19_000);
    expect(health.state.kind).toBe('well');
    health.look(19_500);
    expect(health.state.kind).toBe('ill');
  });

  it('is well again once the board has been back for 5 s, and tells each of the two once', () => {
    const { health, told } = bench();
    health.see('device', NO_BOARD, 0);
    health.look(10_000);
    health.see('device', undefined, 12_000);
    health.look(16_999);
    expect(health.state.kind).toBe('ill');
    health.see('device', NO_BOARD, 16_999);
    health.see('device', undefined, 17_500);
    health.look(22_499);
    expect(told).toHaveLength(1);
    health.look(22_500);
    expect(told.map(({ kind }) => kind)).toEqual(['ill', 'well']);
    health.look(50_000);
    expect(told).toHaveLength(2);
  });

  it('keeps when the trouble began while its words change', () => {
    const { health } = bench();
    health.see('device', NO_BOARD, 0);
    health.see('device', 'Another program has the port.', 20_000);
    expect(health.state).toEqual({
      kind: 'ill',
      parts: { device: { words: 'Another program has the port.', sinceMs: 0 } },
    });
  });

  it('knows each part by itself: one is well again, the other is ill', () => {
    const { health, told } = bench();
    health.see('log', 'The disk is full.', 0);
    health.see('button', 'Button 1 is stuck.', 0);
    health.see('button', undefined, 1);
    expect(told.map((state) => (state.kind === 'ill' ? Object.keys(state.parts) : []))).toEqual([
      ['log'],
      ['button', 'log'],
      ['log'],
    ]);
  });

  it('survives a clock that goes back: nothing is forgotten, and it goes on from there', () => {
    const { health } = bench();
    health.see('device', NO_BOARD, 1e9);
    health.look(0);
    expect(health.state.kind).toBe('well');
    health.look(1e9 + 10_000);
    expect(health.state.kind).toBe('ill');
  });

  it(`has ${PART_NAMES.length} parts`, () => {
    expect(PART_NAMES).toEqual([
      'device',
      'line',
      'pictures',
      'button',
      'log',
      'page',
      'hub',
      'file',
      'test',
    ]);
  });
});
