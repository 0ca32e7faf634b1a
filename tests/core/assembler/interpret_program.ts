import { type Kind, KINDS, type Value } from "./kinds.ts";
import type {
  FunctionPlan,
  Pool,
  RandomProgram,
  Step,
  Term,
} from "./program.ts";
import { picked, RESULTS, ZERO } from "./write_program.ts";

interface Variable {
  readonly of: Kind;
  value: Value;
  /** Whether only its loop may change it. */
  readonly fixed: boolean;
}

/** Where a program is. */
interface Place {
  readonly memory: DataView;
  readonly plan: FunctionPlan;
  /** Functions that may be called. */
  readonly functions: readonly FunctionPlan[];
  /** Variables so far. */
  readonly variables: Variable[];
  /** Whether a block is open. */
  readonly inBlock: boolean;
}

/** How a step ends: with the next, by leaving the block, or by returning. */
type End = "next" | "left" | { readonly returned: Value };

/** Does what the program's module does, in JavaScript. */
export function interpretProgram(
  { functions, operands }: RandomProgram,
  memory: DataView,
): void {
  functions.forEach((plan, i) => {
    const place = {
      memory,
      plan,
      functions: [],
      variables: [],
      inBlock: false,
    };
    const values = plan.parameters.map((kind) =>
      valueOf(operands[kind], place)
    );
    const result = called(plan, functions.slice(0, i), values, memory);
    if (plan.result === "void") return;
    KINDS[plan.result].write(memory, RESULTS + 16 * i, result);
  });
}

function called(
  plan: FunctionPlan,
  functions: readonly FunctionPlan[],
  values: readonly Value[],
  memory: DataView,
): Value {
  const variables = values.map((value, i) => ({
    of: plan.parameters[i]!,
    value,
    fixed: false,
  }));
  const place = { memory, plan, functions, variables, inBlock: false };
  const end = does(plan.body, place);
  return typeof end === "object" ? end.returned : returned(plan.values, place);
}

function returned(values: Pool, place: Place): Value {
  const { result } = place.plan;
  return result === "void" ? 0 : valueOf(values[result], place);
}

function zero(of: Kind): Value {
  return of.includes("x") ? ZERO.slice(0, of === "f64x2" ? 2 : 4) : 0;
}

/** Calls one of the functions that leave a kind. */
function call(
  of: Kind | "void",
  pick: number,
  operands: Pool,
  place: Place,
): Value | undefined {
  const known = place.functions.filter(({ result }) => result === of);
  const plan = picked(known, pick);
  if (!plan) return undefined;
  const values = plan.parameters.map((kind) => valueOf(operands[kind], place));
  const before = place.functions.slice(0, place.functions.indexOf(plan));
  return called(plan, before, values, place.memory);
}

function valueOf(term: Term, place: Place): Value {
  switch (term.kind) {
    case "constant":
      return term.value;
    case "variable": {
      const known = place.variables.filter(({ of }) => of === term.of);
      return picked(known, term.pick)?.value ?? zero(term.of);
    }
    case "apply":
      return term.instruction.means(
        term.operands.map((each) => valueOf(each, place)),
        place.memory,
      );
    case "call":
      return call(term.of, term.pick, term.operands, place) ?? zero(term.of);
  }
}

function does(steps: readonly Step[], place: Place): End {
  for (const step of steps) {
    const end = doStep(step, place);
    if (end !== "next") return end;
  }
  return "next";
}

/** A body, with variables of its own. */
function doBody(
  body: readonly Step[],
  place: Place,
  more: Partial<Place> = {},
): End {
  return does(body, { ...place, variables: [...place.variables], ...more });
}

/** Turns of a loop, until one does not end with the next. */
function turns(goesOn: () => boolean, turn: () => End): End {
  while (goesOn()) {
    const end = turn();
    if (end !== "next") return end;
  }
  return "next";
}

function doStep(step: Step, place: Place): End {
  const { variables } = place;
  const holds = (term: Term) => valueOf(term, place) !== 0;
  switch (step.kind) {
    case "let":
      variables.push({
        of: step.of,
        value: valueOf(step.value, place),
        fixed: false,
      });
      return "next";
    case "set": {
      const known = variables.filter(({ of, fixed }) =>
        of === step.of && !fixed
      );
      const variable = picked(known, step.pick);
      if (variable) variable.value = valueOf(step.value, place);
      return "next";
    }
    case "increase": {
      const known = variables.filter(({ of, fixed }) => of === "i32" && !fixed);
      const variable = picked(known, step.pick);
      if (!variable) return "next";
      const before = variable.value as number;
      const by = typeof step.by === "number"
        ? step.by
        : valueOf(step.by, place) as number;
      variable.value = before + by | 0;
      return "next";
    }
    case "act":
      step.action.does(
        step.operands.map((each) => valueOf(each, place)),
        place.memory,
      );
      return "next";
    case "drop":
      valueOf(step.value, place);
      return "next";
    case "run":
      call("void", step.pick, step.operands, place);
      return "next";
    case "if":
      return holds(step.condition)
        ? doBody(step.then, place)
        : doBody(step.otherwise ?? [], place);
    case "for": {
      const counter: Variable = { of: "i32", value: step.from, fixed: true };
      let count = step.from;
      return turns(() => count < step.to, () => {
        counter.value = count;
        count += step.step;
        return doBody(step.body, place, { variables: [...variables, counter] });
      });
    }
    case "while": {
      let left = step.turns;
      const goesOn = () => {
        const isTrue = holds(step.condition);
        return left !== 0 && isTrue;
      };
      return turns(goesOn, () => {
        left--;
        return doBody(step.body, place);
      });
    }
    case "repeat": {
      let left = step.count;
      return turns(() => left > 0, () => {
        left--;
        return doBody(step.body, place);
      });
    }
    case "block": {
      const end = doBody(step.body, place, { inBlock: true });
      return end === "left" ? "next" : end;
    }
    case "scope":
      return doBody(step.body, place);
    case "leaveIf":
      if (!place.inBlock) return "next";
      return holds(step.condition) ? "left" : "next";
    case "return":
      return { returned: returned(step.values, place) };
  }
}
