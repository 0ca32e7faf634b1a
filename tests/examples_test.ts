import { assertEquals, assertMatch } from "@std/assert";
import { mnistIsHere } from "./algorithms/datasets/mnist_is_here.ts";
import { runScript } from "./run_script.ts";

/** How an example is run, and what it has to say at its end. */
interface Example {
  readonly ending: RegExp;
  /** Options of `deno run`, such as permissions. @default none */
  readonly options?: readonly string[];
  readonly args?: readonly string[];
  /** Whether it takes a folder to write to. @default {false} */
  readonly writes?: boolean;
  /** Whether it lacks something here. */
  readonly ignore?: boolean;
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  "first_graph.ts": { ending: /\[\s*42, 24, 10, 8,\s*6,\s*6,\s*0\s*\]/ },
  "digits.ts": { ending: /accuracy: 0\.9[6-9]/ },
  "cart_pole.ts": {
    ending: /mean return (4[89]\d|47[5-9]|500)(\.\d+)?\n$/,
  },
  "pellet_maze.ts": {
    ending: /^[1-9]\d+ points, filmed as rl-video-episode-0\.gif\n$/,
    options: ["--allow-read", "--allow-write"],
    writes: true,
  },
  "mnist.ts": {
    ending: /test accuracy 0\.(8[5-9]|9\d)\d*\n$/,
    options: ["--no-lock", "--allow-read"],
    args: ["--train-size", "3000", "--epochs", "2"],
    ignore: !await mnistIsHere(),
  },
};

for (const [name, example] of Object.entries(EXAMPLES)) {
  const { ending, options = [], args = [], writes, ignore = false } = example;
  const how = options.join(" ") || "no permissions";
  Deno.test({
    name: `examples/${name} runs with ${how}`,
    ignore,
    async fn() {
      const script = new URL(`../examples/${name}`, import.meta.url);
      const folder = writes ? [await Deno.makeTempDir()] : [];
      const ran = await runScript(script, {
        options,
        args: [...args, ...folder],
      });
      for (const path of folder) await Deno.remove(path, { recursive: true });
      assertEquals(ran.code, 0, ran.complaints);
      assertMatch(ran.printed, ending);
    },
  });
}

Deno.test("every example is run", () => {
  const folder = new URL("../examples", import.meta.url);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assertEquals(names.sort(), Object.keys(EXAMPLES).sort());
});
