"""Steps per second of CartPole-v1 in Gymnasium: reads the sizes of vectors as JSON, prints the best rates."""

import json
import sys
import time

import gymnasium
import numpy

SECONDS = 0.05
ROUNDS = 40


def measure(size, step):
    best = 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        steps = 0
        while time.perf_counter() - start < SECONDS:
            for _ in range(max(1, 1000 // size)):
                step()
                steps += size
        best = max(best, steps / (time.perf_counter() - start))
    return best


def single():
    env = gymnasium.make("CartPole-v1")
    observation, _ = env.reset(seed=1)

    def step():
        nonlocal observation
        action = 0 if observation[2] < 0 else 1
        observation, _, terminated, truncated, _ = env.step(action)
        if terminated or truncated:
            observation, _ = env.reset()

    return measure(1, step)


def vector(count, mode):
    envs = gymnasium.make_vec("CartPole-v1", num_envs=count, vectorization_mode=mode)
    observations, _ = envs.reset(seed=1)

    def step():
        nonlocal observations
        actions = (observations[:, 2] >= 0).astype(numpy.int64)
        observations = envs.step(actions)[0]

    return measure(count, step)


# A vector of environments one after the other, or CartPole written once more over NumPy arrays: the faster.
print(json.dumps({
    "version": gymnasium.__version__,
    "single": single(),
    "vectors": [
        max(vector(count, mode) for mode in ("sync", "vector_entry_point"))
        for count in json.loads(sys.argv[1])
    ],
}))
