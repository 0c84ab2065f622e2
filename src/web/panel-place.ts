/** A panel that a button opens lies beside that button, and on the page. */
export function placeBeside(
  button: HTMLElement,
  panel: HTMLElement,
  side: 'below' | 'above' = 'below',
): void {
  panel.addEventListener('toggle', () => {
    if (!panel.matches(':popover-open')) return;
    const { left, top, bottom } = button.getBoundingClientRect();
    const gap = 6;
    const most = document.documentElement.clientWidth - panel.offsetWidth - gap;
    panel.style.left = `${Math.max(gap, Math.min(left, most))}px`;
    panel.style.top =
      side === 'below' ? `${bottom + gap}px` : `${Math.max(gap, top - gap - panel.offsetHeight)}px`;
  });
}
