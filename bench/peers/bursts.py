"""How contestants in Python time what they do: as ../time_calls.ts."""

import math
import statistics
import time

CHUNK = 0.002


def time_chunk(call, calls):
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls


def time_calls(call, seconds):
    """As timeCalls in ../time_calls.ts."""
    start = time.perf_counter()
    calls = 0
    while calls == 0 or time.perf_counter() - start < seconds / 5:
        call()
        calls += 1
    pace = (time.perf_counter() - start) / calls
    if pace > seconds:
        return 1000 * pace
    chunk = max(1, math.ceil(CHUNK / pace))
    times = []
    start = time.perf_counter()
    while not times or time.perf_counter() - start < seconds:
        times.append(time_chunk(call, chunk))
    return 1000 * statistics.median(times)
