/** What fingers do: buttons and dials, and which buttons stand pressed. */
import { DIAL_MAX, LAST_INPUT_ID } from '../../units.js';
import type { AnyBoardLine, BoardLineEntry } from './entry.js';
import { decimal } from './fields.js';

const LAST_BUTTON = 4;
const LAST_DIAL = 1;

interface Event<Verb extends string> extends AnyBoardLine<Verb> {
  /** 1 to 255, and round again; 0 is no event. */
  readonly id: number;
  /** Of the first edge. */
  readonly deviceUs: number;
}

export interface ButtonEvent extends Event<'B'> {
  readonly button: number;
  readonly pressed: boolean;
}

export interface DialEvent extends Event<'D'> {
  readonly dial: number;
  /** 0 to 1023. */
  readonly value: number;
}

function parseEvent(fields: readonly string[]): Omit<Event<string>, 'verb'> | undefined {
  const [id, deviceUs] = [decimal(fields[0], LAST_INPUT_ID), decimal(fields[1])];
  return !id || deviceUs === undefined || fields.length !== 4 ? undefined : { id, deviceUs };
}

export const buttonEvent: BoardLineEntry<ButtonEvent> = {
  verb: 'B',
  format: ({ id, deviceUs, button, pressed }) => `${id} ${deviceUs} ${button} ${pressed ? 'down' : 'up'}`,
  parse(text) {
    const fields = text.split(' ');
    const event = parseEvent(fields);
    const button = decimal(fields[2], LAST_BUTTON);
    if (!event || !button || (fields[3] !== 'down' && fields[3] !== 'up')) return undefined;
    return { verb: 'B', ...event, button, pressed: fields[3] === 'down' };
  },
  example: {
    line: { verb: 'B', id: 7, deviceUs: 12_345_678, button: 1, pressed: true },
    text: 'B 7 12345678 1 down*fe9c3cc8',
  },
};

export const dialEvent: BoardLineEntry<DialEvent> = {
  verb: 'D',
  format: ({ id, deviceUs, dial, value }) => `${id} ${deviceUs} ${dial} ${value}`,
  parse(text) {
    const fields = text.split(' ');
    const event = parseEvent(fields);
    const [dial, value] = [decimal(fields[2], LAST_DIAL), decimal(fields[3], DIAL_MAX)];
    if (!event || dial === undefined || value === undefined) return undefined;
    return { verb: 'D', ...event, dial, value };
  },
  example: {
    line: { verb: 'D', id: 8, deviceUs: 12_400_000, dial: 0, value: 512 },
    text: 'D 8 12400000 0 512*dd13d220',
  },
};

/** Once a second while any button stands pressed, also one that did before anybody asked. */
export interface HeldButtons extends AnyBoardLine<'I'> {
  /** From 1 on, the lowest first; at least one. */
  readonly buttons: readonly number[];
}

const BUTTONS = Array.from({ length: LAST_BUTTON }, (_, at) => at + 1);
const bitOf = (button: number) => 1 << (button - 1);

export const heldButtons: BoardLineEntry<HeldButtons> = {
  verb: 'I',
  format: ({ buttons }) => String(buttons.reduce((mask, button) => mask | bitOf(button), 0)),
  parse(text) {
    const mask = decimal(text, 2 ** LAST_BUTTON - 1);
    return mask ? { verb: 'I', buttons: BUTTONS.filter((button) => mask & bitOf(button)) } : undefined;
  },
  example: {
    line: { verb: 'I', buttons: [1, 3] },
    text: 'I 5*433d8fdc',
  },
};
