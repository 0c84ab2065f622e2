/** Every press that somebody gives, and what became of it. */
import type { Controller } from '../../../src/controller/contract.js';
import type { Rig } from '../../../src/rig/index.js';

/** A press that nobody has answered by then is lost; static on the line delays it [ms]. */
const LOST_AFTER_MS = 20_000;

export type Excuse = 'power' | 'stopped' | 'unplugged' | 'no board';

interface Pending {
  readonly button: number;
  readonly atMs: number;
}

export class PressLedger {
  /** Presses of buttons and of pages; what became of them. */
  buttons = 0;
  pages = 0;
  answered = 0;
  refused = 0;
  /** Nobody was there to hear it, or was gone before it was heard, by the reason. */
  readonly excused = new Map<string, number>();
  /** Neither answered nor refused, and nothing was in the way. */
  lost = 0;
  /** The first that was lost, in words. */
  firstLost = '';
  /** Presses that the axon has forgotten without a word of what they did. */
  openEnds = 0;
  readonly #nowMs: () => number;
  readonly #pending: Pending[] = [];
  #controller: Controller | undefined;
  /** Presses that this program has given to its axon, or says that it has. */
  #given = 0;
  /** Those of them that the latest picture can show. */
  #shown = 0;
  /** Sentences since the last picture: one that comes just before a button is told is about that button. */
  #notices = 0;
  /** Where somebody has run on last: presses after it never were. */
  #ranOnFrom: number | null = null;
  /** The last press before that: what it and those before it did may stay unknown for good. */
  #unknownUpTo = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Another program. */
  watch(controller: Controller, { buttons }: Rig): void {
    this.#controller = controller;
    this.#given = 0;
    this.#shown = 0;
    this.#notices = 0;
    this.#ranOnFrom = null;
    this.#unknownUpTo = 0;
    controller.observe({
      notice: () => {
        this.#notices++;
      },
      picture: () => {
        this.#notices = 0;
        this.#shown = this.#given;
      },
      happened: (happening) => {
        if (happening.kind === 'command' && happening.command.do === 'stimulate') this.#given++;
        if (happening.kind !== 'button' || !happening.pressed) return;
        this.#heard(happening.button, buttons[happening.button as 1 | 2 | 3 | 4]?.do === 'stimulate');
      },
    });
  }

  /** Somebody presses a button. @param listened somebody is there to hear it. */
  down(button: number, listened: boolean): void {
    this.buttons++;
    if (!listened) this.#excuse('nobody there', 1);
    else this.#pending.push({ button, atMs: this.#nowMs() });
  }

  /** Somebody presses on a page. @returns what is to be called once it has been asked for, with whether it was refused. */
  page(): (refused: boolean) => void {
    this.pages++;
    const before = this.#given;
    return (refused) => {
      if (this.#given > before) this.answered++;
      else if (refused) this.refused++;
      else this.#lose('a page');
    };
  }

  excuseAll(because: Excuse): void {
    this.#excuse(because, this.#pending.length);
    this.#pending.length = 0;
  }

  /** Looks for presses that have waited for too long. */
  look(): void {
    const nowMs = this.#nowMs();
    while (this.#pending.length > 0 && nowMs - this.#pending[0]!.atMs > LOST_AFTER_MS) {
      const { button } = this.#pending.shift()!;
      this.#lose(`button ${button}`);
    }
    const now = this.#controller?.snapshot();
    const newest = now?.presses.at(-1);
    if (now === undefined || newest === undefined) return;
    // Until its time goes on the axon may have none of them.
    if (!now.running) return;
    const hasRunOn = now.ghostFromPicture !== this.#ranOnFrom;
    if (newest.press !== this.#shown && !hasRunOn)
      this.#lose(`press ${this.#shown}, of which the axon has ${newest.press}`);
    this.#given += newest.press - this.#shown;
    this.#shown = newest.press;
    this.#ranOnFrom = now.ghostFromPicture;
    if (hasRunOn && now.ghostFromPicture !== null) this.#unknownUpTo = newest.press;
    if (now.activity !== 'none' || !now.running || now.held || now.look.kind !== 'live') return;
    this.openEnds += now.presses.filter(
      ({ press, run, outcome }) => press > this.#unknownUpTo && run === newest.run && outcome === null,
    ).length;
  }

  #heard(button: number, stimulates: boolean): void {
    const at = this.#pending.findIndex((one) => one.button === button);
    if (at >= 0) this.#pending.splice(at, 1);
    const isRefused = this.#notices > 0;
    this.#notices = 0;
    if (stimulates && !isRefused) this.#given++;
    if (at < 0) return;
    if (isRefused) this.refused++;
    else this.answered++;
  }

  #excuse(because: string, count: number): void {
    if (count > 0) this.excused.set(because, (this.excused.get(because) ?? 0) + count);
  }

  #lose(what: string): void {
    this.lost++;
    if (this.firstLost === '') this.firstLost = `${what}, at ${(this.#nowMs() / 1000).toFixed(3)} s`;
  }
}
