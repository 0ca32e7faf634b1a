import process from "node:process";
import { assert, assertEquals } from "@std/assert";
import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import { marking } from "./marking_program.ts";
import { awaitReady, startAll } from "./share_program.ts";

/** Runs a script of this folder in a process, which is killed after 30 s. */
async function run(script: string, ...args: readonly string[]) {
  const path = new URL(script, import.meta.url).pathname;
  const options = args.filter((arg) => arg.startsWith("--"));
  const rest = args.filter((arg) => !arg.startsWith("--"));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...options, path, ...rest],
    env: { NO_COLOR: "1" },
    signal: AbortSignal.timeout(30_000),
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    printed: decoder.decode(stdout),
    complaints: decoder.decode(stderr),
  };
}

/** Runs the process that forgets its threads, without any permission. */
const forget = (end: string) => run("forgetful_process.ts", end);

Deno.test("a process that forgets to dispose its threads ends when its work is done, and needs no permission", async () => {
  const { code, printed } = await forget("");
  assertEquals([code, printed], [0, "1 1 1 0\n"]);
});

Deno.test("a process with sleeping threads ends when it exits", async () => {
  const { code, printed } = await forget("exit");
  assertEquals([code, printed], [3, "1 1 1 0\n"]);
});

Deno.test("a process with sleeping threads ends when it fails", async () => {
  const { code, complaints } = await forget("throw");
  assertEquals(code, 1);
  assert(complaints.includes("thrown by the process"));
});

Deno.test({
  name: "disposed workers end",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const { printed } = await run("disposing_process.ts", "--allow-all");
    const [before, during, after] = JSON.parse(printed);
    assert(during.every((count: number) => count >= before + 2));
    // The engine may keep a thread of its own.
    assert(after <= before + 1, printed);
  },
});

Deno.test("workers without work take no time", async () => {
  using pool = new ThreadPool(3);
  startAll(pool);
  using added = pool.add(marking());
  awaitReady(pool);
  added.run();
  const rest = (time: number) =>
    new Promise((resolve) => setTimeout(resolve, time));
  // The least of some times, as the engine's own threads may have work at any.
  let least = Infinity;
  for (let i = 0; i < 10 && least >= 50_000; i++) {
    await rest(50);
    const before = process.cpuUsage();
    await rest(200);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  assert(least < 50_000, `${least} µs of 200,000`);
});
