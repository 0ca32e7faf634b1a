"""Milliseconds of one Adam step of dense networks in torch: reads [[sizes, batch], …] as JSON, prints the medians."""

import json
import statistics
import sys
import time

import torch


def measure(sizes, batch, seconds=1.0):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters())
    x = torch.randn(batch, sizes[0])
    y = torch.randint(0, sizes[-1], (batch,))
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times[len(times) // 5:])


def best(sizes, batch):
    """The better of one thread and all."""
    found = []
    for threads in {1, torch.get_num_threads()}:
        torch.set_num_threads(threads)
        found.append(measure(sizes, batch))
    return min(found)


works = json.loads(sys.argv[1])
print(json.dumps({"version": torch.__version__, "ms": [best(*work) for work in works]}))
