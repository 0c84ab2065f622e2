import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signed } from '../../../src/figure/index.js';
import { pairOf } from '../../../src/web/save/pair.js';
import { PAPERS, type Paper, type SheetKind, sheetHtml } from '../../../src/web/save/sheet.js';
import { RigSweeps } from './rig-sweeps.js';

const room = new RigSweeps();
room.pressBoth(4, 40);
const pair = pairOf(room.sweeps.all, room.state.experiment);
const htmlOf = (kind: SheetKind, paper: Paper, of = pair): string =>
  sheetHtml({ kind, paper, pair: of, axon: room.state.axon });
const textsOf = (html: string): string[] =>
  [...html.matchAll(/>([^<>]+)<\/(?:text|p|h1|h2|span|li|footer)>/g)].map(([, text]) => text!);

describe('a worksheet', () => {
  it('is written', () => {
    for (const kind of ['worksheet', 'figure'] as const)
      for (const paper of ['a4', 'letter'] as const)
        writeFileSync(`/tmp/fig/${kind}-${paper}.html`, htmlOf(kind, paper));
    const bumps = new RigSweeps();
    bumps.pressBoth(3, 8);
    writeFileSync(
      '/tmp/fig/bumps.html',
      sheetHtml({
        kind: 'worksheet',
        paper: 'a4',
        pair: pairOf(bumps.sweeps.all, bumps.state.experiment),
        axon: bumps.state.axon,
      }),
    );
    writeFileSync('/tmp/fig/empty.html', htmlOf('worksheet', 'a4', { off: undefined, on: pair.on }));
    expect(signed(1, 1)).toBe('+1.0');
    expect(textsOf(htmlOf('worksheet', 'a4')).length).toBeGreaterThan(20);
    expect(PAPERS.a4.width).toBe(210);
  });
});
