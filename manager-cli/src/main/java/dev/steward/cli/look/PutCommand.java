package dev.steward.cli.look;

import dev.steward.admin.json.JsonText;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSet;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a value into a queue, a list or a set. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        header = "Puts a value into a queue, or adds it to a list or set.",
        description = {
            "JSON's whole numbers become int, long or BigInteger, others double, arrays",
            "lists, objects maps.",
            ""
        },
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} put jobs '{\"job\": 7}' --connect 127.0.0.1:8080 --authkey-file key.txt"
        })
final class PutCommand extends LookCommand {

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "the name of the object, or what it is registered under")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "JSON",
            converter = JsonInput.Converter.class,
            description = "the value, in single quotes for the shell: '\"a text\"', 7, '[1, 2]'")
    private JsonInput value = new JsonInput(null);

    PutCommand(ServerAccess server) {
        super(server);
    }

    @Override
    Look look(SyncManager manager) {
        Object given = value.value();
        boolean changed = put(Named.find(manager, name), given);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("changed", changed);
        return new Look(
                List.of(Printable.of(JsonText.of(given)) + (changed ? " is in '" : " was in '") + Printable.of(name)
                        + "'"),
                json);
    }

    // Proxies of untyped objects hold anything.
    @SuppressWarnings("unchecked")
    private boolean put(Object object, @Nullable Object given) {
        if (object instanceof SharedQueue<?>) {
            if (!((SharedQueue<Object>) object).offer(notNull(given))) {
                throw new IllegalStateException("the queue '" + name + "' is full: take something, or purge it");
            }
            return true;
        } else if (object instanceof SharedList<?>) {
            return ((SharedList<@Nullable Object>) object).add(given);
        } else if (object instanceof SharedSet<?>) {
            return ((SharedSet<Object>) object).add(notNull(given));
        }
        throw wrong("'" + name + "' is no queue, list or set: set changes values, dicts and namespaces");
    }

    private Object notNull(@Nullable Object given) {
        if (given == null) {
            throw wrong("'" + name + "' holds no null: give a value");
        }
        return given;
    }
}
