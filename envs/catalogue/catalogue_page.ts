import { describe } from "../describe.ts";
import { REGISTRY } from "../registry.ts";
import { formatSpace } from "../spaces/space.ts";
import type { EnvironmentDocs, FactoryDoc, OptionDoc } from "./read_docs.ts";

/** Where the picture of an id lies, beside the page. */
export type PictureOf = (id: string) => string;

/**
 * The page of all environments that have an id: what you do, see and earn, when it
 * ends, the ids with their spaces and limits, the options, and a picture.
 *
 * @param docs What is documented.
 * @param pictureOf Where pictures lie.
 * @returns Markdown.
 */
export function cataloguePage(
  docs: EnvironmentDocs,
  pictureOf: PictureOf,
): string {
  const families = docs.families.map(({ text, ids }) => {
    const factories = [...new Set([...ids.values()].map((id) => id.factory))];
    return [
      `## ${title(text)}`,
      ...factories.flatMap((factory) => {
        const mine = [...ids].filter(([, id]) => id.factory === factory);
        return section(
          docs.factory(factory),
          mine.map(([id]) => id),
          pictureOf,
        );
      }),
    ];
  });
  return [
    "# Environments",
    "Written by `deno task catalogue` from the environments and their documentation. Every id is for `make`, `makeVector`, `describe`, `deno task play` and, where its spaces allow it, `deno task train`.",
    table(
      ["id", "you choose from", "you see", "steps", "solved from"],
      Object.keys(REGISTRY).map(row),
    ),
    ...families.flat(),
  ].join("\n\n") + "\n";
}

/** `The ids of classic control.` → `Classic control` */
function title(text: string): string {
  const words = text.replace(/^The ids of (the )?/, "").replace(
    /\.[\s\S]*$/,
    "",
  );
  return words[0]!.toUpperCase() + words.slice(1);
}

function section(
  { name, text, options }: FactoryDoc,
  ids: readonly string[],
  pictureOf: PictureOf,
): string[] {
  return [
    `### ${name}`,
    ids.map((id) => `\`${id}\``).join(" · "),
    `![${ids[0]}](${pictureOf(ids[0]!)})`,
    withoutLinks(text.trim()),
    ...options.length > 0 ? [optionTable(options)] : [],
  ];
}

function optionTable(options: readonly OptionDoc[]): string {
  return table(
    ["option", "default", "meaning"],
    options.map((option) => [
      `\`${option.name}\``,
      option.default === ""
        ? ""
        : `\`${option.default.replace(/^`|`$/g, "")}\``,
      withoutLinks(option.text),
    ]),
  );
}

function row(id: string): string[] {
  const { actionSpace, observationSpace, maxEpisodeSteps, rewardThreshold } =
    describe(id);
  return [
    `\`${id}\``,
    formatSpace(actionSpace),
    formatSpace(observationSpace),
    String(maxEpisodeSteps ?? ""),
    String(rewardThreshold ?? ""),
  ];
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${
      cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|"))
        .join(" | ")
    } |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join(
    "\n",
  );
}

/** Links to symbols become their names. */
function withoutLinks(text: string): string {
  return text.replace(/\{@link(?:code)? ([^}]+)\}/g, "`$1`");
}
