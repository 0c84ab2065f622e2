/** What a test says to the fake Web Serial of a page. Types only. */
import type { PlugOptions } from '../emulator/bench.js';
import type { Chooser } from './bench-system.js';

/** The board behind it: an emulated Uno. */
export interface BoardOptions {
  /** Its program, as Intel HEX; empty: none. */
  readonly hex: string;
  /** Its real bootloader, as Intel HEX, which runs first after each reset; absent: none. */
  readonly bootloader?: string;
  /** Without one: how long it stands still after a reset, as if it had one [ms]. */
  readonly bootloaderMs?: number;
  /** Whether the page may use it without asking; default true. */
  readonly granted?: boolean;
  /** Whether it is chosen when the page asks; default `choose`. */
  readonly chooser?: Chooser;
  /** It must be chosen again after each unplugging; default false. */
  readonly forgets?: boolean;
  /** It is not plugged in at first; default false. */
  readonly unplugged?: boolean;
  readonly plug?: PlugOptions;
}

export interface FakeParts {
  readonly bench: string;
  readonly worker: string;
  readonly board: BoardOptions;
}

/** What can be done with the board, and seen of it; the arguments are those of `in-bench.ts`. */
export type Control =
  | 'plug'
  | 'unplug'
  | 'revoke'
  | 'press'
  | 'release'
  | 'leds'
  | 'shows'
  | 'servoUs'
  | 'pressToLight'
  | 'take'
  | 'disturb'
  | 'chooser'
  | 'forgets'
  | 'opened'
  | 'open';

/** `fakeSerial('unplug')` in the page. */
export type FakeSerialOfPage = (name: Control, ...args: readonly unknown[]) => Promise<unknown>;

declare global {
  var fakeSerial: FakeSerialOfPage;
}

export type ToBench =
  | { readonly type: 'begin'; readonly board: BoardOptions }
  | { readonly type: 'page'; readonly port: MessagePort }
  | {
      readonly type: 'control';
      readonly port: MessagePort;
      readonly name: Control;
      readonly args: readonly unknown[];
    };
