"""What CPython's clients do to be measured, and CPython's own server. The first line of the input is the key."""
import multiprocessing
import os
import sys
import threading
import time
from multiprocessing.managers import SyncManager, dispatch

CLIENTS = 16


def place(address):
    return ("127.0.0.1", int(address)) if address.isdigit() else address


def serve(address):
    server = SyncManager(address=place(address), authkey=secret).get_server()

    def end_with_the_command():
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end_with_the_command, daemon=True).start()
    print("ready", address if address != "0" else server.address[1], flush=True)
    server.serve_forever()


def often(step, seconds):
    """Returns how often it was done, and in how many seconds."""
    count = 0
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        step()
        count += 1
    return count, time.perf_counter() - begun


def proxies(manager, seconds):
    kept = []
    count, taken = often(lambda: kept.append(manager.dict()), seconds)
    return taken * 1e3 / count


def calls(manager, seconds):
    shared = manager.dict(key=1)
    count, taken = often(lambda: shared.get("key"), seconds)
    return taken * 1e6 / count


def call(shared, start, seconds, told):
    shared.get("key")
    start.wait()
    told.put(often(lambda: shared.get("key"), seconds))


def crowd(manager, seconds):
    shared = manager.dict(key=1)
    start = multiprocessing.Barrier(CLIENTS)
    told = multiprocessing.SimpleQueue()
    return total(
        [multiprocessing.Process(target=call, args=(shared, start, seconds, told)) for _ in range(CLIENTS)], told)


def hand_on(taken, given, first, seconds, told):
    def step():
        given.put(1)
        check(taken.get() == 1)

    if first:
        told.put(often(step, seconds))
        given.put(None)
    else:
        element = taken.get()
        while element is not None:
            given.put(element)
            element = taken.get()
        told.put((0, seconds))


def hand_offs(manager, seconds):
    queues = manager.Queue(), manager.Queue()
    told = multiprocessing.SimpleQueue()
    there = multiprocessing.Process(target=hand_on, args=(*queues, True, seconds, told))
    back = multiprocessing.Process(target=hand_on, args=(*reversed(queues), False, seconds, told))
    return 2 * total([back, there], told)


def total(processes, told):
    """Runs processes and returns what all of them did in a second."""
    for process in processes:
        process.start()
    rate = 0
    for _ in processes:
        count, taken = told.get()
        rate += count / taken
    for process in processes:
        process.join()
        check(process.exitcode == 0)
    return rate


def measure(address, seconds):
    manager = SyncManager(address=place(address), authkey=secret)
    manager.connect()
    for figure in proxies, calls, crowd, hand_offs:
        print("figure", figure(manager, float(seconds)), flush=True)


def idle(address, count):
    """Has connections of so many threads that have called and call no more."""
    manager = SyncManager(address=place(address), authkey=secret)
    manager.connect()
    shared = manager.dict(key=1)
    connections = []
    for number in range(int(count)):
        connection = shared._Client(place(address), authkey=secret)
        dispatch(connection, None, "accept_connection", ("MainProcess|Thread-%d" % number,))
        check(dispatch(connection, shared._token.id, "get", ("key",)) == 1)
        connections.append(connection)
    print("ready", flush=True)
    sys.stdin.readline()


def check(right):
    if not right:
        raise AssertionError("a wrong answer")


if __name__ == "__main__":
    if hasattr(os, "fork"):
        # From 3.14 on processes are started in other ways, which would have to be told all of this.
        multiprocessing.set_start_method("fork")
    secret = sys.stdin.readline().strip().encode()
    multiprocessing.current_process().authkey = secret
    {"serve": serve, "measure": measure, "idle": idle}[sys.argv[1]](*sys.argv[2:])
