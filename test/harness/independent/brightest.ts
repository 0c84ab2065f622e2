/** The brightest colour of an action potential, at +48.8 mV, as the design of the palette has it: R, G, B of linear light. */
const BRIGHTEST = [0.8546, 0.7145, 0.4371] as const;

/** Its luminance as PWM counts, 0 to 255, of a strip of that brightness. */
export function fullWhite(brightness: number): number {
  const [r, g, b] = BRIGHTEST;
  return 255 * brightness * (0.2126 * r + 0.7152 * g + 0.0722 * b);
}
