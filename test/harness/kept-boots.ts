/** A board that keeps a set-up, from one loss of power to the next, with no host at its starts: what its pins say. */
import { needlePulseUs } from '../../src/display/light.js';
import { encodeHostMessage, type HostMessage, type NeedleSetup } from '../../src/protocol/index.js';
import type { EmulatedBoard } from './emulator/board.js';
import type { Dice } from './host-firmware/dice.js';
import { plainSetup } from './host-firmware/messages.js';

const LEDS = 3;
/** Edges are exact to two cycles. */
const TOLERANCE_US = 0.2;
/** 29 bytes of EEPROM, of 3.4 ms each, and the turns of the main loop. */
const SAVE_US = 115_000;
const RECORD_BYTES = 29;
/** At rest, and the second there. */
const LET_GO_US = 1_150_000;

export interface KeptReport {
  boots: number;
  saves: number;
  /** Of them, cut by a loss of power. */
  cuts: number;
  /** In starts without a host. */
  pulses: number;
  /** Times that pulses were outside the stops that are kept, or not at rest, or on a pin without a needle. */
  outside: number;
  readonly problems: string[];
}

interface Kept {
  readonly needles: readonly [NeedleSetup | null, NeedleSetup | null];
  readonly restLevel: number;
}

const NOTHING: Kept = { needles: [null, null], restLevel: 0 };

export class KeptBoots {
  readonly report: KeptReport = { boots: 0, saves: 0, cuts: 0, pulses: 0, outside: 0, problems: [] };
  readonly #board: EmulatedBoard;
  readonly #roll: Dice;
  /** What the board may keep: one, or after a cut one of two or nothing. */
  #may: readonly Kept[] = [NOTHING];
  #seq = 0;

  constructor(board: EmulatedBoard, roll: Dice) {
    this.#board = board;
    this.#roll = roll;
  }

  /** A start with no host; before every other one a set-up that is kept, or almost. */
  boot(): void {
    const [board, roll, { report }] = [this.#board, this.#roll, this];
    if (report.boots % 2 === 0) this.#save();
    report.boots++;
    board.reset(roll.oneOf(['power', 'external', 'brownout', 'watchdog'] as const));
    board.clearServoStats();
    // Some are watched until the needles have been let go.
    const isLong = roll.below(20) === 0;
    board.run(isLong ? LET_GO_US : roll.from(60_000, 300_000));
    this.#judge();
    if (!isLong) return;
    board.run(200_000);
    if (board.servoStats(0).pulses + board.servoStats(1).pulses > 0)
      this.#wrong('pulses after the second at rest');
  }

  #save(): void {
    const [board, roll] = [this.#board, this.#roll];
    const needle = (): NeedleSetup | null =>
      roll.below(4) === 0 ? null : { lowUs: roll.from(500, 2500), highUs: roll.from(500, 2500) };
    const wanted: Kept = { needles: [needle(), needle()], restLevel: roll.byte() };
    const { needles, restLevel } = wanted;
    board.run(15_000);
    const setup = { ...plainSetup(LEDS), needles, needleRestLevel: restLevel };
    this.#send({ type: 'config', seq: 0, setup });
    board.run(5000);
    this.#send({ type: 'save', seq: 0 });
    this.report.saves++;
    if (roll.below(4) > 0) {
      board.run(SAVE_US);
      this.#may = [wanted];
      return;
    }
    this.report.cuts++;
    board.run(roll.from(0, SAVE_US));
    // The byte that was being written may hold anything.
    if (roll.below(2) === 0) board.eeprom[roll.below(RECORD_BYTES)] = roll.byte();
    this.#may = [...this.#may, wanted, NOTHING];
  }

  #send(message: HostMessage): void {
    this.#seq = (this.#seq + 1) & 0xff;
    this.#board.write(encodeHostMessage({ ...message, seq: this.#seq }));
  }

  /** All pulses since the start: both needles at rest as one and the same set-up has it. */
  #judge(): void {
    const stats = [this.#board.servoStats(0), this.#board.servoStats(1)] as const;
    this.#board.clearServoStats();
    const fits = ({ needles, restLevel }: Kept): boolean =>
      needles.every((needle, which) => {
        const { pulses, minUs, maxUs } = stats[which as 0 | 1];
        if (needle === null) return pulses === 0;
        const restUs = needlePulseUs(needle, restLevel);
        return pulses > 0 && minUs >= restUs - TOLERANCE_US && maxUs <= restUs + TOLERANCE_US;
      });
    this.report.pulses += stats[0].pulses + stats[1].pulses;
    const kept = this.#may.filter(fits);
    if (kept.length === 0)
      this.#wrong(`${JSON.stringify(stats)}, kept is one of ${JSON.stringify(this.#may)}`);
    else this.#may = kept;
  }

  #wrong(words: string): void {
    this.report.outside++;
    this.report.problems.push(`boot ${this.report.boots}: ${words}`);
  }
}
