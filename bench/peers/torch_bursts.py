"""torch as a contestant: ../bursts.ts says how it is asked."""

import ctypes
import json
import math
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional

from bursts import time_calls

LEARNING_RATE = 1e-6


def openblas():
    """OpenBLAS has threads of its own, which torch does not know; nothing where torch is linked to another."""
    try:
        with open("/proc/self/maps") as maps:
            paths = {line.split()[-1] for line in maps if "openblas" in line}
        return ctypes.CDLL(paths.pop()) if paths else None
    except OSError:
        return None


OPENBLAS = openblas()


def set_threads(count):
    torch.set_num_threads(count)
    if OPENBLAS:
        OPENBLAS.openblas_set_num_threads(count)


def side(size, kernel, stride, padding):
    """The size of an output, and the zeros on either side of the input."""
    if padding == "valid":
        return (size - kernel) // stride + 1, 0
    out = math.ceil(size / stride)
    zeros = max((out - 1) * stride + kernel - size, 0)
    assert zeros % 2 == 0, "torch pads both sides alike"
    return out, zeros // 2


def conv2d(layer, shape):
    (height, width, channels), filters = shape, layer["filters"]
    windows = list(zip((height, width), layer["kernelSize"], layer["strides"]))
    (height, top), (width, left) = (side(*window, layer["padding"]) for window in windows)
    kernel, strides = layer["kernelSize"], layer["strides"]
    return nn.Conv2d(channels, filters, kernel, strides, (top, left)), (height, width, filters)


def max_pool(layer, shape):
    (height, width, channels), (down, across) = shape, layer["size"]
    return nn.MaxPool2d(layer["size"], layer["strides"]), (height // down, width // across, channels)


def dense(layer, shape):
    return nn.Linear(shape[-1], layer["units"]), (layer["units"],)


# A layer and the shape of its input, channels last, to torch's layer and the shape of its output.
LAYERS = {
    "conv2d": conv2d,
    "maxPool": max_pool,
    "dense": dense,
    "activation": lambda layer, shape: ({"relu": nn.ReLU}[layer["fn"]](), shape),
    "flatten": lambda layer, shape: (nn.Flatten(), (math.prod(shape),)),
}


def network(model):
    """A chain of layers as torch has them, with the shapes of an input and an output."""
    first, *rest = [place["layer"] for place in model["layers"]]
    inputs = shape = tuple(first["shape"])
    modules = []
    for layer in rest:
        module, shape = LAYERS[layer["kind"]](layer, shape)
        modules.append(module)
    return nn.Sequential(*modules), inputs, shape[0]


def batch_of(count, shape):
    """Images as torch takes them by default: channels before rows and columns."""
    *sides, channels = shape
    return torch.randn(count, channels, *sides)


def updater(net, loss_of):
    optimizer = torch.optim.Adam(net.parameters(), lr=LEARNING_RATE)

    def update(x, target):
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(net(x), target)
        loss.backward()
        optimizer.step()
        return loss

    return update


def chosen_output_loss(output, target):
    actions, values = target
    chosen = output.gather(1, actions[:, None])[:, 0]
    return functional.mse_loss(chosen, values)


def prepare_forward(work):
    net, shape, _ = network(work["model"])
    x = batch_of(work["batch"], shape)

    def forward():
        with torch.inference_mode():
            return net(x)

    return lambda seconds: time_calls(forward, seconds)


def prepare_step(work):
    net, shape, outputs = network(work["model"])
    batch = work["batch"]
    x, chosen = batch_of(batch, shape), torch.arange(batch) % outputs
    loss_of, target = {
        "classes": (functional.cross_entropy, chosen),
        "chosen output": (chosen_output_loss, (chosen, torch.ones(batch))),
    }[work["aim"]]
    update = updater(net, loss_of)
    return lambda seconds: time_calls(lambda: update(x, target), seconds)


def prepare_epoch(work):
    """A part of an epoch stands for all of it."""
    net, (inputs,), outputs = network(work["model"])
    rows, batch = work["rows"], work["batch"]
    x, y = torch.rand(rows, inputs), torch.arange(rows) % outputs
    update = updater(net, functional.cross_entropy)

    def burst(seconds):
        order = torch.randperm(rows)
        total = 0
        start = time.perf_counter()
        for done, begin in enumerate(range(0, rows, batch), 1):
            chosen = order[begin:begin + batch]
            total += update(x[chosen], y[chosen]).item()
            taken = time.perf_counter() - start
            if taken > seconds:
                break
        return 1000 * taken / done * math.ceil(rows / batch)

    return burst


PREPARE = {"forward": prepare_forward, "step": prepare_step, "epoch": prepare_epoch}


COUNTS = [count for count in (1, 2, 4, 8, 16) if count <= os.cpu_count()]
WAYS = {f"{count} thread{'s' if count > 1 else ''}": count for count in COUNTS}


def main():
    version = torch.__version__ + (" with OpenBLAS" if OPENBLAS else "")
    print(json.dumps({"name": "torch", "version": version, "ways": list(WAYS)}), flush=True)
    name, burst = None, None
    for line in sys.stdin:
        request = json.loads(line)
        work = request["work"]
        set_threads(WAYS[request["way"]])
        if work["name"] != name:
            name, burst = work["name"], PREPARE[work["kind"]](work)
        print(json.dumps({"ms": burst(request["seconds"])}), flush=True)


main()
