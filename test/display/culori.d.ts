/** culori 4 has no types of its own; this declares what the tests use of it. */
declare module 'culori' {
  export interface LinearRgb {
    readonly mode: 'lrgb';
    readonly r: number;
    readonly g: number;
    readonly b: number;
  }
  export interface Rgb {
    readonly mode: 'rgb';
    readonly r: number;
    readonly g: number;
    readonly b: number;
  }
  export interface Oklab {
    readonly mode: 'oklab';
    readonly l: number;
    readonly a: number;
    readonly b: number;
  }
  type Colour = LinearRgb | Rgb | Oklab;
  export function converter(mode: 'rgb'): (colour: Colour) => Rgb;
  export function converter(mode: 'oklab'): (colour: Colour) => Oklab;
  export function differenceEuclidean(mode: 'oklab'): (one: Colour, other: Colour) => number;
  export function differenceCiede2000(): (one: Colour, other: Colour) => number;
  export function filterDeficiencyDeuter(severity: number): (colour: Rgb) => Rgb;
  export function filterDeficiencyProt(severity: number): (colour: Rgb) => Rgb;
  export function filterDeficiencyTrit(severity: number): (colour: Rgb) => Rgb;
}
