/** Clicks for spikes, left and right, and a low one for a press without an answer. Silent until somebody asks for it. */
import type { PageExhibit, PagePicture, PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { audioTime, ClickFinder } from './clicks.js';
import { isUnanswered } from './happening.js';
import { byId } from './svg.js';

type Tone = MeterName | 'unanswered';

interface Voice {
  readonly hz: number;
  readonly lastsS: number;
  /** −1 left, 1 right. */
  readonly pan: number;
}

const VOICES: Readonly<Record<Tone, Voice>> = {
  blue: { hz: 620, lastsS: 0.05, pan: -0.75 },
  yellow: { hz: 1040, lastsS: 0.05, pan: 0.75 },
  unanswered: { hz: 150, lastsS: 0.09, pan: 0 },
};
const TOUCHES = ['pointerdown', 'pointerup', 'keydown'] as const;
/**
 * As little as the computer can [s]: a click shall come within 20 ms of its picture, and what is heard lags behind what is
 * scheduled by more than that where a browser chooses ('interactive' was measured to give 32 ms).
 */
const LATENCY_S = 0;
/** More at once than this would be noise. */
const MOST_AT_ONCE = 12;

export class Sound {
  readonly #button = byId('sound', HTMLButtonElement);
  readonly #finder = new ClickFinder();
  #context: AudioContext | undefined;
  #loud: GainNode | undefined;
  /** 0 to 1. */
  #volume = 1;
  #voices: ReadonlyMap<Tone, { readonly buffer: AudioBuffer; readonly out: AudioNode }> | undefined;
  #isOn = false;
  #waitsForTouch = false;
  #sounding = 0;
  /** The latest press that is known to have had no answer. */
  #lastPress: number | undefined;

  constructor() {
    this.#button.addEventListener('click', () => this.#switch(!this.#isOn));
  }

  /**
   * An exhibit's screen has no key for sound: it sounds from the first touch on, as loudly as its rig file says, and is
   * silent while nobody is there.
   */
  exhibit({ phase, volume }: PageExhibit): void {
    this.#volume = phase.kind === 'visited' ? volume : 0;
    if (this.#loud) this.#loud.gain.value = this.#volume;
    if (this.#waitsForTouch) return;
    this.#waitsForTouch = true;
    // A browser lets a page sound only once somebody has touched it: a finger counts when it goes up, a mouse when it
    // comes down.
    const begin = ({ type }: Event) => {
      this.#switch(true);
      if (type !== 'pointerdown') for (const name of TOUCHES) document.removeEventListener(name, begin);
    };
    for (const name of TOUCHES) document.addEventListener(name, begin);
  }

  state(state: PageState): void {
    this.#finder.setUp(state.axon, state.electrodes);
    const { lastPress } = state;
    const isNew = this.#lastPress !== undefined && lastPress && lastPress.press > this.#lastPress;
    this.#lastPress = lastPress?.press ?? 0;
    if (isNew && isUnanswered(lastPress.outcome)) this.#play('unanswered', performance.now());
  }

  /** Also while it is off, so that no spike is half heard. */
  picture(picture: PagePicture, wallMs: number): void {
    for (const click of this.#finder.picture(picture, wallMs)) this.#play(click.name, click.wallMs);
  }

  #switch(on: boolean): void {
    this.#isOn = on;
    this.#button.setAttribute('aria-pressed', String(on));
    if (!on) {
      void this.#context?.suspend();
      return;
    }
    this.#context ??= new AudioContext({ latencyHint: LATENCY_S });
    if (!this.#loud) {
      this.#loud = new GainNode(this.#context, { gain: this.#volume });
      this.#loud.connect(this.#context.destination);
    }
    this.#voices ??= voicesOf(this.#context, this.#loud);
    void this.#context.resume();
  }

  #play(tone: Tone, wallMs: number): void {
    const voice = this.#voices?.get(tone);
    const context = this.#context;
    if (!this.#isOn || !context || !voice || this.#sounding >= MOST_AT_ONCE) return;
    const { contextTime, performanceTime } = context.getOutputTimestamp();
    const pair = {
      contextTime: contextTime ?? context.currentTime,
      performanceTime: performanceTime ?? wallMs,
    };
    const source = new AudioBufferSourceNode(context, { buffer: voice.buffer });
    source.connect(voice.out);
    source.addEventListener('ended', () => {
      this.#sounding--;
      source.disconnect();
    });
    this.#sounding++;
    source.start(audioTime(wallMs, pair, context.currentTime, context.state === 'running'));
  }
}

function voicesOf(
  context: AudioContext,
  loud: AudioNode,
): ReadonlyMap<Tone, { buffer: AudioBuffer; out: AudioNode }> {
  return new Map(
    (Object.keys(VOICES) as Tone[]).map((tone) => {
      const { hz, lastsS, pan } = VOICES[tone];
      const out = new StereoPannerNode(context, { pan });
      out.connect(loud);
      return [tone, { buffer: clickBuffer(context, hz, lastsS), out }] as const;
    }),
  );
}

/** A tone that dies away, and begins at zero so that it does not crack. */
function clickBuffer(context: AudioContext, hz: number, lastsS: number): AudioBuffer {
  const length = Math.ceil(lastsS * context.sampleRate);
  const buffer = new AudioBuffer({ length, sampleRate: context.sampleRate });
  const wave = buffer.getChannelData(0);
  for (let i = 0; i < length; i++) {
    const s = i / context.sampleRate;
    wave[i] = 0.5 * Math.sin(2 * Math.PI * hz * s) * Math.exp((-5 * s) / lastsS);
  }
  return buffer;
}
