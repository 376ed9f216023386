package dev.steward.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.cli.Steward;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.house.ProjectTree;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runnable jar that the build packs. Runs after packaging, hence its name. */
@Timeout(180)
class RunnableJarPackagedTest {

    private static final Path JAR = ProjectTree.root().resolve("manager-cli/target/steward.jar");
    private static final Path CLUSTER_JAR = JAR.resolveSibling("steward-cluster.jar");

    /** Classes of constants that javac has copied to where they are used, and an annotation. */
    private static final Set<String> NOT_NEEDED_TO_RUN = Set.of(
            "io.netty.channel.internal.ChannelUtils",
            "com.google.gson.internal.GsonBuildConfig",
            "com.google.errorprone.annotations.CheckReturnValue");

    private static final Map<String, String> KEY = Map.of("STEWARD_AUTHKEY", "a key that is long enough");

    @Test
    void jarServesAndAnswersWithNothingOnStandardErrorButItsOwn() throws Exception {
        try (Jvm server = Jvm.runJar(JAR, KEY, "serve", "--port", "0")) {
            String address = server.awaitLine("  address    ");
            try (Jvm ping = Jvm.runJar(JAR, KEY, "ping", "--connect", address)) {
                assertThat(ping.awaitEnd()).as("%s", ping.lines()).isZero();
                assertThat(ping.lines()).singleElement().asString().startsWith("answer from " + address);
            }
            server.terminate();
            assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
            assertThat(server.lines()).allMatch(line -> line.startsWith("steward") || line.startsWith("  "));
        }
    }

    /** The engine finds its classes by name. */
    @Test
    void jarServesAsOneOfSeveral(@TempDir Path folder) throws Exception {
        String own;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            own = "a=127.0.0.1:" + free.getLocalPort();
        }
        String members = own + ",b=127.0.0.1:1,c=127.0.0.1:2";
        try (Jvm server = Jvm.runJar(
                JAR,
                KEY,
                "serve",
                "--port",
                "0",
                "--state-dir",
                folder.toString(),
                "--cluster",
                members,
                "--member",
                "a")) {
            assertThat(server.awaitLine("  cluster    ")).isEqualTo("a of " + members);
            server.terminate();
            assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
            assertThat(server.lines()).allMatch(line -> line.startsWith("steward") || line.startsWith("  "));
        }
    }

    @Test
    void jarWithoutTheOneBesideItSaysWhatIsMissing(@TempDir Path folder) throws Exception {
        Path alone = Files.copy(JAR, folder.resolve("steward.jar"));
        String members = "a=127.0.0.1:1,b=127.0.0.1:2,c=127.0.0.1:3";
        try (Jvm server = Jvm.runJar(
                alone, KEY, "serve", "--state-dir", folder.toString(), "--cluster", members, "--member", "a")) {
            assertThat(server.awaitEnd()).isEqualTo(2);
            assertThat(server.lines())
                    .first()
                    .asString()
                    .contains("--cluster needs steward-cluster.jar")
                    .endsWith("copy it to where steward.jar is");
        }
    }

    @Test
    void jarTellsOverHttpWhatItMeasures() throws Exception {
        try (Jvm server = Jvm.runJar(JAR, KEY, "serve", "--port", "0", "--admin-port", "0");
                Jvm token = Jvm.runJar(JAR, KEY, "token")) {
            String url = server.awaitLine("  admin port ").replaceFirst(" .*", "");
            assertThat(token.awaitEnd()).as("%s", token.lines()).isZero();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "metrics"))
                    .header("Authorization", "Bearer " + token.lines().get(0))
                    .build();
            HttpResponse<String> metrics = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("# TYPE steward_sessions gauge");
            server.terminate();
            assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
        }
    }

    /** The jar leaves out what nothing reaches; whoever reaches for a class that the build has finds it in the jar. */
    @ParameterizedTest
    @MethodSource("jars")
    void nothingIsLeftOutThatIsReachedFor(Path jar) {
        StringWriter told = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int code = jdeps.run(
                new PrintWriter(told),
                new PrintWriter(told),
                "--multi-release",
                "17",
                "-verbose:class",
                "--class-path",
                jar.equals(JAR) ? CLUSTER_JAR.toString() : JAR.toString(),
                jar.toString());
        assertThat(code).as("%s", told).isZero();
        List<String> missing = told.toString()
                .lines()
                .filter(line -> line.endsWith("not found"))
                .map(line -> line.replaceFirst(".* -> ", "").replaceFirst(" .*", ""))
                .distinct()
                .toList();
        assertThat(missing).contains("org.jspecify.annotations.NullMarked");
        assertThat(missing)
                .filteredOn(name -> !NOT_NEEDED_TO_RUN.contains(name) && !name.startsWith("org.jspecify."))
                .noneMatch(RunnableJarPackagedTest::isInTheBuild);
    }

    static List<Path> jars() {
        return List.of(JAR, CLUSTER_JAR);
    }

    private static boolean isInTheBuild(String name) {
        return RunnableJarPackagedTest.class.getResource("/" + name.replace('.', '/') + ".class") != null;
    }

    @Test
    void theJarsOwnLogHasTheLevelThatIsAskedForAndNothingOfLibraries() throws Exception {
        try (Jvm server = Jvm.runJar(JAR, KEY, "serve", "--port", "0", "--log-level", "debug")) {
            String address = server.awaitLine("  address    ");
            server.awaitLine("ManagerServer - listens at");
            try (Jvm ping = Jvm.runJar(JAR, KEY, "ping", "--connect", address)) {
                assertThat(ping.awaitEnd()).as("%s", ping.lines()).isZero();
            }
            server.awaitLine("EventDispatcher - session ");
            server.terminate();
            assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
            assertThat(server.lines()).noneMatch(line -> line.contains("SLF4J") || line.contains("netty"));
        }
    }

    @Test
    void theJarsOwnLogIsJsonIfThatIsAskedForAndWhoCameIsWrittenDown(@TempDir Path folder) throws Exception {
        Path audit = folder.resolve("audit.log");
        String[] serve = {
            "serve", "--port", "0", "--log-level", "debug", "--log-format", "json", "--audit", audit.toString()
        };
        try (Jvm server = Jvm.runJar(JAR, KEY, serve)) {
            String address = server.awaitLine("  address    ");
            server.awaitLine("  audit      " + audit);
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            assertThatThrownBy(() -> ManagerClient.connect("127.0.0.1", port, AuthKey.of("another key than that")))
                    .isInstanceOf(AuthenticationException.class);
            server.awaitLine("\"event\":\"unauthenticated\",");
            server.terminate();
            assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
            assertThat(server.linesOf("{\"time\":"))
                    .hasSizeGreaterThan(1)
                    .allMatch(line -> line.endsWith("}"))
                    .allMatch(line -> line.contains("\"logger\":\"dev.steward."));
            assertThat(Files.readAllLines(audit)).singleElement().asString().contains("\"event\":\"unauthenticated\"");
        }
    }

    @Test
    void theJarsOwnLogStandsBackWhereThereIsAnother(@TempDir Path folder) throws Exception {
        Path service = folder.resolve("META-INF/services/org.slf4j.spi.SLF4JServiceProvider");
        Files.createDirectories(service.getParent());
        Files.writeString(service, OtherLog.class.getName());
        String classes = Path.of(OtherLog.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String classPath = String.join(File.pathSeparator, JAR.toString(), folder.toString(), classes);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java, "-cp", classPath, Steward.class.getName(), "serve", "--port", "0", "--log-level", "debug");
        try (Jvm server = Jvm.start(KEY, command)) {
            server.awaitLine("--log-level has no effect");
            server.awaitLine("other log: listens at");
            server.terminate();
            assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
            assertThat(server.lines()).noneMatch(line -> line.contains("SLF4J"));
        }
    }

    @Test
    void childrenOfProgramsThatAreJarsArchiveTheirClassesAndRunAlsoWithAnArchiveThatIsBroken(@TempDir Path folder)
            throws Exception {
        // A program that starts a child, which is what counts here.
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsteward.process.archive=" + folder.resolve("archives"),
                "-cp",
                JAR.toString(),
                "dev.steward.cli.TrainingRun");
        assertEndsInSilence(program);
        List<Path> archives;
        try (Stream<Path> files = Files.list(folder.resolve("archives"))) {
            archives = files.toList();
        }
        assertThat(archives).singleElement().satisfies(file -> assertThat(file).isNotEmptyFile());
        assertEndsInSilence(program);
        Path archive = archives.get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive at all");
        assertEndsInSilence(program);
    }

    private static void assertEndsInSilence(List<String> program) throws Exception {
        try (Jvm run = Jvm.start(Map.of(), program)) {
            assertThat(run.awaitEnd()).as("%s", run.lines()).isZero();
            assertThat(run.lines()).noneMatch(line -> line.contains("cds") || line.contains("archive"));
        }
    }
}
