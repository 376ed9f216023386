"""What Python's own client sees of a server in Java. Arguments: where the server is, a port or a path, and its key."""

import datetime
import queue
import sys
import threading
import time
import unittest
from multiprocessing import current_process, managers

WHERE = ('127.0.0.1', int(sys.argv[1])) if sys.argv[1].isdigit() else sys.argv[1]
KEY = sys.argv[2].encode()


class Manager(managers.SyncManager):
    pass


class Point:
    """A class that the server does not have."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


for typeid in ('get_tasks', 'double', 'calculator', 'squares', 'missing', 'set'):
    Manager.register(typeid)


def connected():
    manager = Manager(WHERE, KEY)
    manager.connect()
    return manager


class ClientTest(unittest.TestCase):

    def setUp(self):
        self.m = connected()

    def test_dict(self):
        d = self.m.dict({'a': 1, (1, 2): 'x', 'n': None}, k=5)
        d['b'] = [1, 2, {'z': True}]
        self.assertEqual(d.copy(), {'a': 1, (1, 2): 'x', 'n': None, 'k': 5, 'b': [1, 2, {'z': True}]})
        self.assertEqual(str(d), str(d.copy()))
        self.assertEqual(list(d.keys()), ['a', (1, 2), 'n', 'k', 'b'])
        self.assertEqual(list(d), ['a', (1, 2), 'n', 'k', 'b'])
        self.assertIs(d['b'][2]['z'], True)
        self.assertIsNone(d['n'])
        self.assertEqual(d.get('q', 5), 5)
        self.assertEqual(d.pop('k'), 5)
        self.assertIsNone(d.pop('n'))
        self.assertEqual(d.popitem(), ('b', [1, 2, {'z': True}]))
        self.assertEqual(d.setdefault('s', 3), 3)
        self.assertEqual(d.setdefault('s', 4), 3)
        d.update([(b'k', 1.5)], w=2)
        self.assertEqual(dict(d.items()), {'a': 1, (1, 2): 'x', 's': 3, b'k': 1.5, 'w': 2})
        with self.assertRaises(KeyError) as raised:
            d['nope']
        self.assertEqual(raised.exception.args, ('nope',))
        self.assertRaises(KeyError, d.__delitem__, 'nope')
        self.assertRaises(TypeError, d.__setitem__, [], 1)
        self.assertRaises(TypeError, d.pop)
        d.clear()
        self.assertEqual(len(d), 0)
        self.assertRaises(KeyError, d.popitem)
        self.assertEqual(d._callmethod('__or__', ({1: 2},)), {1: 2})

    def test_list(self):
        reference = list(range(10)) + ['x']
        l = self.m.list(range(10))
        l.append('x')
        for part in (slice(None), slice(2, 5), slice(None, None, -1), slice(-3, None), slice(8, 2, -2), slice(99, 5)):
            self.assertEqual(l[part], reference[part])
        for index in (0, 3, -1, -2, -11):
            self.assertEqual(l[index], reference[index])
        for target in (l, reference):
            target[1:3] = [9, 9, 9]
            target[-2] = 'y'
            target[::4] = 'abc'
            del target[-3]
            del target[0:5:2]
            target.insert(-1, 'i')
            target.insert(99, 'end')
            target.insert(0, 'start')
            target.extend((1, 2))
            target.reverse()
        self.assertEqual(l[:], reference)
        self.assertEqual(str(l), str(reference))
        self.assertEqual([l.pop(), l.pop(0), l.pop(-3)], [reference.pop(), reference.pop(0), reference.pop(-3)])
        self.assertEqual(l + ['q'], reference + ['q'])
        self.assertEqual(l * 2, reference * 2)
        self.assertEqual(list(reversed(l)), reference[::-1])
        self.assertEqual(l.count(9), reference.count(9))
        self.assertEqual(l.index(9), reference.index(9))
        self.assertRaises(IndexError, l.__getitem__, 99)
        self.assertRaises(IndexError, l.__setitem__, 99, 1)
        self.assertRaises(IndexError, l.pop, 99)
        self.assertRaises(ValueError, l.remove, 'nope')
        self.assertRaises(ValueError, l.index, 'nope')
        self.assertRaises(TypeError, l.__getitem__, 'a')
        self.assertRaises(TypeError, l.sort, key=len)
        numbers = self.m.list([3, 1, 2])
        numbers.sort(reverse=True)
        self.assertEqual(numbers[:], [3, 2, 1])
        numbers *= 2
        numbers += [0]
        self.assertEqual(numbers[:], [3, 2, 1, 3, 2, 1, 0])
        self.assertRaisesRegex(IndexError, 'pop from empty list', self.m.list().pop)

    def test_queue(self):
        for make in (self.m.Queue, self.m.JoinableQueue):
            q = make(3)
            q.put(1)
            q.put(None)
            self.assertEqual((q.qsize(), q.empty(), q.full()), (2, False, False))
            self.assertEqual(q.get(), 1)
            self.assertIsNone(q.get_nowait())
            self.assertRaises(queue.Empty, q.get_nowait)
            self.assertRaises(queue.Empty, q.get, True, 0.01)
            self.assertRaises(queue.Empty, q.get, False)
            self.assertRaises(ValueError, q.get, timeout=-1)
            for i in range(3):
                q.put((i,))
            self.assertTrue(q.full())
            self.assertRaises(queue.Full, q.put_nowait, 5)
            self.assertRaises(queue.Full, q.put, 5, timeout=0.01)
            self.assertEqual(q.get(), (0,))
        for make in (self.m.Queue, self.m.JoinableQueue):
            tasks = make(1)
            tasks.put(1)
            self.assertRaises(queue.Full, tasks.put_nowait, 2)
            joined = self.m.list()
            joiner = threading.Thread(target=lambda: (tasks.join(), joined.append(1)))
            joiner.start()
            tasks.get()
            self.assertEqual(joined[:], [])
            tasks.task_done()
            joiner.join()
            tasks.join()
            self.assertRaisesRegex(ValueError, 'too many times', tasks.task_done)
        self.assertRaisesRegex(ValueError, 'a queue that Python has made', self.m.get_tasks().task_done)

    def test_locks(self):
        lock = self.m.Lock()
        self.assertTrue(lock.acquire())
        self.assertFalse(lock.acquire(False))
        self.assertFalse(lock.acquire(True, 0.01))
        self.assertRaises(ValueError, lock.acquire, False, 1)
        lock.release()
        self.assertRaisesRegex(RuntimeError, 'release unlocked lock', lock.release)
        again = self.m.RLock()
        with again:
            with again:
                self.assertFalse(elsewhere(again.acquire, False))
                self.assertRaises(RuntimeError, elsewhere, again.release)
        self.assertRaisesRegex(RuntimeError, 'cannot release un-acquired lock', again.release)
        semaphore = self.m.Semaphore(1)
        self.assertTrue(semaphore.acquire())
        self.assertFalse(semaphore.acquire(False))
        semaphore.release()
        semaphore.release()
        bounded = self.m.BoundedSemaphore(1)
        self.assertRaisesRegex(ValueError, 'released too many times', bounded.release)
        self.assertRaises(managers.RemoteError, self.m.Semaphore, -1)

    def test_waits(self):
        event = self.m.Event()
        self.assertFalse(event.wait(0.01))
        event.set()
        self.assertTrue(event.wait())
        self.assertTrue(event.is_set())
        event.clear()
        self.assertFalse(event.is_set())
        condition = self.m.Condition()
        self.assertRaisesRegex(RuntimeError, 'cannot wait on un-acquired lock', condition.wait)
        self.assertRaisesRegex(RuntimeError, 'cannot notify on un-acquired lock', condition.notify)
        done = self.m.list()

        def waits():
            with condition:
                done.append('ready')
                condition.wait()
                done.append('told')

        thread = threading.Thread(target=waits)
        thread.start()
        while not len(done):
            time.sleep(0.01)
        with condition:
            condition.notify_all()
        thread.join()
        self.assertEqual(done[:], ['ready', 'told'])
        barrier = self.m.Barrier(2)
        other = threading.Thread(target=lambda: done.append(barrier.wait()))
        other.start()
        mine = barrier.wait()
        other.join()
        self.assertEqual({mine, done[2]}, {0, 1})
        self.assertEqual((barrier.parties, barrier.n_waiting, barrier.broken), (2, 0, False))
        barrier.abort()
        self.assertRaises(threading.BrokenBarrierError, barrier.wait)

    def test_cells(self):
        value = self.m.Value('i', 3)
        value.value = 7
        self.assertEqual((value.value, str(value)), (7, "Value('i', 7)"))
        array = self.m.Array('i', [1, 2, 3])
        array[1] = 5
        array[-1] = 6
        self.assertEqual((len(array), list(array), str(array)), (3, [1, 5, 6], "array('i', [1, 5, 6])"))
        self.assertEqual(array[0:2].tolist(), [1, 5])
        self.assertRaises(IndexError, array.__getitem__, 3)
        self.assertRaises(OverflowError, array.__setitem__, 0, 1 << 40)
        space = self.m.Namespace(x=1)
        space.y = [2]
        self.assertEqual((space.x, space.y, str(space)), (1, [2], 'Namespace(x=1, y=[2])'))
        del space.x
        with self.assertRaises(AttributeError) as raised:
            space.x
        self.assertEqual(str(raised.exception), "'Namespace' object has no attribute 'x'")

    def test_sets(self):
        s = self.m.set([1, 2, 3])
        self.assertEqual(s._callmethod('__and__', ({2, 3, 4},)), {2, 3})
        self.assertEqual(s.union([9], (8,)), {1, 2, 3, 9, 8})
        self.assertEqual(s._callmethod('__rsub__', ({1, 7},)), {7})
        self.assertTrue(s.issubset(range(9)))
        self.assertTrue(s.isdisjoint([5]))
        s.symmetric_difference_update([3, 4])
        self.assertEqual(s._getvalue(), {1, 2, 4})
        self.assertRaises(KeyError, s.remove, 99)
        self.assertEqual({s.pop(), s.pop(), s.pop()}, {1, 2, 4})
        self.assertRaises(KeyError, s.pop)

    def test_nested(self):
        inner = self.m.list([1])
        outer = self.m.list([inner])
        by_name = self.m.dict(inner=inner)
        outer[0].append(2)
        by_name['inner'].append(3)
        self.assertEqual(inner[:], [1, 2, 3])
        self.assertIn('<ListProxy object, typeid', str(outer))
        self.assertEqual(list(self.m.dict({1: self.m.dict(a=1)})[1]), ['a'])
        kept = self.m.list([self.m.list([7])])
        self.assertEqual(kept[0][:], [7])
        inner.extend(outer[0])
        self.assertEqual(inner[:], [1, 2, 3, 1, 2, 3])

    def test_values(self):
        l = self.m.list()
        for value in ((1, (2,)), True, 1 << 70, -0.0, 1.5, b'x', bytearray(b'y'), {1, 2}, frozenset([3]),
                      datetime.datetime(2026, 1, 2, 3, 4, 5), datetime.timedelta(1), 'text \ud83d\ude00', {'a': [None]},
                      Point(1, 2), [Point(3, 4)], Ellipsis, 1j):
            l.append(value)
            self.assertEqual(l[-1], value)
            self.assertIs(type(l[-1]), type(value))
        self.assertTrue(Point(1, 2) in l[:])
        d = self.m.dict({Point(1, 2): 'p'})
        self.assertEqual(d[Point(1, 2)], 'p')
        self.assertTrue(Point(1, 2) in d)

    def test_callables_of_java(self):
        tasks = self.m.get_tasks()
        tasks.put({'job': 1})
        self.assertEqual(self.m.get_tasks().get(), {'job': 1})
        doubled = self.m.double(21)
        self.assertEqual((str(doubled), doubled._getvalue()), ('42', 42))
        calculator = self.m.calculator()
        self.assertEqual(calculator.add(2, 3), 5)
        self.assertEqual(calculator.total([1, 2, 3]), 6)
        self.assertRaisesRegex(ValueError, 'no name', calculator.name)
        self.assertRaises(TypeError, calculator.add, 1)
        self.assertRaises(managers.RemoteError, calculator._callmethod, 'hashCode')
        with self.assertRaisesRegex(managers.RemoteError, 'nothing is registered'):
            self.m.missing()
        with self.assertRaisesRegex(managers.RemoteError, 'functions of Python cannot run'):
            self.m.Pool(2)

    def test_words(self):
        l = self.m.list()
        with self.assertRaisesRegex(managers.RemoteError, 'exposes no such name'):
            l._callmethod('__iter__')
        with self.assertRaisesRegex(managers.RemoteError, 'KeyError'):
            managers.dispatch(l._Client(WHERE, authkey=KEY), None, 'decref', ('nonsense',))
        with self.assertRaisesRegex(managers.RemoteError, 'unrecognized'):
            managers.dispatch(l._Client(WHERE, authkey=KEY), None, 'nonsense')

    def test_references(self):
        before = self.m._number_of_objects()
        l = self.m.list([1, 'a'])
        d = self.m.dict()
        self.assertEqual(self.m._number_of_objects(), before + 2)
        self.assertIn("refcount=1\n    [1, 'a']", self.m._debug_info())
        del l, d
        self.assertEqual(self.m._number_of_objects(), before)

    def test_large(self):
        d = self.m.dict()
        d['big'] = b'x' * (20 << 20)
        self.assertEqual(len(d['big']), 20 << 20)
        d['many'] = list(range(200000))
        self.assertEqual(d['many'][-1], 199999)


def elsewhere(function, *args):
    """Runs it in another thread, which is another owner."""
    outcome = []

    def run():
        try:
            outcome.append((function(*args), None))
        except Exception as e:
            outcome.append((None, e))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    result, error = outcome[0]
    if error is not None:
        raise error
    return result


if __name__ == '__main__':
    current_process().authkey = KEY
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(ClientTest))
    print(result.testsRun, len(result.failures) + len(result.errors), len(result.skipped), flush=True)
