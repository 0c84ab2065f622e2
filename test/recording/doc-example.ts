/** The recordings that docs/recordings.md shows, as lines and as tables. */
import { SET_A } from '../../src/model/index.js';
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

/** Two presses on the lesson's axon, of which two LEDs are left: the first fires, the second is too weak. */
export function spikeRecording(): string {
  const writer = createRecordingWriter({
    program: '0.1.0',
    startedAt: '2026-03-04T09:15:00.000Z',
    title: 'Two presses',
    unit: 'site',
    places: [15, 45],
    roomMsPerAxonMs: 500,
    experiment: { geometry: SET_A.axon },
  });
  const electrodes = { blue: 15, yellow: 45 };
  const give = (press: number, axonMs: number, strength: number): void =>
    writer.event({
      roomMs: 500 * axonMs,
      axonMs,
      words: `press ${press} at 0`,
      data: { kind: 'press', press, places: [0], quiet: true, strength, strengthUnit: 'µA', electrodes },
    });
  const fire = (meter: 'blue' | 'yellow', axonMs: number): void =>
    writer.event({ roomMs: 500 * axonMs, axonMs, words: 'spike', data: { kind: 'spike', meter } });
  const show = (axonMs: number, blueMv: number, yellowMv: number): void =>
    writer.picture({
      roomMs: 500 * axonMs,
      axonMs,
      potentialMv: Float64Array.of(blueMv, yellowMv),
      blueMv,
      yellowMv,
      samples: Float64Array.of(axonMs, blueMv, yellowMv),
    });
  show(1, -70, -70);
  give(1, 1, 200);
  show(3.5, -70, -70);
  fire('blue', 4);
  show(4.5, 40, -70);
  show(5.5, -80, -70);
  show(9.5, -70, -70);
  fire('yellow', 10);
  show(10.5, -70, 40);
  show(11.5, -70, -80);
  show(20, -70, -70);
  give(2, 20, 90);
  show(23, -69.5, -70);
  return writer.header + writer.end();
}
