/** The answer key of a card, for the teacher: two pages with the traces, the figures and all that the card knows. Pure. */
import type { CardMeasure } from '../lessons/card.js';
import type { Measured } from '../lessons/contract.js';
import {
  type Block,
  heading,
  joined,
  LINE,
  linesIn,
  paragraph,
  type Type,
  text,
  textMm,
  wideMm,
} from './block.js';
import type { Take } from './film.js';
import { marked, measureWords, numberWords, setWords } from './numbers.js';
import { FINE_PRINT_EM, inLetters, type LettersMm, type Page, pageInner, SMALL_GAP_MM } from './page.js';
import {
  axons,
  DOT,
  inColumns,
  type Played,
  panel,
  panels,
  question,
  shownIn,
  TITLE_MM,
  wordsOf,
} from './parts.js';
import { pickTakes } from './pick.js';
import { footer } from './sheet.js';
import { spanOf } from './take-graph.js';
import { setUpParts } from './take-words.js';
import { type SheetWords, unitWords } from './words.js';

/** Letters are made smaller, until all has room [mm]. */
const SIZES: readonly LettersMm[] = [3.6, 3.45, 3.3, 3.15, 3, 2.85];
/** Heights of the graph with traces, or of each of two [mm]. */
const WHOLE = { least: 46, highest: 88 };
const HALF = { least: 36, highest: 62 };
/** Heights of the small ones [mm]. */
const LEAST_SMALL = 24;
const HIGHEST_SMALL = 46;
/** Before each figure of a row [mm]. */
const PADDING = 3;

interface KeyParts {
  readonly played: Played;
  readonly words: SheetWords;
  readonly main: readonly Take[];
  readonly others: readonly Take[];
  readonly inner: { readonly width: number; readonly height: number };
}

/** Two pages; one that has no room goes on on the next. */
export function keyPages(played: Played, page: Page): readonly [Block, Block] {
  const parts = {
    played,
    words: wordsOf(played),
    ...pickTakes(played.card, played.takes),
    inner: pageInner(page),
  };
  return [fitted(firstPage, parts), fitted(secondPage, parts)];
}

function fitted(make: (parts: KeyParts, type: Type) => Block, parts: KeyParts): Block {
  let made: Block = { html: '', mm: 0 };
  for (const em of SIZES) {
    const block = make(parts, { em, width: parts.inner.width });
    made = { html: inLetters(em, block.html, 'key '), mm: block.mm };
    if (made.mm <= parts.inner.height) break;
  }
  return made;
}

function firstPage({ played, words, main, inner }: KeyParts, type: Type): Block {
  const card = played.words;
  const beside = joined([
    header(played, words, type),
    question(played, type),
    heading(words.reveals, type),
    answers(
      card.predict.map(({ choice, reveals }, i) => ({
        choice,
        right: played.card.predict[i]!.right,
        more: `– ${reveals}`,
      })),
      type,
    ),
    axons(played, main, type),
    heading(words.drawn, type),
  ]);
  const under = joined([heading(words.measured, type), table(played, words, type)]);
  const room = { ...(main.length > 1 ? HALF : WHOLE), beside: false, empty: false };
  const graphs = panels(played, main, room, type, inner.height - beside.mm - under.mm);
  return joined([beside, graphs, under]);
}

function secondPage(parts: KeyParts, type: Type): Block {
  const { played, words, inner } = parts;
  const { why, misconception, see, explain, limits, teacher } = played.words;
  const texts = joined([
    heading(why.question, type),
    answers(
      why.choices.map(({ choice, look }, i) => ({
        choice,
        right: played.card.why.choices[i]!.right,
        more: look === null ? '' : `${words.look}: ${look}`,
      })),
      type,
    ),
    paragraph(words.see, see, type),
    paragraph(words.explain, explain, type),
    paragraph(words.misconception, misconception, type),
    paragraph(words.limits, limits, type),
    paragraph(words.teacher, teacher, type),
    standards(played, words, type),
    footer(`${words.lines} ${words.computed}`, played, type),
  ]);
  return joined([smallGraphs(parts, type, inner.height - texts.mm), texts]);
}

function header({ words: { title, age, minutes } }: Played, words: SheetWords, type: Type): Block {
  const facts = `${text(words.age)} ${marked('age', String(age))}, ${marked('minutes', setWords(minutes, words.point))} ${text(words.minutes)}`;
  const whole = `${title} – ${words.key}`;
  return {
    html: `<header><h1>${text(title)} <span>– ${text(words.key)}</span></h1><p class="soft">${facts}</p></header>`,
    mm: linesIn(whole, type.width, TITLE_MM, true) * TITLE_MM * 1.2 + type.em * LINE,
  };
}

interface Answer {
  readonly choice: string;
  readonly right: boolean;
  readonly more: string;
}

const TICK_MM = 5.2;

/** Choices, the right one with ✓, and what there is to say of each. */
function answers(all: readonly Answer[], { em, width }: Type): Block {
  const rows = all.map(({ choice, right, more }) => {
    const words = right ? `<b>${text(choice)}</b>` : text(choice);
    const said = more === '' ? '' : ` <span class="soft">${text(more)}</span>`;
    return {
      html: `<li><span class="tick">${right ? '✓' : ''}</span><span>${words}${said}</span></li>`,
      mm: Math.max(4.6, textMm(`${choice} ${more}`, width - TICK_MM, em, right) + 0.8),
    };
  });
  const { html, mm } = joined(rows);
  return { html: `<ul class="choices">${html}</ul>`, mm };
}

/** Each measure: what the model gives, and what the card says, with its tolerance. */
function table({ card, words: texts, measured }: Played, words: SheetWords, { em, width }: Type): Block {
  const cells = card.measures.map((measure, i) => ({
    what: texts.measures[i]!.words,
    value: `${valueHtml(measure, measured[i]!, words)} ${text(unitWords(measure.unit, words))}`,
    expected: expectedHtml(measure, words),
  }));
  const wide = (cell: string) => wideMm(shownIn(cell), em, true) + PADDING;
  const figures =
    Math.max(0, ...cells.map(({ value }) => wide(value))) +
    Math.max(0, ...cells.map(({ expected }) => wide(expected)));
  return inColumns(width, (column) =>
    cells.map(({ what, value, expected }) => ({
      html: `<tr><th>${text(what)}</th><td>${value}</td><td class="soft">${expected}</td></tr>`,
      mm: textMm(what, column - figures, em) + 1.3,
    })),
  );
}

function valueHtml(measure: CardMeasure, { value, asExpected }: Measured, words: SheetWords): string {
  if (value === null) return text(words.notMeasured);
  const figure = marked(`measure.${measure.name}`, measureWords(measure, value, words));
  return asExpected === true ? `✓ <b>${figure}</b>` : `<b>${figure}</b>`;
}

function expectedHtml(measure: CardMeasure, words: SheetWords): string {
  const { name, is, within } = measure;
  if (is === undefined) return '';
  const figure = marked(`is.${name}`, measureWords(measure, is, words));
  return within === 0 ? figure : `${figure} ± ${marked(`within.${name}`, numberWords(within, words.point))}`;
}

/** The steps that are not on the first page, side by side, each with what is other than there. */
function smallGraphs({ played, words, main, others, inner }: KeyParts, type: Type, room: number): Block {
  if (others.length === 0) return { html: '', mm: 0 };
  const columns = others.length > 2 ? 3 : 2;
  const rows = Math.ceil(others.length / columns);
  const over = heading(words.otherSteps, type);
  const width = (inner.width - (columns - 1) * SMALL_GAP_MM) / columns;
  const known = main.flatMap((take) => setUpParts(played.card, take, words)).map(shownIn);
  const setUpOf = (take: Take) =>
    setUpParts(played.card, take, words)
      .filter((part) => !known.includes(shownIn(part)))
      .join(DOT);
  const at = (height: number): Block[] =>
    others.map((take) => {
      const size = { width, height, spanMs: spanOf(take), small: true, empty: false };
      return panel(played, take, { ...size, setUp: setUpOf(take) }, type.em);
    });
  const named = Math.max(...at(LEAST_SMALL).map(({ mm }) => mm - LEAST_SMALL));
  const height = Math.min(HIGHEST_SMALL, Math.max(LEAST_SMALL, (room - over.mm) / rows - named));
  return {
    html: `${over.html}<div class="grid${columns === 3 ? ' three' : ''}">${joined(at(height)).html}</div>`,
    mm: over.mm + rows * (named + height),
  };
}

/** Where it stands in curricula; `unconfirmed` where the edition was not looked at. */
function standards({ card }: Played, words: SheetWords, { em, width }: Type): Block {
  const all = card.standards.map(({ code, edition, seen }) => {
    const known = seen ? '' : `, ${words.unconfirmed}`;
    return `${code} (${words.edition} ${edition}${known})`;
  });
  if (all.length === 0) return { html: '', mm: 0 };
  const over = heading(words.standards, { em, width });
  const line = all.join('; ');
  const size = FINE_PRINT_EM * em;
  return {
    html: `${over.html}<p class="soft fine">${text(line)}</p>`,
    mm: over.mm + textMm(line, width, size),
  };
}
