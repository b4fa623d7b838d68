"""Fetches addresses over keep-alive connections and prints the seconds of each answer as one JSON list.

Usage: python -m bench.load.fetch PORT HOST CONNECTIONS SECONDS PATH [PATH ...]. With SECONDS 0 each path is fetched once.
"""

import http.client
import itertools
import json
import sys
import threading
import time


def main(port: int, host: str, connections: int, seconds: float, paths: list[str]) -> None:
    """Share the paths among the connections, round and round until time is up."""
    supply = iter(paths) if seconds == 0 else itertools.cycle(paths)
    lock = threading.Lock()
    stop = time.perf_counter() + seconds
    times: list[float] = []

    def work() -> None:
        client = http.client.HTTPConnection("127.0.0.1", port)
        while seconds == 0 or time.perf_counter() < stop:
            with lock:
                path = next(supply, None)
            if path is None:
                return
            start = time.perf_counter()
            client.request("GET", path, headers={"Host": f"{host}:{port}"})
            answer = client.getresponse()
            answer.read()
            times.append(time.perf_counter() - start)
            assert answer.status == 200, (path, answer.status)

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(times))


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]), given[1], int(given[2]), float(given[3]), given[4:])
