/** Marks an element as long as it can be scrolled further down, so that its styles can show that there is more. */

/** Less than this below the edge is no line of words [px]. */
const LEAST_PX = 8;

/** @returns called when what is in it is another. */
export function markMoreBelow(element: HTMLElement): () => void {
  let asked = 0;
  function look(): void {
    asked = 0;
    const { scrollHeight, scrollTop, clientHeight } = element;
    element.toggleAttribute('data-more', scrollHeight - scrollTop - clientHeight > LEAST_PX);
  }
  function ask(): void {
    if (asked === 0) asked = requestAnimationFrame(look);
  }
  element.addEventListener('scroll', ask, { passive: true });
  new ResizeObserver(ask).observe(element);
  return ask;
}
