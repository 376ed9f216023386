"""Pickles values in every protocol, and compares what comes back with what they were.

To stdout: a count, then so many frames, each four bytes of length and a pickle behind a byte with its protocol. From stdin:
for each of them two frames, the graph written again and the value that it is. Then, for people: one line for each
difference, and a last one that begins with the count of what was compared. With the argument echo: whatever pickles come in
such frames are read and pickled once more. For Python 3.6 and later.
"""
import array
import collections
import datetime
import decimal
import enum
import fractions
import io
import operator
import pickle
import struct
import sys
import types
import uuid
from multiprocessing.reduction import ForkingPickler


class Plain:
    def __init__(self, **fields):
        self.__dict__.update(fields)


class Slots:
    __slots__ = ('left', 'right')

    def __init__(self, left, right):
        self.left = left
        self.right = right


class WithState:
    def __init__(self, value):
        self.value = value

    def __getstate__(self):
        return ('state', self.value)

    def __setstate__(self, state):
        self.value = state[1]


class WithNames:
    def __new__(cls, *, name='none'):
        made = object.__new__(cls)
        made.name = name
        return made

    def __getnewargs_ex__(self):
        return (), {'name': self.name}


class ListOfOwn(list):
    pass


class DictOfOwn(dict):
    pass


class TextOfOwn(str):
    pass


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Flags(enum.IntFlag):
    A = 1
    B = 2


class Outer:
    class Inner:
        def __init__(self, value):
            self.value = value


Point = collections.namedtuple('Point', 'x y')


def circles():
    a = []
    a.append(a)
    b = {}
    b['self'] = b
    c = []
    d = (c, 1)
    c.append(d)
    e = Plain(name='parent')
    f = Plain(name='child', parent=e)
    e.children = [f, f]
    g = set()
    h = Plain(holder=g)
    g.add(h)
    i = collections.deque()
    i.append(i)
    j = Plain(both=None)
    j.both = (j, [j])
    k = {}
    k['list'] = [k, {'deep': (k,)}]
    return [a, b, c, d, e, g, i, j, k]


def shared():
    row = [0, 0]
    text = 'a text that is there twice'
    pair = (1, 2)
    data = bytearray(b'twice')
    obj = Plain(a=1)
    inner = {'k': [1]}
    holder = (row, 1)
    return [
        [row, row], (row, row), {'a': row, 'b': row}, [row, [row]], [text, text], {text: text},
        (pair, pair), [pair, pair], {pair: pair}, [data, data], [obj, obj], [obj, Plain(other=obj)],
        [Plain(l=row), Plain(l=row)], [row, Plain(l=row)], [holder, holder], [inner, inner['k']],
        {'x': inner, 'y': [inner]}, [Color.RED, Color.RED], [set([1])] * 2, [frozenset([1])] * 2,
    ]


def values():
    utc = datetime.timezone.utc
    five = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    named = datetime.timezone(datetime.timedelta(hours=1), 'CET')
    odd = datetime.timezone(datetime.timedelta(seconds=3661, microseconds=1) if sys.version_info >= (3, 7)
                            else datetime.timedelta(minutes=61))
    wide = datetime.timezone(datetime.timedelta(hours=23))
    yield from [None, True, False, Ellipsis, NotImplemented]
    yield from [0, 1, -1, 127, 128, 255, 256, -128, -129, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1]
    yield from [2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64, 10**100, -10**100, 2**2000 + 1, -2**2039, 2**2040]
    yield from [0.0, -0.0, 1.0, -1.5, 0.1, 1e308, 5e-324, 1e22, 123456789.125, float('inf'), float('-inf'), float('nan')]
    yield from ['', 'a', 'abc', 'x' * 255, 'x' * 256, 'x' * 70000, 'ä', 'Grüße', '日本', '😀', 'a\nb\r\\\0\x1a', '\\u0041',
                '\ud83d', '\ude00', '\ud83d\ude00', 'a\udcffb', '\ude00\ud83d', '😀\ud83d\ude00', "quote'\"", '\x7f\x80', 'java']
    yield from [b'', b'a', b'\x00\xff', bytes(range(256)), b'x' * 256, b'y' * 70000]
    yield from [bytearray(), bytearray(b'abc'), bytearray(range(256)), bytearray(70000)]
    yield from [[], [1], [1, 2, 3], [[]], [[1], [2, [3]]], list(range(1100)), [None] * 1001, ['a', 1, 2.5, None, True]]
    yield from [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((),), ([],), (1, (2, (3,))), tuple(range(1000)), ('java', 'x', b'y')]
    yield from [{}, {'a': 1}, {1: 'a', 2: 'b'}, {'b': 1, 'a': 2, 'c': {'d': []}}, {(1, 2): 3, ((),): 4}, {None: 1, True: 2},
                {i: str(i) for i in range(1100)}, {1.5: 1, b'k': 2, frozenset([1]): 3}, {frozenset([frozenset([1])]): 1},
                {float('nan'): 1}, {(float('nan'),): 1}, {float('inf'): -0.0}, {-0.0: 1}, {'z': 1, 'y': 2, 'x': 3}]
    yield from [set(), {1}, {1, 2, 3}, {'a', (1, 2)}, {frozenset([1]), frozenset()}, set(range(1100)), {float('nan')}]
    yield from [frozenset(), frozenset([1]), frozenset(['a', (1,)]), frozenset(range(1200)), [frozenset([1]), {1}],
                (frozenset([1]),), {'f': frozenset([2])}, frozenset([frozenset([1])])]
    yield from [complex(1, 2), complex(-0.0, float('inf')), range(5), range(1, 100, 7), slice(1, 2, 3), slice(None)]
    yield from [datetime.date(2026, 11, 29), datetime.date.min, datetime.date.max]
    yield from [datetime.time(), datetime.time(1, 2, 3, 4), datetime.time.max, datetime.time(1, tzinfo=utc),
                datetime.time(23, 59, tzinfo=five), datetime.time(1, 30, fold=1), datetime.time(2, tzinfo=named)]
    yield from [datetime.datetime(2026, 11, 29, 15, 50), datetime.datetime.min, datetime.datetime.max,
                datetime.datetime(2026, 1, 1, tzinfo=utc), datetime.datetime(2026, 1, 1, 1, 2, 3, 456789, tzinfo=five),
                datetime.datetime(2026, 1, 1, fold=1), datetime.datetime(2026, 1, 1, tzinfo=named),
                datetime.datetime(2026, 1, 1, tzinfo=odd), datetime.datetime(2026, 1, 1, tzinfo=wide)]
    yield from [datetime.timedelta(), datetime.timedelta(1, 2, 3), datetime.timedelta(-1), datetime.timedelta.min,
                datetime.timedelta.max, datetime.timedelta(microseconds=-1), datetime.timedelta.resolution]
    yield from [utc, five, named, odd, wide, datetime.timezone(-datetime.timedelta(hours=18))]
    yield from [decimal.Decimal(text) for text in (
        '0', '-0', '0.00', '1', '1.0', '1.50', '-1.5', '1E+3', '1E-10', '123456789.123456789', 'NaN', 'sNaN', '-Infinity',
        'Infinity', '1E+999999', '0E+5', '9' * 2500, 'NaN123')]
    yield from [uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), uuid.UUID('12345678-1234-5678-1234-567812345678'), uuid.uuid1()]
    yield from [array.array(code, [0, 1, 2, 100]) for code in 'bBhHiIlLqQfd']
    yield from [array.array('i'), array.array('h', [-1, -32768]), array.array('q', [-2**63, 2**63 - 1]),
                array.array('d', [float('nan'), -0.0, float('inf')]), array.array('Q', [2**64 - 1]), array.array('u', 'aä😀')]
    yield from [fractions.Fraction(1, 3), Color.RED, Flags.A, Flags.A | Flags.B, Point(1, 2), Point([], Point(None, {}))]
    yield from [collections.OrderedDict(), collections.OrderedDict([('b', 1), ('a', 2)]), collections.deque([1, 2]),
                collections.deque([1], maxlen=3), collections.Counter('abca'), collections.defaultdict(list, {'a': [1]}),
                collections.ChainMap({'a': 1}, {'b': 2}), collections.deque(), collections.UserList([1])]
    yield from [Plain(), Plain(a=1, b=[2], c=Plain(d=None)), Slots(1, 'r'), WithState([1]), WithNames(name='n'),
                ListOfOwn([1, 2]), DictOfOwn(a=1), TextOfOwn('own'), types.SimpleNamespace(a=1), Outer.Inner(3)]
    yield from [len, int, str.upper, Plain, Outer.Inner, Color, operator.attrgetter('a'), operator.itemgetter(1, 2),
                datetime.datetime, collections.OrderedDict, 'abc'.upper, io.StringIO]
    yield from [ValueError('a'), KeyError(1, 'b'), OSError(2, 'no', 'file'), StopIteration(), UnicodeDecodeError('a', b'b', 0, 1, 'c')]
    yield from [[Plain(a=1), 2, {'k': Plain(b=2)}], {'when': datetime.datetime(2026, 1, 1), 'who': uuid.UUID(int=7), 'n': decimal.Decimal('1.10')},
                [bytearray(b'x'), b'x'], {'a': (1, [2, {3: {4, 5}}])}, [1, 1.0, True], [[[[[[[[[[1]]]]]]]]]], ({'a': b'b'},)]
    deep = None
    for _ in range(90):
        deep = [deep]
    yield deep
    yield from shared()
    yield from circles()


CONTAINERS = (list, tuple, dict, set, frozenset, collections.deque)


def pairs(a, b, seen):
    """The parts of two objects that have to be the same; raises if they cannot be."""
    if type(a) is not type(b):
        raise ValueError('%r is a %s and not a %s' % (brief(b), type(b).__name__, type(a).__name__))
    if isinstance(a, (type, types.FunctionType, types.BuiltinFunctionType)):
        if repr(a).split(' at ')[0] != repr(b).split(' at ')[0]:
            raise ValueError('another function')
        return []
    if isinstance(a, enum.Enum):
        if a is not b:
            raise ValueError('another constant')
        return []
    if isinstance(a, float):
        if struct.pack('>d', a) != struct.pack('>d', b) and not (a != a and b != b):
            raise ValueError('%r is not %r' % (b, a))
        return []
    if isinstance(a, (bytearray, array.array)):
        note(a, b, seen)
        if isinstance(a, array.array) and a.typecode != b.typecode:
            raise ValueError('another typecode')
        if bytes(a) != bytes(b):
            raise ValueError('other bytes')
        return []
    found = []
    if isinstance(a, CONTAINERS) or hasattr(a, '__dict__') or isinstance(a, Slots):
        if not isinstance(a, (tuple, frozenset)) or hasattr(a, '__dict__'):
            if not note(a, b, seen):
                return []
        if isinstance(a, dict):
            if len(a) != len(b):
                raise ValueError('another length')
            for (k, v), (l, w) in zip(a.items(), b.items()):
                found += [(k, l), (v, w)]
        elif isinstance(a, (list, tuple, collections.deque)):
            if len(a) != len(b):
                raise ValueError('another length')
            found += list(zip(a, b))
        elif isinstance(a, (set, frozenset)):
            if len(a) != len(b):
                raise ValueError('another length')
            plain = [x for x in a if not isinstance(x, Plain) and x == x]
            if set(plain) != set(x for x in b if not isinstance(x, Plain) and x == x):
                raise ValueError('other elements')
            found += zip([x for x in a if isinstance(x, Plain)], [x for x in b if isinstance(x, Plain)])
        if hasattr(a, 'maxlen') and a.maxlen != b.maxlen:
            raise ValueError('another maxlen')
        if hasattr(a, 'default_factory') and a.default_factory is not b.default_factory:
            raise ValueError('another factory')
        if isinstance(a, Slots):
            found += [(a.left, b.left), (a.right, b.right)]
        if hasattr(a, '__dict__'):
            found += [(dict(vars(a)), dict(vars(b)))]
        if isinstance(a, (str, int)) and a != b:
            raise ValueError('another value')
        if isinstance(a, Exception):
            found.append((a.args, b.args))
        return found
    if repr(a) != repr(b):
        raise ValueError('%s is not %s' % (brief(b), brief(a)))
    return []


def note(a, b, seen):
    """Whether the two are met for the first time; raises if one of them was met with another one."""
    if id(a) in seen[0] or id(b) in seen[1]:
        if seen[0].get(id(a)) != id(b) or seen[1].get(id(b)) != id(a):
            raise ValueError('what was one object are two, or the other way round')
        return False
    seen[0][id(a)] = id(b)
    seen[1][id(b)] = id(a)
    seen[2].append((a, b))
    return True


def brief(value):
    return repr(value)[:60].encode('ascii', 'backslashreplace').decode()


def compare(a, b):
    seen = ({}, {}, [])
    left = [(a, b)]
    while left:
        x, y = left.pop()
        found = pairs(x, y, seen)
        seen[2].append(found)
        left += found


def forking(value, protocol):
    out = io.BytesIO()
    ForkingPickler(out, protocol).dump(value)
    return out.getvalue()


def picklers(protocol):
    """The usual one in every protocol; the one in Python, which writes other notes, and that of managers where they are used."""
    found = [pickle.dumps]
    if protocol in (2, pickle.HIGHEST_PROTOCOL):
        found.append(pickle._dumps)
    if protocol == pickle.DEFAULT_PROTOCOL:
        found.append(forking)
    return found


def main():
    out = sys.stdout.buffer
    into = sys.stdin.buffer
    frames = []
    skipped = 0
    all_values = list(values())
    sys.setrecursionlimit(100000)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for value in all_values:
            for pickler in picklers(protocol):
                try:
                    data = pickler(value, protocol)
                    compare(value, pickle.loads(data))
                except Exception:
                    # What this Python cannot read back itself, as some classes and circles in old protocols.
                    skipped += 1
                    continue
                frames.append((protocol, value, data))
    out.write(struct.pack('>i', len(frames)))
    for protocol, _, data in frames:
        out.write(struct.pack('>iB', 1 + len(data), protocol) + data)
    out.flush()
    wrong = 0
    for protocol, value, data in frames:
        for what in ('graph', 'value'):
            length, = struct.unpack('>i', into.read(4))
            back = into.read(length)
            try:
                compare(value, pickle.loads(back))
            except Exception as e:
                wrong += 1
                print('%s of %s in protocol %d: %s: %s' % (what, brief(value), protocol, type(e).__name__, str(e)[:200]))
    print('%d %d %d %d' % (len(all_values), len(frames), skipped, wrong))
    sys.stdout.flush()


def echo():
    out = sys.stdout.buffer
    into = sys.stdin.buffer
    head = into.read(4)
    while head:
        value = pickle.loads(into.read(struct.unpack('>i', head)[0]))
        repr(value)
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        out.write(struct.pack('>i', len(data)) + data)
        out.flush()
        head = into.read(4)


echo() if sys.argv[1:] == ['echo'] else main()
