/**
 * A panel that opens over the page, which does not move; Escape closes it.
 * @param then the keyboard goes back to where it was opened, or to the page, where Space stimulates.
 */
export function closeOnEscape(details: HTMLDetailsElement, then: 'summary' | 'page' = 'summary'): void {
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !details.open) return;
    details.open = false;
    if (then === 'summary') details.querySelector('summary')?.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}
