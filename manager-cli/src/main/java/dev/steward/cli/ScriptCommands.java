package dev.steward.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the script of the source tree does itself and the jar does not: here only so that help, suggestions and completion
 * have them.
 */
final class ScriptCommands {

    private static final Map<String, String> HEADERS = new TreeMap<>(Map.of(
            "demo", "Runs server, producer and consumer, three JVMs on one manager.",
            "example", "Runs one example, or lists them.",
            "bench", "Measures on this machine, beside the plain socket."));

    private ScriptCommands() {}

    /** Returns whether a word is one of them. */
    static boolean has(String word) {
        return HEADERS.containsKey(word);
    }

    static void addTo(CommandLine line) {
        HEADERS.forEach((name, header) -> {
            CommandSpec spec = CommandSpec.create().name(name);
            spec.usageMessage().header(header);
            line.addSubcommand(name, spec);
        });
    }
}
