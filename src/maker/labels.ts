/** A band of paper to lay along the strip, in real millimetres: a line for each LED, and where electrodes and press are. Pure. */
import { box, disc, line, type Picture, SOFT, shape, text } from './svg.js';

export interface PlaceLabel {
  readonly kind: 'blue' | 'yellow' | 'press';
  /** In LEDs from the beginning of the axon, from 0; may lie between two. */
  readonly led: number;
}

export interface LabelsOptions {
  readonly ledCount: number;
  readonly perMetre: number;
  /** What each LED shows, in the unit of the axon. */
  readonly places: readonly number[];
  /** Such as `sites`, `mm`, `nodes`; empty of a patch. */
  readonly unit: string;
  readonly labels: readonly PlaceLabel[];
  readonly width: number;
}

const BAND = 15;
const GAP = 4;
const HEAD = 9;

/** Where a place lies, in LEDs: between the two whose places it lies between. */
export function ledOfPlace(places: readonly number[], place: number): number {
  const above = places.findIndex((at) => at >= place);
  if (above < 0) return places.length - 1;
  if (above === 0) return 0;
  const from = places[above - 1]!;
  const to = places[above]!;
  return above - 1 + (to > from ? (place - from) / (to - from) : 0);
}

const WORDS = { blue: 'blue', yellow: 'yellow', press: 'press' } as const;

function sign({ kind }: PlaceLabel, x: number, y: number): string[] {
  switch (kind) {
    case 'blue':
      return [disc(x, y, 1.7, '#0a5fb4')];
    case 'yellow':
      return [shape([x, y - 2.1, x + 2.1, y, x, y + 2.1, x - 2.1, y], '#8f6400')];
    case 'press':
      return [shape([x - 1.9, y - 1.7, x + 1.9, y - 1.7, x, y + 1.9])];
  }
}

/** How a place is written: a whole one as it is, others with a decimal. */
const figure = (place: number) =>
  Math.abs(place - Math.round(place)) < 0.05 ? String(Math.round(place)) : place.toFixed(1);

export function placeLabels({ ledCount, perMetre, places, unit, labels, width }: LabelsOptions): Picture {
  const pitch = 1000 / perMetre;
  const perRow = Math.max(1, Math.floor((width - 2) / pitch));
  const rows = Math.ceil(ledCount / perRow);
  const every = [1, 2, 5, 10, 20].find((step) => step * pitch >= 9) ?? 50;
  const bands = Array.from({ length: rows }, (_, row) => {
    const first = row * perRow;
    const count = Math.min(perRow, ledCount - first);
    return band(first, count, HEAD + row * (BAND + GAP));
  });
  const long = (ledCount * pitch).toFixed(0);
  return {
    width,
    height: HEAD + rows * (BAND + GAP),
    parts: [
      text(
        `Along the strip: ${ledCount} LEDs, ${perMetre} a metre, ${long} mm${unit === '' ? '' : `; the figures are ${unit} along the axon`}`,
        1,
        4.5,
        {
          size: 3,
          bold: true,
        },
      ),
      ...bands.flat(),
    ],
  };

  function band(first: number, count: number, y: number): string[] {
    const x = (led: number) => 1 + (led - first + 0.5) * pitch;
    const left = 1;
    const right = 1 + count * pitch;
    const isIn = (led: number) => led > first - 0.5 && led <= first + count - 0.5;
    return [
      box(left, y, right - left, BAND, { width: 0.2 }),
      ...Array.from({ length: count }, (_, i) => {
        const led = first + i;
        const long5 = led % every === 0;
        return line([x(led), y + BAND, x(led), y + BAND - (long5 ? 4 : 2)], { width: long5 ? 0.4 : 0.25 });
      }),
      ...Array.from({ length: count }, (_, i) => first + i)
        .filter((led) => led % every === 0)
        .map((led) =>
          text(figure(places[led] ?? led), x(led), y + BAND - 5, { size: 2.8, anchor: 'middle' }),
        ),
      ...labels
        .filter(({ led }) => isIn(led))
        .flatMap((label) => {
          // The words go where the edge of the paper is not.
          const toLeft = right - x(label.led) < 14;
          return [
            ...sign(label, x(label.led), y + 3.4),
            text(WORDS[label.kind], x(label.led) + (toLeft ? -3 : 3), y + 4.4, {
              ...{ size: 2.8, bold: true, anchor: toLeft ? 'end' : 'start' },
            }),
          ];
        }),
      ...(first > 0
        ? [
            text(`◂ after ${figure(places[first - 1] ?? first - 1)}`, left + 0.8, y + 7.1, {
              size: 2.1,
              colour: SOFT,
            }),
          ]
        : []),
    ];
  }
}
