import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
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
  assertEquals(await world.play("a", "--episodes", "0"), 2);
  assertStringIncludes(world.err, "'episodes'");
  assertEquals(await world.play("a", "--quick"), 2);
  assertStringIncludes(world.err, '"--fast"');
  assertEquals(await world.play(`${world.runs}/nobody`), 1);
  assertStringIncludes(world.err, "the path must exist");
  assertEquals(await world.play("--help"), 0);
  assertStringIncludes(world.out, "--exploring");
});
