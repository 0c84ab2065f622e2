/** A board from reset to reset with needles of any kind: whether a pulse ever leaves what the host has said of it. */
import type { NeedleSetup } from '../../src/protocol/index.js';
import { encodeHostMessage, type HostMessage } from '../../src/protocol/index.js';
import type { EmulatedBoard } from './emulator/board.js';
import type { Dice } from './host-firmware/dice.js';
import { plainSetup } from './host-firmware/messages.js';

const LEDS = 3;
const PERIOD_US = 20_000;
/** Edges are exact to two cycles. */
const TOLERANCE_US = 0.2;

export interface BootReport {
  boots: number;
  pulses: number;
  /** Pulses outside of the stops in force, or on a pin without a needle. */
  outside: number;
  readonly problems: string[];
}

type Needles = readonly [NeedleSetup | null, NeedleSetup | null];

function anyNeedle(roll: Dice): NeedleSetup | null {
  return roll.below(4) === 0 ? null : { lowUs: roll.from(500, 2500), highUs: roll.from(500, 2500) };
}

export class NeedleBoots {
  readonly report: BootReport = { boots: 0, pulses: 0, outside: 0, problems: [] };
  readonly #board: EmulatedBoard;
  readonly #roll: Dice;
  #seq = 0;

  constructor(board: EmulatedBoard, roll: Dice) {
    this.#board = board;
    this.#roll = roll;
  }

  /** A reset at any moment, two set-ups, pictures, and an end of one kind or another. */
  boot(): void {
    const [board, roll] = [this.#board, this.#roll];
    this.report.boots++;
    // A reset in the middle of a pulse cuts it short; the meter leaves that one out.
    board.reset(roll.oneOf(['power', 'external', 'brownout', 'watchdog'] as const));
    board.run(roll.from(10_000, 60_000));
    this.#judge('before any set-up', [[null, null]]);
    const first = this.#setUp();
    this.#pictures();
    this.#judge('with the first set-up', [first]);
    const second = this.#setUp();
    board.run(PERIOD_US + 2500);
    this.#judge('while the set-up changes', [first, second]);
    this.#pictures();
    this.#judge('with the second set-up', [second]);
    if (roll.below(3) > 0) return;
    if (roll.below(2) === 0) this.#send({ type: 'safe', seq: 0 });
    board.run(roll.from(0, 200_000));
    this.#judge('after the last picture', [second]);
  }

  #setUp(): Needles {
    const roll = this.#roll;
    const needles: Needles = [anyNeedle(roll), anyNeedle(roll)];
    this.#send({
      type: 'config',
      seq: 0,
      setup: {
        ...plainSetup(LEDS),
        needles,
        needleRestLevel: roll.byte(),
        needleSlewUs: roll.from(1, 255),
      },
    });
    return needles;
  }

  #pictures(): void {
    for (let n = this.#roll.from(0, 4); n > 0; n--) {
      const needleLevels = [this.#roll.byte(), this.#roll.byte()] as const;
      this.#send({ type: 'level', seq: 0, needleLevels, inputId: 0, levels: new Uint8Array(LEDS) });
      this.#board.run(this.#roll.from(1000, 40_000));
    }
  }

  #send(message: HostMessage): void {
    this.#seq = (this.#seq + 1) & 0xff;
    this.#board.write(encodeHostMessage({ ...message, seq: this.#seq }));
  }

  /** All pulses since the last time, against the stops of any of these. */
  #judge(when: string, inForce: readonly Needles[]): void {
    for (const which of [0, 1] as const) {
      const { pulses, minUs, maxUs } = this.#board.servoStats(which);
      this.report.pulses += pulses;
      const stops = inForce.flatMap((needles) =>
        needles[which] ? [needles[which].lowUs, needles[which].highUs] : [],
      );
      const inside = minUs >= Math.min(...stops) - TOLERANCE_US && maxUs <= Math.max(...stops) + TOLERANCE_US;
      if (pulses === 0 || inside) continue;
      this.report.outside++;
      this.report.problems.push(
        `boot ${this.report.boots}, ${when}: ${pulses} pulses of ${minUs} to ${maxUs} µs at stops ${stops}`,
      );
    }
    this.#board.clearServoStats();
  }
}
