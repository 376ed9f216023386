package dev.steward.cli.look;

import dev.steward.admin.json.JsonText;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets a value, or one of several. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        header = "Sets a value, a key of a dict, an attribute or an index.",
        description = {
            "A key is JSON too; what is none, such as alice, is a text. JSON's whole",
            "numbers become int, long or BigInteger, others double, arrays lists, objects",
            "maps.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} set scores alice 21 --connect 127.0.0.1:8080 --authkey-file key.txt",
            "  ${ROOT-COMMAND-NAME} set done true --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class SetCommand extends LookCommand {

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "the name of the object, or what it is registered under")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..2",
            paramLabel = "[KEY] JSON",
            description = "the key, attribute or index, where there is one; and the value")
    private List<String> words = List.of();

    SetCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        if (words.size() > 2) {
            throw wrong("set takes NAME, KEY and JSON, and not " + words.size()
                    + " words behind the name: put JSON in single quotes");
        }
        JsonInput value = JsonInput.of(words.get(words.size() - 1));
        Object object = Named.find(manager, name);
        if (words.size() == 1) {
            set(object, value.value());
        } else {
            set(object, JsonInput.ofKey(words.get(0)).value(), value.value());
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("value", value.value());
        return new Look(
                List.of("'" + Printable.of(name) + "'"
                        + (words.size() == 1 ? "" : " " + Printable.of(words.get(0))) + " is "
                        + Printable.of(JsonText.of(value.value()))),
                json);
    }

    // Proxies of untyped objects hold anything, null too.
    @SuppressWarnings({"unchecked", "NullAway"})
    private void set(Object object, @Nullable Object value) {
        if (object instanceof SharedValue<?>) {
            ((SharedValue<@Nullable Object>) object).set(value);
        } else {
            throw wrong("'" + name + "' is no value: dicts, namespaces, lists and arrays take a key before the JSON,"
                    + " and put is for queues");
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private void set(Object object, @Nullable Object key, @Nullable Object value) {
        if (object instanceof SharedDict<?, ?>) {
            ((SharedDict<Object, Object>) object).put(notNull("key", key), notNull("value", value));
        } else if (object instanceof SharedNamespace namespace) {
            namespace.set(words.get(0), value);
        } else if (object instanceof SharedList<?>) {
            ((SharedList<@Nullable Object>) object).set(index(key), value);
        } else if (object instanceof SharedArray<?>) {
            ((SharedArray<@Nullable Object>) object).set(index(key), value);
        } else {
            throw wrong("'" + name + "' has no keys: give the JSON alone to set a value");
        }
    }

    private Object notNull(String what, @Nullable Object given) {
        if (given == null) {
            throw wrong("'" + name + "' holds no null as a " + what + ": give another one");
        }
        return given;
    }

    private int index(@Nullable Object key) {
        if (key instanceof Integer index) {
            return index;
        }
        throw wrong("'" + name + "' has numbers for keys, such as 0, and not " + words.get(0));
    }
}
