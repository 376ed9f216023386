"""T20, the producer: delivers 20 tasks under the condition and waits while the queue is full. Arguments: host and port."""
import sys
from multiprocessing.managers import BaseManager


class TaskManager(BaseManager):
    pass


TaskManager.register('get_task_queue')
TaskManager.register('get_cond')

manager = TaskManager(address=(sys.argv[1], int(sys.argv[2])), authkey=b'python')
manager.connect()
tasks = manager.get_task_queue()
cond = manager.get_cond()

for task in range(1, 21):
    cond.acquire()
    while tasks.full():
        cond.wait()
    tasks.put(task)
    print('Producer: deliver one, now tasks: %d' % tasks.qsize(), flush=True)
    cond.notify_all()
    cond.release()
