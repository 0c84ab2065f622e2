/** SVG in real millimetres, black on white: the few shapes that the maker's drawings are made of. Pure. */
import { escapedXml, PRINT } from '../figure/index.js';

export const INK = PRINT.colours.ink;
export const SOFT = PRINT.colours.soft;

/** A piece of SVG, and the space that it takes [mm]. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly string[];
}

export interface LineLook {
  readonly colour?: string;
  readonly width?: number;
  /** Lengths of dashes and gaps [mm]. */
  readonly dashes?: readonly number[];
}

export interface TextLook {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Turned about its own place, clockwise [degrees]. */
  readonly turnDeg?: number;
}

/** Hundredths of a millimetre are more than a printer shows. */
export function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** A line through points: x, y, x, y, … */
export function line(points: readonly number[], look: LineLook = {}): string {
  const { colour = INK, width = 0.3, dashes = [] } = look;
  const pairs = Array.from({ length: points.length / 2 }, (_, i) => points.slice(2 * i, 2 * i + 2));
  const d = `M${pairs.map((pair) => pair.map(short).join(' ')).join('L')}`;
  const pattern = dashes.length === 0 ? '' : ` stroke-dasharray="${dashes.map(short).join(' ')}"`;
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${short(width)}"${pattern} stroke-linejoin="round"/>`;
}

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  {
    fill = '#ffffff',
    radius = 0,
    ...look
  }: LineLook & { readonly fill?: string; readonly radius?: number } = {},
): string {
  const { colour = INK, width: stroke = 0.3, dashes = [] } = look;
  const pattern = dashes.length === 0 ? '' : ` stroke-dasharray="${dashes.map(short).join(' ')}"`;
  const round = radius === 0 ? '' : ` rx="${short(radius)}"`;
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${round} fill="${fill}" stroke="${colour}" stroke-width="${short(stroke)}"${pattern}/>`;
}

export function disc(x: number, y: number, radius: number, fill = INK, colour = fill, width = 0.3): string {
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${fill}" stroke="${colour}" stroke-width="${short(width)}"/>`;
}

/** A closed shape: x, y, x, y, … */
export function shape(points: readonly number[], fill = INK): string {
  return `<polygon points="${points.map(short).join(' ')}" fill="${fill}"/>`;
}

export function text(words: string, x: number, y: number, look: TextLook = {}): string {
  const { size = 3, bold = false, colour = INK, anchor = 'start', turnDeg = 0 } = look;
  const weight = bold ? ' font-weight="600"' : '';
  const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const turned = turnDeg === 0 ? '' : ` transform="rotate(${short(turnDeg)} ${short(x)} ${short(y)})"`;
  return `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}"${weight}${anchored}${turned} fill="${colour}">${escapedXml(words)}</text>`;
}

/** Pictures one below the other. */
export function stacked(pictures: readonly Picture[], gapMm = 6): Picture {
  let y = 0;
  const parts = pictures.flatMap((picture) => {
    const moved =
      y === 0 ? picture.parts : [`<g transform="translate(0 ${short(y)})">`, ...picture.parts, '</g>'];
    y += picture.height + gapMm;
    return moved;
  });
  return { width: Math.max(...pictures.map(({ width }) => width)), height: y - gapMm, parts };
}

/** What every drawing has in its beginning: one may be written over another. */
export const DRAWING_MARK = 'data-drawn-by="axon-rig"';

/** The text of an SVG that prints in its own size. @param id different for each SVG of a document. */
export function svgText({ width, height, parts }: Picture, title: string, id = 'drawing'): string {
  const [w, h] = [short(width), short(height)];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}mm" height="${h}mm" viewBox="0 0 ${w} ${h}" ${DRAWING_MARK} role="img" aria-labelledby="${id}-title" font-family="${PRINT.family}">`,
    `<title id="${id}-title">${escapedXml(title)}</title>`,
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}
