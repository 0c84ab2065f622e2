/**
 * Hands on a board of ours (maker/hands.ts). LEDs are lit by RGB messages, needles are turned by the stops of a CONFIG; what
 * a board does on its own, its current limit and its silence, holds here too.
 */
import { IDLE_MA } from '../../display/light.js';
import type {
  Hands,
  HandsBoard,
  HandsEvent,
  HandsListener,
  HandsOpened,
  Kept,
  NeedleFreedom,
  PulseStops,
} from '../../maker/hands.js';
import type { BoardSetup, Greeting, HostMessage } from '../../protocol/index.js';
import type { Rig } from '../../rig/index.js';
import { clamp, LEVEL_MAX, METERS, type MeterName } from '../../units.js';
import type { InputEvent } from '../device.js';
import { type Fault, tellingOf } from '../fault.js';
import type { Link } from '../port/link.js';
import { portsOf, type SomePorts } from '../port/ports.js';
import { refusedFault } from '../port/words.js';
import type { RigOf } from '../rig-of.js';
import type { Timers } from '../timers.js';
import { atMost, onAbort } from '../waiting.js';
import type { MakeMessage } from './command-desk.js';
import { boardSetupOf } from './from-rig.js';
import { HandsFlashes, luminancesOf } from './hands-flashes.js';
import { DARK, type Lit, ledsOf, litOf } from './hands-light.js';
import { NeedleWalk } from './hands-needle.js';
import { type Command, type HandsOwner, HandsSession } from './hands-session.js';
import { search, TELLING } from './search.js';

const LEAVE_MS = 300;
/** What would be a flash too many is tried again so often. */
const FLASH_LOOK_MS = 50;
/** A port that does not come back from closing is left to the system after this. */
const CLOSE_MS = 1000;
/** Any pulse that a board makes. */
const ANY_PULSE: PulseStops = { leastUs: 500, mostUs: 2500 };
/** Events that are kept for the first listener. */
const MOST_EARLY = 32;
/** What a board limits to at most [mA]. */
const MOST_MA = 3000;

export interface SerialHandsOptions extends SomePorts {
  readonly freedom: NeedleFreedom;
  readonly timers: Timers;
  /** Told what is being done to find the board. */
  readonly progress?: (words: string) => void;
}

/** Looks for the rig's board and sets it up: strip dark, no pulse. Aborted, it rejects with the signal's reason. */
export async function openSerialHands(
  rig: RigOf<'serial'>,
  options: SerialHandsOptions,
  signal: AbortSignal,
): Promise<HandsOpened> {
  const { timers, freedom, progress = () => {} } = options;
  const { port: path, baud: firstBaud } = rig.device;
  const looking = { path, firstBaud, lastFoundAt: undefined, ports: portsOf(options), timers, progress };
  const found = await search(looking, signal);
  if (found.kind === 'none') {
    const { fault, words } = tellingOf(found.faults, TELLING);
    return { kind: 'none', fault, words };
  }
  const hands = new SerialHands(rig, found.link, timers, freedom);
  const forget = onAbort(signal, () => void hands.close());
  const fault = await hands.connect(found.greeting);
  forget();
  if (fault === undefined && !signal.aborted) return { kind: 'hands', hands };
  await hands.close();
  signal.throwIfAborted();
  return { kind: 'none', fault: fault!.fault, words: fault!.words };
}

class SerialHands implements Hands, HandsOwner {
  readonly setup: BoardSetup;
  readonly #rig: RigOf<'serial'>;
  readonly #link: Link;
  readonly #timers: Timers;
  readonly #freedom: NeedleFreedom;
  readonly #session: HandsSession;
  readonly #walks: Readonly<Record<MeterName, NeedleWalk>>;
  #listener: HandsListener | null = null;
  /** What was heard before anybody listened. */
  readonly #early: HandsEvent[] = [];
  #greeting: Greeting | undefined;
  /** Told once whether the board could be set up. */
  #begun: ((fault: Fault | undefined) => void) | undefined;
  #lit: Lit = DARK;
  #flashes: HandsFlashes | undefined;
  /** Calls off what waits to be lit until it is no flash too many. */
  #forgetLight = (): void => {};
  /** Palette that the board has, of what is lit by one. */
  #stops: Uint8Array | undefined;
  /** LEDs that the board is to have: those of the rig, or more where more were lit. */
  #leds: number;
  /** Whether the board has the set-up that is wanted, or is about to. */
  #isSetUp = false;
  /** No pictures: needles follow them, and are not ours at present. */
  #isQuiet = false;
  #closed: Promise<void> | undefined;

  constructor(rig: RigOf<'serial'>, link: Link, timers: Timers, freedom: NeedleFreedom) {
    this.setup = boardSetupOf(rig);
    this.#rig = rig;
    this.#link = link;
    this.#timers = timers;
    this.#freedom = freedom;
    this.#leds = rig.strip.leds;
    const walk = () => new NeedleWalk(rig.needles.slewUsPer20Ms, timers, () => this.#setUpAgain());
    this.#walks = { blue: walk(), yellow: walk() };
    this.#session = new HandsSession(link, timers, this);
  }

  /** Resolves with what is wrong, if anything is. */
  connect(greeting: Greeting | undefined): Promise<Fault | undefined> {
    return new Promise((resolve) => {
      this.#begun = resolve;
      this.#session.begin(greeting);
    });
  }

  // --- what a maker asks for ---

  get board(): HandsBoard {
    const { board: kind, firmware, maxLeds: mostLeds, caps } = this.#greeting!;
    const { path, baud } = this.#link;
    return { path, baud, kind, firmware, mostLeds, keeps: caps.includes('S') };
  }

  light(rgb: Uint8Array, first = 0): void {
    const { mostLeds } = this.board;
    const lit = litOf(rgb, first, mostLeds);
    const lights = luminancesOf(rgb, first, mostLeds);
    this.#flashes ??= new HandsFlashes(mostLeds);
    const flashes = this.#flashes;
    const look = () => {
      if (flashes.admits(lights, this.#timers.nowMs())) this.#show(lit);
      else this.#forgetLight = this.#timers.after(FLASH_LOOK_MS, look);
    };
    this.#forgetLight();
    if (!this.#closed && !this.#session.isOver) look();
  }

  #show(lit: Lit): void {
    this.#lit = lit;
    if (ledsOf(this.#lit) > this.#leds) {
      this.#leds = ledsOf(this.#lit);
      this.#isSetUp = false;
    }
    this.#session.news();
  }

  turn(needle: MeterName, pulseUs: number): Promise<void> {
    const fitted = this.#rig.needles[needle];
    if (fitted === null) throw new RangeError(`the rig has no ${needle} needle`);
    if (this.#closed || this.#session.isOver) return Promise.resolve();
    const { lowUs, highUs } = fitted;
    const { leastUs, mostUs } =
      this.#freedom === 'as-in-file'
        ? { leastUs: Math.min(lowUs, highUs), mostUs: Math.max(lowUs, highUs) }
        : this.#freedom;
    const least = Math.max(leastUs, ANY_PULSE.leastUs);
    const most = Math.min(mostUs, ANY_PULSE.mostUs);
    return this.#walks[needle].walk(Math.round(clamp(pulseUs, least, most)));
  }

  async letGo(): Promise<void> {
    for (const name of METERS) this.#walks[name].stop();
    await this.#session.ask(this.#ownSetup());
  }

  listen(listener: HandsListener | null): void {
    this.#listener = listener;
    if (listener) for (const event of this.#early.splice(0)) listener(event);
  }

  async keep(rig: Rig): Promise<Kept> {
    const { keeps, firmware } = this.board;
    if (!keeps)
      return {
        kind: 'not-kept',
        words: `The firmware of the board, ${firmware}, keeps no set-up: put ours on it with "npx axon-rig flash", and calibrate again.`,
      };
    for (const name of METERS) this.#walks[name].stop();
    this.light(new Uint8Array(3));
    // Between SAFE and our own set-up needles are at rest.
    this.#isQuiet = true;
    const setup: BoardSetup = { ...boardSetupOf(rig), fadeMs: 0 };
    const steps: MakeMessage[] = [
      (seq) => ({ type: 'safe', seq }),
      (seq) => ({ type: 'config', seq, setup }),
      (seq) => ({ type: 'save', seq }),
    ];
    let kept: Kept = { kind: 'kept' };
    for (const step of steps) {
      const answer = await this.#session.ask(step);
      if (answer.kind === 'done') continue;
      kept = { kind: 'not-kept', words: `The board does not keep it: ${answer.text}.` };
      break;
    }
    await this.#session.ask(this.#ownSetup());
    this.#isQuiet = false;
    return kept;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    for (const name of METERS) this.#walks[name].stop();
    this.#forgetLight();
    this.#isQuiet = true;
    if (this.#session.isReady) {
      this.#session.hurry();
      const left = Promise.all([
        this.#session.ask(this.#ownSetup()),
        this.#session.ask((seq) => ({ type: 'safe', seq })),
      ]);
      await atMost(
        LEAVE_MS,
        left.then(() => {}),
        this.#timers,
      );
    }
    this.#session.end();
    this.#settle({ fault: 'closed', words: 'The port is closed.' });
    await atMost(CLOSE_MS, this.#link.end(), this.#timers);
  }

  #settle(fault: Fault | undefined): void {
    this.#begun?.(fault);
    this.#begun = undefined;
  }

  // --- what the session asks for ---

  begin({ caps }: Greeting): readonly MakeMessage[] {
    this.#isSetUp = true;
    this.#stops = undefined;
    for (const name of METERS) this.#walks[name].startAgain();
    const noMarks: MakeMessage = (seq) => ({ type: 'marks', seq, marks: [null, null] });
    // They may be left from a session before.
    return caps.includes('M') ? [this.#ownSetup(), noMarks] : [this.#ownSetup()];
  }

  ready(greeting: Greeting, isFirst: boolean): void {
    if (greeting.maxLeds < (this.#greeting?.maxLeds ?? 0)) {
      this.#giveUp(refusedFault(this.#link.path, 'as many LEDs as before its restart'));
      return;
    }
    this.#greeting = greeting;
    for (const name of METERS) this.#walks[name].told();
    this.#settle(undefined);
    const words = `The board on ${this.#link.path} has restarted by itself: does its supply voltage drop?`;
    if (!isFirst) this.#tell({ kind: 'restarted', words });
  }

  due(): Command | undefined {
    if (!this.#isSetUp) {
      this.#isSetUp = true;
      return this.#telling(this.#ownSetup(), () => {
        for (const name of METERS) this.#walks[name].told();
      });
    }
    if (this.#lit.kind === 'few' || this.#lit.stops === this.#stops) return undefined;
    const { stops } = this.#lit;
    return this.#telling(
      (seq) => ({ type: 'palette', seq, stops }),
      () => {
        this.#stops = stops;
      },
    );
  }

  picture(seq: number, inputId: number): HostMessage | null {
    if (this.#isQuiet) return null;
    const lit = this.#lit;
    // Each needle is to go to the farther of its two stops.
    const head = { seq, needleLevels: [LEVEL_MAX, LEVEL_MAX] as const, inputId };
    if (lit.kind === 'few') return { type: 'rgb', ...head, first: lit.first, rgb: lit.rgb };
    const levels = new Uint8Array(this.#leds);
    levels.set(lit.levels);
    return { type: 'level', ...head, levels };
  }

  input(event: InputEvent): void {
    this.#tell(event);
  }

  failed(fault: Fault): void {
    this.#forgetLight();
    for (const name of METERS) this.#walks[name].stop();
    if (this.#begun) this.#settle(fault);
    else this.#tell({ kind: 'lost', fault: fault.fault, words: fault.words });
  }

  #tell(event: HandsEvent): void {
    if (this.#listener) this.#listener(event);
    else if (this.#early.length < MOST_EARLY) this.#early.push(event);
  }

  #setUpAgain(): void {
    this.#isSetUp = false;
    this.#session.work();
  }

  #giveUp(fault: Fault): void {
    this.#session.end();
    this.failed(fault);
  }

  #telling(make: MakeMessage, done: () => void): Command {
    return {
      make,
      answered: (answer) => {
        if (answer.kind === 'done') done();
        else this.#giveUp(refusedFault(this.#link.path, `${answer.code} ${answer.text}`));
      },
      // All of it is told again once the board is there again.
      dropped() {},
    };
  }

  /** A set-up in which a needle can go nowhere but to where it is to go. */
  #ownSetup(): MakeMessage {
    const { blue, yellow } = this.#walks;
    const { leds, currentLimitMa } = this.#rig.strip;
    // LEDs that the rig does not have are no reason to dim those that it has.
    const limitMa = Math.min(MOST_MA, currentLimitMa + IDLE_MA * (this.#leds - leds));
    const setup: BoardSetup = {
      ...this.setup,
      ledCount: this.#leds,
      currentLimitMa: limitMa,
      fadeMs: 0,
      needleRestLevel: LEVEL_MAX,
      needles: [blue.setup, yellow.setup],
      // LEDs are counted along the wire here, and a needle may have to stand for long.
      skip: 0,
      holdS: 0,
    };
    for (const name of METERS) this.#walks[name].telling();
    return (seq) => ({ type: 'config', seq, setup });
  }
}
