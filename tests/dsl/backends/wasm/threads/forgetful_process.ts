import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import { marking, marks } from "./marking_program.ts";
import { awaitReady, startAll } from "./share_program.ts";

/** What a process does with a pool that it never disposes; how it ends is its argument. */
const pool = new ThreadPool(3);
startAll(pool);
const program = marking();
const added = pool.add(program);
awaitReady(pool);
added.run();
await new Promise((resolve) => setTimeout(resolve, 10));
// deno-lint-ignore no-console -- it is a process
console.log(marks(program).join(" "));
switch (Deno.args[0]) {
  case "exit":
    Deno.exit(3);
    break;
  case "throw":
    throw new Error("thrown by the process");
}
