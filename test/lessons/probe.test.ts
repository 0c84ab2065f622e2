import { it } from 'vitest';
import { proveCard } from '../../src/cli/prove-card.js';
import { measuredOf, unprovenOf } from '../../src/lessons/judge.js';
import { card, cardNames } from './shipped.js';

const only = process.env.CARDS?.split(',') ?? cardNames;
it.each(only)(
  '%s',
  (name) => {
    const one = card(name);
    const t = performance.now();
    const c = process.cpuUsage();
    const proof = proveCard(one);
    const u = process.cpuUsage(c);
    console.log(
      `== ${name} ${(performance.now() - t).toFixed(0)} ms, cpu ${((u.user + u.system) / 1000).toFixed(0)}; steps ${proof.stepMs.map((ms) => (ms / 1000).toFixed(1)).join(' ')}\n` +
        proof.met.map((m) => `  MET ${m.step} ${m.words}`).join('\n') +
        measuredOf(one, proof.values)
          .map(
            (m) =>
              `  ${m.name} ${m.value ?? m.because} ${m.asExpected === false ? `<<<<< is ${one.measures.find((x) => x.name === m.name)!.is}` : ''}`,
          )
          .join('\n') +
        `\n${unprovenOf(one, proof.values)
          .filter((x) => x.kind !== 'measure')
          .map((x) => JSON.stringify(x))
          .join('\n')}`,
    );
  },
  120000,
);
