import { cannot, formatValue, unknownName } from "../core/errors.ts";

/**
 * The options a user gave, completed by defaults.
 *
 * @param action What the user asked for.
 * @param options What the user gave; `undefined` is the same as nothing.
 * @param defaults Every option there is.
 * @returns A frozen record with every option.
 * @throws {RangeError} If there is no such option; the valid ones are listed.
 * @throws {TypeError} If they are no record, or one is no boolean where its default is.
 */
export function resolveOptions<All extends object>(
  action: string,
  options: Partial<All>,
  defaults: All,
): Readonly<All> {
  if (
    typeof options !== "object" || options === null || Array.isArray(options)
  ) {
    const wish = "the options must be a record";
    throw new TypeError(cannot(action, wish, formatValue(options)));
  }
  const given = Object.entries(options).filter(([, value]) =>
    value !== undefined
  );
  const valid = Object.keys(defaults);
  for (const [name, value] of given) {
    if (!valid.includes(name)) throw unknownName(action, "option", name, valid);
    if (typeof defaults[name as keyof All] !== "boolean") continue;
    if (typeof value === "boolean") continue;
    const wish = `'${name}' must be true or false`;
    throw new TypeError(cannot(action, wish, formatValue(value)));
  }
  return Object.freeze({ ...defaults, ...Object.fromEntries(given) });
}
