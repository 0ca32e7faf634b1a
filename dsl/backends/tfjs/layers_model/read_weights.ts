import { cannot, formatShape, quote } from "../../../../core/errors.ts";
import type { AnyModel } from "../../../model.ts";
import type { ParameterValues } from "../../../passes/initialize.ts";
import { type Parameter, parametersOf } from "../../../passes/parameters_of.ts";
import { camelCase } from "./field_names.ts";
import type {
  LayersModel,
  LayersModelTensor,
  LayersModelWeight,
} from "./layers_model.ts";
import { ownName } from "./model_of.ts";

/**
 * Copies the weights of a `tf.LayersModel` for the parameters of its model.
 *
 * @throws {RangeError} If a weight is missing, or has another shape.
 */
export async function readWeights(
  { layers }: LayersModel,
  model: AnyModel,
): Promise<ParameterValues> {
  const weights = new Map<string, LayersModelWeight>(
    layers.flatMap((layer) =>
      layer.weights.map((weight) => {
        const name = weight.originalName.split("/").at(-1)!;
        return [`${ownName(layer.name)}/${camelCase(name)}`, weight] as const;
      })
    ),
  );
  const tensors = parametersOf(model)
    .map((parameter) =>
      [
        parameter.name,
        tensorFor(parameter, weights.get(parameter.name)),
      ] as const
    );
  const entries = await Promise.all(
    tensors.map(async ([name, tensor]) =>
      // A copy: what a tensor answers may be its own memory.
      [name, Float32Array.from(await tensor.data())] as const
    ),
  );
  return Object.freeze(Object.fromEntries(entries));
}

/** The value of a weight, if it fits the parameter. */
function tensorFor(
  { name, shape }: Parameter,
  weight: LayersModelWeight | undefined,
): LayersModelTensor {
  const action = "read the weights of a tf.LayersModel";
  const wanted = formatShape(shape);
  const wish = `${quote(name)} must be there, of shape ${wanted}`;
  const tensor = weight && valueOf(weight, action);
  const found = tensor ? formatShape(tensor.shape) : "missing";
  if (tensor && found === wanted) return tensor;
  throw new RangeError(cannot(action, wish, found, "shape"));
}

function valueOf(weight: LayersModelWeight, action: string): LayersModelTensor {
  try {
    return weight.read();
  } catch (error) {
    const wish = `${quote(weight.originalName)} must be alive`;
    const message = cannot(action, wish, "disposed", "weight");
    throw new RangeError(message, { cause: error });
  }
}
