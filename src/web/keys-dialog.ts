/** The list of all keys, and what is set once: letters as keys, a dark or a light page. */
import { FOCUS_ROWS, KEY_ROWS, keyName } from './keys.js';
import { byId } from './svg.js';
import { languageChoice } from './words/page-language.js';
import { say } from './words/say.js';

export class KeysDialog {
  readonly #dialog = byId('keys', HTMLDialogElement);

  constructor() {
    const rows = [...KEY_ROWS.map(({ keys, words }) => [Object.keys(keys), words] as const), ...FOCUS_ROWS];
    byId('keys-list', HTMLElement).append(...rows.map(([keys, words]) => rowOf(keys, words)));
    byId('keys-open', HTMLButtonElement).addEventListener('click', () => this.open());
    languageChoice(byId('language', HTMLElement));
    followTheme();
  }

  open(): void {
    this.#dialog.showModal();
  }
}

function rowOf(keys: readonly string[], words: (typeof KEY_ROWS)[number]['words']): HTMLLIElement {
  const [row, group, told] = [
    document.createElement('li'),
    document.createElement('span'),
    document.createElement('span'),
  ];
  group.append(
    ...keys.map((key) => {
      const cap = document.createElement('kbd');
      cap.textContent = keyName(key);
      return cap;
    }),
  );
  told.textContent = say(words);
  row.append(group, told);
  return row;
}

const THEMES: Readonly<Record<string, string>> = {
  computer: '(prefers-color-scheme: light)',
  dark: 'not all',
  light: 'all',
};
const KEPT_AS = 'axon-rig-theme';

/** Which page is wanted, kept in this browser: the light styles apply always, never, or as the computer has it. */
function followTheme(): void {
  const styles = byId('light-theme', HTMLElement);
  const radios = document.querySelectorAll<HTMLInputElement>('input[name="theme"]');
  const wear = (theme: string): void => {
    styles.setAttribute('media', THEMES[theme] ?? THEMES.computer!);
    // What is painted and not styled looks here for news.
    document.documentElement.dataset.theme = theme;
    for (const radio of radios) radio.checked = radio.value === theme;
  };
  wear(kept() ?? 'computer');
  for (const radio of radios)
    radio.addEventListener('change', () => {
      wear(radio.value);
      keep(radio.value);
    });
}

// A browser may keep nothing, as in a private window: then the choice holds as long as the page.
function kept(): string | undefined {
  try {
    const theme = localStorage.getItem(KEPT_AS);
    return theme !== null && Object.hasOwn(THEMES, theme) ? theme : undefined;
  } catch {
    return undefined;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEPT_AS, theme);
  } catch {}
}
