"""Each name of each type with arguments that make no sense. Arguments: the port and the key. The last line says: calls, faults, 0."""

import sys
from multiprocessing import current_process, managers

WHERE = ('127.0.0.1', int(sys.argv[1]))
KEY = sys.argv[2].encode()
current_process().authkey = KEY

manager = managers.SyncManager(WHERE, KEY)
manager.connect()

TYPES = {
    'Queue': (), 'JoinableQueue': (), 'Event': (), 'Lock': (), 'RLock': (), 'Semaphore': (3,), 'BoundedSemaphore': (3,),
    'Condition': (), 'Barrier': (2,), 'list': ([1, 2, 3],), 'dict': ({1: 2},), 'set': ([1, 2],), 'Value': ('i', 1),
    'Array': ('i', [1, 2]), 'Namespace': (),
}
WAIT_FOR_EVER = {'get', 'join', 'acquire', 'wait'}
ODD = (
    (), (None,), (0,), (-1,), (1 << 80,), (-(1 << 80),), (1.5,), (float('nan'),), ('',), ('x',), (b'x',), ([],), ([[]],), ({},),
    ({'a': []},), (slice(None, None, -2),), (slice('a', 1),), (range(3),), (range(1 << 60),), (object,), (1, 2), (1, 2, 3),
    (None, None, None, None, None), ([1, [2]], 'x'), (slice(0, 9), range(2)), (True, -5), (len, len), ((1, 2), (3,)),
)
# With names only those that have nothing else.
CALLS = [(odd, {}) for odd in ODD] + [((), {name: value}) for name, value in (
    ('x', 1), ('value', 1), ('key', None), ('timeout', -1), ('iterable', 5))]

calls = 0
faults = []


def ask(function, *what):
    global calls
    calls += 1
    try:
        function()
    except managers.RemoteError as e:
        if 'SystemError' in str(e):
            faults.append((what, str(e)))
    except Exception:
        pass


for typeid in sorted(TYPES):
    for odd, named in CALLS:
        ask(lambda: manager._create(typeid, *odd, **named), 'create', typeid, odd, named)
    token, exposed = manager._create(typeid, *TYPES[typeid])
    proxy = managers.BaseProxy(token, 'pickle', manager, KEY)
    for name in sorted(set(exposed)) + ['__str__', '__repr__', '#GETVALUE', 'nonsense']:
        if name not in WAIT_FOR_EVER:
            for odd, named in CALLS:
                ask(lambda: proxy._callmethod(name, odd, named), typeid, name, odd, named)
            # Whatever happened, it is still answered.
            proxy._callmethod('__str__')

for command in ('create', 'incref', 'decref', 'get_methods', 'accept_connection', 'debug_info', 'number_of_objects', 'dummy'):
    for odd, named in CALLS:
        ask(lambda: managers.dispatch(proxy._Client(WHERE, authkey=KEY), None, command, odd, named), command, odd, named)

for fault in faults[:20]:
    print(fault)
print(calls, len(faults), 0, flush=True)
