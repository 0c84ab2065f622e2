/** A file may be dropped anywhere on the page. Without this a browser would leave the page for it. */
import { element } from '../../web/lesson/dom.js';
import { say } from '../../web/words/say.js';

/** A drag that has left the window has no event for it: the words go when nothing has been heard for so long [ms]. */
const GONE_MS = 400;

export function dropTarget(dropped: (files: readonly File[]) => void): void {
  const words = element('p', { id: 'drop-here', 'aria-hidden': 'true', hidden: '' }, say('open.dropHere'));
  document.body.append(words);
  let gone: ReturnType<typeof setTimeout> | undefined;

  function hide(): void {
    clearTimeout(gone);
    words.hidden = true;
  }

  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    words.hidden = false;
    clearTimeout(gone);
    gone = setTimeout(hide, GONE_MS);
  });
  document.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    hide();
    dropped([...event.dataTransfer.files]);
  });
}
