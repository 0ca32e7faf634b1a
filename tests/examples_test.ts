import { assertEquals, assertMatch } from "@std/assert";

/** What each example has to say at its end. */
const EXAMPLES: Readonly<Record<string, RegExp>> = {
  "first_graph.ts": /\[\s*42, 24, 10, 8,\s*6,\s*6,\s*0\s*\]/,
  "digits.ts": /accuracy: 0\.9[6-9]/,
  "cart_pole.ts": /mean return (4[89]\d|47[5-9]|500)(\.\d+)?\n$/,
};

for (const [name, ending] of Object.entries(EXAMPLES)) {
  Deno.test(`examples/${name} runs with no permissions`, async () => {
    const path = new URL(`../examples/${name}`, import.meta.url).pathname;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", path],
      env: { NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    assertEquals(code, 0, decoder.decode(stderr));
    assertMatch(decoder.decode(stdout), ending);
  });
}

Deno.test("every example is run", () => {
  const folder = new URL("../examples", import.meta.url);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assertEquals(names.sort(), Object.keys(EXAMPLES).sort());
});
