/**
 * Writes the page of all environments, with their pictures: `deno task catalogue`.
 *
 * Reads what `deno doc --json` says of them.
 */
import { cataloguePage } from "./catalogue_page.ts";
import { picture } from "./picture.ts";
import { readDocs } from "./read_docs.ts";

if (import.meta.main) {
  const folder = new URL("./", import.meta.url);
  const docs = readDocs(await new Response(Deno.stdin.readable).json());
  const pictures = new Map<string, string>();
  for (const id of docs.families.flatMap(({ shown }) => shown)) {
    const { ending, bytes } = picture(id);
    pictures.set(id, `pictures/${id}.${ending}`);
    await Deno.writeFile(new URL(pictures.get(id)!, folder), bytes);
  }
  const page = cataloguePage(docs, (id) => pictures.get(id)!);
  await Deno.writeTextFile(new URL("README.md", folder), page);
}
