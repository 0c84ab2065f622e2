import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCard } from '../../src/cli/lesson-files.js';
import { cardShelf } from '../../src/cli/shelves.js';
import { readText } from '../../src/cli/shipped-files.js';
import { playForPaper } from '../../src/playing/play-for-paper.js';

const PATH = join(cardShelf().folder, 'spread.yaml');
const spread = readCard(PATH, readText(PATH));

describe('a card that is played for paper', () => {
  it('pauses again and again, so that a signal is heard in the middle of it', async () => {
    let pauses = 0;
    await playForPaper(
      spread,
      'en',
      () => {},
      async () => {
        pauses++;
      },
    );
    expect(pauses).toBeGreaterThan(10);
  });

  it('is given up at the pause in which somebody stops it', async () => {
    let pauses = 0;
    const stopped = playForPaper(
      spread,
      'en',
      () => {},
      async () => {
        if (++pauses === 2) throw new Error('stopped by SIGINT');
      },
    );
    await expect(stopped).rejects.toThrow('stopped by SIGINT');
    expect(pauses).toBe(2);
  });
});
