/** How it stands with a learning platform, in words. */
import { afterEach, describe, expect, it } from 'vitest';
import { platformWords } from '../../../src/browser/embedding-part/platform-words.js';
import { usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN } from '../../../src/web/words/english.js';
import { speakWith } from '../../../src/web/words/say.js';

afterEach(() => speakWith({ code: 'en', locale: 'en-GB', messages: usableOf(EN) }));

describe('a platform', () => {
  it.each([
    [{ kind: 'searching' }, 'Looking for the learning platform …', false],
    [
      { kind: 'none', closed: false },
      'No learning platform answers here: the card can be played, and its result is not kept.',
      true,
    ],
    [{ kind: 'none', closed: true }, /^The learning platform is at another address than this page/, true],
    [
      { kind: 'keeps', best: null, slowMs: null },
      'The learning platform keeps the result of this card.',
      false,
    ],
    [
      { kind: 'keeps', best: 50, slowMs: 2_600 },
      'The learning platform has the result of this card: 50 of 100 points. It is slow: it took 3 s.',
      false,
    ],
    [{ kind: 'only-shows' }, 'The learning platform only shows this card: it keeps no result.', false],
    [
      { kind: 'failed', asked: 'LMSCommit', words: 'General exception' },
      'The learning platform has not taken the result (LMSCommit: General exception). The card goes on, and the result is sent again.',
      true,
    ],
    [{ kind: 'failed', asked: 'LMSCommit', words: '' }, /\(LMSCommit: –\)/, true],
  ] as const)('that is %o is told of in a sentence', (state, words, isAlert) => {
    expect(platformWords(state)).toEqual({
      words: typeof words === 'string' ? words : expect.stringMatching(words),
      isAlert,
    });
  });

  it('is told of in German too, and not at all once the visit is over', () => {
    speakWith({ code: 'de', locale: 'de', messages: usableOf(DE) });
    expect(platformWords({ kind: 'keeps', best: 50, slowMs: null })?.words).toBe(
      'Die Lernplattform hat das Ergebnis dieser Karte: 50 von 100 Punkten.',
    );
    expect(platformWords({ kind: 'ended' })).toBeUndefined();
  });
});
