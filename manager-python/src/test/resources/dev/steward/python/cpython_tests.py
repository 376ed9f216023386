"""Runs CPython's own tests of managers against a server that is there already: each manager that they start connects to it.

Arguments: where the server is, a port or a path, and its key. The last line says: tests, failures, skipped.
"""

import sys
import unittest
from multiprocessing import current_process, managers, process
from test import _test_multiprocessing as cpython

WHERE = ('127.0.0.1', int(sys.argv[1])) if sys.argv[1].isdigit() else sys.argv[1]
KEY = sys.argv[2].encode()

# What needs workers that are processes of Python, or runs a function of Python in the server.
LEFT_OUT = {
    'WithManagerTestBarrier.test_action': 'runs a function of Python in the server',
    'TestSyncManagerTypes.test_pool': 'needs workers of Python',
    # What is promised otherwise here, and better.
    'WithManagerTestContainers.test_dict_iter': 'an iterator goes over the keys as they were, whatever becomes of the dict',
    'TestSyncManagerTypes.test_lock': 'a process that has ended holds no lock any more',
    'TestSyncManagerTypes.test_bounded_semaphore': 'a process that has ended holds no permit any more',
    'TestSyncManagerTypes.test_joinable_queue': 'elements come back whose process has ended before task_done()',
}


class NoProcess:
    """In the place of the process of a server that was started."""
    exitcode = 0

    def is_alive(self):
        return False


def start(self, initializer=None, initargs=()):
    self._address = WHERE
    self._authkey = process.AuthenticationString(KEY)
    self.connect()
    self._process = NoProcess()
    self.shutdown = lambda: None


managers.BaseManager.start = start
managers.BaseManager.join = lambda self, timeout=None: None
current_process().authkey = KEY

cpython.install_tests_in_module_dict(globals(), 'fork')

CLASSES = [
    'WithManagerTestQueue', 'WithManagerTestLock', 'WithManagerTestSemaphore', 'WithManagerTestCondition',
    'WithManagerTestEvent', 'WithManagerTestBarrier', 'WithManagerTestValue', 'WithManagerTestArray',
    'WithManagerTestContainers', 'WithManagerTestMyManager', 'TestSyncManagerTypes',
]


def all_tests():
    suite = unittest.TestSuite()
    for name in CLASSES:
        if name in globals():
            for test in unittest.defaultTestLoader.loadTestsFromTestCase(globals()[name]):
                if '%s.%s' % (name, test._testMethodName) not in LEFT_OUT:
                    suite.addTest(test)
    return suite


def main():
    setUpModule()
    try:
        result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(all_tests())
    finally:
        tearDownModule()
    print(result.testsRun, len(result.failures) + len(result.errors), len(result.skipped), flush=True)


if __name__ == '__main__':
    main()
