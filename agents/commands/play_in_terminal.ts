import { cannot } from "../../core/errors.ts";
import { formatMetric } from "../../core/progress.ts";
import type {
  Controls,
  EnvironmentDescription,
} from "../../envs/description.ts";
import { Beat } from "../../envs/play/beat.ts";
import { controlsOf } from "../../envs/play/controls_of.ts";
import { HeldKeys } from "../../envs/play/held_keys.ts";
import { keyList } from "../../envs/play/key_list.ts";
import { Playthrough } from "../../envs/play/playthrough.ts";
import { type CommandContext, DONE } from "./command_context.ts";
import { pictureOf } from "./picture_of.ts";
import type { PlayPlace } from "./play_request.ts";
import { PressedKeys } from "./pressed_keys.ts";
import { Stage } from "./stage.ts";
import { UsageError } from "./usage_error.ts";
import { type Pictures, picturesOf, resultOf } from "./watch_in_terminal.ts";

/** A terminal does not say when a key goes up: it counts as held for so long after it was last heard of, milliseconds. */
const HOLD = 150;

/** What a person plays with. */
interface Desk {
  readonly game: Playthrough;
  readonly controls: Controls;
  readonly pressed: PressedKeys;
  readonly context: CommandContext;
  readonly pictures: Pictures;
  /** Shows the game, and a line for the person. */
  see(notice: string): Promise<void>;
}

/**
 * Lets a person play in the terminal, until they have enough.
 *
 * @param show What is played.
 * @param place How often.
 * @param context The world around it.
 * @returns The exit code.
 * @throws {UsageError} If there is no terminal.
 * @throws {RangeError} If there is nothing to see, or nothing says what keys do.
 */
export async function playInTerminal(
  { env, seed }: {
    readonly env: EnvironmentDescription;
    readonly seed: number;
  },
  { episodes }: Extract<PlayPlace, { kind: "terminal" }>,
  context: CommandContext,
): Promise<number> {
  const { out, keyboard, interrupted } = context;
  if (!out.isTerminal || !keyboard.isTerminal) {
    const wish = "a person needs a terminal; --browser and --watch need none";
    throw new UsageError(cannot(`play ${env.id}`, wish, "none", "terminal"));
  }
  const pictures = picturesOf(env);
  if (pictures === undefined) {
    const wish = "its description must say how it is looked at";
    throw new RangeError(cannot(`play ${env.id}`, wish, null, "rendering"));
  }
  const controls = controlsOf(env);
  const { known } = new HeldKeys(controls);
  const quit = ["Escape", "q"].filter((key) => !known.has(key));
  const pressed = new PressedKeys(quit, interrupted);
  const keys = `${describeKeys(controls)}   ${quit.at(-1) ?? "Ctrl-C"}: quit`;
  using game = new Playthrough(env, seed);
  using _listening = keyboard.listen((key) => pressed.press(key));
  for (;;) {
    const stage = new Stage(context, 0);
    const see = (notice: string) => {
      const { steps, total } = game.score;
      const caption = `step ${steps}, return ${formatMetric(total)}`;
      return stage.show(pictureOf(game, out, [caption, keys, notice]));
    };
    const desk = { game, controls, pressed, context, pictures, see };
    const isLast = game.score.game === episodes;
    try {
      await (controls.idle === null ? playByTurns(desk) : playInTime(desk));
      if (game.score.over && !isLast) await intermission(desk);
    } finally {
      stage.close();
    }
    if (game.score.over) out.write(resultOf(game));
    if (pressed.enough !== undefined) return pressed.enough;
    if (isLast) return DONE;
    game.restart();
  }
}

/** A step for each key. */
async function playByTurns(
  { game, controls, pressed, see }: Desk,
): Promise<void> {
  const held = new HeldKeys(controls);
  await see("Your turn: each key is a step");
  while (!game.score.over) {
    const key = await pressed.next();
    if (key === undefined) return;
    held.press(key);
    const action = held.act();
    held.releaseAll();
    if (action === null) continue;
    game.step(action);
    await see("");
  }
}

/** A step whenever its time has come. */
async function playInTime(
  { game, controls, pressed, see, context, pictures }: Desk,
): Promise<void> {
  const { now, sleep } = context;
  const { every, framesPerSecond } = pictures;
  const held = new HeldKeys(controls);
  const lastHeard = new Map<string, number>();
  const beat = new Beat(now());
  const interval = 1000 / (every * framesPerSecond);
  await see("");
  while (!game.score.over) {
    await sleep(beat.next(now(), interval));
    if (pressed.enough !== undefined) return;
    const time = now();
    for (const key of pressed.takeAll()) {
      held.press(key);
      lastHeard.set(key, time);
    }
    for (const [key, heard] of lastHeard) {
      if (time - heard >= HOLD) held.release(key);
    }
    game.step(held.act()!);
    if (game.score.steps % every === 0 || game.score.over) {
      await see("");
    }
  }
}

/** Waits until the person wants another game. */
async function intermission({ pressed, see }: Desk): Promise<void> {
  await see("The game is over: Enter begins the next one");
  for (;;) {
    const key = await pressed.next();
    if (key === undefined || key === "Enter") return;
  }
}

/** `keys: ←: 0   →: 1`. */
function describeKeys(controls: Controls): string {
  return keyList(controls)
    .map(({ keys, action }) => `${keys.join(" ")}: ${action}`)
    .join("   ");
}
