import type { FirmataLights, FirmataSetup } from '../../src/devices/firmata/setup.js';
import { REST_LEVEL } from '../../src/units.js';

export const LED_PINS = [3, 5, 6, 11] as const;
export const SWITCHED_PIN = 10;
export const SERVO_PIN = 9;
export const BUTTON_PIN = 2;
export const NEEDLE = { pin: SERVO_PIN, lowUs: 1000, highUs: 2000 } as const;

/** Four dimmed LEDs and one that is switched, as in rigs/uno-firmata-5-leds.yaml. */
export const FIVE_LEDS: FirmataLights = {
  kind: 'leds',
  leds: [...LED_PINS.map((pin) => ({ pin, onFromLevel: null })), { pin: SWITCHED_PIN, onFromLevel: 67 }],
};

export const stripOf = (ledCount: number): FirmataLights => ({
  kind: 'strip',
  pin: 6,
  ledCount,
  colourOrder: 'grb',
});

/** With a servo and a button. */
export function setupOf(lights: FirmataLights): FirmataSetup {
  return {
    lights,
    ledMa: lights.kind === 'strip' ? 0 : 14.5,
    currentLimitMa: lights.kind === 'strip' ? 10_000 : 200,
    needles: [NEEDLE, null],
    needleRestLevel: REST_LEVEL,
    needleSlewUs: 60,
    buttons: [BUTTON_PIN],
    dials: [],
    piezo: null,
    silenceMs: 1000,
  };
}
