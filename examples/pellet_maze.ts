/**
 * A scripted player in the pellet maze, which sees nothing but the picture; its
 * first ten seconds become a GIF in a folder `videos`.
 *
 * deno run --allow-read --allow-write examples/pellet_maze.ts
 */
import { make, pelletMazePlayer, recordVideo } from "../mod.ts";

const STEPS = 600;

const maze = make("PelletMaze-v0", { skipIntro: true, seed: 1 });
using env = recordVideo(maze, Deno.args[0] ?? "videos", { videoLength: STEPS });
const player = pelletMazePlayer();

let { observation } = env.reset();
let score = 0;
for (let step = 0; step < STEPS; step++) {
  const next = env.step(player(observation));
  observation = next.observation;
  score += next.reward;
  if (next.terminated || next.truncated) break;
}
const films = await env.videos.saved();
// deno-lint-ignore no-console
console.log(`${score} points, filmed as ${films.join(", ")}`);
