import { describe, expect, it } from 'vitest';
import { pickTakes } from '../../src/worksheet/pick.js';
import { spanOf } from '../../src/worksheet/take-graph.js';
import { playedCard } from '../lessons/proofs.js';

const takeOf = (name: string, step: number) => playedCard(name).takes.find((take) => take.step === step)!;
const highest = (mv: Float64Array): number => mv.reduce((a, b) => Math.max(a, b));

describe('the film of a card', () => {
  it('keeps of "spread" both steps, with yellow at sites 8 and 15, for 13 and 22 ms after the press', () => {
    const takes = [takeOf('spread', 0), takeOf('spread', 1)];
    expect(takes.map(({ electrodes }) => electrodes.yellow)).toEqual([8, 15]);
    expect(takes.map(({ channelsOn }) => channelsOn)).toEqual([false, false]);
    expect(takes.map(spanOf)).toEqual([13, 22]);
    expect(takes[0]!.presses).toEqual([{ atMs: 0, untilMs: 0.5, places: [0], strength: 2.4 }]);
    expect(highest(takes[0]!.potentialMv.blue)).toBeCloseTo(-70 + 9.42, 1);
  });

  it('shows of "falling" the press at site 15 in the sweep of the press before, 3.92 ms after it', () => {
    const { presses, timesMs } = takeOf('falling', 1);
    expect(presses.map(({ places }) => places[0])).toEqual([0, 15]);
    expect(presses[1]!.atMs).toBeCloseTo(3.92, 2);
    expect(timesMs[0]).toBeGreaterThanOrEqual(0);
    expect(timesMs[0]).toBeLessThan(0.1);
  });

  it('keeps of "rest", where nobody presses, what the voltmeters read meanwhile: −70 mV', () => {
    const { presses, potentialMv, endMs } = takeOf('rest', 0);
    expect(presses).toEqual([]);
    expect(endMs).toBeGreaterThan(1);
    expect(highest(potentialMv.blue)).toBeCloseTo(-70, 3);
  });
});

describe('what is drawn of a card', () => {
  const picked = (name: string) => {
    const { card, takes } = playedCard(name);
    const { main, others } = pickTakes(card, takes);
    return [main.map(({ step }) => step), others.map(({ step }) => step)];
  };

  it('is the step that stays and the one that it stays for: both of "two-graphs"', () => {
    expect(picked('two-graphs')).toEqual([[0, 1], []]);
  });

  it('is else the step of the moment that shows why, and small the other ones with a press of their own', () => {
    expect(picked('gates')).toEqual([[0], []]);
    expect(picked('falling')).toEqual([[1], [2]]);
  });

  it('is of a card without a press its longest step', () => {
    expect(picked('rest')[0]).toHaveLength(1);
    expect(picked('rest')[1]).toEqual([]);
  });
});
