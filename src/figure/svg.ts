/** A drawing as the text of an SVG. */
import {
  CORNERS,
  type Drawing,
  HALO,
  OUTLINE,
  type Stroke,
  strokeScale,
  strokesOf,
  TAG_RADIUS,
} from './look.js';
import type {
  MarkPrimitive,
  PolylinePrimitive,
  Primitive,
  RectPrimitive,
  TextPrimitive,
} from './primitives.js';
import { simplifiedIndexes } from './simplify.js';
import { TEXT_STYLES, type Theme } from './style.js';

/** What a line may be off by where points are left out [heights of a letter]. */
const TOLERANCE = 0.008;

export interface SvgOptions {
  /** Of the drawing's places. */
  readonly unit: 'px' | 'mm';
  /** For screen readers; escaped here. */
  readonly title: string;
  readonly description: string;
  /** Different for each SVG of one document. */
  readonly id: string;
}

export function escapedXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The drawing on its own ground, with a title and a description. */
export function toSvg(drawing: Drawing, theme: Theme, options: SvgOptions): string {
  return svgSheet(drawing, svgParts(drawing, theme), theme, options);
}

/** Parts of an SVG on a ground, with a title and a description. */
export function svgSheet(
  { width, height, em }: Omit<Drawing, 'primitives'>,
  parts: readonly string[],
  theme: Theme,
  { unit, title, description, id }: SvgOptions,
): string {
  const [w, h] = [short(width), short(height)];
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}${unit}" height="${h}${unit}" viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="${theme.family}" font-size="${short(em)}">`,
    `<title id="${id}-title">${escapedXml(title)}</title>`,
    `<desc id="${id}-description">${escapedXml(description)}</desc>`,
    `<rect width="${w}" height="${h}" fill="${theme.colours.room}"/>`,
    ...parts,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The primitives alone; `down`: so far below their places. */
export function svgParts({ primitives, em }: Drawing, theme: Theme, down = 0): string[] {
  const scale = strokeScale(em);
  const parts = primitives.flatMap((primitive) => partOf(primitive, theme, em, scale));
  return down === 0 ? parts : [`<g transform="translate(0 ${short(down)})">`, ...parts, '</g>'];
}

function partOf(primitive: Primitive, theme: Theme, em: number, scale: number): string[] {
  switch (primitive.kind) {
    case 'line': {
      const { x1, y1, x2, y2, role, ink } = primitive;
      const d = `M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}`;
      return strokesOf(theme, role, ink).map((stroke) => `<path d="${d}" ${strokeText(stroke, scale)}/>`);
    }
    case 'polyline': {
      const d = pathOf(primitive, TOLERANCE * em);
      return strokesOf(theme, primitive.role, primitive.ink).map(
        (stroke) => `<path d="${d}" ${strokeText(stroke, scale)}/>`,
      );
    }
    case 'rect':
      return [rectText(primitive, theme, em, scale)];
    case 'text':
      return [textText(primitive, theme, em)];
    case 'mark':
      return [markText(primitive, theme, scale)];
  }
}

function strokeText({ colour, width, dashes, opacity }: Stroke, scale: number): string {
  const pattern =
    dashes.length === 0 ? '' : ` stroke-dasharray="${dashes.map((dash) => short(dash * scale)).join(' ')}"`;
  const faded = opacity === 1 ? '' : ` stroke-opacity="${opacity}"`;
  return `fill="none" stroke="${colour}" stroke-width="${short(width * scale)}"${pattern}${faded} stroke-linejoin="round"`;
}

/** The path of a line, in pieces where the pen was lifted. */
function pathOf({ points, length }: PolylinePrimitive, tolerance: number): string {
  let d = '';
  let from = 0;
  for (let i = 0; i <= length; i += 2) {
    if (i < length && !Number.isNaN(points[i]!)) continue;
    const count = (i - from) / 2;
    const x = Float64Array.from({ length: count }, (_, k) => points[from + 2 * k]!);
    const y = Float64Array.from({ length: count }, (_, k) => points[from + 2 * k + 1]!);
    const kept = simplifiedIndexes(x, y, tolerance);
    if (kept.length > 1) d += `M${kept.map((k) => `${short(x[k]!)} ${short(y[k]!)}`).join('L')}`;
    from = i + 2;
  }
  return d;
}

function rectText(
  { role, ink, x, y, width, height }: RectPrimitive,
  theme: Theme,
  em: number,
  scale: number,
): string {
  const place = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
  const colour = theme.colours[ink];
  if (role === 'hollow')
    return `<rect ${place} fill="none" stroke="${colour}" stroke-width="${short(scale)}"/>`;
  const round = role === 'tag' ? ` rx="${short(TAG_RADIUS * em)}"` : '';
  return `<rect ${place}${round} fill="${colour}"/>`;
}

function textText(
  { role, ink, x, y, anchor, text, upright = false }: TextPrimitive,
  theme: Theme,
  em: number,
): string {
  const { weight, size } = TEXT_STYLES[role];
  const bold = weight === 400 ? '' : ` font-weight="${weight}"`;
  const high = size === 1 ? '' : ` font-size="${short(size * em)}"`;
  const place = upright
    ? `transform="translate(${short(x)} ${short(y)}) rotate(-90)"`
    : `x="${short(x)}" y="${short(y)}"`;
  const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const halo =
    ink === 'room'
      ? ''
      : ` stroke="${theme.colours.room}" stroke-width="${short(HALO * em)}" stroke-linejoin="round" paint-order="stroke"`;
  return `<text ${place}${anchored}${bold}${high} fill="${theme.colours[ink]}"${halo}>${escapedXml(text)}</text>`;
}

function markText({ shape, ink, hollow, x, y, radius }: MarkPrimitive, theme: Theme, scale: number): string {
  const colour = theme.colours[ink];
  const look = hollow
    ? `fill="${theme.colours.room}" stroke="${colour}" stroke-width="${short(OUTLINE * scale)}"`
    : `fill="${colour}"`;
  if (shape === 'disc') return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" ${look}/>`;
  const corners: readonly number[] = CORNERS[shape];
  const points = corners.map((corner, i) => short((i % 2 === 0 ? x : y) + radius * corner));
  return `<polygon points="${points.join(' ')}" ${look}/>`;
}

/** Hundredths are more than any screen or printer shows. */
function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
