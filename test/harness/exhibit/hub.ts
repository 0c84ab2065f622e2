import type { Post } from '../../../src/service/post.js';
import type { Dice } from '../faults/dice.js';

/** What a hub may answer that it should not. */
const LIES = ['', 'null', '{"commands":"sleepDisplay"}', '{"commands":[{}]}', '[1,2', '<html></html>'];

/** A hub and an address of a webhook: they answer, lie, or are gone. */
export class FakeHub {
  isGone = false;
  lies = false;
  /** What it wants with its next answer. */
  wants: string[] = [];
  pings = 0;
  news = 0;
  readonly #roll: Dice;

  constructor(roll: Dice) {
    this.#roll = roll;
  }

  readonly post: Post = async (url) => {
    if (this.isGone) throw new Error('nothing listens at this address');
    if (!url.endsWith('/system/ping')) {
      this.news++;
      return '';
    }
    this.pings++;
    if (this.lies) return LIES[Math.floor(this.#roll() * LIES.length)]!;
    return JSON.stringify({ commands: this.wants.splice(0) });
  };
}
