/** What a person may type at the emulated board. */
export type Command =
  | { readonly kind: 'press' | 'release'; readonly button: number }
  | { readonly kind: 'dial'; readonly dial: 0 | 1; readonly value: number }
  | { readonly kind: 'unplug' | 'plug' | 'quit' | 'nothing' }
  | { readonly kind: 'wrong'; readonly message: string };

export const USAGE =
  'press N, release N (N 1 to 4), dial N VALUE (N 0 or 1, VALUE 0 to 1023), unplug, plug, quit';

/** Understands one line. A line that is none of the commands becomes `wrong`, with what was expected. */
export function parseCommand(line: string): Command {
  const [word, ...rest] = line.trim().split(/\s+/);
  switch (word) {
    case undefined:
    case '':
      return { kind: 'nothing' };
    case 'press':
    case 'release': {
      const button = wholeNumber(rest[0], 1, 4);
      if (button === null || rest.length !== 1) {
        return wrong(`${word}: expected one button number from 1 to 4, got "${rest.join(' ')}"`);
      }
      return { kind: word, button };
    }
    case 'dial': {
      const dial = wholeNumber(rest[0], 0, 1);
      const value = wholeNumber(rest[1], 0, 1023);
      if (dial === null || value === null || rest.length !== 2) {
        return wrong(`dial: expected 0 or 1 and a value from 0 to 1023, got "${rest.join(' ')}"`);
      }
      return { kind: 'dial', dial: dial === 0 ? 0 : 1, value };
    }
    case 'unplug':
    case 'plug':
    case 'quit':
      return rest.length === 0
        ? { kind: word }
        : wrong(`${word}: expected nothing after it, got "${rest.join(' ')}"`);
    default:
      return wrong(`unknown command "${word.slice(0, 40)}"; expected ${USAGE}`);
  }
}

function wholeNumber(text: string | undefined, low: number, high: number): number | null {
  if (text === undefined || !/^\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value >= low && value <= high ? value : null;
}

function wrong(message: string): Command {
  return { kind: 'wrong', message };
}
