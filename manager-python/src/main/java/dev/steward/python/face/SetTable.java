package dev.steward.python.face;

import static dev.steward.vocabulary.Operation.SET_ADD;
import static dev.steward.vocabulary.Operation.SET_ADD_ALL;
import static dev.steward.vocabulary.Operation.SET_CLEAR;
import static dev.steward.vocabulary.Operation.SET_CONTAINS;
import static dev.steward.vocabulary.Operation.SET_CONTAINS_ALL;
import static dev.steward.vocabulary.Operation.SET_DIFFERENCE;
import static dev.steward.vocabulary.Operation.SET_INTERSECTION;
import static dev.steward.vocabulary.Operation.SET_REMOVE;
import static dev.steward.vocabulary.Operation.SET_REMOVE_ALL;
import static dev.steward.vocabulary.Operation.SET_REMOVE_STAMPED;
import static dev.steward.vocabulary.Operation.SET_RETAIN_ALL;
import static dev.steward.vocabulary.Operation.SET_SIZE;
import static dev.steward.vocabulary.Operation.SET_SNAPSHOT;
import static dev.steward.vocabulary.Operation.SET_STAMPED;
import static dev.steward.vocabulary.Operation.SET_SYMMETRIC_DIFFERENCE;
import static dev.steward.vocabulary.Operation.SET_TOGGLE_ALL;
import static dev.steward.vocabulary.Operation.SET_UNION;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code set}, which CPython's managers have from 3.14 on. */
final class SetTable {

    private static final String TYPE_ID = "set";

    private SetTable() {}

    static PythonType set() {
        PythonType.Builder table = PythonType.builder(TYPE_ID, BuiltInType.SET.typeId())
                .proxy("SetProxy")
                .creation(SetTable::create);
        operators(table);
        comparisons(table);
        return table.method(
                        "add",
                        call -> call.ask(SET_ADD, call.key(call.only("elem"))).thenNone())
                .method("clear", call -> call.ask(SET_CLEAR).thenNone())
                .method("copy", SetTable::returnAll)
                .method("difference", others(SET_DIFFERENCE))
                .method("difference_update", changing(SET_REMOVE_ALL))
                .method(
                        "discard",
                        call -> call.ask(SET_REMOVE, call.key(call.only("elem")))
                                .thenNone())
                .method("intersection", SetTable::intersection)
                .method("intersection_update", changing(SET_RETAIN_ALL))
                .method(
                        "isdisjoint",
                        call -> elements(
                                call,
                                call.only("other"),
                                elements -> call.ask(SET_INTERSECTION, EncodedValue.listOf(elements))
                                        .then(both -> call.returns(both.asList().isEmpty()))))
                .method("issubset", call -> compared(call, SetTable::isSubset))
                .method(
                        "issuperset",
                        call -> elements(
                                call,
                                call.only("other"),
                                elements -> call.ask(SET_CONTAINS_ALL, EncodedValue.listOf(elements))
                                        .thenReturn()))
                .method("pop", SetTable::pop)
                .method("remove", call -> {
                    PickleNode element = call.only("elem");
                    call.ask(SET_REMOVE, call.key(element)).then(removed -> {
                        if (!removed.asBoolean()) {
                            throw PythonError.key(element);
                        }
                        call.none();
                    });
                })
                .method("symmetric_difference", others(SET_SYMMETRIC_DIFFERENCE))
                .method("symmetric_difference_update", changing(SET_TOGGLE_ALL))
                .method("union", others(SET_UNION))
                .method("update", changing(SET_ADD_ALL))
                .shown(
                        call -> call.ask(SET_SNAPSHOT)
                                .then(all -> call.returns(PythonRepr.of(Nodes.of(PickleKind.SET, nodes(call, all))))),
                        SetTable::returnAll)
                .build();
    }

    private static void operators(PythonType.Builder table) {
        table.method("__and__", operator(SET_INTERSECTION))
                .method("__class_getitem__", call -> {
                    throw PythonError.words("TypeError: set[...] is for annotations, and none of a server's");
                })
                .method(
                        "__contains__",
                        call -> call.ask(SET_CONTAINS, call.key(call.only("key")))
                                .thenReturn())
                .method("__iand__", inPlace(SET_RETAIN_ALL))
                .method("__ior__", inPlace(SET_ADD_ALL))
                .method("__isub__", inPlace(SET_REMOVE_ALL))
                .method(
                        "__iter__",
                        call -> call.ask(SET_SNAPSHOT).then(all -> call.returns(Nodes.iterator(nodes(call, all)))))
                .method("__ixor__", inPlace(SET_TOGGLE_ALL))
                .method("__len__", call -> call.ask(SET_SIZE).thenReturn())
                .method("__or__", operator(SET_UNION))
                .method("__rand__", operator(SET_INTERSECTION))
                .method("__ror__", operator(SET_UNION))
                .method("__rsub__", SetTable::subtractedFrom)
                .method("__rxor__", operator(SET_SYMMETRIC_DIFFERENCE))
                .method("__sub__", operator(SET_DIFFERENCE))
                .method("__xor__", operator(SET_SYMMETRIC_DIFFERENCE));
    }

    private static void comparisons(PythonType.Builder table) {
        table.method("__ge__", call -> compared(call, (own, other) -> isSubset(other, own)))
                .method(
                        "__gt__",
                        call -> compared(call, (own, other) -> own.size() > other.size() && isSubset(other, own)))
                .method("__le__", call -> compared(call, SetTable::isSubset))
                .method(
                        "__lt__",
                        call -> compared(call, (own, other) -> own.size() < other.size() && isSubset(own, other)));
    }

    private static void returnAll(MethodCall call) {
        call.ask(SET_SNAPSHOT).then(all -> call.returns(PickleKind.SET, nodes(call, all)));
    }

    private static List<PickleNode> nodes(MethodCall call, EncodedValue all) {
        List<PickleNode> nodes = new ArrayList<>();
        all.asList().forEach(element -> nodes.add(call.keyNode(element)));
        return nodes;
    }

    /** Goes on with elements. */
    @FunctionalInterface
    private interface ElementsTaker {
        void take(List<EncodedValue> elements) throws PythonError;
    }

    private static void elements(MethodCall call, PickleNode other, ElementsTaker then) throws PythonError {
        call.items(other, items -> then.take(call.keys(items)));
    }

    /** The elements of all that was given, one after the other. */
    private static void allElements(MethodCall call, int from, List<EncodedValue> found, ElementsTaker then)
            throws PythonError {
        List<PickleNode> given = call.arguments().positional();
        if (from == given.size()) {
            then.take(found);
            return;
        }
        elements(call, given.get(from), elements -> {
            found.addAll(elements);
            allElements(call, from + 1, found, then);
        });
    }

    private static void create(MethodCall call) throws PythonError {
        PickleNode first = call.bind(0, "iterable")[0];
        if (first == null) {
            call.create(null);
        } else {
            elements(call, first, elements -> call.create(null, EncodedValue.listOf(elements)));
        }
    }

    private static PythonMethod others(Operation operation) {
        return call -> allElements(
                call,
                0,
                new ArrayList<>(),
                elements -> call.ask(operation, EncodedValue.listOf(elements))
                        .then(all -> call.returns(PickleKind.SET, nodes(call, all))));
    }

    private static PythonMethod changing(Operation operation) {
        return call -> allElements(
                call,
                0,
                new ArrayList<>(),
                elements -> call.ask(operation, EncodedValue.listOf(elements)).thenNone());
    }

    private static PickleNode operand(MethodCall call) throws PythonError {
        PickleNode other = call.only("other");
        return switch (other.kind()) {
            case SET, FROZENSET, INSTANCE -> other;
            default ->
                throw PythonError.type("unsupported operand type(s) for " + call.method() + ": 'set' and '"
                        + Nodes.typeName(other) + "'");
        };
    }

    private static PythonMethod operator(Operation operation) {
        return call -> elements(
                call,
                operand(call),
                elements -> call.ask(operation, EncodedValue.listOf(elements))
                        .then(all -> call.returns(PickleKind.SET, nodes(call, all))));
    }

    private static PythonMethod inPlace(Operation operation) {
        return call -> elements(
                call,
                operand(call),
                elements -> call.ask(operation, EncodedValue.listOf(elements)).then(done -> returnAll(call)));
    }

    private static void subtractedFrom(MethodCall call) throws PythonError {
        elements(
                call,
                operand(call),
                elements -> call.ask(SET_SNAPSHOT).then(all -> {
                    Set<EncodedValue> left = new LinkedHashSet<>(elements);
                    left.removeAll(new LinkedHashSet<>(all.asList()));
                    List<PickleNode> nodes = new ArrayList<>();
                    left.forEach(element -> nodes.add(call.keyNode(element)));
                    call.returns(PickleKind.SET, nodes);
                }));
    }

    private static void intersection(MethodCall call) throws PythonError {
        if (call.arguments().positional().size() == 1) {
            others(SET_INTERSECTION).run(call);
            return;
        }
        intersect(call, 0, null);
    }

    private static void intersect(
            MethodCall call, int from, java.util.@org.jspecify.annotations.Nullable Set<EncodedValue> common)
            throws PythonError {
        List<PickleNode> given = call.arguments().positional();
        if (from < given.size()) {
            elements(call, given.get(from), elements -> {
                Set<EncodedValue> next = new LinkedHashSet<>(elements);
                if (common != null) {
                    next.retainAll(common);
                }
                intersect(call, from + 1, next);
            });
        } else if (common == null) {
            returnAll(call);
        } else {
            call.ask(SET_INTERSECTION, EncodedValue.listOf(List.copyOf(common)))
                    .then(all -> call.returns(PickleKind.SET, nodes(call, all)));
        }
    }

    /** Whether one set stands so to another. */
    @FunctionalInterface
    private interface Comparison {
        boolean test(Set<EncodedValue> own, Set<EncodedValue> other);
    }

    private static boolean isSubset(Set<EncodedValue> own, Set<EncodedValue> other) {
        return other.containsAll(own);
    }

    private static void compared(MethodCall call, Comparison comparison) throws PythonError {
        elements(
                call,
                call.only("other"),
                elements -> call.ask(SET_SNAPSHOT)
                        .then(all -> call.returns(
                                comparison.test(new LinkedHashSet<>(all.asList()), new LinkedHashSet<>(elements)))));
    }

    private static void pop(MethodCall call) {
        call.ask(SET_STAMPED).then(stamped -> {
            List<EncodedValue> parts = stamped.asList();
            List<EncodedValue> elements = parts.get(1).asList();
            if (elements.isEmpty()) {
                throw PythonError.key(PickleLeaf.of("pop from an empty set"));
            }
            EncodedValue first = elements.get(0);
            call.ask(SET_REMOVE_STAMPED, first, parts.get(2).asList().get(0)).then(removed -> {
                if (removed.asBoolean()) {
                    call.returns(call.keyNode(first));
                } else {
                    pop(call);
                }
            });
        });
    }
}
