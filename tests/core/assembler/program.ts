import fc from "fast-check";
import { ACTIONS } from "./actions.ts";
import type { Action, Instruction } from "./instruction.ts";
import { type Kind, KIND_NAMES, KINDS, type Value } from "./kinds.ts";

/** What leaves a value. */
export type Term =
  | { readonly kind: "constant"; readonly of: Kind; readonly value: Value }
  /** One of the variables of a kind that there are; 0 if there is none. */
  | { readonly kind: "variable"; readonly of: Kind; readonly pick: number }
  | {
    readonly kind: "apply";
    readonly instruction: Instruction;
    readonly operands: readonly Term[];
  }
  /** One of the functions so far that leave a kind; 0 if there is none. */
  | {
    readonly kind: "call";
    readonly of: Kind;
    readonly pick: number;
    readonly operands: Pool;
  };

/** A term of each kind, for whatever is needed. */
export type Pool = { readonly [K in Kind]: Term };

/** What leaves nothing. */
export type Step =
  | { readonly kind: "let"; readonly of: Kind; readonly value: Term }
  | {
    readonly kind: "set";
    readonly of: Kind;
    readonly pick: number;
    readonly value: Term;
  }
  | {
    readonly kind: "increase";
    readonly pick: number;
    readonly by: Term | number;
  }
  | {
    readonly kind: "act";
    readonly action: Action;
    readonly operands: readonly Term[];
  }
  | { readonly kind: "drop"; readonly value: Term }
  | { readonly kind: "run"; readonly pick: number; readonly operands: Pool }
  | {
    readonly kind: "if";
    readonly condition: Term;
    readonly then: readonly Step[];
    readonly otherwise?: readonly Step[];
  }
  | {
    readonly kind: "for";
    readonly from: number;
    readonly to: number;
    readonly step: number;
    readonly body: readonly Step[];
  }
  /** At most so many turns. */
  | {
    readonly kind: "while";
    readonly turns: number;
    readonly condition: Term;
    readonly body: readonly Step[];
  }
  | {
    readonly kind: "repeat";
    readonly count: number;
    readonly body: readonly Step[];
  }
  | { readonly kind: "block" | "scope"; readonly body: readonly Step[] }
  | { readonly kind: "leaveIf"; readonly condition: Term }
  | { readonly kind: "return"; readonly values: Pool };

/** A function, which may call those before it. */
export interface FunctionPlan {
  /** Kinds of its parameters. */
  readonly parameters: readonly Kind[];
  /** Kind of its result. */
  readonly result: Kind | "void";
  /** What it does. */
  readonly body: readonly Step[];
  /** Its result, if it has not returned before. */
  readonly values: Pool;
}

/** Functions that are called one after the other. */
export interface RandomProgram {
  /** The functions. */
  readonly functions: readonly FunctionPlan[];
  /** Their arguments. */
  readonly operands: Pool;
}

type Terms = { readonly [K in Kind]: fc.Arbitrary<Term> };

/** Terms of every kind, over some instructions. */
function termsOver(instructions: readonly Instruction[]): Terms {
  const leaves = (of: Kind): fc.Arbitrary<Term>[] => [
    KINDS[of].values.map((value) => ({ kind: "constant", of, value })),
    fc.nat(9).map((pick) => ({ kind: "variable", of, pick })),
  ];
  return fc.letrec<{ [K in Kind]: Term }>((tie) => {
    const term = (of: Kind): fc.Arbitrary<Term> => {
      const applied = instructions.filter(({ result }) => result === of)
        .map((instruction): fc.Arbitrary<Term> =>
          fc.tuple(...instruction.operands.map((kind) => tie(kind)))
            .map((operands) => ({ kind: "apply", instruction, operands }))
        );
      return fc.oneof(
        { maxDepth: 3, depthIdentifier: "term" },
        ...leaves(of).map((arbitrary) => ({ arbitrary, weight: 8 })),
        ...applied.map((arbitrary) => ({ arbitrary, weight: 1 })),
        {
          arbitrary: fc.record({
            kind: fc.constant("call" as const),
            of: fc.constant(of),
            pick: fc.nat(9),
            operands: fc.record(
              {
                i32: tie("i32"),
                f32: tie("f32"),
                f64: tie("f64"),
                i32x4: tie("i32x4"),
                f32x4: tie("f32x4"),
                f64x2: tie("f64x2"),
              },
              { noNullPrototype: true },
            ),
          }, { noNullPrototype: true }),
          weight: 2,
        },
      );
    };
    return {
      i32: term("i32"),
      f32: term("f32"),
      f64: term("f64"),
      i32x4: term("i32x4"),
      f32x4: term("f32x4"),
      f64x2: term("f64x2"),
    };
  });
}

/** Sequences of steps over some terms. */
function stepsOver(terms: Terms, pools: fc.Arbitrary<Pool>) {
  const kinds = fc.constantFrom(...KIND_NAMES);
  const condition = terms.i32;
  const pick = fc.nat(9);
  const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.record<T>(model, { noNullPrototype: true });
  const as = <K extends Step["kind"]>(kind: K) => fc.constant(kind);
  const { steps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => {
    const body = tie("steps");
    return {
      steps: fc.array(tie("step"), { maxLength: 4 }),
      step: fc.oneof(
        { maxDepth: 3, depthIdentifier: "step" },
        kinds.chain((of) =>
          record({ kind: as("let"), of: fc.constant(of), value: terms[of] })
        ),
        kinds.chain((of) =>
          record({
            kind: as("set"),
            of: fc.constant(of),
            pick,
            value: terms[of],
          })
        ),
        fc.constantFrom(...ACTIONS).chain((action) =>
          record({
            kind: as("act"),
            action: fc.constant(action),
            operands: fc.tuple(...action.operands.map((kind) => terms[kind])),
          })
        ),
        record({
          kind: as("increase"),
          pick,
          by: fc.oneof(fc.integer(), terms.i32),
        }),
        kinds.chain((of) => record({ kind: as("drop"), value: terms[of] })),
        record({ kind: as("run"), pick, operands: pools }),
        record({ kind: as("leaveIf"), condition }),
        record({ kind: as("if"), condition, then: body }),
        record({ kind: as("if"), condition, then: body, otherwise: body }),
        record({
          kind: as("for"),
          from: fc.nat(3),
          to: fc.nat(4),
          step: fc.integer({ min: 1, max: 2 }),
          body,
        }),
        record({ kind: as("while"), turns: fc.nat(3), condition, body }),
        record({ kind: as("repeat"), count: fc.nat(3), body }),
        record({ kind: as("block"), body }),
        record({ kind: as("scope"), body }),
        {
          arbitrary: record({
            kind: as("if"),
            condition,
            then: fc.tuple(record({ kind: as("return"), values: pools })),
          }),
          weight: 1,
        },
      ),
    };
  });
  return steps;
}

/** Programs over some instructions. */
export function programsOver(
  instructions: readonly Instruction[],
): fc.Arbitrary<RandomProgram> {
  const terms = termsOver(instructions);
  const pools: fc.Arbitrary<Pool> = fc.record(terms, { noNullPrototype: true });
  const kinds = fc.constantFrom(...KIND_NAMES);
  const plan: fc.Arbitrary<FunctionPlan> = fc.record({
    parameters: fc.array(kinds, { maxLength: 3 }),
    result: fc.oneof(kinds, fc.constant("void" as const)),
    body: stepsOver(terms, pools),
    values: pools,
  }, { noNullPrototype: true });
  return fc.record({
    functions: fc.array(plan, { minLength: 1, maxLength: 4 }),
    operands: pools,
  }, { noNullPrototype: true });
}
