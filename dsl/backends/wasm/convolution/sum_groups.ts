import { formatShape } from "../../../../core/errors.ts";
import { type Shape, sizeOf } from "../../../graph/node.ts";
import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import { f32x4, i32, v128 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";

/** Bytes of a vector. */
const VECTOR = 16;

/** Appends the sum over the first axis, in order, of a value that holds groups of a shape. */
export function sumGroups(groups: Value, shape: Shape, to: Layout): Value {
  const [count] = groups.shape;
  const result = to.temporary({ shape, dtype: groups.dtype });
  to.step({
    kernel: sumKernel(
      count!,
      sizeOf(shape),
      `sum ${formatShape(groups.shape)}`,
    ),
    reads: [{ value: groups, rows: "whole" }],
    writes: [result],
    rows: 1,
    flops: count! * sizeOf(shape),
  });
  return result;
}

function sumKernel(groups: number, elements: number, label: string): Kernel {
  return {
    key: JSON.stringify(["sum groups", groups, elements]),
    label,
    write(f, { pointers: [from, to] }) {
      const sumAt = (
        offset: Local<"i32">,
        load: (
          address: Expression<"i32">,
          offset: number,
        ) => Expression<"v128">,
      ) => {
        const at = f.let(i32.add(from!, offset));
        const sum = f.let(load(at, 0));
        f.repeat(groups - 1, () => {
          f.increase(at, 4 * elements);
          f.set(sum, f32x4.add(sum, load(at, 0)));
        });
        return sum;
      };
      const whole = i32.const(4 * elements - (4 * elements) % VECTOR);
      f.for({ from: i32.const(0), to: whole, step: VECTOR }, (offset) => {
        const sum = sumAt(offset, v128.load);
        f.do(v128.store(i32.add(to!, offset), sum));
      });
      const end = i32.const(4 * elements);
      f.for({ from: whole, to: end, step: 4 }, (offset) => {
        const sum = sumAt(offset, v128.load1);
        f.do(v128.storeLane(i32.add(to!, offset), sum, 0));
      });
    },
  };
}
