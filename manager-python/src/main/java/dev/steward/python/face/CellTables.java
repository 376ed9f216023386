package dev.steward.python.face;

import static dev.steward.vocabulary.Operation.ARRAY_GET;
import static dev.steward.vocabulary.Operation.ARRAY_LENGTH;
import static dev.steward.vocabulary.Operation.ARRAY_SET;
import static dev.steward.vocabulary.Operation.ARRAY_SET_RANGE;
import static dev.steward.vocabulary.Operation.ARRAY_SNAPSHOT;
import static dev.steward.vocabulary.Operation.NAMESPACE_DELETE;
import static dev.steward.vocabulary.Operation.NAMESPACE_GET;
import static dev.steward.vocabulary.Operation.NAMESPACE_SET;
import static dev.steward.vocabulary.Operation.NAMESPACE_SNAPSHOT;
import static dev.steward.vocabulary.Operation.NAMESPACE_UPDATE;
import static dev.steward.vocabulary.Operation.VALUE_GET;
import static dev.steward.vocabulary.Operation.VALUE_SET;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleInstance.Step;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code Value}, {@code Array} and {@code Namespace}. */
final class CellTables {

    /** The codes of arrays that are numbers. */
    private static final String CODES = "bBhHiIlLqQfd";

    private CellTables() {}

    // Value.

    static PythonType value() {
        return PythonType.builder("Value", BuiltInType.VALUE.typeId())
                .proxy("ValueProxy")
                .creation(call -> {
                    PickleNode[] given = call.bind(2, "typecode", "value", "lock");
                    call.create(MethodCall.given(given[0]), EncodedValue.NULL, call.value(MethodCall.given(given[1])));
                })
                .method("get", call -> call.ask(VALUE_GET).thenReturn())
                .method(
                        "set",
                        call -> call.ask(VALUE_SET, call.value(call.only("value")))
                                .thenNone())
                .shown(
                        call -> call.ask(VALUE_GET)
                                .then(value -> call.returns("Value(" + PythonRepr.of(MethodCall.given(call.note()))
                                        + ", " + PythonRepr.of(call.node(value)) + ")")),
                        call -> call.ask(VALUE_GET).thenReturn())
                .build();
    }

    // Array.

    static PythonType array() {
        return PythonType.builder("Array", BuiltInType.ARRAY.typeId())
                .proxy("ArrayProxy")
                .creation(CellTables::createArray)
                .method("__len__", call -> call.ask(ARRAY_LENGTH).thenReturn())
                .method("__getitem__", CellTables::getItem)
                .method("__setitem__", CellTables::setItem)
                .shown(
                        call -> call.ask(ARRAY_SNAPSHOT).then(all -> call.returns(textOf(call, all))),
                        call -> call.ask(ARRAY_SNAPSHOT)
                                .then(all -> call.returns(arrayOf(call, call.nodes(all.asList())))))
                .build();
    }

    private static void createArray(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(2, "typecode", "sequence", "lock");
        PickleNode code = MethodCall.given(given[0]);
        String letter = Nodes.text(code);
        if (letter == null || letter.length() != 1 || CODES.indexOf(letter) < 0) {
            throw PythonError.value("bad typecode (must be b, B, h, H, i, I, l, L, q, Q, f or d)");
        }
        call.items(
                MethodCall.given(given[1]),
                items -> call.create(
                        code, EncodedValue.of("code:" + letter), EncodedValue.listOf(cells(call, items, letter))));
    }

    private static List<EncodedValue> cells(MethodCall call, List<PickleNode> items, String letter) throws PythonError {
        for (PickleNode item : items) {
            boolean fits = switch (item.kind()) {
                case INT -> true;
                case FLOAT -> isReal(letter);
                default -> false;
            };
            if (!fits) {
                throw PythonError.type(
                        isReal(letter)
                                ? "must be real number, not " + Nodes.typeName(item)
                                : "'" + Nodes.typeName(item) + "' object cannot be interpreted as an integer");
            }
        }
        return call.values(items);
    }

    private static boolean isReal(String letter) {
        return letter.equals("f") || letter.equals("d");
    }

    private static String letterOf(MethodCall call, List<PickleNode> items) {
        String letter = Nodes.text(call.note());
        if (letter != null) {
            return letter;
        }
        // Made by Java, which has told nobody: of what is in it all fits.
        boolean isReal = items.stream().anyMatch(item -> item.kind() == PickleKind.FLOAT);
        return isReal ? "d" : "q";
    }

    private static PickleNode arrayOf(MethodCall call, List<PickleNode> items) {
        return PickleInstance.call(
                GlobalName.of("array", "array"), PickleLeaf.of(letterOf(call, items)), Nodes.list(items));
    }

    private static String textOf(MethodCall call, EncodedValue all) {
        List<PickleNode> items = call.nodes(all.asList());
        String code = "array('" + letterOf(call, items) + "'";
        return items.isEmpty() ? code + ")" : code + ", " + PythonRepr.of(Nodes.list(items)) + ")";
    }

    private static void getItem(MethodCall call) throws PythonError {
        PickleNode key = call.only("index");
        Slice slice = Slice.of(key);
        if (slice != null) {
            call.ask(ARRAY_SNAPSHOT).then(all -> call.returns(arrayOf(call, slice.in(call.nodes(all.asList())))));
            return;
        }
        Long index = Nodes.index(key);
        if (index == null) {
            throw PythonError.type("array indices must be integers");
        }
        PythonError outOfRange = PythonError.builtin("IndexError", "array index out of range");
        // The length never changes.
        at(
                call,
                index,
                outOfRange,
                place -> call.ask(ARRAY_GET, EncodedValue.of(place))
                        .raising(Status.INDEX, outOfRange)
                        .thenReturn());
    }

    /** Goes on with a place in an array. */
    @FunctionalInterface
    private interface AtPlace {
        void run(long place) throws PythonError;
    }

    private static void at(MethodCall call, long index, PythonError outOfRange, AtPlace then) throws PythonError {
        if (index >= 0) {
            then.run(index);
            return;
        }
        call.ask(ARRAY_LENGTH).then(length -> {
            long place = index + length.asLong();
            if (place < 0) {
                throw outOfRange;
            }
            then.run(place);
        });
    }

    private static void setItem(MethodCall call) throws PythonError {
        PickleNode[] given = call.bind(2, "index", "value");
        PickleNode key = MethodCall.given(given[0]);
        PickleNode value = MethodCall.given(given[1]);
        Slice slice = Slice.of(key);
        if (slice != null) {
            setSlice(call, slice, value);
            return;
        }
        Long index = Nodes.index(key);
        if (index == null) {
            throw PythonError.type("array indices must be integers");
        }
        PythonError outOfRange = PythonError.builtin("IndexError", "array assignment index out of range");
        EncodedValue cell = call.value(value);
        at(
                call,
                index,
                outOfRange,
                place -> call.ask(ARRAY_SET, EncodedValue.of(place), cell)
                        .raising(Status.INDEX, outOfRange)
                        .thenNone());
    }

    private static void setSlice(MethodCall call, Slice slice, PickleNode value) throws PythonError {
        call.items(
                value,
                items -> call.ask(ARRAY_LENGTH).then(length -> {
                    Slice.Bounds bounds = slice.bounds((int) length.asLong());
                    if (bounds.step() != 1 || bounds.count() != items.size()) {
                        throw PythonError.value("an array of a server keeps its length: a slice of " + bounds.count()
                                + " cells takes as many values, one after the other");
                    }
                    if (items.isEmpty()) {
                        call.none();
                        return;
                    }
                    call.ask(ARRAY_SET_RANGE, EncodedValue.of(bounds.start()), EncodedValue.listOf(call.values(items)))
                            .thenNone();
                }));
    }

    // Namespace.

    static PythonType namespace() {
        return PythonType.builder("Namespace", BuiltInType.NAMESPACE.typeId())
                .proxy("NamespaceProxy")
                .creation(CellTables::createNamespace)
                .method("__getattribute__", call -> {
                    PickleNode name = call.only("name");
                    call.ask(NAMESPACE_GET, nameOf(name))
                            .raising(Status.NO_SUCH_ATTRIBUTE, noAttribute(name))
                            .thenReturn();
                })
                .method("__setattr__", call -> {
                    PickleNode[] given = call.bind(2, "name", "value");
                    call.ask(NAMESPACE_SET, nameOf(MethodCall.given(given[0])), call.value(MethodCall.given(given[1])))
                            .thenNone();
                })
                .method("__delattr__", call -> {
                    PickleNode name = call.only("name");
                    call.ask(NAMESPACE_DELETE, nameOf(name))
                            .raising(Status.NO_SUCH_ATTRIBUTE, noAttribute(name))
                            .thenNone();
                })
                .shown(
                        call -> call.ask(NAMESPACE_SNAPSHOT).then(all -> call.returns(textOfNamespace(call, all))),
                        call -> call.ask(NAMESPACE_SNAPSHOT).then(all -> {
                            PickleInstance namespace =
                                    PickleInstance.made(GlobalName.of("multiprocessing.managers", "Namespace"));
                            PickleItems attributes = call.dict(all.asList());
                            if (attributes.size() > 0) {
                                namespace.add(Step.STATE, attributes);
                            }
                            call.returns(namespace);
                        }))
                .build();
    }

    private static EncodedValue nameOf(PickleNode name) throws PythonError {
        String text = Nodes.text(name);
        if (text == null) {
            throw PythonError.type("attribute name must be string, not '" + Nodes.typeName(name) + "'");
        }
        return EncodedValue.of(text);
    }

    private static PythonError noAttribute(PickleNode name) {
        return PythonError.builtin("AttributeError", "'Namespace' object has no attribute " + PythonRepr.of(name));
    }

    private static void createNamespace(MethodCall call) throws PythonError {
        if (!call.arguments().positional().isEmpty()) {
            throw PythonError.type("Namespace() takes named arguments only");
        }
        List<EncodedValue> pairs = new ArrayList<>();
        for (Map.Entry<String, PickleNode> each : call.arguments().named().entrySet()) {
            pairs.add(EncodedValue.of(each.getKey()));
            pairs.add(call.value(each.getValue()));
        }
        if (pairs.isEmpty()) {
            call.create(null);
            return;
        }
        call.create(
                List.of(),
                token -> call.ask(NAMESPACE_UPDATE, token.objectId(), List.of(EncodedValue.listOf(pairs)))
                        .then(done -> call.made(token, null)));
    }

    private static String textOfNamespace(MethodCall call, EncodedValue all) {
        List<EncodedValue> pairs = all.asList();
        Map<String, String> shown = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i).asText();
            if (!name.startsWith("_")) {
                shown.put(name, name + "=" + PythonRepr.of(call.node(pairs.get(i + 1))));
            }
        }
        return "Namespace(" + String.join(", ", shown.values()) + ")";
    }
}
