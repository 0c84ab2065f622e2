import { describe, expect, it } from 'vitest';
import { PAPERS, type Paper } from '../../../src/figure/index.js';
import { pairOf } from '../../../src/web/save/pair.js';
import { type Sheet, type SheetKind, sheetDocument, sheetFile } from '../../../src/web/save/sheet.js';
import type { Sweep } from '../../../src/web/sweep.js';
import { SQUID } from './live-squid.js';
import { RigSweeps } from './rig-sweeps.js';

const sheetHtml = (sheet: Sheet) => sheetFile(sheetDocument(sheet));

/** The lesson pressed with channels off and on, with both electrodes at these sites. */
function lessonAt(blue: number, yellow: number) {
  const room = new RigSweeps();
  room.pressBoth(blue, yellow);
  const pair = pairOf(room.sweeps.all, room.state.experiment);
  const html = (kind: SheetKind, paper: Paper = 'a4', of = pair): string =>
    sheetHtml({ kind, paper, pair: of, axon: room.state.axon, title: 'The <b>&"lesson"' });
  return { room, pair, html };
}

const textsOf = (html: string): string[] =>
  [...html.matchAll(/>([^<>]+)<\/(?:text|p|h1|h2|span|li|footer)>/g)].map(([, text]) => text!);

/** The highest sample of a meter: independent of what the sheet uses. */
function highest({ samples }: Sweep, name: 'blue' | 'yellow'): { mv: number; ms: number } {
  const mv = [...samples.of(name).slice(0, samples.count)];
  const at = mv.indexOf(Math.max(...mv));
  return { mv: mv[at]!, ms: samples.timesMs[at]! };
}

const { room, pair, html } = lessonAt(4, 40);

describe('the two graphs of a sheet', () => {
  it('are the newest sweep and the newest like it with its channels switched the other way', () => {
    expect([pair.off?.number, pair.on?.number]).toEqual([1, 2]);
    expect(pairOf([], 'lesson')).toEqual({ off: undefined, on: undefined });
    expect(pairOf(room.sweeps.all, 'another experiment')).toEqual({ off: undefined, on: undefined });
  });

  it('are of the same places, if there is such a sweep, though a newer one has others', () => {
    const other = lessonAt(4, 40);
    const { controller, timers } = other.room.rig;
    controller.command({ do: 'channels', on: false });
    controller.command({ do: 'electrode', name: 'yellow', at: 20 });
    timers.advance(40 * 500);
    other.room.press();
    controller.command({ do: 'channels', on: true });
    controller.command({ do: 'electrode', name: 'yellow', at: 40 });
    timers.advance(40 * 500);
    other.room.press();
    const { off, on } = pairOf(other.room.sweeps.all, other.room.state.experiment);
    expect([off?.number, on?.number]).toEqual([1, 4]);
  });
});

describe('a worksheet', () => {
  const texts = textsOf(html('worksheet'));

  it('prints the numbers of the sweeps: each peak and its time as the samples have them', () => {
    for (const name of ['blue', 'yellow'] as const) {
      const { ms } = highest(pair.on!, name);
      expect(texts).toContain(`+40.0 mV at ${ms.toFixed(2)} ms`);
      // A crest lies between two samples of a rig: the rig tells it, and the highest sample is no more than 1.5 mV lower.
      expect(Math.abs(highest(pair.on!, name).mv - 40)).toBeLessThan(1.5);
    }
    const bumpMv = highest(pair.off!, 'blue').mv;
    expect(texts).toContain(`blue, site 4: up to ${bumpMv.toFixed(1).replace('-', '−')} mV`);
    expect(texts).toContain('yellow, site 40: stays at rest');
    const numbers = texts.filter((text) => /\d mV/.test(text));
    expect(numbers).toHaveLength(3);
  });

  it('says what was done: the same stimulus on the same axon', () => {
    expect(texts).toContain('The same stimulus, 200 µA for 0.5 ms at site 0, on the same axon (60 sites).');
  });

  it('has a name to be filled in, both headings, three questions and where it comes from', () => {
    expect(html('worksheet')).toContain('<p class="name">Name <span></span></p>');
    expect(html('worksheet')).toMatch(/<h2>1 Channels off <span>electrotonic spread<\/span><\/h2>/);
    expect(html('worksheet')).toMatch(/<h2>2 Channels on <span>action potential<\/span><\/h2>/);
    expect(html('worksheet').match(/<li>/g)).toHaveLength(3);
    expect(texts.at(-1)).toMatch(
      /^Computed, not measured\. Made with axon-rig: The &lt;b&gt;&amp;&quot;lesson&quot;\. Solid line and ●: blue/,
    );
  });

  it('has both graphs on one axis: the same figures and the same span', () => {
    expect(texts.filter((text) => text === '14 ms')).toHaveLength(2);
    for (const figure of ['+40', '−55', '−70', '−80'])
      expect(texts.filter((text) => text === figure)).toHaveLength(2);
    expect(texts.filter((text) => text === 'Na⁺ opens')).toHaveLength(1);
  });

  it('asks of what these very graphs show', () => {
    const questions = (of: string) => textsOf(of).filter((text) => /\?$/.test(text));
    expect(questions(html('worksheet'))[1]).toMatch(/^In figure 1 the yellow trace is flat\./);
    expect(questions(lessonAt(3, 8).html('worksheet'))[1]).toMatch(/^In figure 1 the yellow bump is smaller/);
    expect(questions(html('worksheet', 'a4', { off: undefined, on: pair.on }))[1]).toMatch(
      /^Draw in figure 1/,
    );
  });

  it('with electrodes at 3 and 8 shows the bumps 10 × taller, −60.6 and −68.6 mV', () => {
    const bumps = textsOf(lessonAt(3, 8).html('worksheet'));
    expect(bumps).toEqual(
      expect.arrayContaining([
        '10 × taller',
        'blue, site 3: up to −60.6 mV',
        'yellow, site 8: up to −68.6 mV',
      ]),
    );
    expect(texts).not.toContain('10 × taller');
  });

  it('leaves the axes empty where nothing has been recorded, and says so', () => {
    const empty = textsOf(html('worksheet', 'a4', { off: undefined, on: pair.on }));
    expect(empty).toContain('Not recorded yet: draw here what you expect.');
    expect(empty).toContain('A stimulus of 200 µA for 0.5 ms at site 0, on the axon (60 sites).');
    expect(textsOf(html('worksheet', 'a4', { off: undefined, on: undefined }))).toContain(
      'The axon: 60 sites.',
    );
  });

  it('escapes what people have named', () => {
    expect(html('worksheet')).not.toMatch(/<b>|<script/);
  });

  it('takes the crest from the samples where the rig told it too early', () => {
    const early = lessonAt(4, 40);
    early.pair.on!.figures = { bluePeak: { value: -70, unit: 'mV' } };
    const { mv, ms } = highest(early.pair.on!, 'blue');
    expect(textsOf(early.html('worksheet'))).toContain(`+${mv.toFixed(1)} mV at ${ms.toFixed(2)} ms`);
  });

  it('of a squid axon speaks of its places and its rest, and of no thresholds', () => {
    const squid = new RigSweeps(SQUID);
    squid.pressBoth(40, 60);
    const of = pairOf(squid.sweeps.all, squid.state.experiment);
    const words = textsOf(
      sheetHtml({ kind: 'worksheet', paper: 'a4', pair: of, axon: squid.state.axon, title: '' }),
    );
    expect(words).toEqual(expect.arrayContaining(['blue, 40 mm', 'yellow, 60 mm', '−65.0']));
    expect(words.some((text) => text.startsWith('The same stimulus, 5354.1 nA for 0.2 ms at 0 mm'))).toBe(
      true,
    );
    expect(words).not.toContain('Na⁺ opens');
  });
});

describe('the two-graph figure', () => {
  it('has what lies between the peaks instead of questions, and taller graphs', () => {
    const figure = html('figure');
    const between = highest(pair.on!, 'yellow').ms - highest(pair.on!, 'blue').ms;
    expect(textsOf(figure)).toContain(`Δ ${between.toFixed(2)} ms · 5.2 sites/ms`);
    expect(figure).not.toMatch(/<li>|class="name"/);
    const heights = (of: string) =>
      [...of.matchAll(/<svg [^>]*height="([\d.]+)mm"/g)].map(([, high]) => Number(high));
    expect(heights(figure)[1]).toBeGreaterThan(heights(html('worksheet'))[1]! + 15);
  });
});

describe('a sheet of paper', () => {
  it.each(['a4', 'letter'] as const)(
    '%s is set up in millimetres for its own size, with no margin of the printer',
    (paper) => {
      const { css, width } = PAPERS[paper];
      expect(html('figure', paper)).toContain(`@page { size: ${css}; margin: 0; }`);
      expect(html('figure', paper)).toContain(`width: ${width}mm`);
    },
  );

  it('loads nothing from anywhere and runs nothing', () => {
    const sheet = html('worksheet').replaceAll('http://www.w3.org/2000/svg', '');
    expect(sheet).not.toMatch(/https?:|<script|src=|url\(|@import|\son\w+=/);
  });

  it('has its styles in its head alone as a file, and none as a document of a window', () => {
    expect(html('worksheet').match(/<style>[^<]+<\/style>\n<\/head>/g)).toHaveLength(1);
    const bare = { kind: 'worksheet', paper: 'a4', pair, axon: room.state.axon, title: '' } as const;
    expect(sheetDocument(bare).html).not.toMatch(/<style|\sstyle=/);
    expect(html('worksheet')).not.toMatch(/\sstyle=/);
  });
});
