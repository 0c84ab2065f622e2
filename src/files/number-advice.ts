/** What somebody meant who wrote a text where a number belongs: `0,5`, `200 mA`, `1 k`, `"60"`, `−55`. */

const PREFIXES: Readonly<Record<string, number>> = {
  p: 1e-12,
  n: 1e-9,
  µ: 1e-6,
  u: 1e-6,
  m: 1e-3,
  c: 1e-2,
  '': 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
};
const BASES = ['s', 'V', 'A', 'm', 'Ω', 'S', 'F', 'mol'];
const UNIT = new RegExp(`^([pnµumckKM]?)(${BASES.join('|')})((?:[/·].*)?)$`);

interface UnitParts {
  /** `V`, `S/cm²`: what must be the same for one to be written as the other. */
  readonly base: string;
  readonly factor: number;
}

function partsOf(unit: string): UnitParts | undefined {
  const match = UNIT.exec(unit);
  return match ? { base: match[2]! + match[3]!, factor: PREFIXES[match[1]!]! } : undefined;
}

/** As people write units, and as the files' own messages do. */
function usual(unit: string, wanted: string): string {
  const written = unit
    .replace(/\u03bc|^u(?=[a-zA-Z])/g, 'µ')
    .replace(/\u2126|ohms?/gi, 'Ω')
    .replace(/(?<=^|[mµu])sec(onds?)?$/, 's')
    .replace(/°?\s*celsius$|^C$|^°$/i, '°C');
  // Resistors are read as "220", "220 R", "1 k".
  return wanted === 'Ω' && /^[kKMR]?$/.test(written) ? `${written.replace('R', '')}Ω` : written;
}

/** `0.0018` × 1000 is 1.8, without the last digits of a product. */
const clean = (value: number) => Number(value.toPrecision(12));

/**
 * @param unit of the field; none for a plain count or share.
 * @param instead what to say of a figure that would be refused in its turn; undefined of one that is taken.
 */
export function numberAdvice(
  text: string,
  unit?: string,
  instead: (figure: number) => string | undefined = () => undefined,
): string {
  const { figure, words } = meantBy(text, unit);
  return (figure === undefined ? undefined : instead(Number(figure))) ?? words;
}

/** The figure that was meant, where it can be told, and the advice to write it. */
function meantBy(text: string, unit?: string): { figure?: string; words: string } {
  const hyphened = text.trim().replace(/^[\u2212\u2013]\s*/, '-');
  const coded = unit === 'Ω' ? hyphened.replace(/^(\d+)([kKRM])(\d+)$/, '$1.$3 $2') : hyphened;
  const meant = /^([+-]?\d+(?:[.,]\d+)?)\s*([^\d\s].*)?$/.exec(coded);
  if (!meant) return { words: unit === undefined ? 'write a number' : `write a number, in ${unit}` };
  const figure = meant[1]!.replace(',', '.').replace(/^\+/, '');
  if (meant[2] === undefined) {
    if (hyphened !== text.trim())
      return { figure, words: `write ${figure}, with the hyphen of the keyboard` };
    const how = meant[1]!.includes(',') ? 'with a point' : 'without quotes';
    return { figure, words: `write ${figure} ${how}` };
  }
  if (unit === undefined) {
    const share = String(clean(Number(figure) / 100));
    return meant[2] === '%'
      ? { figure: share, words: `write ${share}` }
      : { figure, words: `write ${figure} alone` };
  }
  const written = usual(meant[2], unit);
  if (written === unit) return { figure, words: `write ${figure} alone, the key names the unit` };
  const [from, to] = [partsOf(written), partsOf(unit)];
  if (from === undefined || to === undefined || from.base !== to.base)
    return { words: `write it in ${unit}, as a number alone` };
  const inUnit = String(clean((Number(figure) * from.factor) / to.factor));
  return { figure: inUnit, words: `write ${inUnit}, the key is in ${unit}` };
}

const LARGER: Readonly<Record<string, string>> = {
  mV: 'V',
  mA: 'A',
  µA: 'mA',
  nA: 'µA',
  ms: 's',
  µs: 'ms',
  mm: 'm',
  µm: 'mm',
  Ω: 'kΩ',
};

/**
 * What was meant by a figure below the range that is in it when it is read in the unit a thousand times as large: 1.8 for
 * 1800 mV. `undefined` if it was not that.
 */
export function largerUnitAdvice(
  value: number,
  low: number,
  high: number,
  unit?: string,
): string | undefined {
  const larger = unit && LARGER[unit];
  const meant = clean(1000 * value);
  if (!larger || !(value > 0) || value >= low || meant < low || meant > high) return undefined;
  return `if ${value} ${larger} is meant, write ${meant}`;
}
