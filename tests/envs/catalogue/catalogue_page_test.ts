import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { cataloguePage } from "../../../envs/catalogue/catalogue_page.ts";
import { picture } from "../../../envs/catalogue/picture.ts";
import { readDocs } from "../../../envs/catalogue/read_docs.ts";
import { ENVIRONMENT_IDS } from "../../../envs/registry.ts";

const FOLDER = new URL("../../../envs/catalogue/", import.meta.url);

async function documentation(): Promise<unknown> {
  const entry = new URL("../../../envs/mod.ts", import.meta.url).pathname;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", entry],
  });
  const { stdout } = await command.output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("the page of environments says what there is now: deno task catalogue", async () => {
  const docs = readDocs(await documentation());
  const ids = docs.families.flatMap((family) => [...family.ids.keys()]);
  assertEquals(ids.sort(), [...ENVIRONMENT_IDS].sort());
  const pictures = new Map(
    docs.families.flatMap(({ shown }) =>
      shown.map((id) => [id, `pictures/${id}.${picture(id).ending}`] as const)
    ),
  );
  const page = cataloguePage(docs, (id) => pictures.get(id)!);
  assertEquals(page, Deno.readTextFileSync(new URL("README.md", FOLDER)));
  for (const path of pictures.values()) {
    assert(Deno.statSync(new URL(path, FOLDER)).size > 200, path);
  }
  for (const { ids } of docs.families) {
    for (const { factory } of ids.values()) {
      const { text } = docs.factory(factory);
      for (
        const part of [
          "What you do",
          "What you see",
          "What you earn",
          "When it ends",
        ]
      ) assertStringIncludes(text, `**${part}**: `, factory);
    }
  }
});

Deno.test("readDocs() reads tables of ids, factories and options", () => {
  const property = (name: string, doc: string) => ({ name, jsDoc: { doc } });
  const symbol = (name: string, doc: string, def = {}) => ({
    name,
    declarations: [{ kind: "any", jsDoc: { doc }, def }],
  });
  const docs = readDocs({
    nodes: {
      "file:///mod.ts": {
        symbols: [
          symbol("walk", "A walk."),
          symbol("WalkOptions", "", {
            properties: [property("far", "Metres. @default {5}")],
          }),
          symbol("WalkTable", "The ids of walks.", {
            properties: [
              property("Walk-v0", "{@linkcode walk}, short."),
              property("Walk-v1", "{@linkcode walk}, long."),
            ],
          }),
          symbol("EnvironmentTable", "", { extends: [{ repr: "WalkTable" }] }),
        ],
      },
    },
  });
  assertEquals(docs.families.map(({ text }) => text), ["The ids of walks."]);
  assertEquals(docs.families[0]!.shown, ["Walk-v0"]);
  assertEquals(docs.factory("walk"), {
    name: "walk",
    text: "A walk.",
    options: [{ name: "far", text: "Metres.", default: "5" }],
  });
});
