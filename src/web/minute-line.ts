/** The last minute as a slim line with a mark for each press: the way to earlier sweeps. */
import { type Primitive, paint, type Theme } from '../figure/index.js';
import type { PageCommand, PagePicture, PageState } from '../server/messages.js';
import { MS_PER_S } from '../units.js';
import { themeOf } from './figure-theme.js';
import { agoWords, backOf, MINUTE_MS, type MinuteMark, markNear, marksOf, nextMark } from './minute-marks.js';
import { screenScale } from './stage/pen.js';
import { setAttribute } from './svg.js';

/** A hand so near to a mark means the mark, as a share of the line. */
const NEAR = 0.012;
const SECOND_MS = 1000;
const PAGE_MS = 5000;
/** While the axon runs the line is drawn no more often than this [ms of room]. */
const EVERY_MS = 200;

export class MinuteLine {
  readonly #host: HTMLElement;
  readonly #send: (command: PageCommand) => void;
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #theme: Theme;
  /** Measured once for a layout: to ask for it while drawing has the whole page laid out [px]. */
  #width = 0;
  #height = 0;
  #state: PageState | undefined;
  #picture: PagePicture | undefined;
  #newest = 0;
  #marks: readonly MinuteMark[] = [];
  #pending: PageCommand | undefined;
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #isNew = true;

  constructor(host: HTMLElement, send: (command: PageCommand) => void) {
    this.#host = host;
    this.#send = send;
    this.#canvas = document.createElement('canvas');
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#context = this.#canvas.getContext('2d')!;
    host.prepend(this.#canvas);
    this.#theme = themeOf(host);
    host.setAttribute('aria-valuemin', String(-MINUTE_MS / MS_PER_S));
    host.setAttribute('aria-valuemax', '0');
    host.addEventListener('pointerdown', (event) => this.#take(event));
    host.addEventListener('keydown', (event) => this.#key(event));
  }

  layOut(): void {
    const ratio = screenScale();
    this.#theme = themeOf(this.#host);
    this.#width = this.#host.clientWidth;
    this.#height = this.#host.clientHeight;
    this.#canvas.width = Math.round(this.#width * ratio);
    this.#canvas.height = Math.round(this.#height * ratio);
    this.#isNew = true;
  }

  state(state: PageState): void {
    this.#state = state;
    this.#isNew = true;
  }

  picture(picture: PagePicture): void {
    if (!picture.lookingBack) this.#newest = picture.picture;
    if (picture.picture !== this.#picture?.picture) this.#isNew = true;
    this.#picture = picture;
  }

  draw(wallMs: number): void {
    const state = this.#state;
    const isLive = state?.look.kind === 'live';
    if (!state || !this.#isNew || (isLive && wallMs - this.#drawnAtMs < EVERY_MS)) return;
    this.#drawnAtMs = wallMs;
    this.#isNew = false;
    if (state.look.kind === 'looking-back') this.#newest = state.look.to.picture;
    this.#marks = marksOf(state.presses, this.#newest);
    const backMs = backOf(state.look);
    setAttribute(this.#host, 'aria-valuenow', (-backMs / MS_PER_S).toFixed(1));
    setAttribute(this.#host, 'aria-valuetext', agoWords(backMs, this.#marks));
    this.#paint(backMs, state.tapeMs);
  }

  #paint(backMs: number, tapeMs: number): void {
    const [width, height] = [this.#width, this.#height];
    const ratio = width > 0 ? this.#canvas.width / width : 1;
    // A finger needs more room than a mark.
    const size = Math.min(height, 28);
    const [middle, radius] = [height / 2, size * 0.2];
    const x = (back: number): number =>
      radius + (width - 2 * radius) * (1 - Math.min(MINUTE_MS, back) / MINUTE_MS);
    const line = { kind: 'line', y1: middle, y2: middle, x2: width - radius } as const;
    const primitives: Primitive[] = [
      { ...line, role: 'grid', ink: 'line', x1: radius },
      { ...line, role: 'rest', ink: 'soft', x1: x(tapeMs) },
    ];
    for (const mark of this.#marks)
      primitives.push({
        kind: 'mark',
        shape: 'disc',
        ink: 'warm',
        hollow: mark.failed,
        x: x(mark.backMs),
        y: middle,
        radius,
      });
    const thumb = { kind: 'rect', role: 'tag', ink: 'ink', width: 0.28 * size, height: 0.84 * size } as const;
    const thumbX = Math.min(width - thumb.width, x(backMs) - thumb.width / 2);
    primitives.push({ ...thumb, x: thumbX, y: middle - thumb.height / 2 });
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    paint(this.#context, { width, height, em: 0.8 * size, primitives }, this.#theme);
  }

  #take(event: PointerEvent): void {
    if (event.button !== 0 || !this.#state) return;
    this.#host.setPointerCapture(event.pointerId);
    this.#host.onpointermove = (moved) => this.#moveTo(moved);
    this.#host.onlostpointercapture = () => {
      this.#host.onpointermove = null;
    };
    this.#moveTo(event);
  }

  #moveTo({ clientX }: PointerEvent): void {
    const { left, width } = this.#host.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    const backMs = MINUTE_MS * (1 - share);
    const near = markNear(this.#marks, backMs, NEAR * MINUTE_MS);
    this.#ask(near ? { do: 'seek', picture: near.picture } : this.#back(backMs));
  }

  #back(backMs: number): PageCommand {
    const most = Math.floor(this.#state?.tapeMs ?? 0);
    return { do: 'seek', backMs: Math.max(0, Math.min(most, backMs)) };
  }

  #key(event: KeyboardEvent): void {
    const state = this.#state;
    if (event.ctrlKey || event.altKey || event.metaKey || !state) return;
    const backMs = backOf(state.look);
    const command = this.#commandOf(event.key, backMs);
    if (!command) return;
    event.preventDefault();
    this.#ask(command);
  }

  #commandOf(key: string, backMs: number): PageCommand | undefined {
    const toMark = (by: 1 | -1): PageCommand => {
      const mark = nextMark(this.#marks, this.#picture?.picture ?? this.#newest, by);
      if (mark) return { do: 'seek', picture: mark.picture };
      return by > 0 ? { do: 'now' } : this.#back(backMs + SECOND_MS);
    };
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        return toMark(-1);
      case 'ArrowRight':
      case 'ArrowUp':
        return toMark(1);
      case 'PageUp':
        return this.#back(backMs - PAGE_MS);
      case 'PageDown':
        return this.#back(backMs + PAGE_MS);
      case 'Home':
        return this.#back(MINUTE_MS);
      case 'End':
        return { do: 'now' };
      default:
        return undefined;
    }
  }

  /** At most one in a frame. */
  #ask(command: PageCommand): void {
    const isWaiting = this.#pending !== undefined;
    this.#pending = command;
    if (isWaiting) return;
    requestAnimationFrame(() => {
      this.#send(this.#pending!);
      this.#pending = undefined;
    });
  }
}
