import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { it } from 'vitest';
import { measuredOf } from '../../src/lessons/judge.js';
import { cardText } from '../../src/lessons/texts.js';
import { type Played, sheetsOf } from '../../src/worksheet/index.js';
import { playedCard } from '../lessons/proofs.js';
import { card, cardNames } from '../lessons/shipped.js';

it('tries', () => {
  const names = process.env.CARDS?.split(',') ?? cardNames;
  const saved = '/tmp/paper/plays.bin';
  if (!existsSync(saved))
    writeFileSync(
      saved,
      serialize(
        cardNames.map((name) => {
          const { proof, takes } = playedCard(name);
          return { name, values: proof.values, takes };
        }),
      ),
    );
  const plays = deserialize(readFileSync(saved)) as { name: string; values: never; takes: Played['takes'] }[];
  for (const lang of (process.env.LANGS ?? 'en').split(',')) {
    const cards = names.map((name) => {
      const { values, takes } = plays.find((one) => one.name === name)!;
      const one = card(name);
      return {
        card: one,
        takes,
        measured: measuredOf(one, values),
        words: cardText(one, lang === 'de' ? 'de' : undefined),
      };
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
