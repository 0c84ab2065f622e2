import { describe, expect, it } from 'vitest';
import { DEVICES } from '../../src/rig/devices/all.js';
import { formatProblem, parseRig } from '../../src/rig/index.js';
import { orList } from '../../src/units.js';
import { messages, withDevice } from './messages.js';

const kindsOf = (devices: readonly (typeof DEVICES)[number][]) =>
  devices.map(({ schema }) => schema.shape.kind.value);
const kinds = kindsOf(DEVICES);
const kindsWithPort = kindsOf(DEVICES.filter(({ schema }) => 'port' in schema.shape));

const notes = (text: string) => {
  const result = parseRig(text, 'rigs/x.yaml');
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.notes.map(formatProblem);
};

describe('a value out of its range', () => {
  it('names line, column, option, range, what was found and why: 900 LEDs', () => {
    expect(messages('# my rig\ndevice:\n  kind: virtual\n\nstrip:\n  leds: 900\n')).toEqual([
      'rigs/x.yaml:6:9 strip.leds: expected 1 to 150, got 900 – a virtual strip is no longer than the longest real one; write at most 150',
    ]);
  });

  it.each([
    ['stimulus: {conductanceMs: 1, currentUa: 5}', 'stimulus.currentUa: expected currentUa or conductanceMs'],
    [
      'buttons: {1: {do: stimulate, currentUa: 5, reversalMv: 50}}',
      'buttons.1.currentUa: expected currentUa or reversalMv',
    ],
  ])('names a press that is two things at once: %s', (text, words) => {
    expect(withDevice(text)).toEqual([
      expect.stringContaining(
        `${words}, got both – a press either puts a current in or lets an ion in; remove one`,
      ),
    ]);
  });

  it('counts columns the same with Windows line ends and a byte order mark', () => {
    expect(messages('\uFEFFdevice: {kind: virtual}\r\nstrip:\r\n  leds: 900\r\n')).toEqual([
      'rigs/x.yaml:3:9 strip.leds: expected 1 to 150, got 900 – a virtual strip is no longer than the longest real one; write at most 150',
    ]);
  });

  it('lists eight problems of one file in the order of the file', () => {
    const text = [
      'strip:',
      '  currentLimitMa: 200 mA',
      '  leds:',
      '  reversed: yes',
      '  supply: USB',
      '  brightness: 0,5',
      '  colorOrder: grb',
      'lens: {roomMsPerAxonMs: 0}',
      'silence: {darkAfterMs: 1050}',
    ];
    expect(withDevice(text.join('\n'))).toEqual([
      'rigs/x.yaml:3:19 strip.currentLimitMa: expected 1 to 3000 mA, got "200 mA" – write 200 alone, the key names the unit',
      'rigs/x.yaml:4:8 strip.leds: expected 1 to 150, got nothing – write a number, or remove the line to have the default',
      'rigs/x.yaml:5:13 strip.reversed: expected true or false, got "yes" – write true',
      'rigs/x.yaml:6:11 strip.supply: expected usb or own, got "USB" – did you mean usb?',
      'rigs/x.yaml:7:15 strip.brightness: expected 0.01 to 1, got "0,5" – write 0.5 with a point',
      'rigs/x.yaml:8:3 strip.colorOrder: unknown key – did you mean colourOrder?',
      'rigs/x.yaml:9:25 lens.roomMsPerAxonMs: expected 1 to 5000 ms, got 0 – write at least 1',
      'rigs/x.yaml:10:24 silence.darkAfterMs: expected 500 to 5000 ms in steps of 100, got 1050 – write 1100',
    ]);
  });

  it.each([
    ['.nan', '.nan, which is not a number'],
    ['.inf', '.inf, which is no finite number'],
    ['-.inf', '-.inf, which is no finite number'],
    ['1e999', '.inf, which is no finite number'],
    ['[60]', 'a list'],
    ['{a: 1}', 'a section with keys'],
    ['true', 'true'],
    ['sixty', '"sixty"'],
  ])('refuses %s as a number of LEDs', (value, got) => {
    expect(withDevice(`strip: {leds: ${value}}`)).toEqual([
      `rigs/x.yaml:2:15 strip.leds: expected 1 to 150, got ${got} – write a number`,
    ]);
  });

  it('asks for a whole number and offers the nearest: 60.4', () => {
    expect(withDevice('strip: {leds: 60.4}')).toEqual([
      'rigs/x.yaml:2:15 strip.leds: expected a whole number, 1 to 150, got 60.4 – write 60',
    ]);
  });

  it('sees what a decimal comma does inside braces', () => {
    expect(withDevice('lens: {roomMsPerAxonMs: 1,5}')).toEqual([
      'rigs/x.yaml:2:27 lens.5: unknown key – if this is the rest of a decimal figure, write it with a point: 0.5',
    ]);
  });

  it('refuses a name with a line break or a terminal code smuggled in by an escape', () => {
    for (const name of ['"a\\nb"', '"\\e[2J"', '"   "', '""']) {
      expect(withDevice(`name: ${name}`)).toEqual([
        expect.stringMatching(/^rigs\/x.yaml:2:7 name: expected a text of 1 to 60/),
      ]);
    }
  });

  it('is told once, as no plain YAML, and not again as no kind', () => {
    expect(messages('device: {kind: !!str virtual}')).toEqual([
      'rigs/x.yaml:1:22 device.kind: expected a plain value, got the tag !!str – remove the tag',
    ]);
  });

  it('is no port in large letters: AUTO', () => {
    expect(messages('device: {kind: serial, port: AUTO}')).toEqual([
      'rigs/x.yaml:1:30 device.port: expected auto in small letters, got "AUTO" – write auto',
    ]);
  });

  it.each([
    ['40', '0x28 – write 0x40'],
    ['63', '0x3f – write 0x63'],
    ['64.5', '64.5 – write 0x40'],
    ['0x70', '0x70 – write 0x40'],
  ])('is advised an address of a PCA9685, and 40 is taken for 0x40: %s', (address, words) => {
    expect(messages(`device: {kind: firmata}\npca9685: {address: ${address}}`)).toEqual([
      `rigs/x.yaml:2:20 pca9685.address: expected 0x40 to 0x7f except 0x70, got ${words}, unless solder bridges on the board say otherwise`,
    ]);
  });

  it('is no truth if it is a section or a list', () => {
    for (const [value, got] of [
      ['{a: 1}', 'a section with keys'],
      ['[1]', 'a list'],
    ])
      expect(withDevice(`strip: {reversed: ${value}}`)).toEqual([
        `rigs/x.yaml:2:19 strip.reversed: expected true or false, got ${got} – write true or false`,
      ]);
  });

  it('asks for quotes around a name that is a number, and takes a number for that of a COM port', () => {
    expect(withDevice('name: 12')).toEqual([
      'rigs/x.yaml:2:7 name: expected a text of 1 to 60 characters on one line, got 12 – put it in quotes: "12"',
    ]);
    expect(messages('device: {kind: serial, port: 3}')).toEqual([
      'rigs/x.yaml:1:30 device.port: expected a text of 1 to 200 characters on one line, got 3 – write COM3, or auto',
    ]);
  });

  it('offers the word that was nearly written: bath', () => {
    expect(withDevice('electrodes: {blue: baht, yellow: -1}')).toEqual([
      'rigs/x.yaml:2:20 electrodes.blue: expected 0 to 59, or bath, got "baht" – did you mean bath?',
      'rigs/x.yaml:2:34 electrodes.yellow: expected 0 to 59, or bath, got -1 – write at least 0',
    ]);
  });
});

describe('a key', () => {
  it.each([
    ['strip: {led: 3}', '2:9 strip.led: unknown key – did you mean leds?'],
    ['strip: {currentLimit: 3}', '2:9 strip.currentLimit: unknown key – did you mean currentLimitMa?'],
    [
      'strip: {current_limit_ma: 3}',
      '2:9 strip.current_limit_ma: unknown key – did you mean currentLimitMa?',
    ],
    ['stirp: {leds: 3}', '2:1 stirp: unknown key – did you mean strip?'],
    [
      'leds: 60',
      '2:7 leds: expected a section with keys, got 60 – write for example leds: {pins: [3, 5, 6, 9, 10]} (a strip is strip: {leds: 60})',
    ],
    ['colourOrder: grb', '2:1 colourOrder: unknown key here – did you mean strip.colourOrder?'],
    ['lens: {zoom: 3}', '2:8 lens.zoom: unknown key – expected roomMsPerAxonMs'],
    ['buttons: {0: {do: pause}}', '2:11 buttons.0: unknown key – expected 1, 2, 3 or 4'],
    ['buttons: {5: {do: pause}}', '2:11 buttons.5: unknown key – expected 1, 2, 3 or 4'],
    [
      'buttons: {1: {do: pause, at: 3}}',
      '2:26 buttons.1.at: unknown key here – it goes with do: stimulate or electrode; remove it',
    ],
  ])('that is unknown in %s gets the nearest known one', (text, message) => {
    expect(withDevice(text)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it('of another kind of device says with which kind it goes', () => {
    expect(messages('device: {kind: virtual, port: COM3}')).toEqual([
      `rigs/x.yaml:1:25 device.port: unknown key here – it goes with kind: ${orList(kindsWithPort)}; remove it`,
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', '<<'])('%s is as unknown as any other', (key) => {
    expect(withDevice(`${key}: {leds: 4}`)).toEqual([
      expect.stringMatching(/^rigs\/x.yaml:2:1 .*: unknown key – expected name, invite, device, strip/),
    ]);
  });

  it('that comes twice is refused with the line of the first; the rest is still checked', () => {
    expect(withDevice('strip: {leds: 1}\nstrip: {leds: 2}\nlesn: {}')).toEqual([
      'rigs/x.yaml:3:1 strip: expected each key once, got it again – the first is in line 2; keep one of them',
      'rigs/x.yaml:4:1 lesn: unknown key – did you mean lens?',
    ]);
  });

  it('that is missing is pointed at where it should be: at its section, or at the top', () => {
    expect(messages('name: x\ndevice:\n  port: auto')).toEqual([
      `rigs/x.yaml:2:1 device.kind: expected kind: ${orList(kinds)}, got nothing – write for example device: {kind: virtual}`,
    ]);
    expect(messages('\n\nname: x')).toEqual([
      'rigs/x.yaml:3:1 device: expected a section with keys, got nothing – write for example device: {kind: virtual}',
    ]);
  });

  it.each([
    ['strip: {leds:60}', '2:9 strip.leds:60:'],
    ['strip:\n  leds:60', '3:3 strip:'],
    ['strip:\n  leds:60\n  reversed: true', '3:3:'],
  ])('glued to its value is told apart from an unknown key: %s', (text, place) => {
    expect(withDevice(text)).toEqual([
      `rigs/x.yaml:${place} expected a space after the colon, got "leds:60" – write leds: 60`,
    ]);
  });
});

describe('advice', () => {
  it.each([
    ['strip: {leds: -70 mV}', '2:15 strip.leds: expected 1 to 150, got "-70 mV" – write at least 1'],
    ['strip: {leds: 50 %}', '2:15 strip.leds: expected 1 to 150, got "50 %" – write at least 1'],
    ['strip: {leds: −60}', '2:15 strip.leds: expected 1 to 150, got "−60" – write at least 1'],
    [
      'strip: {currentLimitMa: 1500 A}',
      '2:25 strip.currentLimitMa: expected 1 to 3000 mA, got "1500 A" – write at most 3000',
    ],
    [
      'strip: {currentLimitMa: -1}',
      '2:25 strip.currentLimitMa: expected 1 to 3000 mA, got -1 – write at least 61: 60 LEDs draw 60 mA when dark',
    ],
    ['strip: {brightness: 0}', '2:21 strip.brightness: expected 0.01 to 1, got 0 – write at least 0.01'],
    ['electrodes: {blue: "0,5"}', '2:20 electrodes.blue: expected 0 to 59, or bath, got "0,5" – write 1'],
    ['axon: {sites: 0}', '2:15 axon.sites: expected 1 to 1000, got 0 – write at least 1'],
  ])('is never a figure that would be refused in its turn: %s', (text, message) => {
    expect(withDevice(text)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it.each(['-1', '0', '1.5', '.inf', '.nan', '1e9'])('names no port COM%s', (port) => {
    expect(messages(`device: {kind: serial, port: ${port}}`)).toEqual([
      expect.stringMatching(/– write for example auto, \/dev\/ttyACM0 or COM3$/),
    ]);
  });

  it('holds a needle on Firmata to 544 µs at once, not to 500 first', () => {
    const text = 'leds: {pins: [3]}\nneedles: {blue: {lowUs: 1.5, highUs: "12"}}';
    expect(messages(`device: {kind: firmata}\n${text}`)).toEqual([
      'rigs/x.yaml:3:25 needles.blue.lowUs: expected a whole number, 544 to 2500 µs, got 1.5 – write 544',
      'rigs/x.yaml:3:38 needles.blue.highUs: expected 544 to 2500 µs, got "12" – write at least 544',
    ]);
  });

  it.each([
    ['LENS: {roomMsPerAxonMs: 250}', '2:1 LENS: unknown key – did you mean lens?'],
    ['strip: {pins: 6}', '2:9 strip.pins: unknown key – did you mean pin?'],
    ['strip: {5: 6}', '2:9 strip.5: unknown key – expected pin, leds, perMetre, colourOrder'],
  ])('for a key is the key itself in small letters, or the one of its own section: %s', (text, message) => {
    expect(withDevice(text)).toEqual([expect.stringContaining(`rigs/x.yaml:${message}`)]);
  });

  it.each([
    ['dveice: {kind: virtual}', ['1:1 dveice: unknown key – did you mean device?']],
    ['device: {knid: virtual}', ['1:10 device.knid: unknown key – did you mean kind?']],
    [
      'device: {kind: firmata}\nrgb: {pins: [{red: 3, green: 5, bule: 6}]}',
      ['2:33 rgb.pins[0].bule: unknown key – did you mean blue?'],
    ],
  ])('for a misspelt key that must be there is not to write it a second time: %s', (text, expected) => {
    expect(messages(text)).toEqual(expected.map((message) => `rigs/x.yaml:${message}`));
  });

  it('names both LEDs on one output of a PCA9685, and the outputs that are free', () => {
    const text = `device: {kind: firmata}\npca9685: {channels: [0, 1, {channel: 1}, 3, 4, 5, 6, 7]}`;
    expect(messages(text)).toEqual([
      'rigs/x.yaml:2:28 pca9685.channels[2]: expected each output once, got 1 for LED 2 and for LED 3 – move LED 2 or LED 3; free: 2, 8, 9, 10, 11, 12, 13, 14, 15',
    ]);
  });
});

describe('beside a mistake elsewhere', () => {
  it('what does not fit together is told in the same go', () => {
    expect(withDevice('strip: {leds: 10, brightness: 7}\nelectrodes: {yellow: 80}')).toEqual([
      expect.stringMatching(/^rigs\/x.yaml:2:31 strip.brightness: expected 0.01 to 1, got 7/),
      'rigs/x.yaml:3:22 electrodes.yellow: expected 0 to 9, or bath, got 80 – the axon has 10 sites, counted from 0',
    ]);
    expect(withDevice('silence: {darkAfterMs: 1}\nneedles: {blue: {lowUs: 900, highUs: 900}}')).toEqual([
      expect.stringMatching(/silence.darkAfterMs/),
      expect.stringMatching(/needles.blue.highUs: expected another pulse/),
    ]);
  });

  it.each([
    'strip: {leds: 900}',
    'strip: {ledz: 90}',
    'stripe: {leds: 90}',
    'axon: {sites: many}',
    'axon: 90',
  ])('nothing is drawn from the mistake itself: %s', (text) => {
    expect(withDevice(`${text}\nelectrodes: {yellow: 80}`)).toHaveLength(1);
  });
});

describe('a strip that is too long', () => {
  it.each([
    ['{kind: serial}', "an Uno's memory holds 150; write at most 150, and the rest of the strip stays dark"],
    [
      '{kind: firmata, board: other}',
      'over Firmata a picture of 150 LEDs takes up to 0.26 s at 57600 baud, so a longer strip is not driven; write at most 150, and the rest of the strip stays dark',
    ],
    [
      '{kind: firmata, baud: 115200}',
      'over Firmata a picture of 150 LEDs takes up to 0.13 s at 115200 baud, so a longer strip is not driven; write at most 150, and the rest of the strip stays dark',
    ],
    ['{kind: virtual}', 'a virtual strip is no longer than the longest real one; write at most 150'],
  ])('is told the reason of its own device: %s', (device, reason) => {
    expect(messages(`device: ${device}\nstrip: {leds: 300}`)).toEqual([
      `rigs/x.yaml:2:15 strip.leds: expected 1 to 150, got 300 – ${reason}`,
    ]);
  });

  it('names no board while the device is not known', () => {
    expect(messages('device: {kind: nano}\nstrip: {leds: 300}')[1]).toBe(
      'rigs/x.yaml:2:15 strip.leds: expected 1 to 150, got 300 – no strip of a rig is longer',
    );
  });
});

describe('an RGBW strip', () => {
  it.each([
    ['RGBW', 'rgbw'],
    ['grbww', 'grbw'],
    ['grwbw', 'grwb'],
  ])('written as %s is taken for a slip of the finger: %s', (order, meant) => {
    expect(withDevice(`strip: {colourOrder: ${order}}`)).toEqual([
      `rigs/x.yaml:2:22 strip.colourOrder: expected grb, rgb, brg, rbg, gbr or bgr; with a w of an RGBW strip, such as grbw, got "${order}" – did you mean ${meant}?`,
    ]);
  });

  it.each(['grbw', 'rgbw', 'wbgr', 'gwrb'])('is written as %s', (order) => {
    expect(withDevice(`strip: {colourOrder: ${order}}`)).toEqual([]);
  });

  it.each(['grb2', 'gbrr', 'GRB', 'white'])('is not what %s means', (order) => {
    expect(withDevice(`strip: {colourOrder: ${order}}`)[0]).toContain('got');
  });
});

describe('a strip of which not every LED shows the axon', () => {
  it.each([
    [
      '{leds: 60, skip: 60}',
      '2:25 strip.skip: expected 0 to 59, got 60 – skipped LEDs count among the 60 of strip.leds; at least one must show the axon',
    ],
    ['{skip: -1}', '2:15 strip.skip: expected 0 to 149, got -1 – write at least 0'],
    [
      '{leds: 30, map: [[0, 9], 12, [20, 5]]}',
      '2:36 strip.map[2]: expected each LED once, got LED 12 in entry 2 and again in entry 3 – an LED shows one place of the axon; take it out of one of the two',
    ],
    [
      '{leds: 30, map: [[0, 30]]}',
      '2:29 strip.map[0].to: expected 0 to 29, got 30 – the strip has 30 LEDs, counted from 0 at the board',
    ],
    [
      '{map: [4, 4]}',
      '2:18 strip.map[1]: expected each LED once, got LED 4 in entry 1 and again in entry 2 – an LED shows one place of the axon; take it out of one of the two',
    ],
    [
      '{map: []}',
      '2:14 strip.map: expected 1 or more LEDs, got an empty list – write for example [[0, 19], [39, 20]]',
    ],
    [
      '{map: [[0, 9]], skip: 2}',
      '2:32 strip.skip: expected no skip beside a map, got 2 – leave these LEDs out of the map, and remove skip',
    ],
    [
      '{map: [[0, 9]], reversed: true}',
      '2:36 strip.reversed: expected no reversed beside a map, got true – turn the map round, which begins where the axon does, and remove reversed',
    ],
  ])('is refused with the place of the mistake: %s', (strip, message) => {
    expect(withDevice(`strip: ${strip}`)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it('cannot have more than LEDs that draw their current when dark: skipped ones count', () => {
    expect(withDevice('strip: {leds: 60, skip: 50, currentLimitMa: 60}')[0]).toContain(
      'expected more than 60 mA for 60 LEDs',
    );
  });
});

describe('a needle with a middle', () => {
  it.each([
    ['{lowUs: 1000, midUs: 1000, highUs: 2000}', '1001 to 1999 µs, between lowUs and highUs, got 1000'],
    ['{lowUs: 2000, midUs: 2100, highUs: 1000}', '1001 to 1999 µs, between lowUs and highUs, got 2100'],
    ['{lowUs: 1500, midUs: 1500, highUs: 1501}', 'no midUs, got 1500'],
  ])('that lies not between its ends is refused: %s', (needle, words) => {
    expect(withDevice(`needles: {yellow: ${needle}}`)).toEqual([
      expect.stringContaining(
        `needles.yellow.midUs: expected ${words} – the needle would turn back on its way`,
      ),
    ]);
  });

  it('and a hold on Firmata: the middle is taken, the hold is refused with the reason', () => {
    const text = 'leds: {pins: [3]}\nneedles: {blue: {midUs: 1400}, holdS: 5}';
    expect(messages(`device: {kind: firmata}\n${text}`)).toEqual([
      "rigs/x.yaml:3:39 needles.holdS: expected no holdS with kind: firmata, got 5 – Firmata's Servo library does not take pulses up again where they ended, and the needle would jump; remove it, or use our own firmware and kind: serial",
    ]);
  });
});

describe('a place that is no site', () => {
  it.each([
    ['electrodes: {yellow: -1}', '0 to 59, or bath, got -1 – write at least 0'],
    ['electrodes: {yellow: 2000}', '0 to 59, or bath, got 2000 – write at most 59'],
    ['stimulus: {at: -1}\nstrip: {leds: 10, brightness: 0.4}', '0 to 9, got -1 – write at least 0'],
    ['buttons: {1: {do: stimulate, at: 2000}}\naxon: {sites: 21}', '0 to 20, got 2000 – write at most 20'],
    ['electrodes: {yellow: -1}\naxon: {sites: 1000}', '0 to 999, or bath, got -1 – write at least 0'],
    ['stimulus: {at: "70"}', '0 to 59, got "70" – write at most 59'],
    ['stimulus: {at: 70.5}', 'a whole number, 0 to 59, got 70.5 – write 59'],
  ])('is held to the sites of this axon: %j', (text, words) => {
    expect(withDevice(text)).toEqual([expect.stringContaining(`: expected ${words}`)]);
  });

  it('is held to the longest axon while its own is not known', () => {
    expect(withDevice('axon: {sites: many}\nelectrodes: {yellow: -1}')[1]).toContain(
      '0 to 999, or bath, got -1',
    );
  });
});

describe('a kind that is glued to its key', () => {
  it.each([
    ['device: {kind:virtual}', '1:10 device.kind:virtual: ', 'kind:virtual', 'kind: virtual'],
    ['device: {port: COM3, kind:serial}', '1:22 device.kind:serial: ', 'kind:serial', 'kind: serial'],
    ['device:\n  kind:virtual', '2:3 device: ', 'kind:virtual', 'kind: virtual'],
    [
      'device: {kind: serial}\nbuttons: {1: {do:reset}}',
      '2:15 buttons.1.do:reset: ',
      'do:reset',
      'do: reset',
    ],
  ])('is told apart from none: %j', (text, place, got, wanted) => {
    expect(messages(text)).toEqual([
      `rigs/x.yaml:${place}expected a space after the colon, got "${got}" – write ${wanted}`,
    ]);
  });
});

describe('a choice', () => {
  it.each([
    [
      'device: {kind: serail}',
      `1:16 device.kind: expected ${orList(kinds)}, got "serail" – did you mean serial?`,
    ],
    [
      'device: {kind: serial, baud: 9600}',
      '1:30 device.baud: expected 500000 or 115200, got 9600 – write one of these',
    ],
    ['device: {kind: 3}', `1:16 device.kind: expected ${orList(kinds)}, got 3 – write one of these`],
    [
      'device: {kind: [serial]}',
      `1:16 device.kind: expected ${orList(kinds)}, got a list – write one of these`,
    ],
  ])('of which nothing comes: %s', (text, message) => {
    expect(messages(text)).toEqual([`rigs/x.yaml:${message}`]);
  });

  it('names what a dial can turn', () => {
    expect(withDevice('dials: {0: {do: pause}}')).toEqual([
      'rigs/x.yaml:2:17 dials.0.do: expected lens, strength, electrode, treatment or time, got "pause" – write one of these',
    ]);
  });
});

describe('parts that do not go together', () => {
  it('600 mA from a USB port', () => {
    expect(messages('device: {kind: serial}\nstrip: {currentLimitMa: 600}')).toEqual([
      'rigs/x.yaml:2:25 strip.currentLimitMa: expected at most 200 mA from USB, got 600 – a USB port gives 500 mA, less 50 for the board and 250 for a servo; for more, give the strip a 5 V supply of its own and write supply: own',
    ]);
    expect(messages('device: {kind: serial}\nstrip: {currentLimitMa: 600, supply: own}')).toEqual([]);
    expect(messages('device: {kind: serial}\nstrip: {currentLimitMa: 200}')).toEqual([]);
    expect(messages('device: {kind: virtual}\nstrip: {currentLimitMa: 600}')).toEqual([]);
  });

  it('144 LEDs on 144 mA, which they draw when dark', () => {
    expect(withDevice('strip: {leds: 144, currentLimitMa: 144}')).toEqual([
      'rigs/x.yaml:2:36 strip.currentLimitMa: expected more than 144 mA for 144 LEDs, got 144 – each LED draws 1 mA even when dark, so nothing is left for light; raise the limit or fit fewer LEDs',
    ]);
    expect(withDevice('strip: {leds: 144, currentLimitMa: 145}')).toEqual([]);
  });

  it('144 LEDs on 200 mA work, with a note of the 56 mA that are left', () => {
    expect(notes('device: {kind: serial}\nstrip:\n  leds: 144')).toEqual([
      expect.stringMatching(
        /^rigs\/x.yaml:3:9 strip.leds: 144 LEDs draw 144 mA when dark and 3\d\d mA with the axon at rest; the limit of 200 mA leaves 56 mA for light/,
      ),
    ]);
  });

  it('two servos on a USB port work, with a note; one needs none', () => {
    const both = 'device: {kind: serial}\nneedles:\n  blue: {}\n  yellow: {}\n';
    expect(notes(both)).toEqual([
      expect.stringMatching(
        /^rigs\/x.yaml:2:1 needles.supply: two servos .* 500 mA, with the rest 750 mA of the 500 mA/,
      ),
    ]);
    expect(notes(`${both}  supply: own`)).toEqual([]);
    expect(notes('device: {kind: serial}\nneedles: {blue: {}}')).toEqual([]);
  });

  it('a needle that cannot move', () => {
    expect(withDevice('needles: {blue: {lowUs: 1500, highUs: 1500}}')).toEqual([
      'rigs/x.yaml:2:39 needles.blue.highUs: expected another pulse than lowUs, got 1500 µs for both – the needle would never move',
    ]);
  });

  it('electrodes and stimuli off an axon of 20 sites, each once', () => {
    const text = [
      'axon: {sites: 20}',
      'electrodes: {blue: 20, yellow: 19}',
      'stimulus: {at: 30}',
      'buttons: {1: {do: stimulate}, 2: {do: stimulate, at: 59}}',
    ];
    expect(withDevice(text.join('\n'))).toEqual([
      'rigs/x.yaml:3:20 electrodes.blue: expected 0 to 19, or bath, got 20 – the axon has 20 sites, counted from 0',
      'rigs/x.yaml:4:16 stimulus.at: expected 0 to 19, got 30 – the axon has 20 sites, counted from 0',
      'rigs/x.yaml:5:54 buttons.2.at: expected 0 to 19, got 59 – the axon has 20 sites, counted from 0',
    ]);
  });

  it('a potassium reversal that never closes its channels: −80 mV with a threshold of −80', () => {
    expect(withDevice('membrane: {potassiumReversalMv: -80}')).toEqual([
      'rigs/x.yaml:2:33 membrane.potassiumReversalMv: expected open potassium channels to carry a site below potassiumClosesMv (-80 mV), but it would stop at -79.52 mV – lower potassiumReversalMv or raise potassiumConductanceMs',
    ]);
    // −80.4 is where the leak lets it reach −79.94 mV, −80.6 where it reaches −80.1: the condition is where it settles.
    expect(withDevice('membrane: {potassiumReversalMv: -80.4}')).toHaveLength(1);
    expect(withDevice('membrane: {potassiumReversalMv: -80.6}')).toEqual([]);
  });

  it('a rest above the threshold, pointed at the option that the file has', () => {
    expect(withDevice('axon:\n  leakReversalMv: -50')[0]).toBe(
      'rigs/x.yaml:3:19 axon.leakReversalMv: expected sodiumOpensMv (-55 mV) above the resting potential (axon.leakReversalMv, -50 mV) – as it is, the axon would fire without a stimulus',
    );
  });

  it('a rest above the threshold even if the channels are off, because a button can switch them on', () => {
    expect(withDevice('axon: {leakReversalMv: -50}\nmembrane: {kind: passive}')[0]).toMatch(
      /would fire without a stimulus once its channels are switched on$/,
    );
  });

  it('thresholds in the wrong order', () => {
    expect(
      withDevice('membrane:\n  sodiumClosesMv: -60\n  recoveryBelowMv: -55\n  channelEvery: 60'),
    ).toEqual([
      'rigs/x.yaml:3:19 membrane.sodiumClosesMv: expected sodiumOpensMv (-55 mV) below sodiumClosesMv (-60 mV) – as it is, the sodium channels would close as they open',
      'rigs/x.yaml:4:20 membrane.recoveryBelowMv: expected recoveryBelowMv (-55 mV) below sodiumOpensMv (-55 mV) – as it is, a site would recover above its threshold and fire at once',
      "rigs/x.yaml:5:17 membrane.channelEvery: expected less than the axon's 60 sites, got 60 – only site 0 would have channels",
    ]);
  });
});
