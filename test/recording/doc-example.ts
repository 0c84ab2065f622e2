/** The recording that docs/recordings.md shows. */
import { createRecordingWriter } from '../../src/recording/write.js';

export function exampleRecording(): string {
  const writer = createRecordingWriter({
    program: '0.1.0',
    startedAt: '2026-03-04T09:15:00.000Z',
    title: 'Two places',
    unit: 'site',
    places: [0, 59],
    roomMsPerAxonMs: 500,
    experiment: { name: 'two-places' },
  });
  const at = (roomMs: number, axonMs: number, mv: number) => ({
    roomMs,
    axonMs,
    potentialMv: Float64Array.of(mv, -70),
    blueMv: mv,
    yellowMv: 0,
    samples: Float64Array.of(axonMs, mv, 0),
  });
  writer.event({
    roomMs: 0,
    axonMs: 0,
    words: 'stimulate',
    data: { kind: 'command', command: { do: 'stimulate' } },
  });
  writer.picture(at(0, 0, -70));
  writer.picture(at(16, 0.032, -61.5));
  return writer.header + writer.end();
}
