/** The contrast of every text of a page on the very ground that it stands on, measured in screenshots without its words. */
import type { BrowserContext, Page } from 'playwright-core';
import { wear } from '../harness/browser.js';

export interface Contrast {
  readonly words: string;
  /** The element that they stand in. */
  readonly of: string;
  readonly ratio: number;
}

interface Words {
  readonly words: string;
  readonly of: string;
  /** R, G, B and opacity of its letters. */
  readonly ink: readonly number[];
  readonly box: readonly number[];
}

/** And without needles, which turn over the words of their dials while a signal passes: where they are is chance. */
const NO_WORDS =
  '.hand { visibility: hidden !important; } * { color: transparent !important; -webkit-text-fill-color: transparent !important; } svg text { fill: transparent !important; }';

/** A page that has not come to rest after so many looks is measured as it is. */
const MOST_LOOKS = 20;

/**
 * Text that is not written with letters of the page's own, such as in a canvas, is not found. A page whose words have
 * moved meanwhile is looked at again, and one that was just told that its rig is silent, which fades what is old: a busy
 * computer may be late with pictures.
 */
export async function contrasts(page: Page): Promise<Contrast[]> {
  const look = async () => JSON.stringify(await page.evaluate(wordsOnPage));
  const isFresh = () => page.evaluate(() => !['stale', 'lost'].includes(document.body.dataset.link ?? ''));
  let before = await look();
  let ground = await groundOf(page);
  for (let n = 0; n < MOST_LOOKS; n++) {
    const now = await look();
    if (now === before && (await isFresh())) break;
    before = now;
    ground = await groundOf(page);
  }
  const words = JSON.parse(before) as Words[];
  const reader = await readerIn(page.context());
  return reader.evaluate(measure, { words, ground: ground.toString('base64') });
}

/** A page that reads pictures, one for all of a window. */
const readers = new WeakMap<BrowserContext, Promise<Page>>();

function readerIn(context: BrowserContext): Promise<Page> {
  const reader = readers.get(context) ?? context.newPage();
  readers.set(context, reader);
  return reader;
}

async function groundOf(page: Page): Promise<Buffer> {
  const takeBack = await wear(page, NO_WORDS);
  const ground = await page.screenshot();
  await takeBack();
  return ground;
}

function wordsOnPage(): Words[] {
  const found: Words[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const over = document.querySelector('dialog[open]');
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    const text = node.textContent!.trim();
    if (text === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue;
    if ((over && !over.contains(element)) || element.closest('.unseen')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    if (right - left < 3 || bottom - top < 3) continue;
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) continue;
    // What lies over it, or clips it, is looked at instead.
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isSvg = element instanceof SVGElement;
    if (!isSvg && at && !at.contains(element) && !element.contains(at) && !at.closest('svg')) continue;
    let opacity = 1;
    for (let up: Element | null = element; up; up = up.parentElement)
      opacity *= Number(getComputedStyle(up).opacity);
    const style = getComputedStyle(element);
    const colour = (isSvg ? style.fill : style.color).match(/[\d.]+/g)!.map(Number);
    found.push({
      words: text,
      of: `${element.parentElement!.id} ${element.localName}`,
      ink: [...colour.slice(0, 3), (colour[3] ?? 1) * opacity],
      box: [left, top, right, bottom],
    });
  }
  return found;
}

async function measure({ words, ground }: { words: Words[]; ground: string }): Promise<Contrast[]> {
  const bytes = Uint8Array.from(atob(ground), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const channel = (byte: number): number =>
    byte <= 0.04045 * 255 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([red, green, blue]: readonly number[]): number =>
    0.2126 * channel(red!) + 0.7152 * channel(green!) + 0.0722 * channel(blue!);
  return words.map(({ words: text, of, ink, box }) => {
    // Letters keep clear of the ends of their line, where an outline may run.
    const air = 0.18 * (box[3]! - box[1]!);
    const [left, top, right, bottom] = [box[0]!, box[1]! + air, box[2]!, box[3]! - air].map(Math.round) as [
      number,
      number,
      number,
      number,
    ];
    const { data } = context.getImageData(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    const ratios: number[] = [];
    for (let i = 0; i < data.length; i += 4 * 7) {
      const under = [data[i]!, data[i + 1]!, data[i + 2]!];
      const letters = under.map((byte, k) => ink[3]! * ink[k]! + (1 - ink[3]!) * byte);
      const [a, b] = [light(letters), light(under)];
      ratios.push((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
    }
    // A line that crosses the words is no ground: a tenth of the pixels may be anything.
    ratios.sort((a, b) => a - b);
    return { words: text, of, ratio: ratios[Math.floor(ratios.length / 10)]! };
  });
}
