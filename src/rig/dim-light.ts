/** From which brightness on a light shows what it is for, found with the very integers that make the light. */
import { lampShare } from '../display/lamp.js';
import { applyCurrentLimit, IDLE_MA } from '../display/light.js';
import { levelColours, paletteStops } from '../display/palette.js';
import { restMvOf, thresholdMvOf } from '../experiment/index.js';
import type { Problem } from '../files/index.js';
import { levelOfMv } from '../units.js';
import type { Rig } from './rig.js';

/** What a dimmed pin and an output of a PCA9685 are told for all the light they have. */
const PWM_FULL = 255;
const PCA9685_FULL = 4095;
/** Steps in which brightness is tried. */
const STEPS = 100;

/** What one LED is told at a level: R, G, B, or its one figure. Undefined for a light that is not dimmed. */
function lightOf(light: Rig['light'], brightness: number, level: number): readonly number[] | undefined {
  const colours = levelColours(paletteStops(brightness));
  if (light.kind === 'strip' || light.kind === 'rgb') return [...colours.subarray(3 * level, 3 * level + 3)];
  if (light.kind === 'leds' && light.leds.every(({ onFromMv }) => onFromMv !== null)) return undefined;
  const full = light.kind === 'pca9685' ? PCA9685_FULL : PWM_FULL;
  return [Math.round(full * lampShare(colours, level))];
}

/** The least brightness from which on it holds for every larger one; undefined if not even at full light. */
function leastBrightness(holds: (brightness: number) => boolean): number | undefined {
  let step = STEPS;
  while (step >= 1 && holds(step / STEPS)) step--;
  return step === STEPS ? undefined : (step + 1) / STEPS;
}

/** A brightness at which rest is black, or looks like the threshold. */
export function dimLightNotes({ light, experiments: [first] }: Rig): Problem[] {
  const restMv = Number(restMvOf(first).toFixed(1));
  const firesAtMv = first.channelsOff ? undefined : thresholdMvOf(first.membrane);
  const thresholdMv = firesAtMv ?? restMv;
  const at = (brightness: number, mv: number) => lightOf(light, brightness, levelOfMv(mv));
  if (at(light.brightness, restMv) === undefined) return [];
  const glows = (brightness: number) => at(brightness, restMv)!.some((count) => count > 0);
  const differs = (brightness: number) =>
    firesAtMv === undefined || at(brightness, restMv)!.join() !== at(brightness, thresholdMv)!.join();

  // Most rigs are bright enough, and looking for the figures takes some milliseconds.
  if (glows(light.brightness) && differs(light.brightness)) return [];
  const glowsFrom = leastBrightness(glows);
  const differsFrom = leastBrightness(differs);
  const isBlack = glowsFrom !== undefined && !glows(light.brightness);
  const isAlike = differsFrom !== undefined && !differs(light.brightness);
  if (!isBlack && !isAlike) return [];
  const tellsApart = isAlike || (differsFrom ?? 0) > (glowsFrom ?? 0);
  const rest = `rest (${restMv} mV)`;
  const threshold = `threshold (${thresholdMv} mV)`;
  const now = isBlack ? `${rest} is black` : `${rest} and ${threshold} look alike`;
  const from = [
    ...(isBlack ? [`rest glows from ${glowsFrom} on`] : []),
    ...(tellsApart ? [`rest and threshold differ from ${differsFrom} on`] : []),
  ].join(', ');
  const enough = Math.max(glowsFrom ?? 0, differsFrom ?? 0);
  return [
    {
      path: [light.kind, 'brightness'],
      or: [[light.kind]],
      said: `at ${light.brightness} ${now}`,
      advice: `${from}; write ${enough} or more`,
    },
  ];
}

/** Whether the current limit of a strip leaves nothing of the light at rest, which its brightness would give. */
export function limitBlackensRest({ light, experiments: [first] }: Rig): boolean {
  if (light.kind !== 'strip') return false;
  const rest = lightOf(light, light.brightness, levelOfMv(restMvOf(first)))!;
  const rgb = Uint8Array.from({ length: 3 * light.ledCount }, (_, at) => rest[at % 3]!);
  const before = rgb.some((count) => count > 0);
  applyCurrentLimit(rgb, light.currentLimitMa - (light.stripLeds - light.ledCount) * IDLE_MA);
  return before && rgb.every((count) => count === 0);
}
