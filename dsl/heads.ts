import { cannot, quote } from "../core/errors.ts";
import { requireModel } from "./fluent_model.ts";
import { type ModelJson, modelJson } from "./formats/model_json.ts";
import { INSPECT } from "./inspect.ts";
import { located } from "./located.ts";
import type { HeadsModel, Model } from "./model.ts";
import { namesOf } from "./names_of.ts";
import { summary } from "./passes/summary.ts";
import { type Outputs, type Place, reach, requireName } from "./place.ts";

/** The ends of several models, by name. */
class NamedHeads<Name extends string> implements HeadsModel<Name> {
  readonly kind = "heads";
  readonly outputs: Readonly<Record<Name, Place>>;

  constructor(outputs: Readonly<Record<Name, Place>>) {
    this.outputs = Object.freeze({ ...outputs });
    Object.freeze(this);
  }

  toJSON(): ModelJson {
    return modelJson(this);
  }

  [INSPECT](): string {
    return summary(this);
  }
}

/**
 * Makes one model of several that grow from a common trunk, each with its name.
 *
 * @param models Models by name; they must share inputs.
 * @returns A model with several outputs.
 * @throws {RangeError} If there is no head, a head shares no input with the others, or two layers have one name.
 *
 * @example What to do, and how good it is here
 * ```ts
 * import { heads, input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const trunk = input([4]).dense(32).relu();
 * const model = heads({ policy: trunk.dense(2), value: trunk.dense(1) });
 * assertEquals(model.outputs.policy.shape, [2]);
 * ```
 */
export function heads<const Name extends string>(
  models: Readonly<Record<Name, Model>>,
): HeadsModel<Name> {
  const action = "describe heads";
  const entries = Object.entries<Model>(models);
  if (entries.length === 0) {
    throw new RangeError(cannot(action, "there must be one or more", 0));
  }
  for (const [name, model] of entries) {
    requireName(name, action);
    requireModel(model, action, `head ${quote(name)}`);
  }
  const outputs = Object.fromEntries(
    entries.map(([name, model]) => [name, model.outputs.output]),
  );
  requireConnected(outputs, action);
  located(() => action, () => namesOf(reach(Object.values(outputs))));
  return new NamedHeads(outputs as Readonly<Record<Name, Place>>);
}

/** Throws unless every head shares an input with the first, or with one that does. */
function requireConnected(outputs: Outputs, action: string): void {
  const heads = Object.entries(outputs).map(([name, place]) => ({
    name,
    inputs: reach([place]).filter(({ layer }) => layer.kind === "input"),
  }));
  const joined = new Set(heads[0]!.inputs);
  for (let apart = heads.slice(1); apart.length > 0;) {
    const next = apart.find(({ inputs }) => inputs.some((x) => joined.has(x)));
    if (!next) {
      const [first, other] = [heads[0]!.name, apart[0]!.name].map(quote);
      const wish = `${first} and ${other} must grow from a common input`;
      throw new RangeError(cannot(action, wish, "none", "common input"));
    }
    next.inputs.forEach((place) => joined.add(place));
    apart = apart.filter((head) => head !== next);
  }
}
