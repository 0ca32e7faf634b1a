import { match, P } from "../../core/deps/ts_pattern.ts";

/** What a factory's documentation says. */
export interface FactoryDoc {
  /** The factory: `cartPole`. */
  readonly name: string;
  /** All of its description, in Markdown. */
  readonly text: string;
  /** What can be chosen. */
  readonly options: readonly OptionDoc[];
}

/** What the documentation says of an option. */
export interface OptionDoc {
  readonly name: string;
  readonly text: string;
  readonly default: string;
}

/** A family of environments, as its table of ids is documented. */
export interface FamilyDoc {
  /** What it is: `The ids of classic control.` */
  readonly text: string;
  /** The ids, with what is said of each and the factory that is named there. */
  readonly ids: ReadonlyMap<string, { text: string; factory: string }>;
  /** The first id of each factory: those that are shown in a picture. */
  readonly shown: readonly string[];
}

interface Documented {
  readonly name: string;
  readonly jsDoc?: { readonly doc?: string };
}

/** A symbol in what `deno doc --json` writes. */
interface DocSymbol {
  readonly name: string;
  readonly declarations: readonly {
    readonly kind: string;
    readonly jsDoc?: { readonly doc?: string };
    readonly def?: {
      readonly properties?: readonly Documented[];
      readonly extends?: readonly { readonly repr?: string }[];
    };
  }[];
}

/** What is documented of environments. */
export interface EnvironmentDocs {
  readonly families: readonly FamilyDoc[];
  factory(name: string): FactoryDoc;
}

const DOCS = { nodes: P.record(P.string, { symbols: P.array() }) } as const;

/**
 * Reads the documentation of environments.
 *
 * @param json What `deno doc --json envs/mod.ts` wrote.
 * @returns The families, and a way to find a factory.
 * @throws {SyntaxError} If it is something else.
 */
export function readDocs(json: unknown): EnvironmentDocs {
  const symbols = match(json)
    .with(
      DOCS,
      ({ nodes }) =>
        Object.values(nodes).flatMap(({ symbols }) => symbols as DocSymbol[]),
    )
    .otherwise(() => {
      throw new SyntaxError(
        "Cannot read documentation as it must be JSON of deno doc",
      );
    });
  const find = (name: string) =>
    symbols.find((symbol) => symbol.name === name)?.declarations[0];
  const tables = find("EnvironmentTable")?.def?.extends ?? [];
  const families = tables.map(({ repr }) => familyOf(find(repr!)!));
  return {
    families,
    factory: (name) => ({
      name,
      text: find(name)?.jsDoc?.doc ?? "",
      options: (find(optionsName(name))?.def?.properties ?? []).map(optionOf),
    }),
  };
}

/** `CartPoleOptions` of `cartPole`. */
function optionsName(factory: string): string {
  return `${factory[0]!.toUpperCase()}${factory.slice(1)}Options`;
}

function familyOf(
  { jsDoc, def }: DocSymbol["declarations"][number],
): FamilyDoc {
  const ids = (def?.properties ?? []).map(({ name, jsDoc }) => {
    const text = jsDoc?.doc ?? "";
    const factory = text.match(/\{@linkcode (\w+)\}/)?.[1] ?? "";
    return [name, { text, factory }] as const;
  });
  const shown = ids.filter(([, { factory }], i) =>
    ids.findIndex(([, other]) => other.factory === factory) === i
  );
  return {
    text: jsDoc?.doc ?? "",
    ids: new Map(ids),
    shown: shown.map(([id]) => id),
  };
}

function optionOf({ name, jsDoc }: Documented): OptionDoc {
  const [text = "", rest = ""] = (jsDoc?.doc ?? "").split("@default");
  return {
    name,
    text: text.trim(),
    default: rest.trim().replace(/^\{|\}$/g, ""),
  };
}
