/** The line to a board with Firmata, as a technician reads it: no credits, no profiles, no clock, no commands. Pure. */
import type { LineReport } from '../device.js';
import { byteRows, type LineCounts, type LineRates, lineReport, portRows, whole } from '../line-report.js';
import type { FirmataStats } from './stats.js';

export function lineCounts({ counts }: FirmataStats): LineCounts {
  const { sent, pictureBytes, bytesSent } = counts;
  return { picturesSent: sent, pictures: sent, pictureBytes, bytesSent };
}

export function firmataReport(stats: FirmataStats, rates: LineRates): LineReport {
  const { port, answerMs, counts, picturesSuperseded, reconnects } = stats;
  return lineReport(rates, port, answerMs, [
    {
      title: 'Pictures',
      rows: [
        ['sent', whole(counts.sent)],
        ['taken by the board', whole(counts.acked)],
        ['left out for a newer one', whole(picturesSuperseded)],
        ['repeated', whole(counts.repeated)],
        ...byteRows(rates),
      ],
    },
    {
      title: 'Line',
      rows: [
        ...portRows(port, answerMs),
        ['found again', whole(reconnects)],
        ['questions asked, repeated', `${whole(counts.asked)}, ${whole(counts.askedAgain)}`],
        ['messages unreadable', whole(counts.garbage)],
      ],
    },
    { title: 'Board', rows: port ? [['kind, firmware', `${port.board}, ${port.firmware}`]] : [] },
  ]);
}
