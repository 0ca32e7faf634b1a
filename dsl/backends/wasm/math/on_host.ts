import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import { f32, f32x4, f64 } from "../../../../core/assembler/instructions.ts";
import type { Host, Library } from "../library.ts";

/** A function of the host, lane by lane. */
export function onHost(
  name: keyof Host,
  operands: readonly Local<"v128">[],
  library: Library,
): Expression<"v128"> {
  const [first, ...others] = [0, 1, 2, 3].map((lane) =>
    f32.demoteF64(library.host(
      name,
      ...operands.map((each) => f64.promoteF32(f32x4.extract(each, lane))),
    ))
  );
  return others.reduce(
    (lanes, value, i) => f32x4.replace(lanes, i + 1, value),
    f32x4.splat(first!),
  );
}
