import { unknownName } from "../../core/errors.ts";
import type { Data, DType } from "../graph/node.ts";
import type { Values } from "./backend.ts";

const ARRAYS: { readonly [D in DType]: string } = {
  float32: "Float32Array",
  int32: "Int32Array",
  bool: "Uint8Array",
};

/** What a value must look like. */
export interface Wanted {
  /** Type of its elements. */
  readonly dtype: DType;
  /** Number of its elements. */
  readonly size: number;
}

/** Throws unless `data` holds as many elements as wanted, of the type wanted. */
export function requireData(
  action: string,
  name: string,
  data: Data,
  { dtype, size }: Wanted,
): void {
  if (data?.constructor?.name !== ARRAYS[dtype]) {
    throw new TypeError(
      `Cannot ${action} as "${name}" takes a ${
        ARRAYS[dtype]
      }: current value is ${
        ArrayBuffer.isView(data) ? `a ${data.constructor.name}` : String(data)
      }`,
    );
  }
  if (data.length !== size) {
    throw new RangeError(
      `Cannot ${action} as "${name}" takes ${size} elements: current number is ${data.length}`,
    );
  }
}

/** Throws unless there is a value for each placeholder, and for nothing else. */
export function requireFeeds(
  feeds: Values,
  placeholders: ReadonlyMap<string, Wanted>,
): void {
  const action = "run a program";
  for (const name in feeds) {
    if (placeholders.has(name)) continue;
    throw unknownName(action, "fed placeholder", name, [
      ...placeholders.keys(),
    ]);
  }
  for (const [name, wanted] of placeholders) {
    const data = feeds[name];
    if (data === undefined || !Object.hasOwn(feeds, name)) {
      throw new RangeError(
        `Cannot ${action} as placeholder "${name}" must be fed: current feeds are [${
          Object.keys(feeds).join(", ")
        }]`,
      );
    }
    requireData(action, name, data, wanted);
  }
}
