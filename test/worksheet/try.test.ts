import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { measuredOf } from '../../src/lessons/judge.js';
import { cardText } from '../../src/lessons/texts.js';
import { sheetsOf } from '../../src/worksheet/index.js';
import { playedCard } from '../lessons/proofs.js';
import { cardNames } from '../lessons/shipped.js';

it('tries', () => {
  const names = process.env.CARDS?.split(',') ?? cardNames;
  for (const lang of (process.env.LANGS ?? 'en').split(',')) {
    const cards = names.map((name) => {
      const { card, proof, takes } = playedCard(name);
      return { card, takes, measured: measuredOf(card, proof.values), words: cardText(card, lang === 'de' ? 'de' : undefined) };
    });
    for (const paper of ['a4', 'letter'] as const)
      for (const key of [false, true]) {
        const t0 = performance.now();
        const { html, tooLong } = sheetsOf(cards, 'All', lang as 'de', { paper, key });
        console.log(lang, paper, key, html.length, tooLong.join(), Math.round(performance.now() - t0));
        writeFileSync(`/tmp/paper/${lang}-${paper}-${key ? 'key' : 'sheet'}.html`, html);
      }
  }
});
