/** A panel that opens over the page, which does not move; Escape closes it and goes back to where it was opened. */
export function closeOnEscape(details: HTMLDetailsElement): void {
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  });
}
