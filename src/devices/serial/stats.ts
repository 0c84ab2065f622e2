import type { DeviceStats } from '../device.js';

/** The device's counters while they count. */
export type SerialStats = { -readonly [name in keyof DeviceStats]: DeviceStats[name] };

export function newStats(): SerialStats {
  return { framesOffered: 0, framesSent: 0, framesSuperseded: 0, rejected: 0, resent: 0, reconnects: 0 };
}
