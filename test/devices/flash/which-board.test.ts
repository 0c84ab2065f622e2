import { describe, expect, it } from 'vitest';
import { chipWords, choosePort, otherBoardWords } from '../../../src/devices/flash/which-board.js';

const uno = { path: '/dev/ttyACM0', vendorId: '2341', productId: '0043' };
const nano = { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523' };
const leonardo = { path: '/dev/ttyACM1', vendorId: '2341', productId: '8036' };
const pico = { path: '/dev/ttyACM2', vendorId: '2e8a', productId: '000a' };

describe('the board to flash', () => {
  it('is the only one that may be an Uno or a Nano', () => {
    expect(choosePort([uno], undefined)).toEqual({ kind: 'port', port: uno });
    expect(choosePort([leonardo, nano, pico], undefined)).toEqual({ kind: 'port', port: nano });
  });

  it('is asked for where there are two, and taken as it is said', () => {
    expect(choosePort([uno, nano], undefined)).toEqual({ kind: 'several', ports: [uno, nano] });
    expect(choosePort([uno, nano], '/dev/ttyUSB0')).toEqual({ kind: 'port', port: nano });
    expect(choosePort([], '/dev/rig')).toEqual({ kind: 'port', port: { path: '/dev/rig' } });
  });

  it('is none of those that it cannot run on, even if somebody says so', () => {
    expect(choosePort([leonardo, pico], undefined)).toEqual({ kind: 'others', ports: [leonardo, pico] });
    expect(choosePort([leonardo], '/dev/ttyACM1')).toEqual({ kind: 'others', ports: [leonardo] });
    expect(choosePort([], undefined)).toEqual({ kind: 'none' });
  });
});

it('names another board, and what it can do instead', () => {
  expect(otherBoardWords(leonardo)).toBe(
    '/dev/ttyACM1 is an Arduino Leonardo; our firmware is for an Uno or a Nano. Instead: load StandardFirmata onto it with the Arduino IDE, and use a rig of kind firmata.',
  );
  expect(otherBoardWords(pico)).toMatch(/is a Raspberry Pi Pico.* Instead: take an Uno or a Nano/);
});

it('names a chip by its signature', () => {
  expect(chipWords([0x1e, 0x98, 0x01])).toBe('an ATmega2560, of an Arduino Mega');
  expect(chipWords([1, 2, 0xab])).toBe('a chip with the signature 0102ab');
});
