/**
 * A campaign of faults: every kind at every byte of every message, round after round, each followed by two
 * undamaged pictures. What must be accepted is told by bytes alone: a frame that arrives as it was sent, and no
 * other. What must be shown then is computed by the host's own code.
 */
import { encodeHostMessage, type HostMessage, parseBoardLine } from '../../../src/protocol/index.js';
import { PALETTE_STOPS } from '../../../src/units.js';
import type { RealTimeMessage } from '../mock/picture.js';
import { plainSetup } from './messages.js';
import { BoardModel, difference, isPicture, sameBytes } from './model.js';
import type { BoardState } from './orders.js';
import { type CampaignReport, emptyReport } from './report.js';
import type { LaterTarget, Outcome, Target, Trial } from './target.js';
import { type CampaignOptions, type FaultTrial, NOTHING, Trials } from './trials.js';

const REST_US = 10_000;
const BATCH = 256;
const MOST_PROBLEMS = 10;

interface ExpectedShow {
  /** Null: all LEDs that there can be, dark. */
  readonly rgb: Uint8Array | null;
  readonly must: boolean;
}

/** A trial and the frames that the board has given credit for. */
interface Credited {
  readonly trial: FaultTrial;
  readonly accepted: number[];
}

function frameWith(seq: number, trial: FaultTrial): number {
  return trial.sent.findIndex(({ message }) => message.seq === seq);
}

function rampStops(): Uint8Array {
  return Uint8Array.from({ length: 3 * PALETTE_STOPS }, (_, n) => {
    const stop = Math.trunc(n / 3);
    return [7 * stop, 4 * stop, 224 - 7 * stop][n % 3]!;
  });
}

export function runCampaign(target: Target, options: CampaignOptions): CampaignReport {
  const campaign = new Campaign(target.thinkingUs, options);
  const plays = campaign.plays();
  let next = plays.next();
  while (!next.done) next = plays.next(target.play(next.value));
  return campaign.report;
}

/** `told` hears after each batch how many faults are done. */
export async function runCampaignLater(
  target: LaterTarget,
  options: CampaignOptions,
  told: (faults: number) => void = () => {},
): Promise<CampaignReport> {
  const campaign = new Campaign(target.thinkingUs, options);
  const plays = campaign.plays();
  let next = plays.next();
  while (!next.done) {
    next = plays.next(await target.play(next.value));
    told(campaign.report.faults);
  }
  return campaign.report;
}

class Campaign {
  readonly report = emptyReport();
  readonly #options: CampaignOptions;
  readonly #trials: Trials;
  readonly #model: BoardModel;
  /** The picture that the strip shows; null when it is dark. */
  #lit: RealTimeMessage | null = null;
  #cutLine = '';
  #framesOk = 0;
  #waiting: Credited | undefined;

  constructor(thinkingUs: number, options: CampaignOptions) {
    this.#options = options;
    this.#trials = new Trials(options, thinkingUs);
    this.#model = new BoardModel(plainSetup(options.ledCount), rampStops());
  }

  /** What is to be played, batch by batch; it is handed what came of each. */
  *plays(): Generator<readonly Trial[], void, Outcome[]> {
    yield* this.#begin();
    let batch: FaultTrial[] = [];
    const judge = (outcomes: Outcome[]) => {
      for (const [n, outcome] of outcomes.entries()) this.#judge(batch[n]!, outcome);
      batch = [];
    };
    for (const trial of this.#trials.all()) {
      batch.push(trial);
      if (batch.length === BATCH) judge(yield batch.map(({ steps }) => steps));
    }
    judge(yield batch.map(({ steps }) => steps));
    const [rest] = yield [[{ bytes: Uint8Array.of(0), thenUs: REST_US }]];
    this.#readLines(NOTHING, rest!.text);
  }

  *#begin(): Generator<readonly Trial[], void, Outcome[]> {
    const { ledCount } = this.#options;
    const setUp: HostMessage[] = [
      { type: 'ident', seq: 0 },
      { type: 'config', seq: 1, setup: plainSetup(ledCount) },
      { type: 'palette', seq: 2, stops: rampStops() },
    ];
    const thenUs = 50_000;
    const [outcome] = yield [
      [
        { bytes: Uint8Array.of(0), thenUs },
        ...setUp.map((message) => ({ bytes: encodeHostMessage(message), thenUs })),
      ],
    ];
    this.#framesOk = outcome!.state?.framesOk ?? 0;
    if (!/\nA 02\*/.test(outcome!.text)) throw new Error(`no session: ${outcome!.text}`);
  }

  #judge(trial: FaultTrial, outcome: Outcome): void {
    const { report } = this;
    report.faults++;
    report.kinds[trial.kind]++;
    const hits = report.hits[trial.type];
    hits[trial.at] = (hits[trial.at] ?? 0) + 1;
    this.#readLines(trial, outcome.text);
    if (this.#options.saturated) this.#judgeCount(trial, outcome.state!);
    this.#judgeShows(trial, outcome.shows);
    const differs = outcome.state && difference(outcome.state, this.#model.state);
    if (differs) {
      report.wrongStates++;
      this.#problem(trial, `another ${differs} than was sent`);
    }
  }

  /** A credit may come behind the statistics of a second, and so while the next trial is on. */
  #readLines(trial: FaultTrial, text: string): void {
    const lines = `${this.#cutLine}${text}`.split('\n');
    this.#cutLine = lines.pop()!;
    const credits: number[] = [];
    for (const raw of lines) {
      const line = parseBoardLine(raw);
      if ('problem' in line || line.verb === 'N') {
        this.report.wrongLines++;
        this.#problem(trial, `the board said ${raw}`);
      } else if (line.verb === 'K') {
        credits.push(line.seq);
      }
    }
    const before = this.#waiting;
    this.#waiting = { trial, accepted: [] };
    if (before) {
      while (
        credits.length > 0 &&
        frameWith(credits[0]!, trial) < 0 &&
        frameWith(credits[0]!, before.trial) >= 0
      ) {
        before.accepted.push(frameWith(credits.shift()!, before.trial));
      }
      this.#judgeCredits(before);
    }
    this.#waiting.accepted.push(...credits.map((seq) => frameWith(seq, trial)));
  }

  /** Where credits come together in one line, the board's own count says how many frames it has accepted. */
  #judgeCount(trial: FaultTrial, { framesOk }: BoardState): void {
    const accepted = framesOk - this.#framesOk;
    this.#framesOk = framesOk;
    this.report.lost[trial.sent.filter((_, n) => !trial.arrive.includes(n)).length]!++;
    if (accepted === trial.arrive.length) return;
    this.report.wrongFrames++;
    this.#problem(trial, `${accepted} frames accepted, ${trial.arrive} arrived`);
  }

  #judgeCredits({ trial, accepted }: Credited): void {
    const { report } = this;
    if (this.#options.saturated) {
      // One line may stand for several; the last frame has no other behind it.
      const inOrder = accepted.every((n, k) => trial.arrive.includes(n) && n >= (accepted[k - 1] ?? 0));
      if (inOrder && accepted.at(-1) === trial.arrive.at(-1)) return;
      report.wrongFrames++;
      this.#problem(trial, `credit for ${accepted}, ${trial.arrive} arrived`);
      return;
    }
    const missing = (n: number) => !accepted.includes(n);
    report.lost[trial.sent.filter((_, n) => missing(n)).length]!++;
    report.slowestRecovery = Math.max(report.slowestRecovery, trial.behind.filter(missing).length);
    if (`${accepted}` === `${trial.arrive}`) return;
    report.wrongFrames++;
    this.#problem(trial, `frames ${accepted} accepted, ${trial.arrive} arrived`);
  }

  #judgeShows(trial: FaultTrial, shows: readonly Uint8Array[]): void {
    this.report.shows += shows.length;
    const expected = this.#expectedShows(trial);
    let next = 0;
    for (const shown of shows) {
      // Passed over: what need not be shown, or need not any more because a newer one was there.
      const at = expected.findIndex(({ rgb }, n) => n >= next && sameBytes(rgb ?? shown.map(() => 0), shown));
      const passed = expected.slice(next, at);
      if (at < 0 || (!this.#options.saturated && passed.some(({ must }) => must))) {
        this.#wrongShow(trial, 'another show than was sent');
        return;
      }
      next = at + 1;
    }
    if (expected.slice(next).some(({ must }) => must))
      this.#wrongShow(trial, 'what was sent last is not shown');
  }

  #expectedShows(trial: FaultTrial): ExpectedShow[] {
    const expected: ExpectedShow[] = [];
    for (const n of trial.arrive) {
      const { message } = trial.sent[n]!;
      this.#model.hear(message);
      if (message.type === 'safe') {
        this.#lit = null;
        expected.push({ rgb: null, must: true });
      } else if (message.type === 'config') {
        // A lower limit dims the picture that is shown, at once.
        if (this.#lit) expected.push({ rgb: this.#model.light(this.#lit), must: true });
      } else if (isPicture(message)) {
        this.#lit = message;
        expected.push({ rgb: this.#model.light(message), must: true });
      }
    }
    return expected;
  }

  #wrongShow(trial: FaultTrial, text: string): void {
    this.report.wrongShows++;
    this.#problem(trial, text);
  }

  #problem({ number, type, at, kind }: FaultTrial, text: string): void {
    const { problems } = this.report;
    if (problems.length < MOST_PROBLEMS)
      problems.push(`fault ${number}, ${kind} at byte ${at} of ${type}: ${text}`);
  }
}
