/** The menu of all that can be saved: sheets to print, the graph as a picture and as a table, and what the rig gives away. */
import { paint, toSvg } from '../figure/index.js';
import type { LessonState, PageRole, PageState } from '../server/messages.js';
import { ghostWords } from './graph-view.js';
import { placeBeside } from './panel-place.js';
import type { Part, Rig } from './part.js';
import { SHEET_KINDS, sheetAddress } from './save/card-sheet.js';
import { addressOf, download, follow, openDocument } from './save/download.js';
import { pairOf } from './save/pair.js';
import { chosenPaper, followPaper } from './save/paper.js';
import { PICTURE_THEME, pictureOf } from './save/picture.js';
import { type SheetKind, sheetDocument, sheetFile } from './save/sheet.js';
import { sweepCsv } from './save/table.js';
import { byId } from './svg.js';
import type { Sweep } from './sweep.js';
import type { Sweeps } from './sweeps.js';
import { rigWords } from './words/rig-words.js';
import { language, say } from './words/say.js';

/** Pixels of a picture for one of the page. */
const PICTURE_SCALE = 2;

export function savePart(rig: Rig, sweeps: Sweeps): Part {
  const panel = byId('save-panel', HTMLElement);
  const buttons = [...panel.querySelectorAll<HTMLButtonElement>('button[data-save]')];
  const links = [...panel.querySelectorAll('a')];
  /** What the rig gives away, by the link to it. */
  const files = links
    .filter((link) => link.hasAttribute('download'))
    .map((link) => [link, link.getAttribute('href')!] as const);
  const context = document.createElement('canvas').getContext('2d');
  let state: PageState | undefined;
  let lesson: LessonState | undefined;
  let role: PageRole | undefined;
  let isOpen = false;

  placeBeside(byId('save-open', HTMLButtonElement), panel);
  panel.addEventListener('toggle', show);
  followPaper(panel);
  panel.addEventListener('change', show);
  for (const button of buttons) button.addEventListener('click', () => save(button.dataset.save!));
  for (const link of links)
    link.addEventListener('click', (event) => {
      if (isOpen) panel.hidePopover();
      else {
        event.preventDefault();
        rig.refuse(say('save.noRig'));
      }
    });

  /** What cannot be saved yet is there all the same, and says why. */
  function show(): void {
    const isNothing = state === undefined || !sweeps.all.some((sweep) => sweep.hasTrace);
    for (const button of buttons) button.ariaDisabled = String(isNothing);
    for (const link of links) link.ariaDisabled = String(!isOpen);
    for (const kind of SHEET_KINDS) {
      const link = panel.querySelector<HTMLAnchorElement>(`a[data-sheet="${kind}"]`)!;
      const asked = { kind, paper: chosenPaper(panel), language: language() };
      const address = sheetAddress(asked, lesson, role);
      link.closest('li')!.hidden = address === undefined;
      if (address !== undefined) rig.files.link(link, address);
    }
    for (const [link, path] of files) rig.files.link(link, path);
  }

  function save(what: string): void {
    const shown = sweeps.shown?.hasTrace ? sweeps.shown : sweeps.all.find((sweep) => sweep.hasTrace);
    if (!state || !shown) {
      rig.refuse(say('save.nothingYet'));
      return;
    }
    panel.hidePopover();
    if (what === 'worksheet' || what === 'figure') openSheet(what, state);
    else if (what === 'csv') download(sweepCsv(shown, ghostsOf(shown)), 'text/csv', nameOf(shown, 'csv'));
    else if (what === 'svg') download(svgOf(shown, state), 'image/svg+xml', nameOf(shown, 'svg'));
    else savePng(shown, state);
  }

  function openSheet(kind: SheetKind, { axon, experiment, experiments, rig: rigName }: PageState): void {
    const paper = chosenPaper(panel);
    // What a rig file describes itself is called as the rig is.
    const named = experiments.find(({ name }) => name === experiment)?.title ?? '';
    const title = named === rigName ? '' : rigWords(named);
    const sheet = sheetDocument({ kind, paper, pair: pairOf(sweeps.recorded, experiment), axon, title });
    if (!openDocument(sheet.html, sheet.styles))
      download(sheetFile(sheet), 'text/html', `axon-${kind}-${paper}.html`);
  }

  function ghostsOf(shown: Sweep) {
    return sweeps.ghosts
      .filter((sweep) => sweep !== shown)
      .map((sweep) => ({ sweep, name: ghostWords(sweep, shown) }));
  }

  function measure(text: string, bold: boolean, em: number): number {
    if (!context) return text.length * em;
    context.font = `${bold ? 600 : 400} ${em}px ${PICTURE_THEME.family}`;
    return context.measureText(text).width;
  }

  function svgOf(shown: Sweep, now: PageState): string {
    const title = say('sweeps.sweep', { number: shown.number });
    const description = say('save.description');
    return toSvg(pictureOf(sweeps, now, measure), PICTURE_THEME, {
      unit: 'px',
      title,
      description,
      id: 'graph',
    });
  }

  function savePng(shown: Sweep, now: PageState): void {
    const drawing = pictureOf(sweeps, now, measure);
    const canvas = document.createElement('canvas');
    canvas.width = PICTURE_SCALE * drawing.width;
    canvas.height = PICTURE_SCALE * drawing.height;
    const surface = canvas.getContext('2d');
    if (!surface) {
      rig.refuse(say('save.noPicture'));
      return;
    }
    surface.scale(PICTURE_SCALE, PICTURE_SCALE);
    surface.fillStyle = PICTURE_THEME.colours.room;
    surface.fillRect(0, 0, drawing.width, drawing.height);
    paint(surface, drawing, PICTURE_THEME);
    canvas.toBlob((blob) => {
      if (blob) follow(addressOf(blob), nameOf(shown, 'png'));
      else rig.refuse(say('save.noPicture'));
    }, 'image/png');
  }

  return {
    link(link) {
      isOpen = link.kind === 'open';
      show();
    },
    state(next) {
      state = next;
      show();
    },
    lesson(next) {
      lesson = next;
      show();
    },
    role(next) {
      role = next;
      show();
    },
  };
}

function nameOf({ number }: Sweep, end: string): string {
  return `axon-sweep-${number}.${end}`;
}
