import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  type InitializerKind,
  type InitializerOf,
  lecunNormal,
  lecunUniform,
  orthogonal,
} from "../layers/initializer.ts";
import { type Fields, number, readFields, readTag, text } from "./_fields.ts";

const FIELDS: {
  readonly [K in InitializerKind]: Fields<InitializerOf<K>, "kind">;
} = {
  constant: { value: number },
  glorotUniform: {},
  glorotNormal: {},
  heUniform: {},
  heNormal: {},
  lecunUniform: {},
  lecunNormal: {},
  orthogonal: { gain: number },
};

/** Each initializer again, described anew and so checked. */
const DESCRIBE: {
  readonly [K in InitializerKind]: (from: InitializerOf<K>) => Initializer;
} = {
  constant: ({ value }) => constant(value),
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  orthogonal,
};

const KINDS = Object.keys(DESCRIBE) as InitializerKind[];

/** Reads an initializer from plain data that nobody has checked. */
export function initializer(
  json: unknown,
  action: string,
  name: string,
): Initializer {
  const prefix = `${name}.`;
  const kind = readTag(json, "kind", action, KINDS, prefix);
  const fields = { kind: text, ...FIELDS[kind] };
  const values = readFields(json, fields, action, prefix);
  // Fields were read by the table of this very kind.
  const describe = DESCRIBE[kind] as (from: unknown) => Initializer;
  return describe(values);
}
