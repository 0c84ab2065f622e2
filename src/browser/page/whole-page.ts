/** Where the page comes from a server, it can be taken along: it is one file. */
import { element } from '../../web/lesson/dom.js';
import { follow } from '../../web/save/download.js';
import { say } from '../../web/words/say.js';

export function offerWholePage(): void {
  if (!/^https?:$/.test(location.protocol)) return;
  const button = element(
    'button',
    { class: 'quiet', type: 'button', 'data-key': 'whole-page' },
    element('b', {}, say('save.wholePage')),
    ' ',
    element('span', {}, say('save.wholePageMore')),
  );
  button.addEventListener('click', () => follow(location.pathname, 'axon-rig.html'));
  document.querySelector('#save-panel ul')!.append(element('li', {}, button));
}
