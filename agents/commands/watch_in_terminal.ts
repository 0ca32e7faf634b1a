import { formatMetric } from "../../core/progress.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import type { Player } from "../../envs/play/player.ts";
import { Playthrough } from "../../envs/play/playthrough.ts";
import type { GifEncoder } from "../../envs/rendering/encode_gif.ts";
import { type CommandContext, DONE } from "./command_context.ts";
import { pictureOf } from "./picture_of.ts";
import type { PlayPlace } from "./play_request.ts";
import { Stage } from "./stage.ts";

/** Pictures a second: as many as terminals and browsers surely keep up with. */
const PICTURES_PER_SECOND = 25;

/** A game is shown for as many steps at most. */
const MOST_STEPS = 10_000;

/** When pictures are taken, so that a game is seen at its natural speed. */
export interface Pictures {
  /** Every so many steps. */
  readonly every: number;
  /** Never more than a GIF can have. */
  readonly framesPerSecond: number;
}

/**
 * When to take pictures of an environment.
 *
 * @param description The environment.
 * @returns When, or nothing if it cannot be seen.
 */
export function picturesOf(
  { rendering }: EnvironmentDescription,
): Pictures | undefined {
  if (rendering === null) return undefined;
  const natural = rendering.framesPerSecond;
  const every = Math.max(1, Math.round(natural / PICTURES_PER_SECOND));
  return { every, framesPerSecond: natural / every };
}

/**
 * Shows what a player does; where there is no terminal, only how it ended.
 *
 * @param show What is played, and by whom.
 * @param place How often, and whether in haste.
 * @param context The world around it.
 * @param film Where pictures of the first game go, too.
 * @returns The exit code.
 */
export async function watchInTerminal(
  show: {
    readonly env: EnvironmentDescription;
    readonly player: Player;
    readonly seed: number;
  },
  { episodes, fast }: Extract<PlayPlace, { kind: "terminal" }>,
  context: CommandContext,
  film?: GifEncoder,
): Promise<number> {
  const { env, player, seed } = show;
  const { out, interrupted } = context;
  const pictures = picturesOf(env);
  using game = new Playthrough(env, seed);
  for (;;) {
    const stage = out.isTerminal && pictures
      ? new Stage(context, fast ? 0 : 1000 / pictures.framesPerSecond)
      : undefined;
    const see = async () => {
      if (game.score.game === 1) film?.add(game.render("rgb"));
      const { steps, total } = game.score;
      const caption = `step ${steps}, return ${formatMetric(total)}`;
      await stage?.show(pictureOf(game, out, [caption]));
    };
    await watchGame(
      { game, player, see, every: pictures?.every ?? 1 },
      interrupted,
    )
      .finally(() => stage?.close());
    if (interrupted.aborted) return Number(interrupted.reason);
    out.write(resultOf(game));
    if (game.score.game === episodes) return DONE;
    await context.sleep(0); // Signals have their turn.
    game.restart();
  }
}

/** How a game ended, for people and programs. */
export function resultOf({ score }: Playthrough): string {
  const { game, total, steps } = score;
  return `game ${game}: return ${formatMetric(total)}, ${steps} steps\n`;
}

async function watchGame(
  { game, player, see, every }: {
    readonly game: Playthrough;
    readonly player: Player;
    readonly see: () => Promise<void>;
    /** Every so many steps the game is seen. */
    readonly every: number;
  },
  interrupted: AbortSignal,
): Promise<void> {
  while (!game.score.over && game.score.steps < MOST_STEPS) {
    if (interrupted.aborted) return;
    if (game.score.steps % every === 0) await see();
    await game.letPlay(player);
  }
}
