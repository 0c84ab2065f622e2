import { describe, expect, it } from 'vitest';
import { createMetrics, type Now } from '../../src/exhibit/metrics.js';
import { createHistogram, openMetrics } from '../../src/exhibit/open-metrics.js';

const NOW: Now = {
  program: '0.1.0',
  rig: 'The "axon" of room 12',
  uptimeS: 12.5,
  starts: 3,
  droppedS: 0.25,
  device: { picturesSent: 700, picturesSuperseded: 20, rejected: 1, resent: 2, reconnects: 1 },
  pages: { own: 1, others: 2, phones: 30 },
  memoryBytes: 90_000_000,
  heapBytes: 30_000_000,
  cpuS: 4.75,
  health: { kind: 'ill', parts: { device: { words: 'There is no board.', sinceMs: 0 } } },
  exhibit: { open: true, ownPresses: 9 },
};

describe('a histogram', () => {
  it('counts a value at its bound below it, and leaves out what is no number or below 0', () => {
    const histogram = createHistogram([1, 2]);
    for (const value of [0, 1, 1.5, 2, 3, Number.NaN, -1, Number.POSITIVE_INFINITY]) histogram.add(value);
    expect([histogram.counts, histogram.sum]).toEqual([[2, 2, 1], 7.5]);
  });
});

describe('OpenMetrics', () => {
  it('has type, unit, help, samples and an end; labels with quotes, backslashes and line ends stay labels', () => {
    const histogram = createHistogram([0.5, 1]);
    for (const value of [0.25, 0.75, 5]) histogram.add(value);
    const text = openMetrics([
      { kind: 'info', name: 'rig', help: 'Of "it"', labels: { name: 'a "b" \\ c\nd' } },
      { kind: 'counter', name: 'presses', help: 'How often', samples: [{ value: 4 }] },
      { kind: 'histogram', name: 'stay_seconds', unit: 'seconds', help: 'How long', counts: histogram },
    ]);
    expect(text.split('\n')).toEqual([
      '# TYPE rig info',
      '# HELP rig Of \\"it\\"',
      'rig_info{name="a \\"b\\" \\\\ c\\nd"} 1',
      '# TYPE presses counter',
      '# HELP presses How often',
      'presses_total 4',
      '# TYPE stay_seconds histogram',
      '# UNIT stay_seconds seconds',
      '# HELP stay_seconds How long',
      'stay_seconds_bucket{le="0.5"} 1',
      'stay_seconds_bucket{le="1.0"} 2',
      'stay_seconds_bucket{le="+Inf"} 3',
      'stay_seconds_count 3',
      'stay_seconds_sum 6',
      '# EOF',
      '',
    ]);
  });
});

describe('the figures of a rig', () => {
  const lines = (now = NOW, use: (metrics: ReturnType<typeof createMetrics>) => void = () => {}) => {
    const metrics = createMetrics();
    use(metrics);
    return metrics.text(now).split('\n');
  };

  it('has pictures, presses, latency, visits and how long they stayed', () => {
    const text = lines(NOW, (metrics) => {
      for (let n = 0; n < 60; n++) metrics.picture();
      metrics.press();
      metrics.latency(4400);
      metrics.latency(250_000);
      metrics.visit(45_000);
    });
    for (const line of [
      'axon_rig_info{version="0.1.0",rig="The \\"axon\\" of room 12"} 1',
      'axon_rig_pictures_total 60',
      'axon_rig_presses_total 1',
      'axon_rig_latency_seconds_bucket{le="0.004"} 0',
      'axon_rig_latency_seconds_bucket{le="0.005"} 1',
      'axon_rig_latency_seconds_bucket{le="0.1"} 1',
      'axon_rig_latency_seconds_bucket{le="+Inf"} 2',
      'axon_rig_visits_total 1',
      'axon_rig_dwell_seconds_bucket{le="30.0"} 0',
      'axon_rig_dwell_seconds_bucket{le="60.0"} 1',
      'axon_rig_starts_total 3',
      'axon_rig_uptime_seconds 12.5',
      'axon_rig_left_out_seconds_total 0.25',
      'axon_rig_device_pictures_total{outcome="superseded"} 20',
      'axon_rig_device_reconnects_total 1',
      'axon_rig_pages{of="phones"} 30',
      'axon_rig_ill{part="device"} 1',
      'axon_rig_ill{part="hub"} 0',
      'axon_rig_open 1',
      'axon_rig_own_presses_total 9',
      'axon_rig_memory_bytes{of="heap"} 30000000',
      'axon_rig_cpu_seconds_total 4.75',
    ])
      expect(text).toContain(line);
  });

  it('has no visits where there is no exhibit, and no starts where nobody counts them', () => {
    const text = lines({ ...NOW, exhibit: null, starts: null }).join('\n');
    expect(text).not.toMatch(/visits|dwell|_open|starts/);
  });

  it('names each family once, and ends each name with its unit', () => {
    const text = lines();
    const names = text.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(names).size).toBe(names.length);
    for (const line of text) {
      const unit = /^# UNIT (\S+) (\S+)/.exec(line);
      if (unit) expect(unit[1]).toMatch(new RegExp(`_${unit[2]}$`));
    }
  });
});
