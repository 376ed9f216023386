package dev.steward.process.child;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * With which options a child's JVM runs: those of this one, but for what only one process can have or what was meant for
 * this one (debuggers, agents, ports, files that are written). Looked up once.
 */
final class JvmOptions {

    /** Beginnings of options that are not inherited. */
    private static final List<String> OWN = List.of(
            "-agentlib:",
            "-agentpath:",
            "-javaagent:",
            "-Xrun",
            "-Xdebug",
            "-Xlog",
            "-Xloggc",
            "-XX:StartFlightRecording",
            "-XX:FlightRecorderOptions",
            "-XX:ArchiveClassesAtExit",
            "-XX:+RecordDynamicDumpInfo",
            "-XX:AOTCacheOutput",
            "-XX:AOTMode",
            "-XX:AOTConfiguration",
            "-XX:LogFile",
            "-XX:ErrorFile",
            "-XX:HeapDumpPath",
            "-Dcom.sun.management.",
            "-Djava.class.path=",
            "-Djdk.module.",
            "-Dsun.java.",
            "-Dstdout.encoding=",
            "-Dstderr.encoding=",
            "-Dsun.stdout.encoding=",
            "-Dsun.stderr.encoding=");

    /** Environment variables that a JVM takes options from. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    /** The parent reads lines in one encoding, whatever the terminal has. */
    private static final List<String> ENCODING = List.of(
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8");

    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private static @Nullable List<String> inherited;

    private JvmOptions() {}

    /** Returns what children inherit of this process. */
    static synchronized List<String> inherited() {
        List<String> known = inherited;
        if (known == null) {
            known = inheritedOf(ManagementFactory.getRuntimeMXBean().getInputArguments());
            inherited = known;
        }
        return known;
    }

    /** Says what children of this process inherit, where its parent knows: to ask the JVM takes longer. */
    static synchronized void setInherited(List<String> options) {
        inherited = inheritedOf(options);
    }

    static List<String> inheritedOf(List<String> options) {
        List<String> kept =
                new ArrayList<>(options.stream().filter(JvmOptions::isInherited).toList());
        if (kept.stream().noneMatch(option -> option.startsWith("--enable-native-access")) && mayCallNativeCode()) {
            // From the manifest of a runnable jar, which a class path does not have.
            kept.add(NATIVE_ACCESS);
        }
        return List.copyOf(kept);
    }

    private static boolean isInherited(String option) {
        return OWN.stream().noneMatch(option::startsWith);
    }

    /** Whether code on the class path may call native code without a warning; since 22 a module can say so. */
    private static boolean mayCallNativeCode() {
        if (Runtime.version().feature() < 24) {
            return false;
        }
        try {
            Method asked = Module.class.getMethod("isNativeAccessEnabled");
            return Boolean.TRUE.equals(
                    asked.invoke(ClassLoader.getSystemClassLoader().getUnnamedModule()));
        } catch (ReflectiveOperationException older) {
            return false;
        }
    }

    /** Leaves a debugger's agent out of the variables that the child's JVM reads itself: it would fail to start. */
    static void clean(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            if (value != null) {
                environment.put(
                        variable,
                        Arrays.stream(value.split("\\s+"))
                                .filter(JvmOptions::isInherited)
                                .collect(Collectors.joining(" ")));
            }
        }
    }

    /**
     * Returns the lines of a file of arguments that runs a main class as this process runs its own.
     *
     * @param more what the class path has besides
     */
    static byte[] argumentFile(List<String> options, List<String> more, Class<?> main, String argument) {
        List<String> lines = new ArrayList<>(options);
        lines.addAll(ENCODING);
        String modules = System.getProperty("jdk.module.path");
        String classes = Stream.concat(Stream.of(System.getProperty("java.class.path", "")), more.stream())
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
        if (modules != null) {
            lines.addAll(List.of("--module-path", modules, "--add-modules", "ALL-MODULE-PATH"));
        }
        if (!classes.isEmpty()) {
            lines.addAll(List.of("-cp", classes));
        }
        Module module = main.getModule();
        if (module.isNamed()) {
            lines.addAll(List.of("-m", module.getName() + "/" + main.getName()));
        } else {
            lines.add(main.getName());
        }
        lines.add(argument);
        String text = lines.stream().map(JvmOptions::quoted).collect(Collectors.joining("\n", "", "\n"));
        return text.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    static String quoted(String line) {
        return '"'
                + line.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
