import { cannot, formatValue, unknownName } from "../core/errors.ts";

/**
 * The options a user gave, completed by defaults.
 *
 * @param action What the user asked for.
 * @param options What the user gave; `undefined` is the same as nothing.
 * @param defaults Every option there is.
 * @returns A frozen record with every option.
 * @throws {RangeError} If there is no such option; the valid ones are listed.
 */
export function resolveOptions<All extends object>(
  action: string,
  options: Partial<All>,
  defaults: All,
): Readonly<All> {
  if (typeof options !== "object" || options === null) {
    const wish = "the options must be a record";
    throw new TypeError(cannot(action, wish, formatValue(options)));
  }
  const given = Object.entries(options).filter(([, value]) =>
    value !== undefined
  );
  const valid = Object.keys(defaults);
  for (const [name] of given) {
    if (!valid.includes(name)) throw unknownName(action, "option", name, valid);
  }
  return Object.freeze({ ...defaults, ...Object.fromEntries(given) });
}
