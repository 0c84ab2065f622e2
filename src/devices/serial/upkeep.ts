import {
  type BoardSetup,
  COMMAND_RESEND_MS,
  CREDIT_TIMEOUT_MS,
  type Greeting,
  LINK_LOST_MS,
} from '../../protocol/index.js';
import type { Timers } from '../timers.js';
import type { BoardPalette } from './board-palette.js';
import type { BoardTime } from './board-time.js';
import type { Answer, CommandDesk } from './command-desk.js';
import { FadeControl } from './fade-control.js';
import type { Outbox } from './outbox.js';
import type { PictureFlow } from './picture-flow.js';
import type { SerialStats } from './stats.js';

/** After two round trips and this without a credit its line is likely lost: the answer to any PING brings it back. */
const CREDIT_PATIENCE_MS = 20;
/** After two round trips and this an unanswered PING is sent again. */
const PROBE_AGAIN_MS = 30;

export interface UpkeepOptions {
  readonly timers: Timers;
  readonly stats: SerialStats;
  /** Its `fadeMs` is the longest blend that may be; 0: never one. */
  readonly setup: BoardSetup;
  readonly desk: CommandDesk;
  readonly outbox: Outbox;
  readonly pictures: PictureFlow;
  readonly time: BoardTime;
  readonly palette: BoardPalette;
  /** The board has refused this for so long that no use is in going on, with its words for it. */
  readonly refused: (what: string) => void;
}

/** What the board refuses: since when, and when it did last [ms]. */
interface Refusal {
  readonly sinceMs: number;
  readonly lastMs: number;
}

/** What a session does besides its phases: pictures, credits that do not come back, clocks, and blends. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  #fade = new FadeControl(0);
  #canFill = false;
  /** At first, and after a credit that never came: no picture until the board has taken a PING. */
  #probing = false;
  /** When a PING went out last because of an overdue credit [ms]. */
  #hurriedMs = -Infinity;
  /** What is refused is asked again as late as what is not answered, and as long. */
  #paletteRefusal: Refusal | undefined;
  #adjustRefusedMs = -Infinity;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** The board is set up. */
  begin({ caps }: Greeting): void {
    const { stats, setup, timers, time, pictures } = this.#options;
    const { wire } = stats;
    wire.board = null;
    wire.fadeMs = 0;
    wire.fillsPackets = false;
    this.#canFill = caps.includes('A');
    this.#paletteRefusal = undefined;
    this.#adjustRefusedMs = -Infinity;
    this.#fade = new FadeControl(caps.includes('F') ? setup.fadeMs : 0);
    time.restart(timers.nowMs());
    pictures.begin(caps);
    // How long a round trip takes is best learnt while no picture is on its way.
    this.#probing = true;
    this.#ping();
  }

  end(): void {
    const { wire } = this.#options.stats;
    wire.port = wire.clock = wire.board = null;
    wire.fadeMs = 0;
    wire.fillsPackets = false;
  }

  /** A `K` came: the board reads. */
  credited(): void {
    this.#probing = false;
  }

  /** Sends what may go, whenever something has come or is new. */
  pump(nowMs: number): void {
    const { pictures, outbox, stats, palette } = this.#options;
    if (this.#probing) return;
    if (palette.isTaken) pictures.pump(nowMs);
    else this.#tellPalette(nowMs);
    const { clock } = stats.wire;
    if (!clock) return;
    const patienceMs = 2 * clock.roundTripMs + CREDIT_PATIENCE_MS;
    if (outbox.owedMs(nowMs) < patienceMs || nowMs - this.#hurriedMs < patienceMs) return;
    // A credit is overdue: asks before everything under way has to be taken for lost.
    this.#hurriedMs = nowMs;
    this.#ping();
  }

  /** Called regularly; `ready` while pictures may be shown. */
  tick(nowMs: number, ready: boolean): void {
    const { outbox } = this.#options;
    if (outbox.owedMs(nowMs) >= CREDIT_TIMEOUT_MS) {
      // All that is under way counts as lost, and a PING asks whether the board reads again.
      outbox.empty();
      outbox.sendZero();
      this.#probing = ready;
      if (ready) this.#ping();
    }
    if (ready && !this.#probing) this.#keepAlive(nowMs);
  }

  /** Forgotten by its controller the strip goes dark, but the session goes on: buttons are still heard. */
  #keepAlive(nowMs: number): void {
    const { pictures, desk, outbox, time, setup, palette } = this.#options;
    if (pictures.forgotten(nowMs)) desk.ask((seq) => ({ type: 'safe', seq }), nowMs);
    if (palette.isTaken) pictures.repeat(nowMs);
    this.#adjust(nowMs);
    const idle = nowMs - outbox.sentMs >= setup.silenceMs / 2;
    if (idle || time.due(nowMs, outbox.quiet)) this.#ping();
  }

  /**
   * Has the board blend where the line is too slow for pictures, and fill packets where the adapter waits for full ones;
   * and stop it where that is over.
   */
  #adjust(nowMs: number): void {
    const { stats, setup, desk, outbox, timers } = this.#options;
    const { picturesSent, picturesSuperseded, wire } = stats;
    const fadeMs = this.#fade.look({ atMs: nowMs, picturesSent, picturesSuperseded });
    const fillsPackets = this.#canFill && outbox.linesHeld;
    const isAsWanted = fadeMs === wire.fadeMs && fillsPackets === wire.fillsPackets;
    if (isAsWanted || desk.busy || nowMs - this.#adjustRefusedMs < LINK_LOST_MS) return;
    desk.ask(
      (seq) => ({ type: 'config', seq, setup: { ...setup, fadeMs, fillsPackets } }),
      nowMs,
      ({ kind }) => {
        if (kind === 'done') Object.assign(wire, { fadeMs, fillsPackets });
        else this.#adjustRefusedMs = timers.nowMs();
      },
    );
  }

  /** The next picture is lit with another palette, and waits until the board has it. */
  #tellPalette(nowMs: number): void {
    const { desk, palette } = this.#options;
    const { lastMs = -Infinity } = this.#paletteRefusal ?? {};
    if (desk.busy || nowMs - lastMs < COMMAND_RESEND_MS) return;
    const answered = (answer: Answer) => this.#paletteAnswered(answer);
    desk.ask(palette.message(), nowMs, answered, false, this.#shortWaitMs);
  }

  #paletteAnswered(answer: Answer): void {
    const { palette, timers, refused } = this.#options;
    if (answer.kind === 'done') {
      this.#paletteRefusal = undefined;
      palette.taken();
      return;
    }
    const lastMs = timers.nowMs();
    const { sinceMs = lastMs } = this.#paletteRefusal ?? {};
    this.#paletteRefusal = { sinceMs, lastMs };
    if (lastMs - sinceMs >= LINK_LOST_MS) refused(`palette was refused: ${answer.code} ${answer.text}`);
  }

  #ping(): void {
    const { desk, time, timers } = this.#options;
    if (desk.busy) return;
    desk.ask((seq) => time.ping(seq, timers.nowMs()), timers.nowMs(), undefined, false, this.#shortWaitMs);
  }

  /** Where pictures wait for an answer: on a fast line what is lost is not waited for as long as a command. */
  get #shortWaitMs(): number {
    const roundTripMs = this.#options.stats.wire.clock?.roundTripMs ?? Infinity;
    return Math.min(COMMAND_RESEND_MS, 2 * roundTripMs + PROBE_AGAIN_MS);
  }
}
