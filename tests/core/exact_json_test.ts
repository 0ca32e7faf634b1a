import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseExact, stringifyExact } from "../../core/exact_json.ts";

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(-0),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    number,
    fc.string({ unit: "binary" }),
    tie("array"),
    tie("object"),
  ),
  array: fc.array(tie("value"), { maxLength: 5 }),
  object: fc.dictionary(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("__proto__", "7", "toString"),
    ),
    tie("value"),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

/** Equal to the bit, sign of zero and order of properties too. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || a === null) return Object.is(a, b);
  if (
    typeof b !== "object" || b === null || Array.isArray(a) !== Array.isArray(b)
  ) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return left.length === right.length &&
    left.every(([name, x], i) =>
      name === right[i]![0] && same(x, right[i]![1])
    );
}

Deno.test("stringifyExact() writes what parseExact() reads as the same value", () => {
  let zeros = 0;
  fc.assert(
    fc.property(value, (v) => {
      const text = stringifyExact(v);
      if (text.includes("-0,") || text.includes("-0]")) zeros++;
      assert(same(JSON.parse(text), v), text);
      assert(same(parseExact(text, "read it"), v), text);
    }),
    { numRuns: 1000 },
  );
  assert(zeros > 5, `${zeros} negative zeros`);
});

Deno.test("parseExact() reads every name as it stands, whatever was read before", () => {
  // JSON.parse of V8 15 takes the second "\\n" for the backslash of the first.
  for (const name of ["\\", "\n", '"', "\\n", "\n"]) {
    const value = { a: "ሴ", [name]: "ሴ" };
    assert(same(parseExact(JSON.stringify(value), "read it"), value), name);
  }
});

Deno.test("parseExact() is JSON.parse wherever no name has an escape", () => {
  const spaces = fc.constantFrom(undefined, 1, "\t");
  fc.assert(
    fc.property(fc.jsonValue(), spaces, (v, space) => {
      const text = JSON.stringify(v, null, space);
      if (/\\.*":/s.test(text)) return;
      assert(same(parseExact(text, "read it"), JSON.parse(text)), text);
    }),
    { numRuns: 500 },
  );
});

Deno.test("stringifyExact() is JSON.stringify wherever that is exact", () => {
  fc.assert(fc.property(fc.jsonValue(), (v) => {
    if (!same(JSON.parse(JSON.stringify(v)), v)) return;
    assertEquals(stringifyExact(v), JSON.stringify(v));
  }));
});

Deno.test("stringifyExact() refuses what JSON would change, and tells where", () => {
  assertEquals(stringifyExact({ a: undefined, b: 1 }), '{"b":1}');
  assertThrows(
    () => stringifyExact({ a: [0, { b: NaN }] }),
    RangeError,
    "Cannot write JSON as every number must be finite: current value at .a[1].b is NaN",
  );
  assertThrows(
    () => stringifyExact(-Infinity),
    RangeError,
    "current value is -Infinity",
  );
  for (
    const wrong of [
      undefined,
      1n,
      () => 0,
      Symbol("s"),
      new Date(0),
      new Map(),
      new Float32Array(1),
    ]
  ) {
    assertThrows(
      () => stringifyExact([wrong]),
      TypeError,
      "current value at [0] is",
    );
  }
  const loop: unknown[] = [];
  loop.push(loop);
  assertThrows(
    () => stringifyExact(loop),
    TypeError,
    "nested at most 200 deep",
  );
});

Deno.test("stringifyExact() and parseExact() agree how deep is too deep", () => {
  const nest = (depth: number): unknown => depth === 0 ? 1 : [nest(depth - 1)];
  assertEquals(parseExact(stringifyExact(nest(200)), "read it"), nest(200));
  assertThrows(() => stringifyExact(nest(201)), TypeError);
  assertThrows(
    () => parseExact(JSON.stringify(nest(201)), "read it"),
    SyntaxError,
    "nesting more than 200 deep",
  );
});

Deno.test("parseExact() refuses what JSON.parse lets pass", () => {
  const read = (text: string) => () => parseExact(text, "read it");
  assertThrows(
    read('{"a":1,"b":{"a":2},"a":3}'),
    SyntaxError,
    'Cannot read it as it must be JSON: current fault is two values for "a"',
  );
  assertThrows(read('{"a":1,"\\u0061":3}'), SyntaxError, 'two values for "a"');
  assertThrows(
    read("[".repeat(1e6)),
    SyntaxError,
    "nesting more than 200 deep",
  );
  assertThrows(
    read('{"a"'),
    SyntaxError,
    "Cannot read it as it must be JSON: current fault is",
  );
  assertEquals(
    parseExact('{"a:":"{[","b":["a","a"],"c":{"a":"\\"a\\":"}}', "read it"),
    {
      "a:": "{[",
      b: ["a", "a"],
      c: { a: '"a":' },
    },
  );
});

Deno.test("parseExact() reads or refuses any text, and never anything else", () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'{}[]":,\\ua01e-. \n') }),
    fc.tuple(value, fc.nat(), fc.constantFrom(...'{}[]":,\\0')).map(
      ([v, at, c]) => {
        const json = stringifyExact(v);
        const i = at % json.length;
        return json.slice(0, i) + c + json.slice(i + 1);
      },
    ),
  );
  let [read, refused] = [0, 0];
  fc.assert(
    fc.property(text, (t) => {
      const valid = isJson(t);
      try {
        parseExact(t, "read it");
        assert(valid, t);
        read++;
      } catch (error) {
        assert(error instanceof SyntaxError, `${error}`);
        const { message } = error;
        const begin = "Cannot read it as it must be JSON: current fault is ";
        assert(message.startsWith(begin), message);
        assert(!valid || message.includes(begin + "two values for"), message);
        refused++;
      }
    }),
    { numRuns: 2000 },
  );
  assert(read > 50 && refused > 200, `${read} read, ${refused} refused`);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
