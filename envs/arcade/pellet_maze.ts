import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { ARCADE_DEFAULTS, arcadeGame } from "./_arcade_game.ts";
import { JOYSTICK, joystickControls } from "./_joystick.ts";
import { drawPelletMaze } from "./_pellet_maze_picture.ts";
import { INTRO_FRAMES } from "./_pellet_maze_pace.ts";
import { begin, isOver, tick } from "./_pellet_maze_rules.ts";
import { paintMaze } from "./_pellet_maze_scenery.ts";
import { LIVES, SCORE, STATE_SIZE } from "./_pellet_maze_state.ts";
import type { ArcadeOptions } from "./arcade_options.ts";

/** Options for {@linkcode pelletMaze}. */
export interface PelletMazeOptions extends ArcadeOptions {
  /** Whether a game begins without the 90 frames in which nobody moves. @default {false} */
  readonly skipIntro?: boolean;
}

const DEFAULTS: Required<PelletMazeOptions> = Object.freeze({
  ...ARCADE_DEFAULTS,
  skipIntro: false,
});

/** A description of the maze: nine positions of a joystick, a screen to see. */
export type PelletMaze = EnvironmentDescription<Discrete, Box<"uint8">>;

/**
 * Eat all pellets of a maze, and keep clear of its four ghosts; maze, pictures and
 * rules are this library's own, in the manner of *Ms. Pac-Man*.
 *
 * **What you do**: hold a joystick in one of nine positions: centre (0), up (1), right
 * (2), left (3), down (4), up-right (5), up-left (6), down-right (7), down-left (8), the
 * order of the Arcade Learning Environment. The player walks on until a wall stops her.
 * She turns back at once, and aside as soon as there is an opening: a turn that is asked
 * for too early is remembered. Of a corner position she obeys the part that she can turn to.
 *
 * **What you see**: the screen, 210 rows of 160 pixels, with red, green and blue of 0 to
 * 255 each. The maze fills rows 0 to 175: 300 pellets, 4 of them large power pellets, and
 * tunnels that lead from one side to the other. Only the player has the colour (210, 164,
 * 74). Below stand the points, the spare lives and the number of the board. `info` has
 * `lives`, from 3, `score`, the points, and `frame`, how many were played.
 *
 * **What you earn**: the points: 10 for a pellet, 50 for a power pellet, which makes the
 * ghosts flee for six seconds at first, and 200, 400, 800 and 1600 for the ghosts eaten
 * meanwhile, whose eyes go home and recover. A fruit appears below their house
 * for ten seconds after 100 and after 200 pellets, for 100 points on the first board,
 * 200 on the second, up to 1000. Red chases you; pink makes for four tiles before you;
 * cyan for where red's mirror image is, seen in a point two tiles before you; green
 * chases you from afar and shies away within eight tiles. At times all keep to their
 * corners. Each cleared board is followed by a faster one.
 *
 * **When it ends**: when a ghost has caught you three times. In the first 90 frames
 * nobody moves, whatever you do, unless `skipIntro` is true. There is no time limit here;
 * `"PelletMaze-v0"` has 108 000 steps, half an hour of frames.
 *
 * After *Hands-On Machine Learning*, chapter 16, where *Ms. Pac-Man* (1982) is learned;
 * screen, actions and options as in Bellemare, Naddaf, Veness and Bowling, "The Arcade
 * Learning Environment" (2013), and Machado et al., "Revisiting the Arcade Learning
 * Environment" (2018).
 *
 * @param options How a game begins, how many frames a step takes, and how reliable the joystick is.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If `frameSkip` is not a positive integer, the probability is no
 * number from 0 to 1, or an option is unknown.
 *
 * @example The first pellet
 * ```ts
 * import { make, pelletMaze } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(pelletMaze({ skipIntro: true }));
 * const { info } = env.reset();
 * assertEquals(info, { lives: 3, score: 0, frame: 0 });
 *
 * let reward = 0;
 * while (reward === 0) ({ reward } = env.step(3));
 * assertEquals(reward, 10);
 * ```
 */
export function pelletMaze(options: PelletMazeOptions = {}): PelletMaze {
  const action = "describe a pellet maze";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const introFrames = resolved.skipIntro ? 0 : INTRO_FRAMES;
  return arcadeGame({
    id: "PelletMaze",
    options: resolved,
    stateSize: STATE_SIZE,
    actionSpace: discrete(JOYSTICK.length),
    controls: joystickControls,
    begin: (state) => begin(state, introFrames),
    tick,
    isOver,
    lives: (state) => state[LIVES]!,
    score: (state) => state[SCORE]!,
    scenery: paintMaze,
    draw: drawPelletMaze,
  });
}
