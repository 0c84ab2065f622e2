import type { DeviceStats, WireStats } from '../device.js';

type Counting<T> = { -readonly [name in keyof T]: T[name] };

/** The device's counters while they count. */
export type SerialStats = Counting<Omit<DeviceStats, 'wire'>> & { readonly wire: Counting<WireStats> };

export function newStats(): SerialStats {
  return {
    picturesOffered: 0,
    picturesSent: 0,
    picturesSuperseded: 0,
    rejected: 0,
    resent: 0,
    reconnects: 0,
    wire: {
      protocol: 'axon-rig',
      bytesSent: 0,
      pictureBytes: 0,
      picturesAcked: 0,
      levelsSent: 0,
      profilesSent: 0,
      commandsSent: 0,
      commandsResent: 0,
      creditsLost: 0,
      linesUnread: 0,
      refused: 0,
      fadeMs: 0,
      port: null,
      clock: null,
      answerMs: null,
      lastPress: null,
      board: null,
    },
  };
}
