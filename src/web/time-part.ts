/** All that belongs to time: sweeps and their graph, the time handle, the last minute, the lens, and how time goes on. */
import type { Graph, Plot, Primitive } from '../figure/index.js';
import type { PageState } from '../server/messages.js';
import { asShown } from './as-shown.js';
import { GraphCanvas } from './graph-canvas.js';
import { failuresOf, ghostWords, handleOf } from './graph-view.js';
import { InsidePanel } from './inside-panel.js';
import { withheldBy } from './lesson/withheld.js';
import { LevelPanel } from './level-panel.js';
import { MeasuresPanel } from './measures-panel.js';
import { MinuteLine } from './minute-line.js';
import type { Part, Rig } from './part.js';
import { ReadingsPanel } from './readings-panel.js';
import { seekTo } from './seek-to.js';
import { byId, setAttribute } from './svg.js';
import type { Sweep } from './sweep.js';
import { Sweeps } from './sweeps.js';
import { askTape } from './tape.js';
import { type HandleWish, TimeHandle } from './time-handle.js';
import { Transport } from './transport.js';
import { say } from './words/say.js';

/** Others that show sweeps ask for them here. */
export type TimePart = Part & { readonly sweeps: Sweeps };

/** The axon shows how high it came in an earlier sweep; undefined: in none. */
type ShowGhost = (sweep: Sweep | undefined, words: string) => void;

export function timePart(rig: Rig, showGhost: ShowGhost = () => {}): TimePart {
  const plotArea = byId('traces', HTMLElement);
  const sweeps = new Sweeps(
    (picture, reachMs) => askTape(rig.files, picture, reachMs),
    news,
    () => performance.now(),
  );
  const canvas = new GraphCanvas(plotArea, sweeps);
  const handle = new TimeHandle(plotArea, byId('time-handle', HTMLElement), wish);
  const minute = new MinuteLine(byId('minute', HTMLElement), rig.send);
  const inside = new InsidePanel(layOut, news);
  const transport = new Transport(rig.send);
  const levelPanel = new LevelPanel(rig.send, rig.refuse);
  const measuresPanel = new MeasuresPanel();
  const readings = new ReadingsPanel(sweeps, rig.refuse, news);
  const empty = byId('graph-empty', HTMLElement);
  const pin = byId('pin', HTMLButtonElement);
  let state: PageState | undefined;
  /** With the set-up of the picture on show. */
  let shownState: PageState | undefined;
  let ghost: Sweep | undefined;
  let ghostSaid = '';
  let isNew = true;
  let tells = true;

  pin.addEventListener('click', () => {
    const { shown } = sweeps;
    if (shown && sweeps.pins.includes(shown)) sweeps.unpin(shown);
    else if (shown && !sweeps.pin()) rig.refuse(say('transport.threeKept'));
    news();
  });
  document.addEventListener('undo-reset', () => {
    sweeps.undo();
    news();
  });
  // Colours of the page are others: light, dark, or the person's own.
  new MutationObserver(layOut).observe(document.documentElement, { attributes: true });
  for (const query of ['(prefers-color-scheme: light)', '(forced-colors: active)'])
    window.matchMedia(query).addEventListener('change', layOut);
  document.fonts.ready.then(layOut, () => {});

  function news(): void {
    isNew = true;
    rig.wake();
  }

  function layOut(): void {
    canvas.layOut();
    minute.layOut();
    inside.layOut();
    news();
  }

  function wish(wanted: HandleWish): void {
    const { shown } = sweeps;
    if (wanted.kind === 'now') rig.send({ do: 'now' });
    else if (wanted.kind === 'step') rig.send(wanted.back ? { do: 'step', back: true } : { do: 'step' });
    else if (shown && state)
      rig.send(seekTo(shown, wanted.ms, { lens: state.lens, isPresent: shown === sweeps.current }));
    news();
  }

  function passGhost(): void {
    const first = sweeps.axonGhost;
    const words = first ? ghostWords(first, sweeps.shown) : '';
    if (first === ghost && words === ghostSaid) return;
    ghost = first;
    ghostSaid = words;
    showGhost(first, words);
  }

  return {
    sweeps,
    link: ({ kind }) => sweeps.link(kind === 'open'),
    picture(picture) {
      sweeps.picture(picture);
      minute.picture(picture);
      isNew = true;
    },
    state(next) {
      state = next;
      shownState = asShown(next);
      sweeps.state(next);
      transport.show(next);
      levelPanel.show(next);
      measuresPanel.show(next);
      minute.state(next);
      inside.state(shownState);
      readings.state(next);
      isNew = true;
    },
    draw(picture, wallMs) {
      if (!isNew || !state || !shownState) return false;
      isNew = false;
      passGhost();
      const { shown } = sweeps;
      const at = handleOf(sweeps);
      if (empty.hidden !== (shown !== undefined)) empty.hidden = shown !== undefined;
      if (pin.disabled === (shown?.hasTrace ?? false)) pin.disabled = !shown?.hasTrace;
      setAttribute(pin, 'aria-pressed', String(shown !== undefined && sweeps.pins.includes(shown)));
      canvas.draw(shownState, { isCalm: !state.running, tells }, tells ? failureLabels(sweeps) : () => []);
      const { plot } = canvas;
      minute.draw(wallMs);
      if (!plot) return false;
      const waits = handle.show(plot, at, shown, picture, wallMs);
      if (waits) isNew = true;
      inside.draw(shown, plot, canvas.em, at?.ms ?? 0);
      return waits;
    },
    lesson(lesson) {
      tells = withheldBy(lesson) === 'no';
      news();
    },
    layOut,
    key(action) {
      if (action !== 'escape') return transport.act(action);
      if (state?.look.kind !== 'looking-back') return false;
      rig.send({ do: 'now' });
      return true;
    },
  };
}

/** Why the last press that failed did: on the axis beside its block, where no trace comes. */
function failureLabels({ shown }: Sweeps): (graph: Graph, plot: Plot) => Primitive[] {
  return ({ em, spanMs }, plot) => {
    const failure = shown && failuresOf(shown).findLast(({ atMs }) => atMs <= spanMs);
    if (!failure) return [];
    const isLeft = failure.atMs < spanMs / 2;
    const x = isLeft ? plot.x(failure.endMs) + 0.6 * em : plot.x(failure.atMs) - 0.6 * em;
    const anchor = isLeft ? 'start' : 'end';
    return [
      {
        kind: 'text',
        role: 'words',
        ink: 'warm',
        x,
        y: plot.bottom - 0.12 * em,
        anchor,
        text: failure.words,
      },
    ];
  };
}
