/** Which paper sheets are for. */
import { PAPERS, type Paper } from '../../figure/index.js';

const PAPER_KEPT_AS = 'axon-rig-paper';
/** Where people print on Letter. */
const LETTER_REGIONS = /-(US|CA|MX|PH|CL|CO|VE)\b/;

export function chosenPaper(panel: HTMLElement): Paper {
  const value = panel.querySelector<HTMLInputElement>('input[name="paper"]:checked')?.value;
  return value !== undefined && value in PAPERS ? (value as Paper) : 'a4';
}

/** That of the country unless somebody has chosen another one, which this browser keeps. */
export function followPaper(panel: HTMLElement): void {
  const usual = LETTER_REGIONS.test(navigator.language) ? 'letter' : 'a4';
  const wanted = kept() ?? usual;
  for (const radio of panel.querySelectorAll<HTMLInputElement>('input[name="paper"]')) {
    radio.checked = radio.value === wanted;
    radio.addEventListener('change', () => keep(radio.value));
  }
}

/** A browser may keep nothing for anybody. */
function kept(): string | undefined {
  try {
    const value = localStorage.getItem(PAPER_KEPT_AS);
    return value !== null && value in PAPERS ? value : undefined;
  } catch {
    return undefined;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(PAPER_KEPT_AS, value);
  } catch {}
}
