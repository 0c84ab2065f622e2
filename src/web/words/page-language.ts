/** The language of a page: which one, its words, and the texts of the document in it. */
import { usableOf } from './check.js';
import { chosenLanguage, LANGUAGES, type Language, languageOf } from './languages.js';
import { language, sayPlainly, speakWith } from './say.js';

const KEPT_AS = 'axon-rig-language';

/** How the attributes of index.html are called that say which message stands where. */
const PLACES = [
  ['data-words', 'text'],
  ['data-words-label', 'aria-label'],
  ['data-words-title', 'title'],
] as const;

/**
 * Comes before all else on a page. Whatever goes wrong, the page speaks English then.
 * @returns the language that it speaks.
 */
export async function speak(): Promise<void> {
  const wanted = chosenLanguage(location.href, kept(), navigator.languages);
  try {
    const file = await wanted.load();
    if (file) {
      speakWith({ code: wanted.code, locale: wanted.locale, messages: usableOf(file) });
      fillTexts(document);
    }
  } catch (error) {
    // Its file did not come: the words that are there are English.
    console.info(`the words of ${wanted.name} could not be loaded: ${String(error)}`);
  }
  document.documentElement.lang = language();
  document.documentElement.dataset.speaks = language();
}

function fillTexts(root: ParentNode): void {
  for (const [from, to] of PLACES)
    for (const element of root.querySelectorAll<HTMLElement>(`[${from}]`)) {
      const words = sayPlainly(element.getAttribute(from)!);
      if (words === undefined) continue;
      if (to === 'text') element.textContent = words;
      else element.setAttribute(to, words);
    }
}

/** The choice of a language, among the keys: kept in this browser, and the page begins again with it. */
export function languageChoice(list: HTMLElement): void {
  const asBrowser = { code: '', name: '' };
  const choices: readonly Pick<Language, 'code' | 'name'>[] = [asBrowser, ...LANGUAGES];
  list.append(
    ...choices.map(({ code, name }) => {
      const label = document.createElement('label');
      label.className = 'tick';
      const input = document.createElement('input');
      Object.assign(input, { type: 'radio', name: 'language', value: code });
      input.checked = (kept() ?? '') === code;
      input.addEventListener('change', () => chooseLanguage(code));
      const words = document.createElement('span');
      words.textContent = code === '' ? (sayPlainly('keys.asBrowser') ?? '') : name;
      if (code !== '') words.lang = code;
      label.append(input, words);
      return label;
    }),
  );
}

/** Kept in this browser; the page begins again with it. @param code empty: that of the browser. */
export function chooseLanguage(code: string): void {
  try {
    if (code === '') localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, code);
  } catch {}
  const address = new URL(location.href);
  // Where the browser keeps nothing, the address does.
  if (kept() === undefined && code !== '') address.searchParams.set('lang', code);
  else address.searchParams.delete('lang');
  if (address.href === location.href) location.reload();
  else location.replace(address);
}

// A browser may keep nothing, as in a private window.
function kept(): string | undefined {
  try {
    return languageOf(localStorage.getItem(KEPT_AS))?.code;
  } catch {
    return undefined;
  }
}
