import { ByteWriter } from "./byte_writer.ts";
import { type Bytes, text, unsigned, vector } from "./encode.ts";
import {
  act,
  apply,
  type Expression,
  type Local,
  type Statement,
  TYPE_CODES,
  type ValueType,
} from "./expression.ts";
import { FunctionBuilder } from "./function_builder.ts";

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;

/** Parameters and result of a function. */
export interface Signature<R extends ValueType | "void" = ValueType | "void"> {
  /** Types of the parameters. */
  readonly parameters: readonly ValueType[];
  /** Type of what it leaves. */
  readonly result: R;
}

/** A function of a module, to be called by others. */
export interface FunctionHandle<
  R extends ValueType | "void" = ValueType | "void",
> extends Signature<R> {
  /** Place among the imported and written functions. */
  readonly index: number;
}

/** A local for each parameter. */
export type Parameters<P extends readonly ValueType[]> = {
  readonly [I in keyof P]: Local<P[I]>;
};

/** The memory that a module takes from outside. */
export interface MemoryLimits {
  /** Pages of 64 KiB at least. */
  readonly initial: number;
  /** Pages at most; needed where threads share the memory. */
  readonly maximum?: number;
  /** Whether threads share it. */
  readonly shared: boolean;
}

/** Collects functions and writes them as one module. */
export class ModuleBuilder {
  readonly #memory: MemoryLimits;
  readonly #types = new Map<string, { index: number; code: Bytes }>();
  readonly #imports: Bytes[] = [];
  readonly #constants = new Map<string, number>();
  readonly #globals: Bytes[] = [];
  readonly #functions: Bytes[] = [];
  readonly #bodies: ByteWriter[] = [];
  readonly #exports: Bytes[] = [];

  /** Begins a module over an imported memory, `env.memory`. */
  constructor(memory: MemoryLimits) {
    this.#memory = memory;
  }

  /** A function from outside, `env.⟨name⟩`; before any that is written. */
  import<R extends ValueType | "void">(
    name: string,
    signature: Signature<R>,
  ): FunctionHandle<R> {
    if (this.#bodies.length > 0) throw new Error("imports come first");
    const index = this.#imports.length;
    this.#imports.push([
      ...text("env"),
      ...text(name),
      0x00,
      ...this.#typeOf(signature),
    ]);
    return { ...signature, index };
  }

  /**
   * A value that the module keeps, where every function can read it: shorter
   * and quicker than a vector that is written out wherever it is needed.
   */
  constant<T extends ValueType>(value: Expression<T>): Expression<T> {
    const { type, instruction } = value;
    const key = `${instruction}`;
    const index = this.#constants.get(key) ?? this.#globals.length;
    if (index === this.#globals.length) {
      this.#constants.set(key, index);
      this.#globals.push([TYPE_CODES[type], 0x00, ...instruction, 0x0b]);
    }
    return apply(type, [0x23, ...unsigned(index)]);
  }

  /** Writes a function. */
  function<
    const P extends readonly ValueType[],
    R extends ValueType | "void",
  >(
    signature: Signature<R> & { readonly parameters: P },
    write: (f: FunctionBuilder, parameters: Parameters<P>) => void,
  ): FunctionHandle<R> {
    const { parameters } = signature;
    const f = new FunctionBuilder(parameters);
    const locals = parameters.map((type, i) => f.parameter(type, i));
    // One local for each parameter, of its type, in order.
    write(f, locals as unknown as Parameters<P>);
    const body = f.finish();
    const index = this.#imports.length + this.#bodies.length;
    this.#functions.push(this.#typeOf(signature));
    this.#bodies.push(body);
    return { ...signature, index };
  }

  /** Makes a function known outside. */
  export(name: string, { index }: FunctionHandle): void {
    this.#exports.push([...text(name), 0x00, ...unsigned(index)]);
  }

  /** The module in the binary format. */
  finish(): Uint8Array<ArrayBuffer> {
    const { initial, maximum, shared } = this.#memory;
    const limits = [
      (shared ? 2 : 0) | (maximum === undefined ? 0 : 1),
      ...unsigned(initial),
      ...(maximum === undefined ? [] : unsigned(maximum)),
    ];
    const memory = [...text("env"), ...text("memory"), 0x02, ...limits];
    const sections = [
      [1, vector([...this.#types.values()].map(({ code }) => code))],
      [2, vector([...this.#imports, memory])],
      [3, vector(this.#functions)],
      [6, vector(this.#globals)],
      [7, vector(this.#exports)],
    ] as const;
    const module = new ByteWriter();
    module.write(MAGIC);
    for (const [id, content] of sections) {
      module.write([id, ...unsigned(content.length), ...content]);
    }
    const code = new ByteWriter();
    code.write(unsigned(this.#bodies.length));
    for (const body of this.#bodies) {
      code.write(unsigned(body.length));
      code.writeAll(body);
    }
    module.write([10, ...unsigned(code.length)]);
    module.writeAll(code);
    return module.finish();
  }

  /** The place of a signature among the module's types. */
  #typeOf({ parameters, result }: Signature): Bytes {
    const key = `${parameters}→${result}`;
    const known = this.#types.get(key);
    if (known) return unsigned(known.index);
    const index = this.#types.size;
    const results = result === "void" ? [] : [[TYPE_CODES[result]]];
    const code = [
      0x60,
      ...vector(parameters.map((type) => [TYPE_CODES[type]])),
      ...vector(results),
    ];
    this.#types.set(key, { index, code });
    return unsigned(index);
  }
}

/** Calls a function for its result. */
export function call<T extends ValueType>(
  { index, result }: FunctionHandle<T>,
  ...operands: readonly Expression<ValueType>[]
): Expression<T> {
  return apply(result, [0x10, ...unsigned(index)], ...operands);
}

/** Calls a function that leaves nothing. */
export function run(
  { index }: FunctionHandle<"void">,
  ...operands: readonly Expression<ValueType>[]
): Statement {
  return act([0x10, ...unsigned(index)], ...operands);
}
