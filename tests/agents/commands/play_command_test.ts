import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { RawPage } from "../../envs/play/raw_page.ts";
import { FakeWorld } from "./fake_context.ts";

async function trained(world: FakeWorld): Promise<string> {
  const args = "reinforce --backend cpu --games 4 --updates 2 --name a";
  assertEquals(await world.train(...args.split(" ")), 0, world.err);
  return `${world.runs}/a`;
}

Deno.test("play tells results and writes a GIF where there is no terminal", async () => {
  await using world = new FakeWorld();
  const path = await trained(world);
  assertEquals(await world.play(path, "--episodes", "2"), 0, world.err);
  assertMatch(world.out, /^game 1: return (\d+), \1 steps\ngame 2: /);
  assertStringIncludes(world.out, `${path}/play.gif`);
  assert(!world.out.includes("\x1b"));
  const gif = Deno.readFileSync(`${path}/play.gif`);
  assertEquals(new TextDecoder().decode(gif.subarray(0, 6)), "GIF89a");
  const first = world.out;
  assertEquals(await world.play(path, "--episodes", "2"), 0);
  assertEquals(world.out, first);
  assertEquals(Deno.readFileSync(`${path}/play.gif`), gif);
});

Deno.test("play shows games in the terminal, one picture in the place of the other", async () => {
  await using world = new FakeWorld();
  const path = await trained(world);
  world.isTerminal = true;
  world.tick = 0;
  assertEquals(await world.play(`${path}/`, "--episodes", "1"), 0, world.err);
  assertStringIncludes(world.out, "\x1b[?25l");
  assertStringIncludes(world.out, "step 0, return 0");
  assertMatch(world.out.replaceAll("\x1b", "ESC"), /ESC\[\d+A/);
  // The cursor is there again before anything else is written.
  const end = world.out.slice(world.out.lastIndexOf("\x1b[?25h"));
  assertStringIncludes(end, "game 1: return");
  // A picture every 40 milliseconds, after the first.
  assert(world.slept > 0 && world.slept % 40 === 0, `${world.slept}`);
  world.slept = 0;
  assertEquals(await world.play(path, "--fast", "--episodes", "1"), 0);
  assertEquals(world.slept, 0);
});

Deno.test("play stops when it is told to", async () => {
  await using world = new FakeWorld();
  const path = await trained(world);
  world.controller.abort(130);
  assertEquals(await world.play(path), 130);
});

Deno.test("play says what it does not understand, and what is not there", async () => {
  await using world = new FakeWorld();
  assertEquals(await world.play(), 2);
  assertStringIncludes(world.err, "runs/my-run");
  assertEquals(await world.play("Cartpole-v1"), 2);
  assertStringIncludes(world.err, '"CartPole-v1"');
  assertEquals(await world.play("a", "--episodes", "0"), 2);
  assertStringIncludes(world.err, "'episodes'");
  assertEquals(await world.play("a", "--quick"), 2);
  assertStringIncludes(world.err, '"--fast"');
  assertEquals(await world.play(`${world.runs}/nobody`), 1);
  assertStringIncludes(world.err, "the path must exist");
  assertEquals(await world.play("--help"), 0);
  assertStringIncludes(world.out, "--exploring");
});

Deno.test("play refuses options that would do nothing, or that the environment does not have", async () => {
  await using world = new FakeWorld();
  world.isTerminal = true;
  const cases = [
    ["runs/a --watch", "an environment is named"],
    ["runs/a --options {}", "an environment is named"],
    ["Pong-v0 --exploring", "a trained agent plays"],
    ["Pong-v0 --port 8000", "--browser is given"],
    ["Pong-v0 --fast", "a game is watched"],
    ["Pong-v0 --browser --episodes 2", "the terminal is where it is seen"],
    ["Pong-v0 --browser --watch --fast", "the terminal is where it is seen"],
    ["Pong-v0 --browser --port 65536", "'port'"],
    ["Pong-v0 --options 3", "JSON in braces"],
    ["Pong-v0 --options [1]", "JSON in braces"],
    ["Pong-v0 --options {", "JSON in braces"],
    ['Pong-v0 --options {"frameskip":2}', "frameSkip"],
    ['Pong-v0 --options {"frameSkip":0}', "'frameSkip'"],
  ] as const;
  for (const [args, reason] of cases) {
    assertEquals(await world.play(...args.split(" ")), 2, args);
    assertStringIncludes(world.err, reason);
    assertEquals(world.out, "");
  }
});

Deno.test("play --watch lets chance play, and tells results where there is no terminal", async () => {
  await using world = new FakeWorld();
  const lake = ["FrozenLake-v1", "--watch"];
  assertEquals(await world.play(...lake), 0, world.err);
  assertMatch(world.out, /^(game \d: return [01], \d+ steps\n){3}$/);
  const first = world.out;
  assertEquals(await world.play(...lake, "--seed", "1"), 0);
  assert(world.out !== first);
  assertEquals(await world.play(...lake, "--episodes", "4"), 0);
  assert(world.out.startsWith(first));
  world.isTerminal = true;
  assertEquals(await world.play(...lake, "--fast"), 0);
  assertStringIncludes(world.out, "[S] F  F  F ");
  assertEquals(world.slept, 0);
  assertEquals(await world.play("CartPole-v1", "--watch", "--fast"), 0);
  // With the line of the cursor, a picture fits a terminal of 24 lines.
  const ups = [...world.out.replaceAll("\x1b", "ESC").matchAll(/ESC\[(\d+)A/g)]
    .map(([, up]) => Number(up));
  assert(ups.length > 10 && ups.every((up) => up > 20 && up <= 23));
});

Deno.test("play --browser serves a page until it is interrupted", async () => {
  await using world = new FakeWorld();
  const path = await trained(world);
  for (
    const what of [["FrozenLake-v1"], ["FrozenLake-v1", "--watch"], [path]]
  ) {
    world.controller = new AbortController();
    const playing = world.play(...what, "--browser");
    while (world.out === "") {
      assertEquals(world.err, "");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(world.out)![0];
    {
      await using page = await RawPage.open(url);
      const { score } = await page.view();
      assertEquals(score, { game: 1, steps: 0, total: 0, over: false });
      if (what.length > 1 || what[0] === path) {
        while ((await page.view()).score.steps < 3);
      }
    }
    world.controller.abort(130);
    assertEquals(await playing, 130);
  }
});
