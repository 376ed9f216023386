package dev.steward.protocol.transport;

import java.security.CodeSource;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Whether the Netty on the class path is one that Steward can run with. A program that already has an older one, whose
 * classes come first, would otherwise hear of a class that is missing, from deep inside. Any thread.
 */
public final class NettyLibrary {

    /** A class that came with 4.2, and one that every version has. */
    private static final String NEEDED = "io.netty.channel.MultiThreadIoEventLoopGroup";

    private static final String IN_EVERY_VERSION = "io.netty.channel.Channel";

    /** Netty's events for the flight recorder; it reads this once, with its first classes. */
    private static final String EVENTS = "io.netty.jfr.enabled";

    private static final String MACHINE_ID = "io.netty.machineId";
    private static final int MACHINE_ID_BYTES = 8;

    private NettyLibrary() {}

    /**
     * To be called before the first use of Netty. Costs a look at a class that is needed anyway. Unless somebody has asked
     * for them or Netty is in use already, its events for the flight recorder are off: to make those takes some fifth of
     * the processor time that a program needs to connect and make its first thousand calls.
     *
     * <p>From then on Netty does not look for a network interface to name its channels by, and does not warn where there is
     * none: the system property {@code io.netty.machineId} is set, unless the program has.
     *
     * @throws IllegalStateException if the Netty is older or not there; says which, where it came from, and what to do
     */
    public static void prepare() {
        check(NettyLibrary.class.getClassLoader());
        leaveOutEvents(System.getProperties());
        nameMachine(System.getProperties());
    }

    static void leaveOutEvents(Properties properties) {
        properties.putIfAbsent(EVENTS, "false");
    }

    static void nameMachine(Properties properties) {
        byte[] id = new byte[MACHINE_ID_BYTES];
        new SecureRandom().nextBytes(id);
        properties.putIfAbsent(MACHINE_ID, HexFormat.ofDelimiter(":").formatHex(id));
    }

    static void check(ClassLoader loader) {
        Class<?> any = find(IN_EVERY_VERSION, loader);
        Class<?> needed = find(NEEDED, loader);
        // With both on the class path each class comes from the first jar that has it.
        if (any == null || needed == null || !placeOf(any).equals(placeOf(needed))) {
            throw new IllegalStateException(
                    any == null
                            ? "Steward needs Netty 4.2, and there is none on the class path: add the dependencies of"
                                    + " manager-client or manager-server, or use the jar that has everything in it"
                                    + " (docs/using.md)"
                            : "Steward needs Netty 4.2, and the class path has an older one first: " + placeOf(any)
                                    + ". Raise it with io.netty:netty-bom in your build, or use manager-client-all, which"
                                    + " brings its own under another name (docs/using.md)");
        }
    }

    private static @Nullable Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError notThere) {
            return null;
        }
    }

    private static String placeOf(Class<?> found) {
        CodeSource source = found.getProtectionDomain().getCodeSource();
        return source == null ? "from an unknown place" : String.valueOf(source.getLocation());
    }
}
