import { describe, expect, it } from 'vitest';
import type { PageCommand } from '../../src/server/messages.js';
import { allWork, mayWork, pageWork } from '../../src/server/work.js';

/** How many of these commands are carried out that come at once, every 10 ms, for a second. */
function carriedOut(command: PageCommand, pages: number): number[] {
  const all = allWork(0);
  const buckets = Array.from({ length: pages }, () => pageWork(0));
  const counts = buckets.map(() => 0);
  for (let nowMs = 0; nowMs < 1000; nowMs += 10)
    for (const [page, bucket] of buckets.entries()) if (mayWork(command, bucket, all, nowMs)) counts[page]!++;
  return counts;
}

describe('the work that pages may ask for', () => {
  it('is 9 loads in the first second of one page, and all 100 changes of the lens', () => {
    expect(carriedOut({ do: 'load', name: 'squid-axon' }, 1)).toEqual([9]);
    expect(carriedOut({ do: 'lens', roomMsPerAxonMs: 100 }, 1)).toEqual([100]);
  });

  it('leaves a hand that drags a treatment 60 times a second alone', () => {
    const all = allWork(0);
    const page = pageWork(0);
    const treat: PageCommand = {
      do: 'treat',
      id: 'ice',
      treatment: { kind: 'temperature', temperatureC: 5 },
    };
    for (let picture = 0; picture < 600; picture++)
      expect(mayWork(treat, page, all, (picture * 1000) / 60)).toBe(true);
  });

  it('is 14 loads in the first second of 32 pages together', () => {
    const counts = carriedOut({ do: 'load', name: 'squid-axon' }, 32);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(14);
  });
});
