/**
 * A membrane without channels: leak and capacitance only. What is put in at one place spreads, and arrives later
 * and smaller the further one looks: electrotonic spread (Hodgkin & Rushton 1946, Proc. R. Soc. B 133, 444–479).
 */

import type { Channels } from './channels.js';

export function passiveChannels(count: number): Channels {
  return {
    limits: null,
    nextDeadlineMs: Number.POSITIVE_INFINITY,
    conductanceMs: new Float64Array(count),
    driveUa: new Float64Array(count),
    settle() {},
    noteDue() {},
    rest() {},
  };
}
