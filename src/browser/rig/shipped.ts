/** The files that come with the page: the build puts their texts into it. */

/** By name, without the ending. */
export type Texts = Readonly<Record<string, string>>;

export interface Shipped {
  /** Of the program. */
  readonly version: string;
  readonly rigs: Texts;
  readonly experiments: Texts;
  readonly cards: Texts;
  readonly plans: Texts;
  /** For an Uno or a Nano, from address 0: two hexadecimal digits a byte. */
  readonly firmware: string;
  /** For lines of another speed, by baud: each place where that firmware has another byte, and the byte. */
  readonly firmwareAt: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}
