import type { DType } from "../../../graph/node.ts";
import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../../../core/assembler/instructions.ts";
import type { Kernel, KernelParameters } from "../kernel.ts";
import { LANES } from "../lanes.ts";
import type { Library } from "../library.ts";
import { type LaneOperands, LANES_OF } from "./lanes_of.ts";
import type { Axis, Loop, Source } from "./loop.ts";

type V128 = Expression<"v128">;

/** A kernel that runs a loop, row by row. */
export function loopKernel(loop: Loop): Kernel {
  return {
    key: `loop ${JSON.stringify(loop)} ${loop.sources.map(exactly)}`,
    label: loop.operations.map(({ kind }) => kind).join(" "),
    inPlace: true,
    write: (f, at, library) => new LoopWriter(loop, f, at, library).write(),
  };
}

/** Writes one loop. */
class LoopWriter {
  readonly #loop: Loop;
  readonly #f: FunctionBuilder;
  readonly #at: KernelParameters;
  readonly #library: Library;
  /** Address of each source that is read, and of each result; the row's, once a row is begun. */
  readonly #reads: readonly Local<"i32">[];
  readonly #writes: readonly Local<"i32">[];
  /** Elements that are the same for the whole loop. */
  readonly #singles: readonly (Local<"v128"> | undefined)[];

  constructor(
    loop: Loop,
    f: FunctionBuilder,
    at: KernelParameters,
    library: Library,
  ) {
    this.#loop = loop;
    this.#f = f;
    this.#at = at;
    this.#library = library;
    let next = 0;
    this.#reads = loop.sources.map(({ constant }) =>
      constant === undefined ? at.pointers[next++]! : at.begin
    );
    this.#writes = loop.stored.map(() => at.pointers[next++]!);
    this.#singles = loop.sources.map(({ constant, dtype }, i) =>
      constant !== undefined
        ? f.let(constantOf(constant, dtype))
        : isSingle(loop, i)
        ? f.let(v128.loadSplat(this.#reads[i]!))
        : undefined
    );
  }

  write(): void {
    const { rowSteps, axes } = this.#loop;
    const f = this.#f;
    const { begin, end } = this.#at;
    if (axes.length === 0) {
      // Rows are elements, side by side.
      const offset = f.let(i32.mul(begin, i32.const(4)));
      return this.#elements(
        this.#reads.map((read, i) =>
          this.#singles[i] ? read : f.let(i32.add(read, offset))
        ),
        this.#writes.map((write) => f.let(i32.add(write, offset))),
        f.let(i32.sub(end, begin)),
      );
    }
    const width = axes.reduce((size, axis) => size * axis.size, 1);
    f.for({ from: begin, to: end, step: 1 }, (row) => {
      const reads = this.#advance(this.#reads, rowSteps, row);
      const writes = this.#writes.map((write) =>
        f.let(i32.add(write, i32.mul(row, i32.const(4 * width))))
      );
      this.#nest(reads, writes, axes);
    });
  }

  /** Loops over the axes below a row. */
  #nest(
    reads: readonly Local<"i32">[],
    writes: readonly Local<"i32">[],
    axes: readonly Axis[],
  ): void {
    const f = this.#f;
    const [axis, ...rest] = axes;
    if (rest.length === 0) return this.#lastAxis(reads, writes, axis!);
    const width = rest.reduce((size, each) => size * each.size, 1);
    const outs = writes.map((write) => f.let(write));
    f.for(
      { from: i32.const(0), to: i32.const(axis!.size), step: 1 },
      (turn) => {
        this.#nest(this.#advance(reads, axis!.steps, turn), outs, rest);
        for (const out of outs) f.increase(out, 4 * width);
      },
    );
  }

  /** Addresses at a turn of an axis. */
  #advance(
    reads: readonly Local<"i32">[],
    steps: readonly number[],
    turn: Local<"i32">,
  ): Local<"i32">[] {
    return reads.map((read, i) =>
      this.#singles[i] || steps[i] === 0 ? read : this.#f.let(
        i32.add(read, i32.mul(turn, i32.const(4 * steps[i]!))),
      )
    );
  }

  /** A row of elements, along which each source runs on or repeats one element. */
  #lastAxis(
    reads: readonly Local<"i32">[],
    writes: readonly Local<"i32">[],
    { size, steps }: Axis,
  ): void {
    const f = this.#f;
    const repeated = reads.map((read, i) =>
      this.#singles[i] ??
        (steps[i] === 0 ? f.let(v128.loadSplat(read)) : undefined)
    );
    this.#elements(reads, writes, f.let(i32.const(size)), repeated);
  }

  /** `count` elements: vectors, and then one by one. */
  #elements(
    reads: readonly Local<"i32">[],
    writes: readonly Local<"i32">[],
    count: Local<"i32">,
    repeated: readonly (Local<"v128"> | undefined)[] = this.#singles,
  ): void {
    const f = this.#f;
    const library = this.#library;
    const bytes = f.let(i32.mul(count, i32.const(4)));
    const whole = f.let(i32.and(bytes, i32.const(-4 * LANES)));
    f.for({ from: i32.const(0), to: whole, step: 4 * LANES }, (offset) => {
      const results = this.#compute(
        reads.map((read, i) =>
          repeated[i] ?? f.let(v128.load(i32.add(read, offset)))
        ),
        (name, ...values) => library.inline(f, name, ...values),
      );
      results.forEach((result, i) =>
        f.do(v128.store(i32.add(writes[i]!, offset), result))
      );
    });
    f.for({ from: whole, to: bytes, step: 4 }, (offset) => {
      const results = this.#compute(
        reads.map((read, i) =>
          repeated[i] ?? f.let(v128.load1(i32.add(read, offset)))
        ),
        (name, ...values) => library.apply(name, ...values),
      );
      results.forEach((result, i) =>
        f.do(v128.storeLane(i32.add(writes[i]!, offset), result, 0))
      );
    });
  }

  /** What is stored, from a vector of each source. */
  #compute(
    sources: readonly Local<"v128">[],
    apply: LaneOperands["apply"],
  ): Local<"v128">[] {
    const { sources: { length }, operations, stored } = this.#loop;
    const values = [...sources];
    for (const { kind, dtype, operands } of operations) {
      const result: V128 = LANES_OF[kind]({
        values: operands.map((operand) => values[operand]!),
        from: this.#dtypeOf(operands[kind === "select" ? 1 : 0]!),
        to: dtype,
        library: this.#library,
        apply,
      });
      values.push(this.#f.let(result));
    }
    return stored.map((operation) => values[length + operation]!);
  }

  #dtypeOf(place: number): DType {
    const { sources, operations } = this.#loop;
    return (sources[place] ?? operations[place - sources.length])!.dtype;
  }
}

/** Whether a source is one element for the whole loop. */
function isSingle({ rowSteps, axes }: Loop, source: number): boolean {
  return rowSteps[source] === 0 &&
    axes.every(({ steps }) => steps[source] === 0);
}

/** A number in every lane. */
function constantOf(value: number, dtype: DType): V128 {
  switch (dtype) {
    case "float32":
      return f32x4.const(value);
    case "int32":
      return i32x4.const(value);
    case "bool":
      return i32x4.const(value === 0 ? 0 : -1);
  }
}

/** Tells apart the numbers that JSON does not: NaN, the infinities, −0. */
function exactly({ constant }: Source): string {
  return Object.is(constant, -0) ? "-0" : `${constant}`;
}
