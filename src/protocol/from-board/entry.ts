/** What all lines of a board have. */
export interface AnyBoardLine<Verb extends string = string> {
  /** One character. */
  readonly verb: Verb;
}

/** All that the wire knows of one line of the board: `VERB fields*check`. */
export interface BoardLineEntry<Line extends AnyBoardLine> {
  readonly verb: Line['verb'];
  /** What stands between the verb and the check. */
  format(line: Line): string;
  /** The line with these fields, or `undefined` if they are not its own. They are untrusted: it does not throw. */
  parse(fields: string): Line | undefined;
  /** Stands in firmware-protocol.md too; a test compares the two. */
  readonly example: {
    readonly line: Line;
    /** As a board sends it, without the newline. */
    readonly text: string;
  };
}
