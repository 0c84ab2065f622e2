/** What a page says without a message, by the marks of the pseudo-language. */
import type { Page } from 'playwright-core';
import { unmarked } from '../../src/web/words/pseudo.js';

/** What is no message: names from the rig and its files, units, signs of chemistry, keys, letters of gates. */
const NO_WORDS =
  /\b(?:virtual|A4|Letter|PNG|SVG|CSV|English|Deutsch|TTX|TEA|LED|LEDs|Esc|mV|ms|s|mS|nA|mA|µA|cm|mmol|nmol|l|mm|m|Na|K|C|F|P|S|B|Y|R|T|L|axon-rig)\b/gu;

/** All that a person can see or hear of a page and that stands outside the marks of the pseudo-language. */
export async function unspoken(at: Page): Promise<string[]> {
  const texts = await at.evaluate(() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (!walker.currentNode.parentElement?.closest('script, style'))
        found.push(walker.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder', 'alt', 'aria-description'])
        found.push(element.getAttribute(name) ?? '');
    return [...found, ...((window as unknown as { painted?: Set<string> }).painted ?? [])];
  });
  return [...new Set(texts)].filter((text) => /\p{L}{2,}/u.test(unmarked(text).replace(NO_WORDS, '')));
}
