"""Gymnasium as a contestant: ../bursts.ts says how it is asked."""

import json
import sys
import warnings

import gymnasium
from bursts import time_calls

ACTIONS = 256


def single(id):
    env = gymnasium.make(id)
    env.action_space.seed(1)
    actions = [env.action_space.sample() for _ in range(ACTIONS)]
    env.reset(seed=1)

    def play():
        for action in actions:
            _, _, terminated, truncated, _ = env.step(action)
            if terminated or truncated:
                env.reset()

    return play


def vector(id, count, mode):
    envs = gymnasium.make_vec(id, num_envs=count, vectorization_mode=mode)
    envs.action_space.seed(1)
    actions = [envs.action_space.sample() for _ in range(ACTIONS)]
    envs.reset(seed=1)

    def play():
        for action in actions:
            envs.step(action)

    return play


# One environment after the other, or the same written once more over NumPy arrays.
WAYS = ["sync", "vector_entry_point"]


def main():
    warnings.simplefilter("ignore")
    print(json.dumps({"name": "Gymnasium", "version": gymnasium.__version__, "ways": WAYS}), flush=True)
    key, play = None, None
    for line in sys.stdin:
        request = json.loads(line)
        work, way = request["work"], request["way"]
        try:
            if (work["id"], work["count"], way) != key:
                key = None
                one = work["count"] == 1
                play = single(work["id"]) if one else vector(work["id"], work["count"], way)
                key = (work["id"], work["count"], way)
            answer = {"ms": time_calls(play, request["seconds"]) / (ACTIONS * work["count"])}
        except Exception as error:
            answer = {"refused": str(error).split("\n")[0]}
        print(json.dumps(answer), flush=True)


main()
