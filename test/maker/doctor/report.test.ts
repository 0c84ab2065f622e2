import { describe, expect, it } from 'vitest';
import {
  boardSteps,
  brokenFileFinding,
  faultFinding,
  fileFinding,
  type Outcome,
  reportLines,
} from '../../../src/maker/doctor/index.js';
import { FULL, rigOf, shippedRig } from '../rigs.js';

const FACTS = {
  versions: 'axon-rig 0.1.0, firmware 0.1.0',
  platform: 'linux x64',
  guest: null,
  usbIds: ['2341:0043'],
  rig: null,
} as const;

describe('a report', () => {
  it('says what is fitted, what was found, and how each step ended, in codes and figures', () => {
    const rig = shippedRig('uno-60');
    const [first, , last] = boardSteps(rig, -70);
    const outcomes: Outcome[] = [
      { step: first!, kind: 'right', seen: ['dark'] },
      { step: last!, kind: 'wrong', seen: ['shorter', 'longer'] },
      { step: boardSteps(rig, -70).at(-1)!, kind: 'not-done', seen: [] },
    ];
    expect(reportLines({ ...FACTS, rig }, [faultFinding('no-permission', 'You may not.')], outcomes)).toEqual(
      [
        'Report of axon-rig doctor',
        'axon-rig 0.1.0, firmware 0.1.0',
        'linux x64; ports: 2341:0043',
        'rig: serial 500000 baud, 60 LEDs grb, 200 mA (usb), brightness 0.38; needles blue 1000 to 2000 µs, yellow 1000 to 2000 µs (own); buttons 1; dials none',
        'wrong    board: no-permission',
        'right    strip-first: before that dark',
        'wrong    strip-last: shorter, longer',
        'not done silence',
      ],
    );
  });

  it('has no path and no name in it, wherever somebody has written one', () => {
    const rig = rigOf(`
name: Rig of Anna
invite: Anna invites you.
device: {kind: serial, port: /home/anna/port}
exhibit: {log: {folder: /home/anna/log}, hub: {url: "http://annas-hub.example/"}}
`);
    const findings = [
      fileFinding('/home/anna/rig.yaml', ['/home/anna/rig.yaml:1:1 Anna']),
      brokenFileFinding(['/home/anna/rig.yaml:1:1 Anna']),
      faultFinding('port-error', '/home/anna/port cannot be opened: Anna.'),
      faultFinding('/home/anna', 'Anna.'),
    ];
    const steps = boardSteps(rig, -70);
    const outcomes = steps.map((step): Outcome => ({ step, kind: 'wrong', seen: [] }));
    const facts = { ...FACTS, usbIds: ['2341:0043', 'anna:anna', 'undefined:undefined'], rig };
    const text = reportLines(facts, findings, outcomes).join('\n');
    expect(text).toContain('ports: 2341:0043, other, other');
    expect(text).not.toMatch(/anna|home|\.yaml/i);
  });

  it('names the buttons and dials of a full rig, and the system around this one', () => {
    const lines = reportLines({ ...FACTS, guest: 'wsl', usbIds: [], rig: rigOf(FULL) }, [], []);
    expect(lines[2]).toBe('linux x64, inside wsl; ports: none');
    expect(lines[3]).toContain('buttons 1 2 3 4; dials 0 1');
    const odd = rigOf(`
device: {kind: serial}
strip: {leds: 10, map: [{from: 0, to: 3}]}
needles: {holdS: 5, blue: {midUs: 1450}}
buttons: {2: {do: pause, pressed: high}}
`);
    expect(reportLines({ ...FACTS, rig: odd }, [], [])[3]).toBe(
      'rig: serial 500000 baud, 4 of 10 LEDs grb, mapped, 200 mA (usb), brightness 0.38; needles blue 1000 to 1450 to 2000 µs, yellow none (usb), held 5 s; buttons 2 (high: 2); dials none',
    );
  });
});
