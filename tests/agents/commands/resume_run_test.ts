import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { FakeWorld } from "./fake_context.ts";

const FIRST = ["reinforce", "--backend", "wasm", "--games", "4"];

/** What was left of runs that were begun, and stopped at some update. */
async function stoppedAt(
  world: FakeWorld,
  name: string,
  updates: number,
  ...more: string[]
): Promise<string> {
  const args = [...FIRST, "--updates", String(updates), "--name", name];
  assertEquals(await world.train(...args, ...more), 0, world.err);
  return `${world.runs}/${name}`;
}

Deno.test("a resumed run ends as one that was never stopped, events and curve included", async () => {
  await using world = new FakeWorld();
  await stoppedAt(world, "whole", 8);
  const half = await stoppedAt(world, "half", 3);
  assertEquals(
    await world.train("--resume", half, "--updates", "8"),
    0,
    world.err,
  );
  assertStringIncludes(world.out, ", from step ");
  const files = world.files();
  for (const name of Object.keys(files)) {
    if (!name.startsWith("runs/whole/")) continue;
    const other = name.replace("whole", "half");
    assertEquals(files[other], files[name], name);
  }
});

Deno.test("a run that is resumed at its end is looked at again, and does not change", async () => {
  await using world = new FakeWorld();
  const path = await stoppedAt(world, "a", 4);
  const before = world.files();
  assertEquals(await world.train("--resume", path), 0, world.err);
  assertEquals(world.files(), before);
});

Deno.test("what was solved stays solved when it is resumed", async () => {
  await using world = new FakeWorld();
  assertEquals(await world.train("--backend", "wasm", "--seed", "2"), 0);
  const before = world.files();
  const path = `${world.runs}/reinforce-CartPole-v1-seed-2`;
  assertEquals(await world.train("--resume", path), 0, world.err);
  assertStringIncludes(world.out, "Solved after");
  assertEquals(world.files(), before);
});

Deno.test("a resumed run runs on what it began with, unless it is told otherwise", async () => {
  await using world = new FakeWorld();
  const settings = (path: string) => {
    const text = Deno.readTextFileSync(`${path}/config.json`);
    const { backend, threads, deterministic } = JSON.parse(text).settings;
    return [backend, threads, deterministic];
  };
  const resume = async (path: string, updates: number, ...more: string[]) => {
    const args = ["--resume", path, "--updates", String(updates), ...more];
    assertEquals(await world.train(...args), 0, world.err);
    return settings(path);
  };
  const path = await stoppedAt(
    world,
    "a",
    1,
    "--threads",
    "2",
    "--deterministic",
  );
  assertEquals(settings(path), ["wasm", 2, true]);
  assertEquals(await resume(path, 2), ["wasm", 2, true]);
  assertEquals(await resume(path, 3, "--threads", "1"), ["wasm", 1, true]);
  const other = ["--backend", "cpu", "--no-deterministic"];
  assertEquals(await resume(path, 4, ...other), ["cpu", 1, false]);
  assertStringIncludes(world.out, "running on cpu, as asked for");
});

Deno.test("a resumed run drops events that its checkpoint does not know, and half-written files", async () => {
  await using world = new FakeWorld();
  const path = await stoppedAt(world, "a", 4);
  const before = world.files();
  const late =
    '{"kind":"training","step":99999,"metrics":{"return":1}}\n{"kind":"trai';
  Deno.writeTextFileSync(`${path}/events.jsonl`, late, { append: true });
  Deno.writeTextFileSync(`${path}/.checkpoint.safetensors.77-0.partial`, "x");
  assertEquals(await world.train("--resume", path), 0, world.err);
  assertEquals(world.files(), before);
});

Deno.test("a run that was killed before its first checkpoint begins again in its folder", async () => {
  await using world = new FakeWorld();
  const path = await stoppedAt(world, "a", 4);
  const before = world.files();
  for (const file of ["checkpoint.safetensors", "curve.svg"]) {
    Deno.removeSync(`${path}/${file}`);
  }
  assertEquals(await world.train("--resume", path), 0, world.err);
  assertEquals(world.files(), before);
});

Deno.test("--resume refuses what contradicts the run, and touches nothing", async () => {
  await using world = new FakeWorld();
  const path = await stoppedAt(world, "a", 2, "--seed", "6");
  const before = world.files();
  const wrong: [string, string][] = [
    ["dqn --resume", "the agent must be"],
    ["reinforce CartPole-v0 --resume", "the environment must be"],
    ["--seed 5 --resume", "--seed must be"],
    ["--games 5 --resume", "the agent's options must be"],
    ["--learning-rate 0.5 --resume", "the agent's options must be"],
    ["--capacity 5 --resume", "train a reinforce agent"],
    ["--name b --resume", "--name must be"],
    ["--out b --resume", "--out must be"],
    ["--updates 0 --resume", "'updates'"],
  ];
  for (const [command, wish] of wrong) {
    const args = [...command.split(" "), path];
    assertEquals(await world.train(...args), 2, command);
    assertStringIncludes(world.err, wish, command);
  }
  assertEquals(world.files(), before);
  // What agrees is no contradiction.
  const same = "reinforce CartPole-v1 --games 4 --seed 6 --updates 3 --resume";
  assertEquals(await world.train(...same.split(" "), path), 0, world.err);
});

Deno.test("--resume refuses damaged runs, and leaves them as they are", async () => {
  await using world = new FakeWorld();
  const path = await stoppedAt(world, "a", 2);
  const checkpoint = `${path}/checkpoint.safetensors`;
  const config = `${path}/config.json`;
  const [good, text] = [
    Deno.readFileSync(checkpoint),
    Deno.readFileSync(config),
  ];
  const bent = good.slice();
  bent[40]! ^= 0xff;
  const damages: [string, Uint8Array, string][] = [
    [checkpoint, good.subarray(0, 1000), checkpoint],
    [checkpoint, bent, checkpoint],
    [checkpoint, new Uint8Array(0), checkpoint],
    [config, text.subarray(0, 40), config],
    [config, new TextEncoder().encode("{}"), config],
  ];
  for (const [file, bytes, name] of damages) {
    Deno.writeFileSync(checkpoint, good);
    Deno.writeFileSync(config, text);
    Deno.writeFileSync(file, bytes);
    const before = world.files();
    assertEquals(await world.train("--resume", path), 1);
    assertStringIncludes(world.err, name);
    assert(world.err.startsWith("Cannot "), world.err);
    assertEquals(world.files(), before);
  }
  assertEquals(await world.train("--resume", `${world.runs}/nobody`), 1);
  assertStringIncludes(world.err, "the folder must hold a run");
});
