"""The producer and the consumer of a queue of tasks. Arguments: produce or consume, the port, the key, how many tasks."""

import sys
from multiprocessing.managers import BaseManager


class QueueManager(BaseManager):
    pass


QueueManager.register('get_task_queue')
QueueManager.register('get_result_queue')

manager = QueueManager(address=('127.0.0.1', int(sys.argv[2])), authkey=sys.argv[3].encode())
manager.connect()
tasks = manager.get_task_queue()
results = manager.get_result_queue()


def produce(count):
    for n in range(count):
        tasks.put(n)
    print(sum(results.get(timeout=60)['square'] for n in range(count)))


def consume(count):
    for i in range(count):
        n = tasks.get(timeout=60)
        results.put({'task': n, 'square': n * n})


globals()[sys.argv[1]](int(sys.argv[4]))
