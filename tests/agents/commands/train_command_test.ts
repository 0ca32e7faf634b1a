import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { decodeCheckpoint } from "../../../agents/checkpoint.ts";
import { FakeWorld } from "./fake_context.ts";

const SMALL = ["--backend", "wasm", "--games", "4"];

/** The checkpoint of a run. */
function checkpointOf(path: string) {
  return decodeCheckpoint(
    Deno.readFileSync(`${path}/checkpoint.safetensors`),
  );
}

Deno.test("train alone solves CartPole-v1 and leaves all that came of it", async () => {
  await using world = new FakeWorld();
  assertEquals(await world.train(), 0, world.err);
  assertStringIncludes(
    world.out,
    "reinforce on CartPole-v1, seed 0: until solved",
  );
  assertMatch(
    world.out,
    /running on wasm, as a run of [\d.]+ million operations/,
  );
  assertMatch(world.out, /Solved after \d+ updates/);
  const files = world.files();
  const run = "runs/reinforce-CartPole-v1-seed-0";
  assertEquals(Object.keys(files).sort(), [
    `${run}/checkpoint.safetensors`,
    `${run}/config.json`,
    `${run}/curve.svg`,
    `${run}/events.jsonl`,
  ]);
  const events = files[`${run}/events.jsonl`]!.trim().split("\n")
    .map((line) => JSON.parse(line));
  const last = events.at(-1);
  assertEquals(last.kind, "evaluation");
  assertEquals(last.metrics.games, 100);
  assert(last.metrics.mean >= 475);
  assertStringIncludes(files[`${run}/curve.svg`]!, "solved at 475");
});

Deno.test("train with an agent runs its budget, and looks at it then", async () => {
  await using world = new FakeWorld();
  const args = ["reinforce", "CartPole-v0", ...SMALL, "--updates", "3"];
  assertEquals(await world.train(...args), 0, world.err);
  assertStringIncludes(world.out, "3 updates\n");
  assertMatch(world.out, /greedy: mean return .* over 100 games/);
  assertMatch(world.out, /as in training: mean return .* over 100 games/);
  const run = `${world.runs}/reinforce-CartPole-v0-seed-0`;
  assertEquals(checkpointOf(run).progress.updates, 3);
  const config = JSON.parse(Deno.readTextFileSync(`${run}/config.json`));
  assertEquals(config.agent.games, 4);
  assertEquals(config.settings.budget, { updates: 3 });
});

Deno.test("train passes every hyper-parameter on", async () => {
  await using world = new FakeWorld();
  const args = "dqn CartPole-v1 --backend wasm --steps 40 --hidden 5,3 " +
    "--activation tanh --no-double --epsilon-steps 99 --epsilon-to 0.5 " +
    "--learning-rate 1e-3 --batch-size 7 --seed 3 --name mine";
  assertEquals(await world.train(...args.split(" ")), 0, world.err);
  const { agent, seed } = checkpointOf(`${world.runs}/mine`);
  assertEquals(seed, 3);
  assertEquals<object>(agent, {
    ...agent,
    network: { hidden: [5, 3], activation: "tanh", initializer: "heUniform" },
    double: false,
    epsilon: { from: 1, to: 0.5, steps: 99 },
    learningRate: 1e-3,
    batchSize: 7,
  });
});

Deno.test("a misunderstood command writes nothing, says why, and exits with 2", async () => {
  await using world = new FakeWorld();
  const wrong: [string, string][] = [
    ["reinforse", '"reinforce", "dqn"'],
    ["reinforce CartPole-v7", '"CartPole-v0", "CartPole-v1"'],
    ["reinforce CartPole-v1 x", "further word"],
    ["--stpes 10", '"--steps"'],
    ["reinforce --capacity 10", "train a reinforce agent"],
    ["--steps ten", "--steps as it takes a number"],
    ["--steps", "--steps as it takes a value"],
    ["--steps --seed 1", "--steps as it takes a value"],
    ["--no-steps 5", 'only a switch can follow "--no-"'],
    ["--steps 0", "'steps' must be a positive integer"],
    ["--steps 1 --steps 2", "given once"],
    ["--seed -1", "'seed'"],
    ["--backend gpu", '"webgpu", "wasm", "cpu"'],
    ["--backend cpu --deterministic", "only wasm answers the same bits"],
    ["--deterministic=yes", "no value"],
    ["reinforce --learning-rate -1", "'learningRate'"],
    ["reinforce --discount 1.5", "'discount'"],
    ["reinforce --hidden 4,,4", "it takes a number"],
    ["reinforce --activation rely", "relu"],
    ["--double", "--double"],
    ["dqn --double=yes", "no value"],
    ["--name a/b", "name of a folder"],
    ["--name a --out b", "either --name or --out"],
    ["--save-every -2", "--save-every"],
  ];
  for (const [command, wish] of wrong) {
    assertEquals(await world.train(...command.split(" ")), 2, command);
    assertStringIncludes(world.err, wish, command);
    assertEquals(world.out, "", command);
    assertEquals(world.err.trim().split("\n").length, 1, world.err);
  }
  assertEquals(world.files(), {});
});

Deno.test("--help shows agents, environments and all options", async () => {
  await using world = new FakeWorld();
  assertEquals(await world.train("--help"), 0);
  for (const word of ["reinforce, dqn", "CartPole-v1", "--until-solved"]) {
    assertStringIncludes(world.out, word);
  }
  assertEquals(await world.train("dqn", "--help"), 0);
  assertMatch(world.out, /--batch-size N +transitions in an update \[128\]/);
  assertEquals(world.files(), {});
});

Deno.test("a run never takes the folder of another", async () => {
  await using world = new FakeWorld();
  const args = ["reinforce", ...SMALL, "--updates", "1"];
  for (let i = 0; i < 3; i++) await world.train(...args);
  const made = [...Deno.readDirSync(world.runs)].map(({ name }) => name);
  const name = "reinforce-CartPole-v1-seed-0";
  assertEquals(made.sort(), [name, `${name}-2`, `${name}-3`]);
  const before = world.files();
  for (
    const place of [["--name", name], ["--out", `${world.runs}/${name}-2`]]
  ) {
    assertEquals(await world.train(...args, ...place), 2);
    assertStringIncludes(world.err, "the folder must be empty");
  }
  assertEquals(world.files(), before);
});

Deno.test("a folder that a killed run left before it began is as good as empty", async () => {
  await using world = new FakeWorld();
  const path = `${world.runs}/killed`;
  Deno.mkdirSync(path, { recursive: true });
  Deno.writeTextFileSync(`${path}/.config.json.12-0.partial`, "{");
  const args = ["reinforce", ...SMALL, "--updates", "1", "--out", path];
  assertEquals(await world.train(...args), 0, world.err);
  const names = [...Deno.readDirSync(path)].map(({ name }) => name);
  assert(!names.some((name) => name.endsWith(".partial")), `${names}`);
});

Deno.test("a budget that runs out before the environment is solved is a failure that says so", async () => {
  await using world = new FakeWorld();
  const args = ["reinforce", ...SMALL, "--updates", "6", "--until-solved"];
  assertEquals(await world.train(...args), 1);
  assertStringIncludes(
    world.out,
    "Not solved: the budget ran out after 6 updates",
  );
  assertStringIncludes(world.out, "A mean of 475 solves CartPole-v1");
  assertStringIncludes(world.out, "deno task train --resume");
});

Deno.test("an interrupt saves, says how to go on, and exits with the signal's code", async () => {
  await using world = new FakeWorld();
  world.controller.abort(130);
  const args = ["reinforce", ...SMALL, "--updates", "9", "--name", "a"];
  assertEquals(await world.train(...args), 130);
  assertStringIncludes(world.out, "deno task train --resume");
  assertEquals(checkpointOf(`${world.runs}/a`).progress.updates, 1);
});

Deno.test("a folder that cannot be written to is a clear error", async () => {
  await using world = new FakeWorld();
  Deno.writeTextFileSync(world.runs, "a file in the way");
  assertEquals(await world.train("reinforce", ...SMALL), 1);
  assertMatch(
    world.err,
    /^Cannot make the folder ".*runs" as .*: current state is a file/,
  );
  assertEquals(Object.keys(world.files()), ["runs"]);
});

Deno.test("a full disk leaves the last checkpoint as it was, and names it", async () => {
  await using world = new FakeWorld();
  world.tick = 10_000; // It is always time to save.
  let checkpoints = 0;
  const write = world.writeFile;
  world.writeFile = (path, bytes) => {
    if (path.endsWith(".safetensors") && ++checkpoints > 3) {
      return Promise.reject(
        new Error(
          "Cannot write it as the disk must have room: current state is full",
        ),
      );
    }
    return write(path, bytes);
  };
  const args = ["reinforce", ...SMALL, "--updates", "9", "--name", "a"];
  assertEquals(await world.train(...args), 1);
  assertStringIncludes(world.err, "the disk must have room");
  const { steps } = checkpointOf(`${world.runs}/a`).progress;
  assertStringIncludes(world.err, `of step ${steps.toLocaleString("en-US")}`);
});

Deno.test("a loss that is not finite stops training, and names step and last good checkpoint", async () => {
  await using world = new FakeWorld();
  world.tick = 10_000;
  const args =
    "dqn --backend wasm --learning-rate 1e30 --learning-starts 300 " +
    "--train-every 100 --gradient-steps 9 --clip-global-norm 1e30 --steps 2000 --name a";
  assertEquals(await world.train(...args.split(" ")), 1);
  assertMatch(
    world.err,
    /the loss must be finite: current loss at update \d+ \(step \d+\)/,
  );
  assertMatch(world.err, /The last good checkpoint is .*, of step 256/);
  assertEquals(checkpointOf(`${world.runs}/a`).progress.steps, 256);
});
