import { ByteWriter } from "./byte_writer.ts";
import { type Bytes, unsigned } from "./encode.ts";
import {
  type Expression,
  type Local,
  type Statement,
  TYPE_CODES,
  type ValueType,
  writeCode,
} from "./expression.ts";
import { i32 } from "./instructions.ts";

const BLOCK = [0x02, 0x40] as const;
const LOOP = [0x03, 0x40] as const;
const IF = [0x04, 0x40] as const;
const ELSE = [0x05] as const;
const END = [0x0b] as const;
const BRANCH_IF = 0x0d;
const DROP = [0x1a] as const;
const RETURN = [0x0f] as const;
const GET = 0x20;
const SET = 0x21;

/** How a counter runs. */
export interface Range {
  /** First value. */
  readonly from: Expression<"i32">;
  /** The value that ends the loop; looked at before each turn, unsigned. */
  readonly to: Expression<"i32">;
  /** What is added after each turn. */
  readonly step: number;
}

/** Writes the body of a function, statement by statement. */
export class FunctionBuilder {
  readonly #parameters: readonly ValueType[];
  readonly #types: ValueType[] = [];
  readonly #free: { readonly [T in ValueType]: Local<T>[] } = {
    i32: [],
    f32: [],
    f64: [],
    v128: [],
  };
  readonly #code = new ByteWriter();
  #scoped: Local<ValueType>[] = [];
  /** Number of open labels; among them, the place of the innermost block's. */
  #depth = 0;
  #block = 0;

  /** Begins a function with these parameters. */
  constructor(parameters: readonly ValueType[]) {
    this.#parameters = parameters;
  }

  /** A parameter. */
  parameter<T extends ValueType>(type: T, index: number): Local<T> {
    return localOf(type, index);
  }

  /** A new variable; its value is left over from others until it is set. */
  local<T extends ValueType>(type: T): Local<T> {
    const known = this.#free[type].pop();
    const index = this.#parameters.length + this.#types.length;
    if (!known) this.#types.push(type);
    const local = known ?? localOf(type, index);
    this.#scoped.push(local as Local<ValueType>);
    return local as Local<T>;
  }

  /** A new variable that holds a value. */
  let<T extends ValueType>(value: Expression<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  /** Sets a variable. */
  set<T extends ValueType>(local: Local<T>, value: Expression<T>): void {
    writeCode(this.#code, value);
    this.#code.writeUnsigned(SET, local.index);
  }

  /** Adds to a counter or an address. */
  increase(local: Local<"i32">, by: Expression<"i32"> | number): void {
    this.set(
      local,
      i32.add(local, typeof by === "number" ? i32.const(by) : by),
    );
  }

  /** Does something that leaves nothing. */
  do(...statements: readonly Statement[]): void {
    for (const statement of statements) writeCode(this.#code, statement);
  }

  /** Computes a value for its effects alone. */
  drop(value: Expression<ValueType>): void {
    writeCode(this.#code, value);
    this.#code.write(DROP);
  }

  /** Leaves the function, with its result if it has one. */
  return(value?: Expression<ValueType>): void {
    if (value) writeCode(this.#code, value);
    this.#code.write(RETURN);
  }

  /** Variables made by `body` are free for others after it. */
  scope(body: () => void): void {
    const outer = this.#scoped;
    this.#scoped = [];
    body();
    for (const local of this.#scoped) {
      (this.#free[local.type] as Local<ValueType>[]).push(local);
    }
    this.#scoped = outer;
  }

  /** Repeats `body` with a counter; not at all where `from` is not below `to`. */
  for(
    { from, to, step }: Range,
    body: (counter: Local<"i32">) => void,
  ): void {
    this.scope(() => {
      const counter = this.let(from);
      this.while(() => i32.ltU(counter, to), () => {
        body(counter);
        this.increase(counter, step);
      });
    });
  }

  /** Repeats `body` while a condition holds. */
  while(condition: () => Expression<"i32">, body: () => void): void {
    this.if(condition(), () => {
      this.#nest(LOOP, () => {
        this.scope(body);
        this.#branchIf(condition(), 0);
      });
    });
  }

  /** Repeats `body` a number of times that is known now. */
  repeat(count: number, body: () => void): void {
    if (count === 0) return;
    if (count === 1) return this.scope(body);
    this.scope(() => {
      const left = this.let(i32.const(count));
      this.#nest(LOOP, () => {
        this.scope(body);
        this.increase(left, -1);
        this.#branchIf(left, 0);
      });
    });
  }

  /** Does one thing or the other. */
  if(
    condition: Expression<"i32">,
    then: () => void,
    otherwise?: () => void,
  ): void {
    writeCode(this.#code, condition);
    this.#nest(IF, () => {
      this.scope(then);
      if (!otherwise) return;
      this.#code.write(ELSE);
      this.scope(otherwise);
    });
  }

  /** Statements that {@linkcode leaveIf} can leave. */
  block(body: () => void): void {
    const outer = this.#block;
    this.#nest(BLOCK, () => {
      this.#block = this.#depth;
      this.scope(body);
    });
    this.#block = outer;
  }

  /** Leaves the innermost block, from within whatever loops and conditions, if a condition holds. */
  leaveIf(condition: Expression<"i32">): void {
    if (this.#block === 0) throw new Error("no block to leave");
    this.#branchIf(condition, this.#depth - this.#block);
  }

  /** The function's body in the binary format: its locals, its code. */
  finish(): ByteWriter {
    const body = new ByteWriter();
    body.write(unsigned(this.#types.length));
    for (const type of this.#types) body.write([1, TYPE_CODES[type]]);
    body.writeAll(this.#code);
    body.write(END);
    return body;
  }

  /** Opens a label, which branches name by how many were opened since. */
  #nest(instruction: Bytes, body: () => void): void {
    this.#code.write(instruction);
    this.#depth++;
    body();
    this.#depth--;
    this.#code.write(END);
  }

  #branchIf(condition: Expression<"i32">, label: number): void {
    writeCode(this.#code, condition);
    this.#code.writeUnsigned(BRANCH_IF, label);
  }
}

function localOf<T extends ValueType>(type: T, index: number): Local<T> {
  return { type, operands: [], instruction: [GET, ...unsigned(index)], index };
}
