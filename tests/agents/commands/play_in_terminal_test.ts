import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { playInTerminal } from "../../../agents/commands/play_in_terminal.ts";
import { environment } from "../../../envs/description.ts";
import { countingGame } from "../../envs/play/counting_game.ts";
import { FakeWorld } from "./fake_context.ts";

/** A world with a person at a terminal, who does this. */
function personWho(...typed: string[]): FakeWorld {
  const world = new FakeWorld();
  world.isTerminal = true;
  world.tick = 0;
  world.typed = typed;
  return world;
}

/** Plays a game of which every step counts. */
function count(
  world: FakeWorld,
  game: Parameters<typeof countingGame>[0],
  episodes: number | null = 1,
): Promise<number> {
  const place = { kind: "terminal", episodes, fast: false } as const;
  return playInTerminal(
    { env: countingGame(game), seed: 0 },
    place,
    world.context(),
  );
}

/** The terminal is as before. */
function assertRestored(world: FakeWorld): void {
  assert(!world.listening);
  assert(
    world.out.lastIndexOf("\x1b[?25h") > world.out.lastIndexOf("\x1b[?25l"),
  );
}

const LAKE = ["FrozenLake-v1", "--options", '{"isSlippery": false}'];
const [DOWN, RIGHT] = ["ArrowDown", "ArrowRight"];

Deno.test("a person plays by turns: each key is a step", async () => {
  const way = [DOWN, `x ${DOWN}`, RIGHT, RIGHT, DOWN, RIGHT];
  await using world = personWho(...way);
  assertEquals(await world.play(...LAKE, "--episodes", "1"), 0, world.err);
  assertStringIncludes(world.out, "[S] F  F  F ");
  assertStringIncludes(world.out, "step 0, return 0");
  assertStringIncludes(world.out, "←: 0   ↓: 1   →: 2   ↑: 3   q: quit");
  assertMatch(world.out, /game 1: return 1, 6 steps\n$/);
  assertRestored(world);
});

Deno.test("a person begins the next game with Enter, and quits when it is enough", async () => {
  const lost = [DOWN, RIGHT];
  await using world = personWho(
    ...lost,
    `${DOWN} ${DOWN} Enter`,
    ...lost,
    "Enter",
    DOWN,
    "q",
  );
  assertEquals(await world.play(...LAKE), 0, world.err);
  assertStringIncludes(world.out, "Enter begins the next one");
  assertEquals(world.out.match(/game \d: .*$/gm), [
    "game 1: return 0, 2 steps",
    "game 2: return 0, 2 steps",
  ]);
  assertRestored(world);
});

Deno.test("a person's keys act in time for as long as they seem to be held", async () => {
  await using world = personWho("", RIGHT);
  assertEquals(await count(world, { length: 40 }), 0);
  // Of 40 steps 20 milliseconds apart, those within 150.
  assertMatch(world.out, /game 1: return 8, 40 steps\n$/);
  assertEquals(world.slept, 40 * 20);
  await using repeating = personWho(
    "",
    RIGHT,
    "",
    "",
    RIGHT,
    "",
    "",
    RIGHT,
  );
  assertEquals(await count(repeating, { length: 40 }), 0);
  const held = Number(
    /return (\d+)/.exec(repeating.out.split("game 1:")[1]!)![1],
  );
  assert(held > 10 && held < 20, `${held}`);
});

Deno.test("a terminal is as before, however a game ends", async () => {
  for (
    const [key, code] of [["Ctrl-C", 130], ["q", 0], ["Escape", 0]] as const
  ) {
    for (const idle of [0, null] as const) {
      await using world = personWho(key);
      assertEquals(await count(world, { idle }, null), code);
      assertRestored(world);
    }
  }
  await using killed = personWho();
  const playing = count(killed, { idle: null }, null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  killed.controller.abort(143);
  assertEquals(await playing, 143);
  assertRestored(killed);

  await using failing = personWho("ArrowUp");
  const broken = environment({
    ...countingGame({ idle: null }),
    step: () => {
      throw new Error("out of order");
    },
  });
  const place = { kind: "terminal", episodes: null, fast: false } as const;
  await assertRejects(
    () => playInTerminal({ env: broken, seed: 0 }, place, failing.context()),
    Error,
    "out of order",
  );
  assertRestored(failing);
});

Deno.test("a key of the game does not quit it", async () => {
  const game = environment({
    ...countingGame(),
    maxEpisodeSteps: 2,
    controls: { idle: null, keys: { q: 1, Escape: 2 } },
  });
  await using world = personWho("q", "Escape");
  const place = { kind: "terminal", episodes: 1, fast: false } as const;
  assertEquals(
    await playInTerminal({ env: game, seed: 0 }, place, world.context()),
    0,
  );
  assertStringIncludes(world.out, "Ctrl-C: quit");
  assertMatch(world.out, /game 1: return 3, 2 steps\n$/);
});

Deno.test("a person needs a terminal, and something to see", async () => {
  await using world = new FakeWorld();
  assertEquals(await world.play("CartPole-v1"), 2);
  assertStringIncludes(world.err, "--watch");
  assertEquals(world.out, "");
  world.isTerminal = true;
  const place = { kind: "terminal", episodes: null, fast: false } as const;
  const unseen = environment({ ...countingGame(), rendering: null });
  await assertRejects(
    () => playInTerminal({ env: unseen, seed: 0 }, place, world.context()),
    RangeError,
    "how it is looked at",
  );
});
