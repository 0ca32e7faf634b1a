import { cannot, formatValue } from "../../core/errors.ts";
import type { Initializer, InitializerKind } from "./initializer.ts";

const KINDS: { readonly [K in InitializerKind]: true } = {
  constant: true,
  glorotUniform: true,
  glorotNormal: true,
  heUniform: true,
  heNormal: true,
  lecunUniform: true,
  lecunNormal: true,
  orthogonal: true,
};

/** Throws unless `value` is an initializer that can fill weights of `rank` axes. */
export function requireInitializer(
  value: Initializer,
  action: string,
  name: string,
  rank: number,
): void {
  if (!Object.hasOwn(KINDS, Object(value).kind)) {
    const wish = `'${name}' must be an initializer such as heNormal()`;
    throw new TypeError(cannot(action, wish, formatValue(value)));
  }
  if (value.kind !== "orthogonal" || rank >= 2) return;
  const wish = `'${name}' must suit weights of ${rank} axis`;
  const fact = "orthogonal, which takes two or more";
  throw new RangeError(cannot(action, wish, fact));
}
