import type {
  Expression,
  Local,
  ValueType,
} from "../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../core/assembler/instructions.ts";
import {
  call,
  type FunctionHandle,
  ModuleBuilder,
  run,
} from "../../../core/assembler/module_builder.ts";
import { type Code, type Kind, KINDS } from "./kinds.ts";
import type {
  FunctionPlan,
  Pool,
  RandomProgram,
  Step,
  Term,
} from "./program.ts";

/** Where the result of the first function is stored; those of others follow. */
export const RESULTS = 4096;

interface Variable {
  readonly of: Kind;
  readonly local: Local<ValueType>;
  /** Whether only its loop may change it. */
  readonly fixed: boolean;
}

interface Written {
  readonly plan: FunctionPlan;
  readonly handle: FunctionHandle;
}

/** What code is written into. */
interface Place {
  readonly f: FunctionBuilder;
  readonly plan: FunctionPlan;
  /** Functions so far. */
  readonly functions: readonly Written[];
  /** Variables so far; a body's own are known only in it. */
  readonly variables: Variable[];
  /** Whether a block is open. */
  readonly inBlock: boolean;
}

/** A module whose `main` calls each function and stores what it leaves. */
export function writeProgram(
  { functions, operands }: RandomProgram,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const written: Written[] = [];
  for (const plan of functions) {
    const handle = module.function(
      {
        parameters: plan.parameters.map((kind) => KINDS[kind].type),
        result: plan.result === "void" ? "void" : KINDS[plan.result].type,
      },
      (f, parameters) => {
        const variables = parameters.map((local, i) => ({
          of: plan.parameters[i]!,
          local,
          fixed: false,
        }));
        const place = {
          f,
          plan,
          functions: [...written],
          variables,
          inBlock: false,
        };
        writeSteps(plan.body, place);
        writeReturn(plan.values, place);
      },
    );
    written.push({ plan, handle });
  }
  const main = module.function({ parameters: [], result: "void" }, (f) => {
    const place = {
      f,
      plan: functions[0]!,
      functions: [],
      variables: [],
      inBlock: false,
    };
    written.forEach(({ plan, handle }, i) => {
      const values = plan.parameters.map((kind) =>
        termCode(operands[kind], place)
      );
      if (plan.result === "void") return f.do(run(asVoid(handle), ...values));
      const result = call(asValue(handle), ...values);
      f.do(
        v128.store(
          i32.const(RESULTS + 16 * i),
          KINDS[plan.result].toVector(result),
        ),
      );
    });
  });
  module.export("main", main);
  return module.finish();
}

// The plan of a function says whether it leaves a value.
const asVoid = (handle: FunctionHandle) => handle as FunctionHandle<"void">;
const asValue = (handle: FunctionHandle) => handle as FunctionHandle<ValueType>;
// Terms of the kind i32 leave one.
const asI32 = (code: Code) => code as Expression<"i32">;

/** One of several, by a number of any size. */
export function picked<T>(all: readonly T[], pick: number): T | undefined {
  return all[pick % Math.max(1, all.length)];
}

/** 0 of any kind. */
export const ZERO = [0, 0, 0, 0] as const;

function zero(of: Kind): Code {
  return KINDS[of].constant(of.includes("x") ? ZERO : 0);
}

function operandsFor({ parameters }: FunctionPlan, pool: Pool): Term[] {
  return parameters.map((kind) => pool[kind]);
}

function termCode(term: Term, place: Place): Code {
  switch (term.kind) {
    case "constant":
      return KINDS[term.of].constant(term.value);
    case "variable": {
      const known = place.variables.filter(({ of }) => of === term.of);
      return picked(known, term.pick)?.local ?? zero(term.of);
    }
    case "apply":
      return term.instruction.build(
        term.operands.map((each) => termCode(each, place)),
      );
    case "call": {
      const known = place.functions.filter(({ plan }) =>
        plan.result === term.of
      );
      const called = picked(known, term.pick);
      if (!called) return zero(term.of);
      const operands = operandsFor(called.plan, term.operands);
      return call(
        asValue(called.handle),
        ...operands.map((each) => termCode(each, place)),
      );
    }
  }
}

function writeReturn(values: Pool, place: Place): void {
  const { result } = place.plan;
  place.f.return(
    result === "void" ? undefined : termCode(values[result], place),
  );
}

/** A body, whose variables nobody knows behind it. */
function writeBody(
  body: readonly Step[],
  place: Place,
  more: Partial<Place> = {},
): void {
  writeSteps(body, { ...place, variables: [...place.variables], ...more });
}

function writeSteps(steps: readonly Step[], place: Place): void {
  for (const step of steps) writeStep(step, place);
}

function writeStep(step: Step, place: Place): void {
  const { f, variables } = place;
  const code = (term: Term): Code => termCode(term, place);
  switch (step.kind) {
    case "let":
      variables.push({
        of: step.of,
        local: f.let(code(step.value)),
        fixed: false,
      });
      return;
    case "set": {
      const known = variables.filter(({ of, fixed }) =>
        of === step.of && !fixed
      );
      const variable = picked(known, step.pick);
      if (variable) f.set(variable.local, code(step.value));
      return;
    }
    case "increase": {
      const known = variables.filter(({ of, fixed }) => of === "i32" && !fixed);
      const variable = picked(known, step.pick);
      if (!variable) return;
      f.increase(
        variable.local as Local<"i32">,
        typeof step.by === "number" ? step.by : asI32(code(step.by)),
      );
      return;
    }
    case "act":
      return f.do(step.action.build(step.operands.map(code)));
    case "drop":
      return f.drop(code(step.value));
    case "run": {
      const known = place.functions.filter(({ plan }) =>
        plan.result === "void"
      );
      const called = picked(known, step.pick);
      if (!called) return;
      const operands = operandsFor(called.plan, step.operands);
      return f.do(run(asVoid(called.handle), ...operands.map(code)));
    }
    case "if": {
      const { otherwise } = step;
      return f.if(
        asI32(code(step.condition)),
        () => writeBody(step.then, place),
        otherwise && (() => writeBody(otherwise, place)),
      );
    }
    case "for":
      return f.for(
        {
          from: i32.const(step.from),
          to: i32.const(step.to),
          step: step.step,
        },
        (local) =>
          writeBody(step.body, place, {
            variables: [...variables, { of: "i32", local, fixed: true }],
          }),
      );
    case "while":
      return f.scope(() => {
        const left = f.let(i32.const(step.turns));
        const goesOn = () =>
          i32.and(
            i32.gtU(left, i32.const(0)),
            i32.gtU(asI32(code(step.condition)), i32.const(0)),
          );
        f.while(goesOn, () => {
          f.increase(left, -1);
          writeBody(step.body, place);
        });
      });
    case "repeat":
      return f.repeat(step.count, () => writeBody(step.body, place));
    case "block":
      return f.block(() => writeBody(step.body, place, { inBlock: true }));
    case "scope":
      return f.scope(() => writeBody(step.body, place));
    case "leaveIf":
      if (place.inBlock) f.leaveIf(asI32(code(step.condition)));
      return;
    case "return":
      return writeReturn(step.values, place);
  }
}
