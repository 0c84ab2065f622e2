import { readFileSync, readdirSync } from 'node:fs';
import { it } from 'vitest';
import { parseCard } from '../../src/lessons/parse.js';
import { proveCard } from '../../src/cli/prove-card.js';
import { unprovenOf } from '../../src/lessons/judge.js';
import { formatProblem } from '../../src/files/index.js';
import { experimentsBeside } from '../../src/cli/named-experiments.js';
const dir = '/work/wt/cards/lessons/';
const find = experimentsBeside('/nowhere');
it('x', () => {
  const out: string[] = [];
  let total = 0;
  for (const f of readdirSync(dir).filter((n) => n.endsWith('.yaml'))) {
    const text = readFileSync(dir + f, 'utf8');
    const t = performance.now();
    const r = parseCard(text, f, f.replace('.yaml',''), (n) => { const x = find(n); return x.kind === 'wrong' ? {kind:'none', wrong:{said:'bad'}} : x as never; });
    const parseMs = performance.now() - t; total += parseMs;
    if (!r.ok) { out.push(`${f} parse ${parseMs.toFixed(0)} ms`, ...r.problems.map((p) => '  ' + formatProblem(p))); continue; }
    const t2 = performance.now();
    try {
    const p = proveCard(r.value);
    const un = unprovenOf(r.value, p.values);
    out.push(`${f} parse ${parseMs.toFixed(0)} prove ${(performance.now()-t2).toFixed(0)} ms, room s ${p.stepMs.map((s) => (s/1000).toFixed(1)).join(' ')} ${p.result?.verdict} met ${JSON.stringify(p.met)} unproven ${JSON.stringify(un)}`);
    } catch (e) { out.push(`${f} threw ${(e as Error).stack}`); }
  }
  console.log(out.join('\n'), total);
}, 300000);
