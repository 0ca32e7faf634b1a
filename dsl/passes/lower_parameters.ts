import { cannot, formatShape, quote, unknownName } from "../../core/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { type NodeOf, sizeOf } from "../graph/node.ts";
import type { ParameterValues } from "./initialize.ts";
import type { Parameter } from "./parameters_of.ts";

/** A parameter as a variable of a graph. */
export interface LoweredParameter extends Parameter {
  /** The variable, whose name begins with the scope. */
  readonly variable: NodeOf<"variable">;
}

/** Finds or adds the variable of each parameter. */
export function lowerParameters(
  parameters: readonly Parameter[],
  graph: Graph,
  scope: string,
  values?: ParameterValues,
): readonly LoweredParameter[] {
  if (values) requireComplete(parameters, values);
  return parameters.map((parameter) => {
    const name = `${scope}/${parameter.name}`;
    const { shape } = parameter;
    const variable = graph.has(graph.fullName(name))
      ? existing(graph, graph.fullName(name), parameter)
      : graph.variable(
        name,
        values?.[parameter.name] ?? new Float32Array(sizeOf(shape)),
        { shape },
      );
    return Object.freeze({ ...parameter, variable });
  });
}

function existing(
  graph: Graph,
  name: string,
  { shape }: Parameter,
): NodeOf<"variable"> {
  const node = graph.node(name);
  const wanted = `float32 ${formatShape(shape)}`;
  const found = `${node.dtype} ${formatShape(node.shape)}`;
  if (node.kind === "variable" && found === wanted) return node;
  const wish = `${quote(name)} must be a variable of ${wanted}`;
  const fact = `a ${node.kind} of ${found}`;
  throw new RangeError(cannot("lower a model", wish, fact, "node"));
}

/** Throws unless there are values for each parameter, and for nothing else. */
function requireComplete(
  parameters: readonly Parameter[],
  values: ParameterValues,
): void {
  const names = parameters.map(({ name }) => name);
  const action = "lower a model";
  const stranger = Object.keys(values).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw unknownName(action, "parameter", stranger, names);
  }
  const missing = names.find((name) => !Object.hasOwn(values, name));
  if (missing === undefined) return;
  const wish = "'values' must hold every parameter";
  const fact = `without ${quote(missing)}`;
  throw new RangeError(cannot(action, wish, fact));
}
