/** The few lines that save a template language: SVG elements by name and attributes. */

const SVG = 'http://www.w3.org/2000/svg';

export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (SVGElement | string)[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** Writes only what is new: Chromium styles again what is written, even where it is the same. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * One unit of a drawing is one pixel. Its size in pixels, not in shares of what it lies in: the grid of the page tries sizes
 * whenever a word anywhere is another, and each would have all of the drawing laid out again.
 */
export function sizeTo(
  drawing: SVGSVGElement,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  setAttribute(drawing, 'viewBox', `0 0 ${width} ${height}`);
  Object.assign(drawing.style, { width: `${width}px`, height: `${height}px` });
}

/** The element with this id. A missing one is a mistake in index.html, so it is told at once. */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`index.html: expected a ${kind.name} with id "${id}"`);
  return element;
}

/** Elements of the page by their ids, under the names that the caller has for them. */
export function allById<Name extends string>(
  ids: Readonly<Record<Name, string>>,
): Readonly<Record<Name, HTMLElement>> {
  const found = Object.entries<string>(ids).map(([name, id]) => [name, byId(id, HTMLElement)]);
  return Object.fromEntries(found) as Readonly<Record<Name, HTMLElement>>;
}
