/** Every kind of device, in the order in which people are told of them: a new one needs its file, and its line here. */
import { firmata } from './firmata.js';
import { serial } from './serial.js';
import { virtual } from './virtual.js';

export const DEVICES = [virtual, serial, firmata] as const;
