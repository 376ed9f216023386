package dev.steward.spring;

import dev.steward.api.AuthKey;
import dev.steward.client.ClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the application's client. What is not set is as {@link ClientOptions} has it. Immutable.
 *
 * @param address where the server is: {@code HOST:PORT} or {@code unix:PATH}; not needed for the server inside of the application
 * @param authKey the key of the server; not needed for the server inside of the application
 * @param authKeyFile a file with the key of the server
 * @param admin whether the key is the server's admin key
 * @param name what the server calls this client; by default the name of the application
 * @param callTimeout how long each call may take, waiting included; 0 is for ever
 * @param connectTimeout how long connecting may take
 * @param lease how long the server takes this client as alive without a heartbeat
 * @param resumeWindow how long the server waits for this client when its last connection broke
 * @param heartbeat how often to send one
 * @param giveUp how long to try to reconnect before the session counts as lost
 * @param polling whether callers poll their connection for some microseconds before they block
 * @param connections how many connections callers borrow at most
 * @param maxValue the largest value that this client sends or takes
 * @param trust a PEM file with certificates to trust, which turns TLS on
 * @param allowPackages packages whose classes may be opened
 */
@ConfigurationProperties("steward.client")
public record StewardClientProperties(
        @Nullable String address,
        @Nullable String authKey,
        @Nullable Path authKeyFile,
        boolean admin,
        @Nullable String name,
        @Nullable Duration callTimeout,
        @Nullable Duration connectTimeout,
        @Nullable Duration lease,
        @Nullable Duration resumeWindow,
        @Nullable Duration heartbeat,
        @Nullable Duration giveUp,
        @Nullable Boolean polling,
        @Nullable Integer connections,
        @Nullable DataSize maxValue,
        @Nullable Path trust,
        @Nullable Set<String> allowPackages) {

    /** What settings of a client begin with. */
    static final String PREFIX = "steward.client.";

    /** Returns the key, or null if none is set. */
    @Nullable
    AuthKey key() {
        return KeySetting.find(PREFIX + "auth-key", authKey, authKeyFile);
    }

    /**
     * Returns the options that are set, and no others.
     *
     * @throws IllegalArgumentException if one is wrong by itself; those that are wrong together are told when it is built
     */
    ClientOptions.Builder options() {
        ClientOptions.Builder options = ClientOptions.builder();
        set(name, options::name);
        set(callTimeout, options::callTimeout);
        set(connectTimeout, options::connectTimeout);
        set(lease, options::lease);
        set(resumeWindow, options::resumeWindow);
        set(heartbeat, options::heartbeat);
        set(giveUp, options::giveUp);
        set(polling, options::polling);
        set(connections, options::connections);
        set(maxValue, size -> options.maxValue(size.toBytes()));
        set(trust, options::trust);
        set(allowPackages, packages -> packages.forEach(options::allowPackage));
        if (admin) {
            options.adminKey();
        }
        return options;
    }

    private static <T> void set(@Nullable T value, Consumer<T> option) {
        if (value != null) {
            option.accept(value);
        }
    }

    /** Returns a text without the key. */
    @Override
    public String toString() {
        return "the settings " + PREFIX + "*";
    }
}
