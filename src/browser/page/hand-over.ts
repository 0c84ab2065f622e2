/** Links to what the rig gives away, where the rig has no address: it is asked for, and then saved or opened. */
import { addressOf, download, follow, openDocument } from '../../web/save/download.js';
import { say } from '../../web/words/say.js';

type Get = (path: string) => Promise<Response>;

const linked = new WeakMap<HTMLAnchorElement, string>();

/** @param refuse tells the person why something cannot be. */
export function linkTo(
  link: HTMLAnchorElement,
  path: string,
  get: Get,
  refuse: (words: string) => void,
): void {
  const isNew = !linked.has(link);
  linked.set(link, path);
  // Without an address nobody comes to it by keyboard.
  link.href = '#';
  if (!isNew) return;
  const give = (event: Event): void => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    void handOver(linked.get(link)!, link.hasAttribute('download'), get, refuse);
  };
  link.addEventListener('click', give);
  link.addEventListener('auxclick', give);
}

async function handOver(
  path: string,
  isSaved: boolean,
  get: Get,
  refuse: (words: string) => void,
): Promise<void> {
  const name = nameOf(path);
  if (!isSaved) refuse(say('open.making'));
  try {
    const answer = await get(path);
    if (!answer.ok) refuse(await answer.text());
    else if (isSaved) follow(addressOf(await answer.blob()), name);
    else openOrSave(await answer.text(), name);
  } catch (error) {
    refuse(say('open.notSaved', { name, why: (error as Error).message }));
  }
}

/** The policy of the page is that of what it opens: the style of a document comes by another way. */
function openOrSave(html: string, name: string): void {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html);
  const bare = style ? html.replace(style[0], '') : html;
  if (!openDocument(bare, style?.[1] ?? '')) download(html, 'text/html', name);
}

/** What the file is called: as the path, and a worksheet as its card or plan: `rest-worksheet.html`. */
export function nameOf(path: string): string {
  const [name = '', query] = path.split('?');
  const asked = new URLSearchParams(query);
  const of = asked.get('card') ?? asked.get('plan');
  const last = name.split('/').at(-1)!;
  return of === null ? last : `${of}-${asked.has('key') ? 'key.html' : last}`;
}
