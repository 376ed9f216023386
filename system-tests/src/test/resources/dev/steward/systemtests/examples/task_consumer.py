"""T20, the consumer: has the server double each task, until the result queue is full, and prints the results. Arguments: host and
port."""
import sys
from multiprocessing.managers import BaseManager


class TaskManager(BaseManager):
    pass


TaskManager.register('get_task_queue')
TaskManager.register('get_result_queue')
TaskManager.register('get_cond')
TaskManager.register('get_done')
TaskManager.register('get_double')

manager = TaskManager(address=(sys.argv[1], int(sys.argv[2])), authkey=b'python')
manager.connect()
tasks = manager.get_task_queue()
results = manager.get_result_queue()
cond = manager.get_cond()
done = manager.get_done()

while not done.get():
    cond.acquire()
    while tasks.empty() and not done.get():
        cond.wait()
    if not tasks.empty():
        double = manager.get_double(tasks.get())
        results.put(double._getvalue())
        print('Consumer: consume one, now tasks: %d' % tasks.qsize(), flush=True)
        if results.full():
            done.set(True)
        cond.notify_all()
    cond.release()

while not results.empty():
    print('result is: %d' % results.get(), flush=True)
