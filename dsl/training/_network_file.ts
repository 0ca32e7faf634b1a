import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { requireChecksum, withChecksum } from "../../core/checksum.ts";
import { cannot, formatShape, formatValue, quote } from "../../core/errors.ts";
import { stringifyExact } from "../../core/exact_json.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  readMetadataJson,
  type SafetensorsTensor,
} from "../../core/safetensors.ts";
import { parseModel } from "../formats/parse_model.ts";
import type { AnyModel } from "../model.ts";
import type { ParameterValues } from "../passes/initialize.ts";
import { parametersOf } from "../passes/parameters_of.ts";
import type { NetworkParts } from "./_live_network.ts";
import { type Head, headsOf } from "./_heads.ts";
import type { History } from "./history.ts";
import { readLoss } from "./losses/read_loss.ts";
import type { MetricName } from "./metrics.ts";

const FORMAT = "silica-network";
const VERSION = "1";

/** A network as a file: its weights, and what it is as JSON beside them. */
export function encodeNetwork(
  { model, heads, weights, history }: NetworkParts<AnyModel>,
): Uint8Array<ArrayBuffer> {
  const tensors = Object.fromEntries(
    parametersOf(model).map(({ name, shape }) =>
      [name, { shape, data: weights[name]! }] as const
    ),
  );
  const metadata = {
    format: FORMAT,
    version: VERSION,
    model: stringifyExact(model.toJSON()),
    heads: stringifyExact(heads),
    history: stringifyExact(withoutNaN(history)),
  };
  return encodeSafetensors(tensors, withChecksum(tensors, metadata));
}

/**
 * Reads a network from bytes of any source.
 *
 * @throws {SyntaxError} If they are no such file, or damaged.
 * @throws {RangeError} If the file describes something that cannot be.
 */
export function decodeNetwork(bytes: Uint8Array): NetworkParts<AnyModel> {
  const content = decodeSafetensors(bytes);
  const { tensors, metadata } = content;
  if (metadata.format !== FORMAT || metadata.version !== VERSION) {
    const { format = "none", version = "none" } = metadata;
    throw damaged(
      `the file must be a ${FORMAT} of version ${VERSION}`,
      `${quote(format)} of version ${quote(version)}`,
      "format",
    );
  }
  const model = parseModel(readMetadataJson(metadata, "model"));
  const heads = readHeads(model, readMetadataJson(metadata, "heads"));
  const history = readHistory(readMetadataJson(metadata, "history"));
  const weights = readWeights(model, tensors);
  // Last, as the errors before say better what is wrong.
  requireChecksum("load a network", content);
  return { model, heads, history, weights };
}

function damaged(wish: string, fact: string, what: string): SyntaxError {
  return new SyntaxError(cannot("load a network", wish, fact, what));
}

interface HeadJson {
  readonly name: string;
  readonly loss: unknown;
  readonly weight: number;
  readonly metrics: readonly string[];
}

const HEADS = P.array({
  name: P.string,
  loss: P.any,
  weight: P.number,
  metrics: P.array(P.string),
});

function readHeads(model: AnyModel, json: unknown): readonly Head[] {
  if (!isMatching(HEADS, json)) {
    throw damaged("it must list its heads", formatValue(json), "list");
  }
  const described: readonly HeadJson[] = json;
  const byName = <T>(field: (head: HeadJson) => T) =>
    Object.fromEntries(described.map((head) => [head.name, field(head)]));
  return headsOf("load a network", model, {
    loss: byName(({ loss }) => readLoss(loss)),
    lossWeights: byName(({ weight }) => weight),
    // Unknown names are refused like those of a user.
    metrics: byName(({ metrics }) => metrics as readonly MetricName[]),
  });
}

function readWeights(
  model: AnyModel,
  tensors: Readonly<Record<string, SafetensorsTensor>>,
): ParameterValues {
  const parameters = parametersOf(model);
  const known = new Set(parameters.map(({ name }) => name));
  const stranger = Object.keys(tensors).find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw damaged("every tensor must be the model's", quote(stranger), "name");
  }
  return Object.fromEntries(parameters.map(({ name, shape }) => {
    const found = tensors[name];
    const wanted = `F32 ${formatShape(shape)}`;
    const fact = found ? `${found.dtype} ${formatShape(found.shape)}` : "none";
    if (found?.dtype !== "F32" || fact !== wanted) {
      throw damaged(`${quote(name)} must be ${wanted}`, fact, "tensor");
    }
    if (!found.data.every(Number.isFinite)) {
      const wish = `${quote(name)} must hold finite numbers`;
      throw damaged(wish, "NaN or infinite", "number");
    }
    return [name, found.data];
  }));
}

const NUMBERS = P.array(P.union(P.number, null));
const HISTORY = {
  metrics: P.record(P.string, NUMBERS),
  ended: P.union("epochs", "earlyStopping", "signal"),
  restoredEpoch: P.optional(P.number),
};

/** JSON has no NaN: null stands for what is not finite. */
function withoutNaN({ metrics, ...rest }: History): object {
  return {
    ...rest,
    metrics: mapValues(metrics, (x) => Number.isFinite(x) ? x : null),
  };
}

function readHistory(json: unknown): History {
  if (!isMatching(HISTORY, json)) {
    throw damaged("it must tell its history", formatValue(json), "history");
  }
  const { ended, restoredEpoch } = json;
  return Object.freeze({
    metrics: Object.freeze(mapValues(json.metrics, (x) => x ?? NaN)),
    ended,
    ...(restoredEpoch === undefined ? {} : { restoredEpoch }),
  });
}

function mapValues<A, B>(
  record: Readonly<Record<string, readonly A[]>>,
  change: (value: A) => B,
): Record<string, B[]> {
  const entries = Object.entries(record);
  return Object.fromEntries(
    entries.map(([name, values]) => [name, values.map(change)]),
  );
}
