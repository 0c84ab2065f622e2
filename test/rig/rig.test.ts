import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardSetupOf } from '../../src/devices/serial/from-rig.js';
import { membranePair } from '../../src/experiment/index.js';
import { problemWords } from '../../src/files/index.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { encodeHostMessage } from '../../src/protocol/host-messages.js';
import { formatProblem, parseRig, type Rig } from '../../src/rig/index.js';
import { STRIP_ORDERS } from '../../src/units.js';
import { latticeOf } from './messages.js';

function rigOf(text: string): Rig {
  const result = parseRig(text, 'x.yaml');
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.rig;
}

const SET_A_LIVE = { geometry: SET_A.axon, membrane: SET_A.membrane };

describe('a rig', () => {
  it('of one line has the 60 LEDs, the 60 sites and the figures of set A', () => {
    expect(rigOf('device: {kind: virtual}')).toEqual({
      name: 'Axon rig',
      invite: null,
      device: { kind: 'virtual' },
      strip: {
        leds: 60,
        perMetre: 60,
        colourOrder: 'grb',
        brightness: expect.any(Number),
        magnify: true,
        currentLimitMa: 200,
        supply: 'usb',
        fadeMs: 0,
        skip: 0,
        reversed: false,
      },
      light: {
        kind: 'strip',
        stripLeds: 60,
        skip: 0,
        map: null,
        ledCount: 60,
        perMetre: 60,
        brightness: expect.any(Number),
        magnify: true,
        reversed: false,
        pin: 6,
        colourOrder: 'grb',
        currentLimitMa: 200,
        supply: 'usb',
      },
      pins: {
        needles: { blue: null, yellow: null },
        buttons: { 1: 2, 2: null, 3: null, 4: null },
        pressedHigh: [],
        dials: { 0: null, 1: null },
        piezo: null,
        lamp: null,
      },
      needles: { blue: null, yellow: null, slewUsPer20Ms: 120, supply: 'usb', holdS: null },
      experiments: [
        {
          name: 'Axon rig',
          title: 'Axon rig',
          ...SET_A_LIVE,
          treatments: [],
          stimuli: [
            { kind: 'conductance', at: 0, startMs: 0, conductanceMs: 2.4, reversalMv: 60, durationMs: 0.5 },
          ],
          electrodes: { blue: 3, yellow: 8 },
          channelsOff: false,
          stepMs: 0.025,
          durationMs: 20,
          roomMsPerAxonMs: 500,
          fastestRoomMsPerAxonMs: 1,
          fastestBecause: null,
        },
      ],
      buttons: {
        1: { do: 'stimulate', held: false },
        2: null,
        3: null,
        4: null,
      },
      dials: { 0: null, 1: null },
      silence: { darkAfterMs: 1000 },
      exhibit: null,
    });
  });

  it('on a port asks for the first board that answers, at 500000 baud', () => {
    expect(rigOf('device: {kind: serial}').device).toEqual({ kind: 'serial', port: 'auto', baud: 500000 });
    expect(rigOf('device: {kind: serial, port: COM3, baud: 115200}').device).toEqual({
      kind: 'serial',
      port: 'COM3',
      baud: 115200,
    });
  });

  it('takes a section with nothing under it as one with its defaults', () => {
    const all = rigOf('device: {kind: virtual}');
    const text =
      'device: {kind: virtual}\nstrip:\nneedles:\nelectrodes:\naxon:\nmembrane:\nstimulus:\nlens:\nsilence:\n';
    expect(rigOf(text)).toEqual(all);
  });

  it.each(['blue', 'yellow'] as const)(
    'with an empty section for the %s needle has one of 1000 to 2000 µs',
    (name) => {
      for (const empty of ['', ' {}', ' ~', '\n  # lowUs: 900']) {
        const { needles } = rigOf(`device: {kind: serial}\nneedles:\n  ${name}:${empty}\n`);
        expect(needles[name]).toEqual({ lowUs: 1000, highUs: 2000 });
        expect(needles[name === 'blue' ? 'yellow' : 'blue']).toBeNull();
      }
    },
  );

  it.each(['buttons: {}', 'buttons:\n'])('has no buttons if it says so: %j', (text) => {
    expect(rigOf(`device: {kind: virtual}\n${text}`).buttons).toEqual({ 1: null, 2: null, 3: null, 4: null });
  });

  it('has as many sites as LEDs unless it says otherwise', () => {
    expect(latticeOf(rigOf('device: {kind: virtual}\nstrip: {leds: 144}')).siteCount).toBe(144);
    const fewer = rigOf('device: {kind: virtual}\nstrip: {leds: 144}\naxon: {sites: 50}');
    expect(latticeOf(fewer).siteCount).toBe(50);
  });

  it.each([
    [1, 0, 0],
    [5, 3, 4],
    [9, 3, 8],
  ])('of %i LEDs has its electrodes at %i and %i', (leds, blue, yellow) => {
    expect(rigOf(`device: {kind: virtual}\nstrip: {leds: ${leds}}`).experiments[0].electrodes).toEqual({
      blue,
      yellow,
    });
  });

  it('gives a button what its stimulus leaves open', () => {
    const text =
      'stimulus: {at: 7, currentUa: -50}\nbuttons: {2: {do: stimulate, durationMs: 2}, 3: {do: step}}';
    expect(rigOf(`device: {kind: virtual}\n${text}`).buttons).toEqual({
      1: null,
      2: { do: 'stimulate', durationMs: 2, held: false },
      3: { do: 'step', back: false },
      4: null,
    });
  });

  it.each<readonly [string, object, object | null]>([
    ['', { conductanceMs: 2.4, reversalMv: 60 }, null],
    ['stimulus: {currentUa: 200}\n', { currentUa: 200 }, null],
    [
      'stimulus: {conductanceMs: 1}\nmembrane: {sodiumReversalMv: 55}\n',
      { conductanceMs: 1, reversalMv: 55 },
      null,
    ],
    [
      'stimulus: {currentUa: 50}\nbuttons: {1: {do: stimulate, conductanceMs: 3}}\n',
      { currentUa: 50 },
      { conductanceMs: 3, reversalMv: 60 },
    ],
    [
      'buttons: {1: {do: stimulate, currentUa: 300}}\n',
      { conductanceMs: 2.4, reversalMv: 60 },
      { currentUa: 300 },
    ],
  ])('has a press that lets sodium in, or a current where it is named: %j', (text, stimulus, button) => {
    const rig = rigOf(`device: {kind: virtual}\n${text}`);
    const press = { at: 0, startMs: 0, durationMs: 0.5 };
    const kindOf = (strength: object) => ('currentUa' in strength ? 'pulse' : 'conductance');
    const all = (strength: object) => [{ kind: kindOf(strength), ...press, ...strength }];
    expect(rig.experiments[0].stimuli).toEqual(all(stimulus));
    const own = button === null ? {} : { stimuli: all(button) };
    expect(rig.buttons[1]).toEqual({ do: 'stimulate', held: false, ...own });
  });
});

/** YAML of a section with any of its figures, each within its own range. */
const figures = (ranges: Readonly<Record<string, readonly [number, number]>>) =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(ranges).map(([key, [min, max]]) => [
          key,
          fc.double({ min, max, noNaN: true, noDefaultInfinity: true }),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map((section) => JSON.stringify(section));

const axonText = figures({
  capacitanceUf: [0.01, 100],
  leakConductanceMs: [0.001, 100],
  axialConductanceMs: [0, 1000],
  leakReversalMv: [-120, 20],
});
const gatedText = figures({
  sodiumConductanceMs: [0, 1000],
  potassiumConductanceMs: [0, 1000],
  sodiumReversalMv: [-150, 150],
  potassiumReversalMv: [-150, 150],
  sodiumOpensMv: [-150, 150],
  sodiumClosesMv: [-150, 150],
  potassiumClosesMv: [-150, 150],
  sodiumMaxOpenMs: [0.01, 1000],
  potassiumMaxOpenMs: [0.01, 1000],
  recoveryMs: [0.01, 1000],
  recoveryBelowMv: [-150, 150],
});
const passiveText = fc.constant('{kind: passive}');

describe('a rig file that is accepted', () => {
  it('describes an axon that the model accepts with channels off and on (seed 1, 500 files)', () => {
    let accepted = 0;
    const property = fc.property(axonText, fc.oneof(gatedText, passiveText), (axon, membrane) => {
      const result = parseRig(`device: {kind: virtual}\naxon: ${axon}\nmembrane: ${membrane}`, 'x.yaml');
      if (!result.ok) return;
      accepted++;
      const { geometry, membrane: own } = result.rig.experiments[0];
      const pair = membranePair(own);
      const options = { stepMs: 0.025 };
      createAxon(geometry, pair.channelsOff, options).setMembrane(pair.channelsOn);
      createAxon(geometry, pair.channelsOn, options).step();
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
    expect(accepted).toBeGreaterThan(50);
  });

  it('has as many places as LEDs that show them: those behind the skipped ones, or those of a map', () => {
    const skipped = rigOf('device: {kind: serial}\nstrip: {leds: 60, skip: 3, reversed: true}');
    expect(skipped.light).toMatchObject({ ledCount: 57, stripLeds: 60, skip: 3, map: null, reversed: true });
    expect(skipped.experiments[0].geometry).toMatchObject({ siteCount: 57 });
    const folded = rigOf(
      'device: {kind: serial}\nstrip: {leds: 10, map: [[0, 3], [9, 7], 5, {from: 6, to: 6}]}',
    );
    expect(folded.light).toMatchObject({ ledCount: 9, stripLeds: 10, map: [0, 1, 2, 3, 9, 8, 7, 5, 6] });
    expect(folded.experiments[0].geometry).toMatchObject({ siteCount: 9 });
  });

  it('has buttons that are high when pressed, needles with a middle, and a hold', () => {
    const rig = rigOf(
      'device: {kind: serial}\nbuttons: {1: {do: stimulate, pressed: high}, 2: {do: pause}}\nneedles: {blue: {midUs: 1450}, yellow: {lowUs: 2000, midUs: 1550, highUs: 1000}, holdS: 5}',
    );
    expect(rig.pins.pressedHigh).toEqual([1]);
    expect(rig.needles).toMatchObject({
      blue: { lowUs: 1000, midUs: 1450, highUs: 2000 },
      yellow: { lowUs: 2000, midUs: 1550, highUs: 1000 },
      holdS: 5,
    });
  });

  it('describes a strip and needles that the wire can carry (seed 2, 300 files)', () => {
    const strip = fc.record({
      leds: fc.integer({ min: 100, max: 150 }),
      skip: fc.integer({ min: 0, max: 99 }),
      currentLimitMa: fc.integer({ min: 151, max: 3000 }),
      fadeMs: fc.integer({ min: 0, max: 255 }).map((steps) => 4 * steps),
      colourOrder: fc.constantFrom(...STRIP_ORDERS),
    });
    const pulse = fc.integer({ min: 500, max: 2500 });
    const needle = fc
      .record({ lowUs: pulse, midUs: fc.option(pulse, { nil: undefined }), highUs: pulse })
      .filter(({ lowUs, highUs, midUs = (lowUs + highUs) / 2 }) => (midUs - lowUs) * (highUs - midUs) > 0);
    const needles = fc.record(
      {
        blue: needle,
        yellow: needle,
        slewUsPer20Ms: fc.integer({ min: 1, max: 255 }),
        holdS: fc.integer({ min: 1, max: 255 }),
      },
      { requiredKeys: [] },
    );
    const silence = fc.integer({ min: 5, max: 50 }).map((tenths) => ({ darkAfterMs: 100 * tenths }));
    const property = fc.property(fc.record({ strip, needles, silence }), (parts) => {
      const rig = rigOf(JSON.stringify({ device: { kind: 'virtual' }, ...parts }));
      const bytes = encodeHostMessage({
        type: 'config',
        seq: 1,
        setup: boardSetupOf(rig),
      });
      expect(bytes.at(-1)).toBe(0);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });
});

describe('any text at all', () => {
  const lineCount = (text: string) => text.split('\n').length;

  function answers(text: string): void {
    const result = parseRig(text, 'x.yaml');
    if (result.ok) return;
    expect(result.problems.length).toBeGreaterThan(0);
    for (const problem of result.problems) {
      const { line, column } = problem;
      const words = problemWords(problem);
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lineCount(text));
      expect(column).toBeGreaterThanOrEqual(1);
      expect(words).toMatch(/expected|unknown key/);
      expect(words).not.toContain('\n');
    }
  }

  it('has an answer with a place inside the file (seed 3, 200 texts)', () => {
    const scrap = fc.constantFrom(
      '\n',
      '  ',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '&a',
      '*a',
      '!t',
      '|',
      '>',
      '?',
      ',',
      '\t',
      '---',
      '%',
      '@',
      '.nan',
      '0,5',
      'strip',
      'leds',
      'device',
      'kind',
      'virtual',
    );
    const soup = fc.array(scrap, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 200 })), answers), {
      seed: 3,
      numRuns: 200,
    });
  });

  it('has an answer when a good file loses or gains a character anywhere', () => {
    const good =
      'device: {kind: serial}\nstrip:\n  leds: 60\n  supply: "own"\nbuttons:\n  1: {do: stimulate}\n';
    for (let at = 0; at <= good.length; at++) {
      answers(good.slice(0, at) + good.slice(at + 1));
      answers(good.slice(0, at) + [':', '\t', '{', '"', '\n'][at % 5]! + good.slice(at));
    }
  });

  it.each([
    'device: {kind: firmata}\nleds:\n  pins: [3, {pin: 10, sites: [0, 4], onFromMv: -55}]\nneedles: {blue: {pin: 9}}\n',
    'device: {kind: firmata}\nrgb: {pins: [[3, 5, 6], {red: 9, green: 10, blue: 11}]}\npiezo: {pin: 8}\n',
    'device: {kind: firmata}\npca9685: {address: 0x40, channels: [0, {channel: 1}]}\ndials: {0: {do: lens, pin: A1}}\n',
  ])('has an answer when a good Firmata file loses or gains a character anywhere:\n%s', (good) => {
    expect(parseRig(good, 'x.yaml').ok).toBe(true);
    for (let at = 0; at <= good.length; at++) {
      answers(good.slice(0, at) + good.slice(at + 1));
      answers(good.slice(0, at) + [':', '[', '9'][at % 3]! + good.slice(at));
    }
  });
});
