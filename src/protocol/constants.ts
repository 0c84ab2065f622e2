/** Numbers that both ends of the wire agree on. Source of each: firmware-protocol.md. */

/** Protocol major. The first byte that the check of a frame runs over, though it is never sent. */
export const PROTOCOL_MAJOR = 1;

/** Here the board's clock begins at 0 again [µs]: its times have 32 bits. */
export const WRAP_US = 2 ** 32;

/** Longest frame between two zeros, stuffed [bytes]. */
export const MAX_FRAME_BYTES = 200;
/** Longest line of the board, without the newline [characters]. */
export const MAX_LINE_CHARS = 120;
/** A frame that pauses longer than this in the middle is thrown away by the board. */
export const FRAME_GAP_MS = 50;
/** The board repeats an unconfirmed input event this often. */
export const EVENT_RESEND_MS = 50;
/** The host repeats an unanswered command this often. */
export const COMMAND_RESEND_MS = 100;
/** Greeting of a board that no host talks to, and the statistics of one that is in use. */
export const BEACON_MS = 1000;
/** Without any line for this long the host takes the link for lost. */
export const LINK_LOST_MS = 2500;
/** Without a credit line for this long, the host empties its account and asks again. */
export const CREDIT_TIMEOUT_MS = 150;
