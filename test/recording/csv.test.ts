import { describe, expect, it } from 'vitest';
import { recordingCsvHeading, recordingCsvRow } from '../../src/recording/csv.js';
import { HEADER, recordedPicture } from './made-recording.js';

describe('recording as a table', () => {
  it('has room time, axon time, both voltmeters, then a column for each place', () => {
    expect(recordingCsvHeading(HEADER)).toBe(
      'room_ms,axon_ms,blue_mV,yellow_mV,site_0_mV,site_1_mV,site_2_mV,site_3_mV\n',
    );
    expect(recordingCsvRow(HEADER, recordedPicture(1))).toMatch(
      /^16\.7,0\.034000,-?\d+\.\d{3},-?\d+\.\d{3}(,-?\d+\.\d\d){4}\n$/,
    );
  });

  it('has one column for a patch, and places in the unit of the axon', () => {
    const patch = { ...HEADER, unit: 'patch' as const, places: [0, 0, 0] };
    expect(recordingCsvHeading(patch)).toBe('room_ms,axon_ms,blue_mV,yellow_mV,patch_mV\n');
    expect(recordingCsvRow(patch, recordedPicture(1, 3)).split(',')).toHaveLength(5);
    const cable = { ...HEADER, unit: 'mm' as const, places: [0.1 + 0.2, 1 / 3] };
    expect(recordingCsvHeading(cable)).toContain(',mm_0.3_mV,mm_0.333333_mV\n');
  });

  it('has no cell that a spreadsheet misreads: no exponent, no −0, none for what is no number', () => {
    const picture = {
      ...recordedPicture(0),
      axonMs: 1e-9,
      blueMv: -0.0001,
      yellowMv: Number.NaN,
      potentialMv: Float64Array.of(-0.001, 1e300, Number.NaN, 3e-9),
    };
    expect(recordingCsvRow(HEADER, picture)).toBe('0.0,0.000000,0.000,,0.00,,,0.00\n');
  });
});
