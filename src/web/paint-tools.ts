/** The tools that paint the axon: one in the hand at a time, a drag or two sliders, and why an axon does not take some. */
import type { Paint } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { roundPlace } from './meter-controls.js';
import { placeWords, stretchWords } from './meter-words.js';
import { type Brush, strokeStretch } from './paint.js';
import { TOOL_ICONS, type ToolWords, toolWords, wipeWords } from './paint-words.js';
import { Slider } from './slider.js';
import { placeScale } from './slider-keys.js';
import { byId, svg } from './svg.js';
import { rigWords } from './words/rig-words.js';
import { say } from './words/say.js';
import { setText } from './words.js';

type Tool = Paint['kind'] | 'wipe';

export interface PaintHand {
  /** A tool is taken, or put down: undefined. */
  taken(brush: Brush | undefined): void;
  /** The stretch that the sliders show. */
  shows(a: number, b: number): void;
  stroke(a: number, b: number): void;
}

/** How long a reason stays that was asked for by a tap [ms of room]. */
const REASON_MS = 6000;

interface ToolButton {
  readonly tool: Tool;
  readonly button: HTMLButtonElement;
  readonly why: HTMLElement;
}

export class PaintTools {
  readonly #hand: PaintHand;
  readonly #box = byId('paint', HTMLElement);
  readonly #words = byId('paint-words', HTMLElement);
  readonly #brush = byId('brush', HTMLElement);
  readonly #done = byId('brush-go', HTMLButtonElement);
  readonly #from: Slider;
  readonly #to: Slider;
  #tools: readonly ToolButton[] = [];
  #stays: ReturnType<typeof setTimeout> | undefined;
  #paints = '';
  #state: PageState | undefined;
  #tool: Tool | undefined;
  #at = { from: 0, to: 0 };

  constructor(hand: PaintHand) {
    this.#hand = hand;
    this.#from = this.#slider('brush-from', 'from');
    this.#to = this.#slider('brush-to', 'to');
    this.#done.addEventListener('click', () => {
      this.#hand.stroke(this.#at.from, this.#at.to);
    });
    byId('brush-off', HTMLButtonElement).addEventListener('click', () => this.#take(undefined, true));
    // Before anybody else hears of it: the tool is what goes first.
    document.addEventListener(
      'keydown',
      (event) => {
        if (
          event.key !== 'Escape' ||
          this.#tool === undefined ||
          document.querySelector(':popover-open, dialog[open]')
        )
          return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.#take(undefined, true);
      },
      { capture: true },
    );
  }

  show(state: PageState): void {
    const axonKey = (of: PageState | undefined) =>
      of && `${of.experiment} ${of.axon.kind} ${of.axon.lastPlace}`;
    const isOther = axonKey(state) !== axonKey(this.#state);
    this.#state = state;
    const paints = JSON.stringify(state.axon.paints);
    if (paints !== this.#paints) {
      this.#paints = paints;
      this.#draw(state.axon.paints);
    }
    if (isOther) {
      this.#take(undefined);
      const { lastPlace, wholePlaces } = state.axon;
      const at = (share: number): number => roundPlace(share * lastPlace, wholePlaces);
      this.#at = { from: at(0.45), to: at(0.55) };
    }
    this.#showSliders();
  }

  /** All controls were switched on: what the axon does not take is not. */
  showAgain(): void {
    if (this.#state) for (const one of this.#tools) this.#showTool(one);
  }

  /** The hand has gone over the axon from a place to a place; the sliders follow. */
  stroked(a: number, b: number): void {
    this.#at = { from: Math.min(a, b), to: Math.max(a, b) };
    this.#showSliders();
  }

  get brush(): Brush | undefined {
    return this.#brushOf(this.#tool);
  }

  #brushOf(tool: Tool | undefined): Brush | undefined {
    if (tool === undefined) return undefined;
    return tool === 'wipe' ? null : this.#paintOf(tool)?.treatment;
  }

  #paintOf(tool: Tool): Paint | undefined {
    return this.#state?.axon.paints.find(({ kind }) => kind === tool);
  }

  #wordsOf(tool: Tool): ToolWords {
    const paint = this.#paintOf(tool);
    return paint ? toolWords(paint.treatment) : wipeWords();
  }

  #take(tool: Tool | undefined, back = false): void {
    const last = this.#tool;
    if (tool === last) return;
    this.#tool = tool;
    for (const one of this.#tools) this.#showTool(one);
    const isTaken = tool !== undefined;
    document.body.classList.toggle('paints', isTaken);
    this.#brush.hidden = !isTaken;
    this.#untell(true);
    this.#hand.taken(this.brush);
    if (!isTaken) {
      // The keyboard goes back to where the tool was taken from.
      if (back && this.#brush.contains(document.activeElement))
        this.#tools.find((one) => one.tool === last)?.button.focus();
      return;
    }
    // On a phone the tools are in a panel over the page, and what they paint is further up.
    const panel = byId('toolbar-rest', HTMLElement);
    if (panel.matches(':popover-open')) {
      panel.hidePopover();
      byId('stage-axon', HTMLElement).scrollIntoView({ block: 'nearest' });
    }
    setText(byId('brush-title', HTMLElement), this.#wordsOf(tool).long);
    setText(this.#done, say(tool === 'wipe' ? 'toolbar.wipeHere' : 'toolbar.paintHere'));
    this.#showSliders();
  }

  #draw(paints: readonly Paint[]): void {
    const tools: readonly Tool[] = [...paints.map(({ kind }) => kind), 'wipe'];
    const focused = this.#tools.findIndex(({ button }) => button === document.activeElement);
    this.#tools = tools.map((tool) => this.#toolButton(tool));
    this.#box.replaceChildren(
      ...[...this.#box.querySelectorAll('.paint-title')],
      ...this.#tools.flatMap(({ button, why }) => [button, why]),
    );
    for (const one of this.#tools) this.#showTool(one);
    this.#tools[focused]?.button.focus();
  }

  #toolButton(tool: Tool): ToolButton {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `tool ${tool}`;
    button.dataset.tool = tool;
    const icon = svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
    icon.append(svg('path', { d: TOOL_ICONS[tool] }));
    const word = document.createElement('span');
    word.className = 'word';
    word.textContent = this.#wordsOf(tool).short;
    button.append(icon, word);
    button.setAttribute('aria-label', this.#wordsOf(tool).long);
    const why = document.createElement('span');
    why.className = 'unseen';
    why.id = `why-${tool}`;
    button.addEventListener('click', () => {
      if (this.#because(tool) === null) this.#take(this.#tool === tool ? undefined : tool);
      // A tap leaves no pointer over it: the reason stays long enough to be read twice.
      else this.#tell(tool, REASON_MS);
    });
    for (const type of ['pointerenter', 'focus']) button.addEventListener(type, () => this.#tell(tool, 0));
    for (const type of ['pointerleave', 'blur']) button.addEventListener(type, () => this.#untell());
    return { tool, button, why };
  }

  /** Why the axon does not take it; null where it does. */
  #because(tool: Tool): string | null {
    const because = this.#paintOf(tool)?.because;
    return because == null ? null : rigWords(because);
  }

  #tell(tool: Tool, forMs: number): void {
    setText(this.#words, this.#because(tool) ?? this.#wordsOf(tool).long);
    this.#words.classList.toggle('why-not', this.#because(tool) !== null);
    clearTimeout(this.#stays);
    this.#stays = forMs > 0 ? setTimeout(() => this.#untell(true), forMs) : undefined;
  }

  #untell(now = false): void {
    if (this.#stays !== undefined && !now) return;
    this.#stays = undefined;
    setText(this.#words, '');
  }

  #showTool({ tool, button, why }: ToolButton): void {
    const because = this.#because(tool);
    button.setAttribute('aria-pressed', String(tool === this.#tool));
    button.setAttribute('aria-disabled', String(because !== null));
    setText(why, because ?? '');
    if (because === null) button.removeAttribute('aria-describedby');
    else button.setAttribute('aria-describedby', why.id);
  }

  #slider(id: string, end: 'from' | 'to'): Slider {
    return new Slider(byId(id, HTMLInputElement), {
      moved: (place) => {
        this.#at = { ...this.#at, [end]: place };
        // The other end goes along, so that it stays a stretch.
        if (this.#at.from > this.#at.to) this.#at = { from: place, to: place };
        this.#showSliders();
        this.#hand.shows(this.#at.from, this.#at.to);
      },
      words: (place) => (this.#state ? placeWords(place, this.#state.axon) : ''),
      round: (place) => roundPlace(place, this.#state?.axon.wholePlaces ?? true),
    });
  }

  #showSliders(): void {
    const axon = this.#state?.axon;
    const brush = this.brush;
    if (!axon || brush === undefined) return;
    const scale = placeScale(axon);
    this.#from.show(this.#at.from, scale);
    this.#to.show(this.#at.to, scale);
    const stretch = strokeStretch(axon, brush, this.#at.from, this.#at.to);
    setText(byId('brush-where', HTMLElement), stretchWords(stretch, axon));
    byId('brush-places', HTMLElement).hidden = axon.lastPlace === 0;
  }
}
