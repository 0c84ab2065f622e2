/** One question at a time, in the document: choices, a figure, or something that is turned and moves meanwhile. */
import type { AskAnswer, AskedQuestion, AskState } from '../../server/ask-messages.js';
import { clamp } from '../../units.js';
import { byId } from '../svg.js';
import { say } from '../words/say.js';
import { setText } from '../words.js';

type Turn = Extract<AskedQuestion, { kind: 'turn' }>;

export class AskView {
  readonly #send: (answer: AskAnswer) => void;
  readonly #slider = byId('turn-slider', HTMLInputElement);
  readonly #typed = byId('figure-typed', HTMLInputElement);
  #asked: AskedQuestion | null = null;
  /** Where it is turned to here; the program may not know yet. */
  #turned = 0;

  constructor(send: (answer: AskAnswer) => void) {
    this.#send = send;
    byId('stop', HTMLButtonElement).addEventListener('click', () => send({ do: 'stop' }));
    byId('asked', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#take();
    });
    this.#slider.addEventListener('input', () => this.#turnTo(Number(this.#slider.value)));
    this.#slider.addEventListener('keydown', (event) => {
      const by = { PageUp: 1, PageDown: -1 }[event.key];
      if (by === undefined || this.#asked?.kind !== 'turn') return;
      event.preventDefault();
      this.#turnTo(this.#turned + by * this.#asked.bigStep);
    });
    for (const [id, ways] of [
      ['much-less', (turn: Turn) => -turn.bigStep],
      ['less', (turn: Turn) => -turn.step],
      ['more', (turn: Turn) => turn.step],
      ['much-more', (turn: Turn) => turn.bigStep],
    ] as const)
      byId(id, HTMLButtonElement).addEventListener('click', () => {
        if (this.#asked?.kind === 'turn') this.#turnTo(this.#turned + ways(this.#asked));
      });
  }

  /** `null`: nobody answers at the other end. */
  show(state: AskState | null): void {
    const asked = state?.asked ?? null;
    const status = state === null ? say('ask.lost') : state.isOver ? say('ask.over') : say('ask.waits');
    setText(byId('status', HTMLElement), asked === null ? status : '');
    byId('stop', HTMLButtonElement).hidden = state === null || state.isOver;
    byId('asked', HTMLFormElement).hidden = asked === null;
    if (state) this.#tell(state);
    const isNew = asked !== null && asked.id !== this.#asked?.id;
    this.#asked = asked;
    if (asked === null) return;
    if (isNew) this.#ask(asked);
    // What another page turns moves here too; not what this one is turning.
    else if (asked.kind === 'turn' && document.activeElement !== this.#slider)
      this.#place(asked, asked.value);
  }

  #tell({ title, told }: AskState): void {
    setText(byId('title', HTMLElement), title);
    byId('told', HTMLElement).hidden = told.length === 0;
    const lines = told.toReversed().map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    });
    const list = byId('told-lines', HTMLOListElement);
    if (list.children.length !== lines.length || list.firstElementChild?.textContent !== told.at(-1))
      list.replaceChildren(...lines);
  }

  #ask(asked: AskedQuestion): void {
    setText(byId('question', HTMLElement), asked.question);
    byId('choices', HTMLElement).hidden = asked.kind !== 'choose';
    byId('figure', HTMLElement).hidden = asked.kind !== 'figure';
    byId('turn', HTMLElement).hidden = asked.kind !== 'turn';
    byId('take', HTMLButtonElement).hidden = asked.kind === 'choose';
    byId('question', HTMLElement).focus();
    if (asked.kind === 'choose') this.#choices(asked);
    else if (asked.kind === 'figure') {
      this.#typed.value = String(asked.usual);
      this.#typed.setAttribute('aria-invalid', 'false');
      const { low, high } = asked;
      setText(byId('figure-range', HTMLElement), say('ask.range', { low: String(low), high: String(high) }));
    } else {
      const { low, high, step, bigStep } = asked;
      Object.assign(this.#slider, { min: String(low), max: String(high), step: String(step) });
      for (const [id, words] of [
        ['much-less', `− ${bigStep}`],
        ['less', `− ${step}`],
        ['more', `+ ${step}`],
        ['much-more', `+ ${bigStep}`],
      ] as const)
        setText(byId(id, HTMLElement), words);
      this.#place(asked, asked.value);
    }
  }

  #choices({ id, choices, usual }: Extract<AskedQuestion, { kind: 'choose' }>): void {
    byId('choices', HTMLElement).replaceChildren(
      ...choices.map(({ value, label }) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = label;
        if (value === usual) button.dataset.usual = '';
        button.addEventListener('click', () => this.#send({ do: 'answer', id, value }));
        return button;
      }),
    );
  }

  #turnTo(value: number): void {
    const asked = this.#asked;
    if (asked?.kind !== 'turn') return;
    this.#place(asked, clamp(value, asked.low, asked.high));
    this.#send({ do: 'move', id: asked.id, value: this.#turned });
  }

  #place({ unit }: Turn, value: number): void {
    this.#turned = value;
    this.#slider.value = String(value);
    const words = unit === '' ? String(value) : `${value} ${unit}`;
    this.#slider.setAttribute('aria-valuetext', words);
    setText(byId('turn-value', HTMLElement), words);
  }

  #take(): void {
    const asked = this.#asked;
    if (asked?.kind === 'turn') this.#send({ do: 'answer', id: asked.id, value: this.#turned });
    if (asked?.kind !== 'figure') return;
    const text = this.#typed.value.trim();
    const value = Number(text);
    const isRight = /^\d{1,5}$/.test(text) && value >= asked.low && value <= asked.high;
    this.#typed.setAttribute('aria-invalid', String(!isRight));
    if (isRight) this.#send({ do: 'answer', id: asked.id, value });
    else this.#typed.focus();
  }
}
