import { assertEquals } from "@std/assert";

/** Content types that Deno takes for modules. */
const TYPES: Readonly<Record<string, string>> = {
  ts: "application/typescript",
  json: "application/json",
};

/** Serves the checkout on this machine only. */
function serveCheckout(): Deno.HttpServer<Deno.NetAddr> {
  const root = new URL("../", import.meta.url);
  return Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      const type = TYPES[pathname.split(".").at(-1)!] ?? "text/plain";
      try {
        const file = await Deno.readFile(new URL(`.${pathname}`, root));
        return new Response(file, { headers: { "content-type": type } });
      } catch {
        return new Response("Not found", { status: 404 });
      }
    },
  );
}

const script = (root: string) => `
import { dqn, evaluate, train } from "${root}/mod.ts";

const agent = dqn({ learningStarts: 50, batchSize: 16, hidden: [16] });
await using training = train(agent, "CartPole-v1", {
  steps: 200,
  seed: 1,
  backend: "wasm",
});
let steps = 0;
for await (const event of training) steps = event.step;
const report = await evaluate(training.policy, "CartPole-v1", { episodes: 3 });
console.log(JSON.stringify({ steps, episodes: report.returns.length }));
`;

Deno.test("mod.ts is imported by URL from an empty folder, and trains 200 steps", async () => {
  const server = serveCheckout();
  const folder = await Deno.makeTempDir();
  try {
    const root = `http://127.0.0.1:${server.addr.port}`;
    await Deno.writeTextFile(`${folder}/train.ts`, script(root));
    const host = `127.0.0.1:${server.addr.port}`;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", `--allow-import=${host}`, "train.ts"],
      cwd: folder,
    }).output();
    const decoder = new TextDecoder();
    assertEquals(code, 0, decoder.decode(stderr));
    assertEquals(JSON.parse(decoder.decode(stdout)), {
      steps: 200,
      episodes: 3,
    });
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("nothing reachable from mod.ts needs an import map", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", new URL("../mod.ts", import.meta.url).pathname],
    cwd: new URL("../", import.meta.url),
  }).output();
  const info: {
    readonly modules: readonly {
      readonly specifier: string;
      readonly dependencies?: readonly { readonly specifier: string }[];
    }[];
  } = JSON.parse(new TextDecoder().decode(stdout));
  const bare = info.modules
    .filter(({ specifier }) => specifier.startsWith("file:"))
    .flatMap(({ specifier, dependencies = [] }) =>
      dependencies.map((dependency) => [specifier, dependency.specifier])
    )
    .filter(([, wanted]) => !/^(\.{1,2}\/|npm:|node:)/.test(wanted!));
  assertEquals(bare, []);
});
