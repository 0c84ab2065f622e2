/** What shows the axon, and which stretch of it each light shows: the same whatever the lights are. */
import type { Stretch } from '../display/stage.js';
import { evenShare, type Geometry } from '../experiment/index.js';
import type { Lamps, Light } from './fitted.js';
import { channelsOf } from './light-schema.js';
import { SUPPLY_MV } from './limits.js';
import type { WrittenRig } from './schema.js';
import { ledsOfMap } from './strip-schema.js';

/**
 * An action potential of the lesson's axon is 5 sites long and its length constant 3.5: with 2 sites an LED, two or
 * three shine at a time, and electrotonic spread reaches the next ones.
 */
const SITES_PER_LAMP = 2;
const FEWEST_SITES = 10;

/** LEDs of a strip that show the axon: at least one, whatever the file says. */
function shownLeds({ leds, skip, map }: WrittenRig['strip']): number {
  return Math.max(1, map ? ledsOfMap(map).length : leds - skip);
}

/** Sites of an axon that says nothing of them: as many as LEDs of the strip show it, and some for each of a few lamps. */
export function usualSites({ strip, leds, rgb, pca9685 }: WrittenRig): number {
  const lamps = leds?.pins.length ?? rgb?.pins.length ?? (pca9685 && channelsOf(pca9685).length);
  return lamps === undefined ? shownLeds(strip) : Math.max(FEWEST_SITES, SITES_PER_LAMP * lamps);
}

/** What a lit LED draws at 5 V [mA]. */
export function ledMa({ resistorOhm, forwardMv }: { resistorOhm: number; forwardMv: number }): number {
  return Math.max(0, SUPPLY_MV - forwardMv) / resistorOhm;
}

/** What each LED says of its own stretch, in other words. */
function withOwnSites<T extends { readonly sites?: readonly number[] | undefined }>(
  leds: readonly T[],
): (Omit<T, 'sites'> & { readonly ownSites: readonly [number, number] | null })[] {
  return leds.map(({ sites, ...led }) => ({
    ...led,
    ownSites: sites === undefined ? null : [sites[0]!, sites[1]!],
  }));
}

export function settleLight(written: WrittenRig): Light {
  const { strip, leds, rgb, pca9685 } = written;
  if (leds) {
    const lamps = withOwnSites(leds.pins).map(({ onFromMv = null, ...led }) => ({ ...led, onFromMv }));
    return { kind: 'leds', ...lampsOf(leds, lamps.length), leds: lamps };
  }
  if (rgb) {
    const lamps = withOwnSites(rgb.pins);
    return { kind: 'rgb', ...lampsOf(rgb, lamps.length), common: rgb.common, leds: lamps };
  }
  if (pca9685) {
    const { address } = pca9685;
    const channels = channelsOf(pca9685);
    return {
      kind: 'pca9685',
      ...lampsOf(pca9685, channels.length),
      address,
      leds: withOwnSites(channels),
    };
  }
  const {
    leds: stripLeds,
    skip,
    brightness,
    magnify,
    reversed,
    perMetre,
    colourOrder,
    currentLimitMa,
    supply,
    pin = 6,
  } = strip;
  return {
    kind: 'strip',
    ...{ stripLeds, skip, map: strip.map ? ledsOfMap(strip.map) : null },
    ...{ ledCount: shownLeds(strip), perMetre, brightness, magnify, reversed },
    ...{ pin, colourOrder, currentLimitMa, supply },
  };
}

function lampsOf(
  lamps: { resistorOhm: number; forwardMv: number; brightness: number; magnify: boolean },
  ledCount: number,
): Lamps {
  const { brightness, magnify, resistorOhm } = lamps;
  return { ledCount, brightness, magnify, reversed: false, ledMa: ledMa(lamps), resistorOhm };
}

/** The sites that a lamp says it shows, if this axon has them. */
function sitesOn(geometry: Geometry, ownSites: readonly [number, number] | null): Stretch | undefined {
  if (ownSites === null || geometry.kind !== 'lattice') return undefined;
  const [firstSite, lastSite] = ownSites;
  return lastSite < geometry.siteCount ? { firstSite, lastSite } : undefined;
}

/**
 * The stretch of an axon that each lamp shows, in compartments: the sites that it says, on a lattice that has them, else
 * its even share. `undefined` of a strip, whose LEDs show places (`ledMap`).
 */
export function stretchesOf(light: Light, geometry: Geometry): readonly Stretch[] | undefined {
  if (light.kind === 'strip') return undefined;
  return light.leds.map(({ ownSites }, i) => {
    const own = sitesOn(geometry, ownSites);
    if (own !== undefined) return own;
    const { first, last } = evenShare(geometry, i, light.leds.length);
    return { firstSite: first, lastSite: last };
  });
}

/** Where each lamp sits: the middle of its stretch, as a share of the axon's length. Those of a strip: `undefined`. */
export function ledPlaces(light: Light, geometry: Geometry): readonly number[] | undefined {
  const stretches = stretchesOf(light, geometry);
  if (geometry.kind !== 'lattice') return stretches?.map((_, i) => (i + 0.5) / stretches.length);
  return stretches?.map(({ firstSite, lastSite }) => (firstSite + lastSite + 1) / 2 / geometry.siteCount);
}

/** Most that the lights draw together, the limit of a strip or all lamps at their brightest [mA]. */
export function lightLimitMa(light: Light): number {
  if (light.kind === 'strip') return light.currentLimitMa;
  const perLed = light.kind === 'rgb' ? 3 : 1;
  return light.ledCount * perLed * light.ledMa * light.brightness;
}
