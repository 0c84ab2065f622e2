/** Elements of the rail: made from what is to be read, and written only where that is new. */
import type { Rich } from './rail-view.js';

const MARKS = { blue: '●', yellow: '◆' } as const;

/** @param about its class, and attributes; one that is undefined is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  about: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(about)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Words of a voltmeter carry its shape and its colour; the shape is not read out. */
export function richNodes(words: Rich): (Node | string)[] {
  return words.map((part) => {
    if (typeof part === 'string') return part;
    const mark = element('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[part.meter]);
    return element('b', { class: `of-meter ${part.meter}` }, mark, '\u00a0', part.text);
  });
}
