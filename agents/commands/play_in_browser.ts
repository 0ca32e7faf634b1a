import type { EnvironmentDescription } from "../../envs/description.ts";
import type { Player } from "../../envs/play/player.ts";
import { servePlay } from "../../envs/play/serve_play.ts";
import type { CommandContext } from "./command_context.ts";
import type { PlayPlace } from "./play_request.ts";

/**
 * Serves a page on which the game is played or watched, until it is interrupted.
 *
 * @param show What is played, and by whom; `null` is the person at the page.
 * @param place Where.
 * @param context The world around it.
 * @returns The exit code.
 */
export async function playInBrowser(
  { env, player, seed }: {
    readonly env: EnvironmentDescription;
    readonly player: Player | null;
    readonly seed: number;
  },
  { port }: Extract<PlayPlace, { kind: "browser" }>,
  { out, interrupted }: CommandContext,
): Promise<number> {
  await using server = servePlay(env, { port, seed, player });
  out.write(`${env.id} is at ${server.url} in your browser; Ctrl-C ends it\n`);
  await new Promise<void>((resolve) => {
    interrupted.addEventListener("abort", () => resolve());
    if (interrupted.aborted) resolve();
  });
  return Number(interrupted.reason);
}
