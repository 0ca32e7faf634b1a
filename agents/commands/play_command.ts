import { readFileChecked } from "../../core/files.ts";
import { describe } from "../../envs/describe.ts";
import { GifEncoder } from "../../envs/rendering/encode_gif.ts";
import { randomPlayer } from "../../envs/play/player.ts";
import { decodeCheckpoint } from "../checkpoint.ts";
import { resumeTraining } from "../train.ts";
import { actorPlayer } from "./actor_player.ts";
import {
  type CommandContext,
  DONE,
  FAILED,
  MISUSED,
} from "./command_context.ts";
import { describeError } from "./describe_error.ts";
import { playInBrowser } from "./play_in_browser.ts";
import { playInTerminal } from "./play_in_terminal.ts";
import {
  PLAY_HELP,
  type PlayRequest,
  type PlaySubject,
  readPlayRequest,
} from "./play_request.ts";
import { runFolder } from "./run_folder.ts";
import { checking, UsageError } from "./usage_error.ts";
import { picturesOf, watchInTerminal } from "./watch_in_terminal.ts";

/**
 * `deno task play`: a person plays, or watches a trained agent or chance, in the terminal or in the browser.
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
    const { subject } = request;
    return subject.kind === "run"
      ? await playRun(subject, request, context)
      : await playEnvironment(subject, request, context);
  } catch (error) {
    context.err.write(describeError(error));
    return error instanceof UsageError ? MISUSED : FAILED;
  }
}

type Played = Pick<
  Extract<PlayRequest, { kind: "play" }>,
  "place" | "seed"
>;

async function playEnvironment(
  { env, watch }: Extract<PlaySubject, { kind: "environment" }>,
  { place, seed }: Played,
  context: CommandContext,
): Promise<number> {
  const player = watch ? randomPlayer(env.actionSpace) : null;
  const show = { env, player, seed };
  if (place.kind === "browser") {
    return await playInBrowser(show, place, context);
  }
  return player === null
    ? await playInTerminal(show, place, context)
    : await watchInTerminal({ ...show, player }, place, context);
}

async function playRun(
  { path, exploring }: Extract<PlaySubject, { kind: "run" }>,
  { place, seed }: Played,
  context: CommandContext,
): Promise<number> {
  const folder = runFolder(path);
  const bytes = await readFileChecked(folder.checkpoint);
  const { environment } = decodeCheckpoint(bytes);
  const env = describe(environment);
  await using training = resumeTraining(bytes, { backend: "wasm" });
  using actor = await (exploring ? training.exploringPolicy : training.policy)
    .actor(1);
  const show = { env, player: actorPlayer(actor, env), seed };
  if (place.kind === "browser") {
    return await playInBrowser(show, place, context);
  }
  const pictures = picturesOf(env);
  const film = pictures && new GifEncoder(pictures);
  const code = await watchInTerminal(show, place, context, film);
  if (code !== DONE) return code;
  if (film) {
    await context.writeFile(folder.film, film.finish());
    context.out.write(`The first game is in ${folder.film}\n`);
  } else {
    context.out.write(`There is nothing to see of ${env.id}\n`);
  }
  return DONE;
}
