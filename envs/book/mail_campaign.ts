import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { mailCampaignScene } from "./_mail_campaign_scene.ts";

/** Options for {@linkcode mailCampaign}. */
export interface MailCampaignOptions {
  /** What a letter costs. @default {2} */
  readonly mailingCost?: number;
  /** How much of what a customer spends is left when the goods are paid. @default {0.5} */
  readonly margin?: number;
}

/** A description of a mailing campaign: two choices, four numbers to see. */
export type MailCampaign = EnvironmentDescription<Discrete, Box<"float32">>;

const DEFAULTS: Required<MailCampaignOptions> = Object.freeze({
  mailingCost: 2,
  margin: 0.5,
});

const SEND = 1;
const AGES = { low: 18, high: 80 }; // years
const LONGEST = 24; // months
const PURCHASES = { mean: 3, most: 20 };
const SPENDING = { logarithm: 3, sd: 0.6, most: 200 };

// Where things stand in a state: the customer first, as they are seen.
const AGE = 0;
const RECENCY = 1;
const FREQUENCY = 2;
const SPENT = 3;
/** What was done last, −1 for nothing yet. */
const CHOICE = 4;
/** What it earned. */
const EARNED = 5;
const TOTAL = 6;
const LETTERS = 7;
const STATE_SIZE = 8;

/**
 * Choose which customers get a letter, one after the other.
 *
 * **What you do**: send no letter to this customer (0), or send one (1).
 *
 * **What you see**: the customer's profile and history, four numbers: the age, in years;
 * the months since the last purchase; the number of purchases in the last year; what
 * was spent each time, on average.
 *
 * **What you earn**: nothing without a letter. With one, the margin on what the customer
 * buys, if anything, minus what the letter costs. Some letters pay on average, others
 * do not.
 *
 * **When it ends**: never; after each customer comes another, whatever you do. There
 * is no time limit here; `"MailCampaign-v0"` has 1000 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, exercise 2; this is a contextual bandit. A customer is drawn with
 *
 * - age uniform within [18, 80), recency uniform within [0, 24),
 * - frequency ⌊3e⌋ with e exponential of mean 1, at most 20,
 * - spent per purchase eᶻ with z ~ N(3, 0.6²), at most 200,
 *
 * and buys after a letter with probability
 * 1 / (1 + exp(2 + 0.12 recency − 0.35 frequency − 0.02 (age − 49))), for what was
 * spent on average. `info.chance` is that probability, to be compared with.
 *
 * @param options The cost and the margin.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, the cost is negative, or the margin is not within [0, 1].
 *
 * @example Who gets no letter costs nothing
 * ```ts
 * import { mailCampaign, make } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * using env = make(mailCampaign({ mailingCost: 3 }));
 * env.reset({ seed: 1 });
 * assertEquals(env.step(0).reward, 0);
 * assert(env.step(1).reward >= -3);
 * ```
 */
export function mailCampaign(options: MailCampaignOptions = {}): MailCampaign {
  const action = "describe a mailing campaign";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { mailingCost, margin } = resolved;
  requireWithin(mailingCost, action, "mailingCost", { min: 0 });
  requireWithin(margin, action, "margin", { min: 0, max: 1 });

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    const buys = random.uniform() < chanceOf(state);
    const revenue = buys ? margin * state[SPENT]! : 0;
    const reward = action === SEND ? revenue - mailingCost : 0;
    drawCustomer(state, random);
    state[CHOICE] = action;
    state[EARNED] = reward;
    state[TOTAL]! += reward;
    state[LETTERS]! += action;
    return reward;
  }

  return environment({
    id: "MailCampaign",
    options: resolved,
    stateSize: STATE_SIZE,
    actionSpace: discrete(2),
    observationSpace: box({
      low: [AGES.low, 0, 0, 0],
      high: [AGES.high, LONGEST, PURCHASES.most, SPENDING.most],
    }),
    initialize,
    step,
    terminated: () => false,
    observe(state, out) {
      for (let i = AGE; i <= SPENT; i++) out[i] = state[i]!;
    },
    inform: (state) => ({ chance: chanceOf(state) }),
    rendering: {
      framesPerSecond: 4,
      scene: (state) =>
        mailCampaignScene({
          age: state[AGE]!,
          recency: state[RECENCY]! / LONGEST,
          frequency: state[FREQUENCY]! / PURCHASES.most,
          spent: state[SPENT]! / SPENDING.most,
          sent: state[CHOICE] === SEND,
          earned: state[EARNED]!,
          total: state[TOTAL]!,
          letters: state[LETTERS]!,
        }),
    },
    controls: { idle: null, keys: { n: 0, y: SEND } },
  });
}

function initialize(
  state: Float64Array,
  random: RandomStream,
  options: ResetOptions = {},
): void {
  resolveOptions("reset a mailing campaign", options, {});
  state.fill(0, 0, STATE_SIZE);
  state[CHOICE] = -1;
  drawCustomer(state, random);
}

function drawCustomer(state: Float64Array, random: RandomStream): void {
  const waiting = -Math.log(1 - random.uniform());
  const spent = Math.exp(random.normal(SPENDING.logarithm, SPENDING.sd));
  state[AGE] = random.uniform(AGES.low, AGES.high);
  state[RECENCY] = random.uniform(0, LONGEST);
  state[FREQUENCY] = Math.min(
    Math.floor(PURCHASES.mean * waiting),
    PURCHASES.most,
  );
  state[SPENT] = Math.min(spent, SPENDING.most);
}

/** How likely the customer buys something after a letter. */
function chanceOf(state: Float64Array): number {
  const reluctance = 2 + 0.12 * state[RECENCY]! - 0.35 * state[FREQUENCY]! -
    0.02 * (state[AGE]! - 49);
  return 1 / (1 + Math.exp(reluctance));
}
