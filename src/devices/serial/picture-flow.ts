import type { HostMessage } from '../../protocol/index.js';
import type { Credits } from './credits.js';
import type { InputLedger } from './input-ledger.js';
import type { PictureSlot } from './picture-slot.js';
import type { SerialStats } from './stats.js';

/** More pictures under way than these would only make each of them older. */
const MOST_PICTURES = 2;
/** The latest picture goes out again after this: a lost one heals. */
const REPEAT_MS = 250;

export interface PictureFlowOptions {
  readonly slot: PictureSlot;
  readonly inputs: InputLedger;
  readonly stats: SerialStats;
  /** After so long without a new picture the device is forgotten [ms]. */
  readonly forgottenMs: number;
  /** False while the board has no room. */
  readonly send: (make: (seq: number) => HostMessage) => boolean;
}

/** When which picture goes out: a fresh one as soon as it may, the latest one again now and then. */
export class PictureFlow {
  readonly #options: PictureFlowOptions;
  #sentMs = -Infinity;
  #freshMs = -Infinity;

  constructor(options: PictureFlowOptions) {
    this.#options = options;
  }

  /** The board has forgotten its picture: the latest is news again. */
  begin(): void {
    const { slot } = this.#options;
    if (slot.state === 'taken') slot.state = 'fresh';
  }

  pump(nowMs: number, credits: Credits): void {
    const { slot, stats } = this.#options;
    if (slot.state !== 'fresh' || credits.picturesUnderWay >= MOST_PICTURES || !this.#send(nowMs)) return;
    slot.state = 'taken';
    this.#freshMs = nowMs;
    stats.framesSent++;
  }

  repeat(nowMs: number, credits: Credits): void {
    const { slot, stats } = this.#options;
    if (slot.state !== 'taken' || nowMs - this.#sentMs < REPEAT_MS || credits.picturesUnderWay > 0) return;
    if (this.#send(nowMs)) stats.resent++;
  }

  /** True once, when nobody has shown a picture for too long: it is not repeated any more. */
  forgotten(nowMs: number): boolean {
    const { slot, forgottenMs } = this.#options;
    if (slot.state !== 'taken' || nowMs - this.#freshMs < forgottenMs) return false;
    slot.state = 'none';
    return true;
  }

  #send(nowMs: number): boolean {
    const { slot, inputs, send } = this.#options;
    const { levels, needleLevels } = slot;
    const inputId = inputs.boardId(slot.inputId);
    if (!send((seq) => ({ type: 'level', seq, needleLevels, inputId, levels }))) return false;
    this.#sentMs = nowMs;
    return true;
  }
}
