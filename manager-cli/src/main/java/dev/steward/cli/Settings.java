package dev.steward.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an option is when the command line does not say it: its twin in the environment, then its line in the file of
 * {@code --config}. {@code --authkey-file} is {@code STEWARD_AUTHKEY_FILE} and {@code authkey-file=...}.
 */
final class Settings implements IDefaultValueProvider {

    private static final String CONFIG = "--config";
    private static final String LIMIT = "--limit";

    private final Map<String, String> environment;
    private final @Nullable String name;
    private final Properties file;

    private Settings(Map<String, String> environment, @Nullable String name, Properties file) {
        this.environment = environment;
        this.name = name;
        this.file = file;
    }

    /**
     * Reads the environment and the file, if the command line or the environment names one.
     *
     * @param known what may stand in the file
     * @throws IllegalArgumentException if the file cannot be read, or has a line that is no option of {@code serve}
     */
    static Settings of(List<String> arguments, Map<String, String> environment, List<String> known) {
        String name = configFile(arguments, environment);
        return new Settings(environment, name, name == null ? new Properties() : read(Path.of(name), known));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String value = environment.get(twin(option.longestName()));
        String said = value == null || value.isEmpty() ? file.getProperty(withoutDashes(option.longestName())) : value;
        return said == null || isMeant(option, said) ? said : null;
    }

    /** The limits of {@code serve} have the name of what other commands take as a number: those have no use for them. */
    private static boolean isMeant(OptionSpec option, String value) {
        return option.isMultiValue() || !option.longestName().equals(LIMIT) || value.indexOf('=') < 0;
    }

    /** Returns where the value of an option comes from that was not typed, or null if it has none. */
    @Nullable
    String origin(OptionSpec option) {
        String variable = twin(option.longestName());
        String value = environment.get(variable);
        if (value != null && !value.isEmpty()) {
            return "from the environment variable " + variable;
        }
        return file.containsKey(withoutDashes(option.longestName())) ? "from the settings file " + name : null;
    }

    /** Returns the name of the variable that stands for an option. */
    static String twin(String option) {
        return "STEWARD_" + withoutDashes(option).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String withoutDashes(String option) {
        return option.substring(option.startsWith("--") ? 2 : 1);
    }

    private static @Nullable String configFile(List<String> arguments, Map<String, String> environment) {
        for (String argument : arguments) {
            if (argument.startsWith(CONFIG + "=")) {
                return argument.substring(CONFIG.length() + 1);
            }
        }
        int at = arguments.indexOf(CONFIG);
        if (at >= 0 && at + 1 < arguments.size()) {
            return arguments.get(at + 1);
        }
        String name = environment.get(twin(CONFIG));
        return name == null || name.isEmpty() ? null : name;
    }

    private static Properties read(Path name, List<String> known) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(name)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read the settings file " + name + " ("
                            + unreadable.getClass().getSimpleName()
                            + "): check that it exists and that this user may read it",
                    unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "the settings file " + name + " has a backslash that begins nothing (" + malformed.getMessage()
                            + "): write \\\\ for one",
                    malformed);
        }
        for (String line : properties.stringPropertyNames()) {
            if (!known.contains(line)) {
                throw new IllegalArgumentException("the settings file " + name + " has '" + line
                        + "', which is no option of serve: it may have " + String.join(", ", known));
            }
        }
        return properties;
    }
}
