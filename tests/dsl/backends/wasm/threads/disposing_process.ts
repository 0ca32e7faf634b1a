import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import { startAll } from "./share_program.ts";

/**
 * Counts this process's threads: before there are pools, with each of them, and when
 * all are disposed. One pool comes first, as the engine keeps some threads of its own.
 */
const count = () => [...Deno.readDirSync("/proc/self/task")].length;
{
  using pool = new ThreadPool(3);
  startAll(pool);
}
const rest = () => new Promise((resolve) => setTimeout(resolve, 10));
for (let i = 0; i < 20; i++) await rest();
const before = count();
const during = Array.from({ length: 4 }, () => {
  using pool = new ThreadPool(3);
  startAll(pool);
  return count();
});
for (let i = 0; i < 200 && count() > before + 1; i++) await rest();
// deno-lint-ignore no-console -- it is a process
console.log(JSON.stringify([before, during, count()]));
