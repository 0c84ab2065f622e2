/** Damage for peers of the web server, the same in every run for the same dice. */
import type { Dice } from '../host-firmware/dice.js';

/** True so often, as a share of 1. */
export function chance(dice: Dice, share: number): boolean {
  return dice.word() < share * 2 ** 32;
}

/** One to three times: a bit flipped, bytes lost, inserted or doubled, or the rest cut off. */
export function damaged(dice: Dice, bytes: Buffer): Buffer {
  let out = bytes;
  for (let times = dice.from(1, 3); times > 0 && out.length > 0; times--) {
    const at = dice.below(out.length);
    const count = dice.from(1, 16);
    const [before, after] = [out.subarray(0, at), out.subarray(at)];
    switch (dice.below(5)) {
      case 0:
        out = Buffer.concat([before, Buffer.from([after[0]! ^ (1 << dice.below(8))]), after.subarray(1)]);
        break;
      case 1:
        out = Buffer.concat([before, after.subarray(count)]);
        break;
      case 2:
        out = Buffer.concat([before, dice.bytes(count), after]);
        break;
      case 3:
        out = Buffer.concat([before, after.subarray(0, count), after]);
        break;
      default:
        out = before;
    }
  }
  return out;
}
