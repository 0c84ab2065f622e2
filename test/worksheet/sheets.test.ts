import { describe, expect, it } from 'vitest';
import { drawingOf, PAPERS, type Primitive, plotOf } from '../../src/figure/index.js';
import { takeDrawing, takeGraph } from '../../src/worksheet/take-graph.js';
import { SHEET_WORDS } from '../../src/worksheet/words.js';
import { playedCard } from '../lessons/proofs.js';
import { playedIn, sheetIn, sheetsOf, wrongNumbers } from './printed.js';

const gates = playedCard('gates');
const spread = playedCard('spread');
const SHEET = { paper: 'a4', key: false } as const;
const KEY = { paper: 'a4', key: true } as const;
const count = (html: string, what: RegExp) => [...html.matchAll(what)].length;

describe('a worksheet', () => {
  const html = sheetIn('en', gates, SHEET);

  it('has two boxes for each prediction, one for each reason, and lines for name and date', () => {
    expect(count(html, /<span class="box">/g)).toBe(2 * 4 + 3);
    expect(html).toMatch(/<span>Name<\/span><i><\/i><span>Date<\/span>/);
  });

  it('has a row for each measure with its unit and nothing in it, and tells no answer', () => {
    expect(count(html, /<td class="blank"><\/td>/g)).toBe(gates.card.measures.length);
    expect(html).not.toMatch(/data-number="(measure|is|within)\./);
    expect(html).not.toContain('✓');
    expect(html).not.toContain(gates.card.predict[0]!.reveals);
  });

  it('has a line for what one thinks, saw, the model and because, and one to ask the axon', () => {
    for (const words of ['I think', 'I saw', 'The model', 'because'])
      expect(html).toContain(`>${words} …</span>`);
    expect(html).toContain('What would you ask the axon next?');
  });

  it('says in German what the card says in German, with decimal commas', () => {
    const german = sheetIn('de', gates, SHEET);
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('Tore, die bei −55 aufgehen');
    expect(german).toContain('>2,4</span> mS');
    expect(german).not.toContain('stimulus');
  });
});

describe('every sheet', () => {
  it('has no style but that of its head, so that a policy can name it', () => {
    for (const options of [SHEET, KEY])
      for (const proven of [gates, spread, playedCard('race')]) {
        const html = sheetIn('en', proven, options);
        expect(html.match(/<style>[^<]+<\/style>\n<\/head>/g)).toHaveLength(1);
        expect(html).not.toMatch(/\sstyle=|<script|<link|\ssrc=|\son\w+=/);
      }
  });
});

describe('an answer key', () => {
  const html = sheetIn('en', gates, KEY);

  it('marks the right prediction and the right reason with ✓, and each measure that came out', () => {
    expect(count(html, /<span class="tick">✓<\/span><span><b>/g)).toBe(2);
    expect(html).toContain('✓</span><span><b>It shoots up to about +40, and');
    expect(count(html, /✓ <b><span data-number="measure\./g)).toBe(gates.card.measures.length);
  });

  it('tells what each choice reveals, and calls an edition that was not seen unconfirmed', () => {
    for (const { reveals } of gates.card.predict) expect(html).toContain(`– ${reveals}`);
    const unseen = gates.card.standards.filter(({ seen }) => !seen).length;
    expect(count(html, /unconfirmed/g)).toBe(unseen);
    expect(unseen).toBeGreaterThan(0);
  });

  it('is two pages, a worksheet is one', () => {
    expect(count(html, /<main class="sheet"/g)).toBe(2);
    expect(count(sheetIn('en', gates, SHEET), /<main class="sheet"/g)).toBe(1);
  });

  it('says how strong each press of the other steps is: 7134 nA, then 14268 nA', () => {
    const key = sheetIn('en', playedCard('refractory'), KEY)
      .replace(/<[^>]*>/g, '')
      .replaceAll('\u00a0', ' ');
    expect(key).toMatch(/Step 3 stimulus 7134 nA, then 14268 nA for 0\.2 ms/);
  });
});

describe('the graph of a sheet', () => {
  const [take] = gates.takes;
  const size = { width: 178, height: 80, em: 3, spanMs: 6, small: false };
  const traces = (primitives: readonly Primitive[]) =>
    primitives.filter((one) => one.kind === 'polyline' && one.role === 'trace');

  it('has traces on the key and none on the worksheet, on the same axes', () => {
    const [full, empty] = [false, true].map((is) => takeDrawing(take!, size, SHEET_WORDS.en, is).primitives);
    expect([traces(full!).length, traces(empty!).length]).toEqual([2, 0]);
    const ticks = (primitives: readonly Primitive[]) =>
      primitives.flatMap((one) => (one.kind === 'text' && /tick/.test(one.role) ? [one.text] : []));
    expect(ticks(empty!)).toEqual(ticks(full!));
    expect(ticks(empty!)).toEqual(expect.arrayContaining(['+40', '−55', '−70', '−80', '0', '6 ms']));
  });

  it("draws blue's peak at +40 mV, 3.26 ms after the press, as the card measures it", () => {
    const graph = takeGraph(take!, size, SHEET_WORDS.en);
    const plot = plotOf(graph);
    const [blue] = traces(drawingOf(graph).primitives);
    const points = blue?.kind === 'polyline' ? [...blue.points.slice(0, blue.length)] : [];
    const y = Math.min(...points.filter((_, i) => i % 2 === 1));
    const x = points[points.indexOf(Math.fround(y)) - 1]!;
    // 0.5 mV, and 0.03 ms.
    expect(Math.abs(y - plot.y(40))).toBeLessThan(0.25);
    expect(Math.abs(x - plot.x(3.26))).toBeLessThan(0.8);
  });

  it('shows a bump of 9.4 mV with channels off 10 × taller, also where somebody is to draw it', () => {
    expect(sheetIn('en', spread, SHEET)).toContain('10 × taller');
    expect(sheetIn('de', spread, SHEET)).toContain('10 × höher');
  });
});

describe('a document of sheets', () => {
  it('needs no network and no program, and is set for its paper in millimetres', () => {
    for (const paper of ['a4', 'letter'] as const) {
      const html = sheetIn('en', spread, { paper, key: true });
      expect(html).not.toMatch(/<script|<link|url\(|src=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
      expect(html).toContain(`@page { size: ${PAPERS[paper].css}; margin: 0; }`);
      expect(html).toContain(`width: ${PAPERS[paper].width}mm`);
    }
  });

  it('has the sheets of several cards one after the other, each with ids of its own', () => {
    const cards = [gates, spread].map((proven) => playedIn('en', proven));
    const { html } = sheetsOf(cards, 'Two', 'en', KEY);
    expect([...html.matchAll(/data-card="(\w+)"/g)].map(([, name]) => name)).toEqual([
      ...['gates', 'gates'],
      ...['spread', 'spread'],
    ]);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows whatever a card says as text', () => {
    const evil = '<b onclick="x">&amp;</b>';
    const played = playedIn('en', spread);
    const { words } = played;
    const name = 'a"><script>';
    const { html } = sheetsOf(
      [
        {
          ...played,
          card: { ...played.card, name, standards: [{ code: evil, edition: evil, seen: false }] },
          words: {
            ...words,
            title: evil,
            question: evil,
            misconception: evil,
            explain: evil,
            predict: words.predict.map(() => ({ choice: evil, reveals: evil })),
            measures: words.measures.map((measure) => ({ ...measure, words: evil })),
            why: { question: evil, choices: words.why.choices.map(() => ({ choice: evil, look: evil })) },
          },
        },
      ],
      evil,
      'en',
      KEY,
    );
    expect(html).not.toMatch(/<b onclick|<script/);
    expect(count(html, /&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;\/b&gt;/g)).toBeGreaterThan(10);
  });

  const longer = (steps: number) => {
    const played = playedIn('en', spread);
    const one = { do: 'Press, and watch both needles. '.repeat(4) };
    return { ...played, words: { ...played.words, steps: Array.from({ length: steps }, () => one) } };
  };

  it('gives a card with twelve long steps a back page, rather than letters below 3.25 mm', () => {
    const { html, tooLong } = sheetsOf([longer(12)], '', 'en', SHEET);
    expect(tooLong).toEqual([]);
    expect(count(html, /<main class="sheet"/g)).toBe(2);
    expect(html).toContain('A push that fades <span>– the back page</span>');
    for (const [, em] of html.matchAll(/font-size:([\d.]+)mm"/g))
      expect(Number(em)).toBeGreaterThanOrEqual(3.25);
  });

  it('says which card has no room: one with forty steps', () => {
    const played = playedIn('en', spread);
    expect(sheetsOf([longer(40)], '', 'en', SHEET).tooLong).toEqual(['spread']);
    expect(sheetsOf([played], '', 'en', SHEET).tooLong).toEqual([]);
  });
});

describe('a number that nobody has computed', () => {
  const html = sheetIn('en', spread, KEY);
  const wrongWith = (from: string, to: string) => {
    expect(html).toContain(from);
    return wrongNumbers('en', spread, KEY, html.replace(from, to));
  };

  it('is found: a measure of 9.43 for 9.42 mV, a tolerance, a strength, a place', () => {
    expect(wrongNumbers('en', spread, KEY, html)).toEqual([]);
    expect(
      wrongWith(
        '<b><span data-number="measure.blue-rise">+9.42',
        '<b><span data-number="measure.blue-rise">+9.43',
      ),
    ).toEqual([expect.stringMatching(/^measure\.blue-rise is printed as \+9\.43, not 9\.419/)]);
    expect(wrongWith('within.blue-rise">0.05', 'within.blue-rise">0.06')).toHaveLength(1);
    expect(wrongWith('press-0">2.4', 'press-0">2.5')).toHaveLength(1);
    expect(wrongWith('yellow">site 15', 'yellow">site 16')).toHaveLength(1);
  });

  it('is found: a figure typed into the sheet, a rest at another height, a time beyond the axis', () => {
    expect(wrongWith('mV</td>', 'mV, 17</td>')).toEqual(['nobody has computed:  mV, 17']);
    expect(wrongWith('>−70</text>', '>−70.3</text>')).toEqual(['nobody has computed: −70.3']);
    expect(wrongWith('>20 ms</text>', '>200 ms</text>')).toEqual(['nobody has computed: 200 ms']);
  });
});
