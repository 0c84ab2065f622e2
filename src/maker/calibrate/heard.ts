/** What a board tells while its rig is calibrated, from anybody who presses and turns. */
import type { Hands, HandsEvent } from '../hands.js';

export type ButtonEvent = Extract<HandsEvent, { kind: 'button' }>;

/** Most events that are kept: a loose wire may make them without end. */
const MOST_KEPT = 1000;

export class Heard {
  /** Since `forget`. */
  readonly buttons: ButtonEvent[] = [];
  readonly positions: readonly [number[], number[]] = [[], []];
  /** Why nothing more is heard; `null`: the board is there. */
  lost: string | null = null;

  /** @param restarted is told in words. @param lost is told once why the board is gone. */
  constructor(hands: Hands, restarted: (words: string) => void, lost: (words: string) => void) {
    hands.listen((event) => {
      switch (event.kind) {
        case 'button':
          keep(this.buttons, event);
          break;
        case 'dial':
          keep(this.positions[event.dial as 0 | 1] ?? [], event.position);
          break;
        case 'restarted':
          restarted(event.words);
          break;
        case 'lost':
          this.lost = event.words;
          lost(event.words);
          break;
      }
    });
  }

  /** Of buttons all, of dials all but where they stand. */
  forget(): void {
    this.buttons.length = 0;
    for (const own of this.positions) own.splice(0, own.length - 1);
  }
}

function keep<Item>(all: Item[], one: Item): void {
  if (all.length < MOST_KEPT) all.push(one);
}
