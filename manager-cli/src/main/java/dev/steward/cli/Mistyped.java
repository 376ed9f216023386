package dev.steward.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a line that was typed, and what may have been meant. */
final class Mistyped {

    private static final int MOST_SUGGESTIONS = 3;

    /** So many letters of a word are enough to tell what it is the beginning of. */
    private static final int SHORTEST_BEGINNING = 3;

    /** What commands are called elsewhere. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("start", "serve"),
            Map.entry("run", "serve"),
            Map.entry("server", "serve"),
            Map.entry("list", "ls"),
            Map.entry("objects", "ls"),
            Map.entry("get", "show"),
            Map.entry("cat", "show"),
            Map.entry("clients", "sessions"),
            Map.entry("kill", "kick"),
            Map.entry("stop", "shutdown"),
            Map.entry("end", "shutdown"),
            Map.entry("exit", "shutdown"),
            Map.entry("check", "doctor"),
            Map.entry("version", "--version"),
            Map.entry("help", "--help"));

    private Mistyped() {}

    /** Returns what to say of a line; without a line break in it. */
    static String explain(ParameterException wrong, String... arguments) {
        CommandLine command = wrong.getCommandLine();
        ParameterException misspelled = misspelled(wrong, command, arguments);
        if (misspelled instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command);
        }
        String message = String.valueOf(misspelled.getMessage());
        boolean isWithoutServer = misspelled instanceof MissingParameterException && message.contains("--connect=");
        return message
                + (isWithoutServer
                        ? ": HOST:PORT or unix:PATH, as serve printed it; STEWARD_CONNECT says it too"
                        : origin(misspelled, arguments));
    }

    /** What seems to be missing may be there with a letter too few: then that is the news. */
    private static ParameterException misspelled(ParameterException wrong, CommandLine command, String... arguments) {
        if (!(wrong instanceof MissingParameterException)) {
            return wrong;
        }
        List<String> unknown = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.split("=", 2)[0])
                .filter(option -> !command.getCommandSpec().optionsMap().containsKey(option))
                .toList();
        return unknown.isEmpty() ? wrong : new UnmatchedArgumentException(command, unknown);
    }

    private static String unmatched(UnmatchedArgumentException unmatched, CommandLine command) {
        String word = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "Unknown option: '" + word + "'"
                    + maybe(similar(word, command.getCommandSpec().optionsMap().keySet()));
        }
        if (command.getParent() == null) {
            if (ScriptCommands.has(word)) {
                return "there is no '" + word + "' here: ./steward of the source tree has it";
            }
            String meant = ELSEWHERE.get(word);
            return "there is no '" + word + "'"
                    + (meant == null
                            ? maybe(similar(word, command.getSubcommands().keySet()))
                            : ": did you mean " + meant + "?");
        }
        return command.getCommandName() + " takes no '" + word
                + "': what belongs together stands in quotes, and what an option takes follows its name";
    }

    private static int letters(String word) {
        return word.replace("-", "").length();
    }

    /**
     * Returns the candidates that a third of the letters, or fewer, tell from the word, or that begin with it; the most similar
     * first.
     */
    static List<String> similar(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, letters(word) / 3)
                        || (letters(word) >= SHORTEST_BEGINNING && candidate.startsWith(word)))
                .sorted(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    /** Returns how many letters have to be added, left out, changed or swapped with the next to make the other word. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
                boolean isSwap = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = isSwap ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }

    private static String maybe(List<String> suggestions) {
        return suggestions.isEmpty() ? "" : ": did you mean " + String.join(" or ", suggestions) + "?";
    }

    /** A value that nobody typed is from somewhere else. */
    private static String origin(ParameterException wrong, String... arguments) {
        ArgSpec about = wrong.getArgSpec();
        if (about instanceof OptionSpec option
                && wrong.getCommandLine().getDefaultValueProvider() instanceof Settings settings
                && Arrays.stream(arguments).noneMatch(argument -> names(argument, option))) {
            String origin = settings.origin(option);
            return origin == null ? "" : " (" + origin + ")";
        }
        return "";
    }

    private static boolean names(String argument, OptionSpec option) {
        return Arrays.stream(option.names()).anyMatch(name -> argument.equals(name) || argument.startsWith(name + "="));
    }

    /** Returns the commands that are there, for a line without one. */
    static String commands(CommandLine root) {
        return String.join(", ", root.getSubcommands().keySet());
    }
}
