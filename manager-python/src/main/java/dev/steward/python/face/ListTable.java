package dev.steward.python.face;

import static dev.steward.vocabulary.Operation.LIST_ADD;
import static dev.steward.vocabulary.Operation.LIST_ADD_ALL;
import static dev.steward.vocabulary.Operation.LIST_CLEAR;
import static dev.steward.vocabulary.Operation.LIST_CONTAINS;
import static dev.steward.vocabulary.Operation.LIST_GET;
import static dev.steward.vocabulary.Operation.LIST_INDEX_OF;
import static dev.steward.vocabulary.Operation.LIST_INSERT;
import static dev.steward.vocabulary.Operation.LIST_REMOVE;
import static dev.steward.vocabulary.Operation.LIST_REMOVE_AT;
import static dev.steward.vocabulary.Operation.LIST_REPEAT;
import static dev.steward.vocabulary.Operation.LIST_REPLACE_IF;
import static dev.steward.vocabulary.Operation.LIST_REVERSE;
import static dev.steward.vocabulary.Operation.LIST_SET;
import static dev.steward.vocabulary.Operation.LIST_SIZE;
import static dev.steward.vocabulary.Operation.LIST_SNAPSHOT;
import static dev.steward.vocabulary.Operation.LIST_SORT;
import static dev.steward.vocabulary.Operation.LIST_STAMPED;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code list}. What the server has no operation for, such as slices of which one element is left out, is done on a copy that
 * takes the place of the list if that has not changed meanwhile, else once more: others see it in one step all the same.
 */
final class ListTable {

    private static final String TYPE_ID = "list";
    private static final long MOST_ELEMENTS = 1_000_000;

    private ListTable() {}

    static PythonType list() {
        return PythonType.builder(TYPE_ID, BuiltInType.LIST.typeId())
                .proxy("ListProxy")
                .creation(ListTable::create)
                .method("__add__", ListTable::plus)
                .method(
                        "__contains__",
                        call -> call.ask(LIST_CONTAINS, call.value(call.only("key")))
                                .thenReturn())
                .method("__delitem__", ListTable::deleteItem)
                .method("__getitem__", ListTable::getItem)
                .method("__len__", call -> call.ask(LIST_SIZE).thenReturn())
                .method("__mul__", ListTable::times)
                .method(
                        "__reversed__",
                        call -> call.ask(LIST_SNAPSHOT).then(all -> {
                            List<PickleNode> items = call.nodes(all.asList());
                            Collections.reverse(items);
                            call.returns(Nodes.iterator(items));
                        }))
                .method("__rmul__", ListTable::times)
                .method("__setitem__", ListTable::setItem)
                .method(
                        "append",
                        call -> call.ask(LIST_ADD, call.value(call.only("object")))
                                .thenNone())
                .method("count", ListTable::count)
                .method(
                        "extend",
                        call -> call.items(
                                call.only("iterable"),
                                items -> call.ask(LIST_ADD_ALL, EncodedValue.listOf(call.values(items)))
                                        .thenNone()))
                .method("index", ListTable::index)
                .method("insert", ListTable::insert)
                .method("pop", ListTable::pop)
                .method(
                        "remove",
                        call -> call.ask(LIST_REMOVE, call.value(call.only("other")))
                                .then(removed -> {
                                    if (!removed.asBoolean()) {
                                        throw PythonError.value("list.remove(x): x not in list");
                                    }
                                    call.none();
                                }))
                .method("reverse", call -> call.ask(LIST_REVERSE).thenNone())
                .method("sort", ListTable::sort)
                .method("__imul__", call -> {
                    long times = Nodes.integer(call.only("other"));
                    call.ask(LIST_REPEAT, EncodedValue.of(Math.max(0, times))).then(done -> returnAll(call));
                })
                .method("clear", call -> call.ask(LIST_CLEAR).thenNone())
                .method("copy", ListTable::returnAll)
                .shown(
                        call -> call.ask(LIST_SNAPSHOT)
                                .then(all -> call.returns(PythonRepr.of(Nodes.list(call.nodes(all.asList()))))),
                        ListTable::returnAll)
                .build();
    }

    private static void returnAll(MethodCall call) {
        call.ask(LIST_SNAPSHOT).then(all -> call.returns(PickleKind.LIST, call.nodes(all.asList())));
    }

    private static void create(MethodCall call) throws PythonError {
        PickleNode first = call.bind(0, "iterable")[0];
        if (first == null) {
            call.create(null);
        } else {
            call.items(first, items -> call.create(null, EncodedValue.listOf(call.values(items))));
        }
    }

    private static PythonError outOfRange(String what) {
        return PythonError.builtin("IndexError", what + " index out of range");
    }

    private static PythonError noIndex(PickleNode key) {
        return PythonError.type("list indices must be integers or slices, not " + Nodes.typeName(key));
    }

    // Reading.

    private static void getItem(MethodCall call) throws PythonError {
        PickleNode key = call.only("index");
        Slice slice = Slice.of(key);
        if (slice != null) {
            call.ask(LIST_SNAPSHOT).then(all -> call.returns(PickleKind.LIST, call.nodes(slice.in(all.asList()))));
            return;
        }
        Long index = Nodes.index(key);
        if (index == null) {
            throw noIndex(key);
        }
        if (index >= -1) {
            call.ask(LIST_GET, EncodedValue.of(index))
                    .raising(Status.INDEX, outOfRange("list"))
                    .thenReturn();
            return;
        }
        call.ask(LIST_SNAPSHOT).then(all -> {
            List<EncodedValue> elements = all.asList();
            if (index + elements.size() < 0) {
                throw outOfRange("list");
            }
            call.returns(call.node(elements.get((int) (index + elements.size()))));
        });
    }

    private static void plus(MethodCall call) throws PythonError {
        PickleNode other = call.only("other");
        boolean isTuple = other.kind() != PickleKind.LIST && other.kind() != PickleKind.INSTANCE;
        if (isTuple) {
            throw PythonError.type("can only concatenate list (not \"" + Nodes.typeName(other) + "\") to list");
        }
        call.items(
                other,
                items -> call.ask(LIST_SNAPSHOT).then(all -> {
                    List<PickleNode> both = call.nodes(all.asList());
                    both.addAll(items);
                    call.returns(PickleKind.LIST, both);
                }));
    }

    private static void times(MethodCall call) throws PythonError {
        PickleNode times = call.only("other");
        if (Nodes.index(times) == null) {
            throw PythonError.type("can't multiply sequence by non-int of type '" + Nodes.typeName(times) + "'");
        }
        long count = Math.max(0, Nodes.integer(times));
        call.ask(LIST_SNAPSHOT).then(all -> {
            List<PickleNode> items = call.nodes(all.asList());
            if (!items.isEmpty() && (count > MOST_ELEMENTS || count * items.size() > MOST_ELEMENTS)) {
                throw PythonError.builtin(
                        "MemoryError", "a list of more than " + MOST_ELEMENTS + " elements: repeat it at the client");
            }
            List<PickleNode> repeated = new ArrayList<>();
            for (long i = 0; i < count && !items.isEmpty(); i++) {
                repeated.addAll(items);
            }
            call.returns(PickleKind.LIST, repeated);
        });
    }

    private static void count(MethodCall call) throws PythonError {
        EncodedValue wanted = call.value(call.only("other"));
        call.ask(LIST_SNAPSHOT)
                .then(all -> call.returns(
                        all.asList().stream().filter(wanted::equals).count()));
    }

    private static void index(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(1, "value", "start", "stop");
        PickleNode value = MethodCall.given(given[0]);
        EncodedValue wanted = call.value(value);
        PythonError notThere = PythonError.value(PythonRepr.of(value) + " is not in list");
        if (given[1] == null && given[2] == null) {
            call.ask(LIST_INDEX_OF, wanted).then(place -> {
                if (place.asLong() < 0) {
                    throw notThere;
                }
                call.returns(place.asLong());
            });
            return;
        }
        Long start = given[1] == null ? null : (Long) Nodes.integer(MethodCall.given(given[1]));
        Long stop = given[2] == null ? null : (Long) Nodes.integer(MethodCall.given(given[2]));
        call.ask(LIST_SNAPSHOT).then(all -> {
            List<EncodedValue> elements = all.asList();
            Slice.Bounds bounds = new Slice(start, stop, 1).bounds(elements.size());
            for (int i = 0; i < bounds.count(); i++) {
                if (elements.get(bounds.place(i)).equals(wanted)) {
                    call.returns(bounds.place(i));
                    return;
                }
            }
            throw notThere;
        });
    }

    // Changing.

    /** What is to become of all elements. */
    @FunctionalInterface
    private interface Edit {
        /** Changes the copy; what it returns is the result of the call. */
        PickleNode run(List<EncodedValue> elements) throws PythonError;
    }

    private static void edit(MethodCall call, Edit edit) {
        call.ask(LIST_STAMPED).then(stamped -> {
            List<EncodedValue> parts = stamped.asList();
            List<EncodedValue> elements = new ArrayList<>(parts.get(1).asList());
            PickleNode result = edit.run(elements);
            call.ask(LIST_REPLACE_IF, parts.get(0), EncodedValue.listOf(elements))
                    .then(replaced -> {
                        if (replaced.asBoolean()) {
                            call.returns(result);
                        } else {
                            edit(call, edit);
                        }
                    });
        });
    }

    private static int place(long index, int size, PythonError outOfRange) throws PythonError {
        long place = index < 0 ? index + size : index;
        if (place < 0 || place >= size) {
            throw outOfRange;
        }
        return (int) place;
    }

    private static void setItem(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(2, "index", "value");
        PickleNode key = MethodCall.given(given[0]);
        PickleNode value = MethodCall.given(given[1]);
        Slice slice = Slice.of(key);
        if (slice != null) {
            if (value.kind() != PickleKind.INSTANCE && Nodes.items(value) == null) {
                throw PythonError.type("can only assign an iterable");
            }
            call.items(value, items -> {
                List<EncodedValue> instead = call.values(items);
                edit(call, elements -> assign(elements, slice, instead));
            });
            return;
        }
        Long index = Nodes.index(key);
        if (index == null) {
            throw noIndex(key);
        }
        EncodedValue element = call.value(value);
        PythonError outOfRange = outOfRange("list assignment");
        if (index >= 0) {
            call.ask(LIST_SET, EncodedValue.of(index), element)
                    .raising(Status.INDEX, outOfRange)
                    .thenNone();
        } else {
            edit(call, elements -> {
                elements.set(place(index, elements.size(), outOfRange), element);
                return PickleLeaf.NONE;
            });
        }
    }

    private static PickleNode assign(List<EncodedValue> elements, Slice slice, List<EncodedValue> instead)
            throws PythonError {
        Slice.Bounds bounds = slice.bounds(elements.size());
        if (bounds.step() == 1) {
            List<EncodedValue> part = elements.subList(bounds.start(), bounds.start() + bounds.count());
            part.clear();
            part.addAll(instead);
            return PickleLeaf.NONE;
        }
        if (bounds.count() != instead.size()) {
            throw PythonError.value("attempt to assign sequence of size " + instead.size()
                    + " to extended slice of size " + bounds.count());
        }
        for (int i = 0; i < instead.size(); i++) {
            elements.set(bounds.place(i), instead.get(i));
        }
        return PickleLeaf.NONE;
    }

    private static void deleteItem(MethodCall call) throws PythonError {
        PickleNode key = call.only("index");
        Slice slice = Slice.of(key);
        if (slice != null) {
            edit(call, elements -> {
                Slice.Bounds bounds = slice.bounds(elements.size());
                for (int i = 0; i < bounds.count(); i++) {
                    // The highest first, so that the others keep their places.
                    elements.remove(bounds.place(bounds.step() > 0 ? bounds.count() - 1 - i : i));
                }
                return PickleLeaf.NONE;
            });
            return;
        }
        Long index = Nodes.index(key);
        if (index == null) {
            throw noIndex(key);
        }
        PythonError outOfRange = outOfRange("list assignment");
        removeAt(call, index, false, outOfRange, outOfRange);
    }

    private static void pop(MethodCall call) throws PythonError {
        PickleNode given = call.bind(0, "index")[0];
        long index = given == null ? -1 : Nodes.integer(given);
        removeAt(call, index, true, outOfRange("pop"), PythonError.builtin("IndexError", "pop from empty list"));
    }

    private static void removeAt(
            MethodCall call, long index, boolean returns, PythonError outOfRange, PythonError isEmpty) {
        if (index >= -1) {
            call.ask(LIST_REMOVE_AT, EncodedValue.of(index))
                    .on(
                            Status.INDEX,
                            failed -> call.ask(LIST_SIZE)
                                    .then(size -> call.fail(size.asLong() == 0 ? isEmpty : outOfRange)))
                    .then(removed -> call.returns(returns ? call.node(removed) : PickleLeaf.NONE));
            return;
        }
        edit(call, elements -> {
            if (elements.isEmpty()) {
                throw isEmpty;
            }
            EncodedValue removed = elements.remove(place(index, elements.size(), outOfRange));
            return returns ? call.node(removed) : PickleLeaf.NONE;
        });
    }

    private static void insert(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(2, "index", "object");
        long index = Nodes.integer(MethodCall.given(given[0]));
        EncodedValue element = call.value(MethodCall.given(given[1]));
        if (index >= 0) {
            call.ask(LIST_INSERT, EncodedValue.of(index), element)
                    .on(Status.INDEX, failed -> call.ask(LIST_ADD, element).thenNone())
                    .thenNone();
        } else {
            edit(call, elements -> {
                elements.add((int) Math.max(0, index + elements.size()), element);
                return PickleLeaf.NONE;
            });
        }
    }

    private static void sort(MethodCall call) throws PythonError {
        if (!call.arguments().positional().isEmpty()) {
            throw PythonError.type("sort() takes no positional arguments");
        }
        PickleNode[] given = call.bind(0, "key", "reverse");
        if (!Nodes.isNone(given[0])) {
            throw PythonError.type(
                    "a function of Python cannot run in this server: sort a copy," + " l[:] = sorted(l, key=...)");
        }
        boolean reverse = given[1] != null && Nodes.truth(given[1]);
        call.ask(LIST_SORT, EncodedValue.of(reverse))
                .raising(
                        Status.NOT_COMPARABLE,
                        PythonError.type("'<' not supported between all of the elements of this list"))
                .thenNone();
    }
}
