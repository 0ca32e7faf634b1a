import { readFileChecked } from "../../core/files.ts";
import { formatMetric } from "../../core/progress.ts";
import { RandomStream } from "../../core/random.ts";
import { describe } from "../../envs/describe.ts";
import { GifEncoder } from "../../envs/rendering/encode_gif.ts";
import { VectorEnvironment } from "../../envs/vector_environment.ts";
import type { Actor } from "../actor.ts";
import { decodeCheckpoint } from "../checkpoint.ts";
import { resumeTraining } from "../train.ts";
import {
  type CommandContext,
  DONE,
  FAILED,
  MISUSED,
} from "./command_context.ts";
import { describeError } from "./describe_error.ts";
import {
  PLAY_HELP,
  type PlayRequest,
  readPlayRequest,
} from "./play_request.ts";
import { runFolder } from "./run_folder.ts";
import { Stage } from "./stage.ts";
import { checking, UsageError } from "./usage_error.ts";

/** Pictures a second: as many as terminals and browsers surely keep up with. */
const PICTURES_PER_SECOND = 25;

/** A game is shown for as many steps at most. */
const MOST_STEPS = 10_000;

/**
 * `deno task play`: shows what a trained agent does, in the terminal and as a GIF.
 *
 * @param args The words after the command.
 * @param context The world around it.
 * @returns The exit code: 0; or 1 if it failed, 2 if the command was not
 * understood, and that of the signal if it was interrupted.
 */
export async function playCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  try {
    const request = checking(() => readPlayRequest(args));
    if (request.kind === "help") {
      context.out.write(PLAY_HELP);
      return DONE;
    }
    return await play(request, context);
  } catch (error) {
    context.err.write(describeError(error));
    return error instanceof UsageError ? MISUSED : FAILED;
  }
}

async function play(
  request: Extract<PlayRequest, { kind: "play" }>,
  context: CommandContext,
): Promise<number> {
  const { path, episodes, seed, fast, exploring } = request;
  const { out, interrupted } = context;
  const folder = runFolder(path);
  const bytes = await readFileChecked(folder.checkpoint);
  const { environment } = decodeCheckpoint(bytes);
  const env = describe(environment.id, environment.options);
  await using training = resumeTraining(bytes, { backend: "wasm" });
  using actor = await (exploring ? training.exploringPolicy : training.policy)
    .actor(1);
  using game = new VectorEnvironment(env, 1, { autoreset: "disabled" });
  const natural = env.rendering?.framesPerSecond;
  const every = Math.max(1, Math.round((natural ?? 1) / PICTURES_PER_SECOND));
  const film = natural === undefined
    ? undefined
    : new GifEncoder({ framesPerSecond: Math.min(50, natural / every) });
  const random = RandomStream.from(seed).split("play");
  for (let episode = 1; episode <= episodes; episode++) {
    const stage = out.isTerminal && natural !== undefined
      ? new Stage(context, fast ? 0 : 1000 * every / natural)
      : undefined;
    const stream = random.split(episode);
    const see = async (caption: string) => {
      if (episode === 1) film?.add(game.render(0, "rgb"));
      await stage?.show(`${game.render(0, "text")}${caption}\n`);
    };
    const parts = { game, actor, stream, every, see, interrupted };
    const { total, steps } = await playGame(parts)
      .finally(() => stage?.close());
    if (interrupted.aborted) return Number(interrupted.reason);
    out.write(
      `game ${episode}: return ${formatMetric(total)}, ${steps} steps\n`,
    );
    await context.sleep(0); // Signals have their turn.
  }
  if (film) {
    await context.writeFile(folder.film, film.finish());
    out.write(`The first game is in ${folder.film}\n`);
  } else {
    out.write(`There is nothing to see of ${env.id}\n`);
  }
  return DONE;
}

async function playGame(parts: {
  readonly game: VectorEnvironment;
  readonly actor: Actor;
  readonly stream: RandomStream;
  /** Every so many steps the game is seen. */
  readonly every: number;
  readonly see: (caption: string) => Promise<void>;
  readonly interrupted: AbortSignal;
}): Promise<{ readonly total: number; readonly steps: number }> {
  const { game, actor, stream, every, see, interrupted } = parts;
  const chance = [stream.split("actions")];
  let [total, steps] = [0, 0];
  game.reset({ seed: [stream.split("environment").seed()] });
  for (let over = false; !over && steps < MOST_STEPS;) {
    if (interrupted.aborted) break;
    if (steps % every === 0) {
      await see(`step ${steps}, return ${formatMetric(total)}`);
    }
    await actor.act(game.observations, game.actions, chance);
    game.step(game.actions);
    steps++;
    total = game.episodeReturns[0]!;
    over = game.terminated[0] === 1 || game.truncated[0] === 1;
  }
  return { total, steps };
}
