/** A button of the header with a panel that it opens, as those that stand in index.html. */
import { element } from '../../web/lesson/dom.js';
import { placeBeside } from '../../web/panel-place.js';
import { svg } from '../../web/svg.js';

export interface HeaderButton {
  readonly button: HTMLButtonElement;
  readonly words: HTMLElement;
  readonly panel: HTMLElement;
}

/**
 * @param before the id of what stands to its right.
 * @param paths of its icon, 24 by 24.
 */
export function headerButton(
  { name, title, words, before }: Readonly<Record<'name' | 'title' | 'words' | 'before', string>>,
  paths: readonly string[],
): HeaderButton {
  const panelId = `${name}-panel`;
  const icon = svg(
    'svg',
    { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    ...paths.map((d) => svg('path', { d })),
  );
  const word = element('span', { class: 'word' }, words);
  const button = element(
    'button',
    { id: `${name}-open`, class: 'quiet', type: 'button', popovertarget: panelId },
    icon,
    word,
  );
  const panel = element('div', {
    id: panelId,
    class: 'panel',
    popover: '',
    role: 'group',
    'aria-label': title,
  });
  document.getElementById(before)!.before(button, panel);
  placeBeside(button, panel);
  return { button, words: word, panel };
}
