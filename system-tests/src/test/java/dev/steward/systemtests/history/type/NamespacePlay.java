package dev.steward.systemtests.history.type;

import dev.steward.api.SharedNamespace;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** All that a namespace can do, with three attributes. */
final class NamespacePlay implements Play<SharedNamespace, List<Entry<String, Long>>> {

    @Override
    public String typeId() {
        return "namespace";
    }

    @Override
    public SharedNamespace make(SyncManager manager) {
        return manager.namespace();
    }

    @Override
    public Type<SharedNamespace> type() {
        return Type.of(SharedNamespace.class);
    }

    @Override
    public NamespaceModel model() {
        return new NamespaceModel();
    }

    static String attribute(long number) {
        return "attribute" + number;
    }

    /** Returns the attributes that numbers stand for: a name, a value, and another name for it. */
    static Map<String, Long> attributes(List<Long> numbers) {
        Map<String, Long> attributes = new LinkedHashMap<>();
        attributes.put(attribute(numbers.get(0)), numbers.get(1));
        attributes.put(attribute(numbers.get(2)), numbers.get(1));
        return attributes;
    }

    @Override
    public void act(SharedNamespace object, Hand hand) throws InterruptedException {
        List<Long> numbers = List.of(hand.draw(3), hand.draw(100), hand.draw(3));
        String name = attribute(numbers.get(0));
        switch ((int) hand.draw(8)) {
            case 0, 1 -> hand.call("get", numbers, () -> object.get(name, Long.class));
            case 2, 3 ->
                hand.call("set", numbers, () -> {
                    object.set(name, numbers.get(1));
                    return null;
                });
            case 4 ->
                hand.call("delete", numbers, () -> {
                    object.delete(name);
                    return null;
                });
            case 5 -> hand.call("contains", numbers, () -> object.contains(name));
            case 6 ->
                hand.call("update", numbers, () -> {
                    object.update(attributes(numbers));
                    return null;
                });
            default -> hand.call("toMap", numbers, () -> object.toMap().toString());
        }
    }
}
