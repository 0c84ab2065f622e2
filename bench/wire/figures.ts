/** What the wire's bench measures, in the shape of its JSON. All times are emulated: every run gives the same. */

export const LED_COUNTS = [60, 144] as const;
export const BAUDS = [115_200, 500_000] as const;
export const ACK_LATENCIES_MS = [1, 4, 16] as const;

/** How a stream of pictures, as fast as the sender can, came out on the strip. */
export interface Stream {
  /** Length of the measured stretch [s]. */
  readonly seconds: number;
  readonly intactPerSecond: number;
  /** Mean over the pictures that went out, with all that frames them. */
  readonly bytesPerFrame: number;
  readonly framesSent: number;
  readonly framesIntact: number;
  /** Sent, but never seen: a later one was on the strip first. What is under way at the end is in none of these. */
  readonly framesLeftOut: number;
  /** Pictures on the strip that nobody sent. */
  readonly framesWrong: number;
  /** Bytes that the board's UART lost because nobody took them. */
  readonly overruns: number;
  /** Bytes that found the program's own buffer full; null where it does not tell. */
  readonly overflows: number | null;
  /** Longest that a received byte stood in the UART: how long the program was deaf [µs]. A character takes 20 at 500000 baud. */
  readonly blindUs: number;
  /** Longest minus shortest pulse of a servo that stands still [µs]; null where there is none. */
  readonly servoJitterUs: number | null;
  /** Longest low between two bits on the strip's data line [ns]. */
  readonly longestGapNs: number;
}

/** From the edge of a button to the end of the first picture that takes it into account [ms]. */
export interface Latency {
  readonly presses: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

/** Our board behind our own driver. Bytes lost and frames dropped are those of the whole session, presses included. */
export interface OursCell extends Stream {
  readonly ackLatencyMs: number;
  /** Of the pictures that went out, which part as PROFILE. */
  readonly profileShare: number;
  /** Largest difference between a picture and what went out for it [mV]. */
  readonly worstErrorMv: number;
  /** Frames that the board dropped for a wrong check. */
  readonly framesBad: number;
  /** At 60 pictures a second, as in the room; null where it is not measured. */
  readonly latency: Latency | null;
}

/** No buttons, no servos. How long it is deaf was measured while it is streamed carelessly; paced, nothing comes then. */
export interface AdalightCell extends Stream {
  /** `paced`: the next frame goes out when the last one has been shown; `careless`: without a pause. */
  readonly pacing: 'paced' | 'careless';
}

export interface NodePixelCell extends Stream {
  /** What its program has fixed. */
  readonly baud: number;
  readonly latency: Latency | null;
}

/** One strip at one baud. */
export interface WireBlock {
  readonly ledCount: number;
  readonly baud: number;
  readonly ours: readonly OursCell[];
  /** The same program with a show() that is deaf: what the bench must notice. Built for 500000 baud alone. */
  readonly naive: OursCell | null;
  readonly adalight: readonly AdalightCell[];
  readonly nodePixel: NodePixelCell;
  /** Intact frames of ours with acks after 1 ms, as many times as many as theirs at its best. */
  readonly timesAdalight: number;
  readonly timesNodePixel: number;
}

/** A figure that was asked for. */
export interface Aim {
  readonly what: string;
  readonly asked: number;
  /** `least`: not below; `most`: not above. */
  readonly bound: 'least' | 'most';
  readonly measured: number;
  readonly met: boolean;
}

export interface WireFigures {
  readonly blocks: readonly WireBlock[];
  readonly aims: readonly Aim[];
}
