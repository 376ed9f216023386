"""The programs of CPython in the cold suite: a server, a client, and a program of several processes."""
import multiprocessing
import sys

WORKERS = 4
TASKS = 100


def serve():
    import os
    import threading
    from multiprocessing.managers import SyncManager

    secret = sys.stdin.readline().strip()
    server = SyncManager(address=("127.0.0.1", 0), authkey=secret.encode()).get_server()
    print("ready", server.address[1], flush=True)

    def end_with_the_command():
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end_with_the_command, daemon=True).start()
    server.serve_forever()


def call(task, answers):
    from multiprocessing.managers import SyncManager

    secret = sys.stdin.readline().strip()
    address = int(sys.stdin.readline())
    multiprocessing.current_process().authkey = secret.encode()
    manager = SyncManager(address=("127.0.0.1", address), authkey=secret.encode())
    manager.connect()
    if task == "put":
        entries = manager.dict()
        for n in range(answers):
            entries["key-%d" % n] = n
    elif task == "get":
        entries = manager.dict()
        entries["key"] = 1
        for _ in range(answers):
            check(entries["key"] == 1)
    elif task == "queue":
        queue = manager.Queue()
        for n in range(answers // 2):
            queue.put(n)
            check(queue.get() == n)


def check(right):
    if not right:
        raise AssertionError("a wrong answer")


def start(function, *arguments):
    process = multiprocessing.Process(target=function, args=arguments)
    process.start()
    return process


def end(process):
    process.join()
    check(process.exitcode == 0)


def nothing():
    pass


def parent():
    end(start(nothing))


def greet(queue):
    queue.put("hello")


def square(number):
    return number * number


def run(task):
    if task == "process":
        end(start(nothing))
    elif task == "tree":
        end(start(parent))
    elif task == "hello":
        queue = multiprocessing.Queue()
        child = start(greet, queue)
        check(queue.get() == "hello")
        end(child)
    elif task == "pool":
        with multiprocessing.Pool(WORKERS) as pool:
            check(pool.map(square, range(TASKS))[-1] == (TASKS - 1) ** 2)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    elif sys.argv[1] in ("default", "spawn"):
        if sys.argv[1] == "spawn":
            multiprocessing.set_start_method("spawn")
        run(sys.argv[2])
        print("done", flush=True)
        sys.stdin.read()
    else:
        call(sys.argv[1], int(sys.argv[2]))
        print("done", flush=True)
        sys.stdin.read()
