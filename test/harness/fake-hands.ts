/** Hands without a board: what they were asked to do, and what a test lets them hear. */
import type { Hands, HandsBoard, HandsEvent, HandsListener, Kept } from '../../src/maker/hands.js';
import type { Rig } from '../../src/rig/index.js';
import type { MeterName } from '../../src/units.js';

/** One thing that the hands did. */
export type Done =
  | { readonly did: 'light'; readonly first: number; readonly rgb: readonly number[] }
  | { readonly did: 'turn'; readonly needle: MeterName; readonly pulseUs: number }
  | { readonly did: 'letGo' | 'close' }
  | { readonly did: 'keep'; readonly rig: Rig };

export class FakeHands implements Hands {
  readonly board: HandsBoard;
  readonly done: Done[] = [];
  /** What `keep` answers. */
  kept: Kept = { kind: 'kept' };
  #listener: HandsListener | null = null;

  constructor(board: Partial<HandsBoard> = {}) {
    this.board = {
      path: '/dev/ttyACM0',
      baud: 500_000,
      kind: 'uno',
      firmware: '0.1.0',
      mostLeds: 150,
      keeps: true,
      ...board,
    };
  }

  /** Lets who listens hear this. */
  hear(event: HandsEvent): void {
    this.#listener?.(event);
  }

  light(rgb: Uint8Array, first = 0): void {
    this.done.push({ did: 'light', first, rgb: [...rgb] });
  }

  async turn(needle: MeterName, pulseUs: number): Promise<void> {
    this.done.push({ did: 'turn', needle, pulseUs });
  }

  async letGo(): Promise<void> {
    this.done.push({ did: 'letGo' });
  }

  listen(listener: HandsListener | null): void {
    this.#listener = listener;
  }

  async keep(rig: Rig): Promise<Kept> {
    this.done.push({ did: 'keep', rig });
    return this.kept;
  }

  async close(): Promise<void> {
    this.done.push({ did: 'close' });
  }
}
