"""What a process that is going to be killed does. Arguments: where the server is, its key, and what to do."""

import sys
import time
from multiprocessing import current_process, managers

WHERE = ('127.0.0.1', int(sys.argv[1])) if sys.argv[1].isdigit() else sys.argv[1]
current_process().authkey = sys.argv[2].encode()

managers.SyncManager.register('the_tasks')
managers.SyncManager.register('the_lock', proxytype=managers.AcquirerProxy)
managers.SyncManager.register('the_condition', proxytype=managers.ConditionProxy)
managers.SyncManager.register('the_barrier', proxytype=managers.BarrierProxy)
manager = managers.SyncManager(WHERE, sys.argv[2].encode())
manager.connect()


def hold():
    lock = manager.the_lock()
    lock.acquire()
    print('ready', flush=True)
    time.sleep(600)


def get():
    tasks = manager.the_tasks()
    print('ready', flush=True)
    tasks.get()
    time.sleep(600)


def wait():
    condition = manager.the_condition()
    with condition:
        print('ready', flush=True)
        condition.wait()
    time.sleep(600)


def arrive():
    barrier = manager.the_barrier()
    print('ready', flush=True)
    barrier.wait()


def keep():
    kept = [manager.list() for i in range(100)]
    kept[0].append(1)
    print('ready', flush=True)
    time.sleep(600)


globals()[sys.argv[3]]()
