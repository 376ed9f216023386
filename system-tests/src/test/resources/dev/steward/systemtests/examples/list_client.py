"""T19, the client: prints the list of the server, appends to it, prints it again. Arguments: host and port."""
import os
import sys
from multiprocessing.managers import BaseManager


class ListManager(BaseManager):
    pass


ListManager.register('get_list')

manager = ListManager(address=(sys.argv[1], int(sys.argv[2])), authkey=b'python')
manager.connect()
shared = manager.get_list()
print('Client: before %s' % shared, flush=True)
shared.append('pid %d' % os.getpid())
print('Client: after %s' % shared, flush=True)
