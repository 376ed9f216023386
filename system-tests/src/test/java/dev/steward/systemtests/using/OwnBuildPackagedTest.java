package dev.steward.systemtests.using;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.house.ProjectTree;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/using.md says works in a folder that is not the project's. Runs after packaging, hence its name. */
@Timeout(180)
@Tag("one-jdk")
class OwnBuildPackagedTest {

    private static final String PRINTS = "a child of its own";

    @TempDir
    static Path empty;

    private static OwnBuild build;
    private static List<Path> classPath;

    @BeforeAll
    static void followThePage() throws Exception {
        build = new OwnBuild(empty);
        classPath = build.compile();
    }

    private static String joined(Path first, List<Path> others) {
        return Stream.concat(Stream.of(first), others.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Jvm java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of(arguments));
        return Jvm.start(Map.of(), command);
    }

    private static void assertPrints(String line, Jvm program) throws Exception {
        try (program) {
            assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
            assertThat(program.lines()).contains(line);
        }
    }

    private static List<Path> older() throws Exception {
        try (Stream<Path> jars = Files.list(ProjectTree.root().resolve("system-tests/target/older-netty"))) {
            return jars.toList();
        }
    }

    @Test
    void theProgramOfThePageRunsServerClientAndChild() throws Exception {
        assertThat(ProjectTree.text(ProjectTree.root().resolve("docs/using.md")))
                .contains("It prints `" + PRINTS + "`");
        assertPrints(
                PRINTS, java("-cp", joined(build.folder().resolve("target/classes"), classPath), "com.example.First"));
    }

    @Test
    void withoutALogItIsSilentAndTellsTheCureOnceForAllItsProcesses() throws Exception {
        List<Path> withoutBinding = classPath.stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("slf4j-simple"))
                .toList();
        try (Jvm program =
                java("-cp", joined(build.folder().resolve("target/classes"), withoutBinding), "com.example.First")) {
            assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
            List<String> told = program.lines().stream()
                    .filter(line -> line.startsWith("SLF4J"))
                    .toList();
            assertThat(told).hasSize(3).first().asString().contains("No SLF4J providers were found");
            assertThat(program.lines()).filteredOn(line -> !told.contains(line)).containsExactly(PRINTS);
        }
    }

    @Test
    void asAModuleItRunsToo() throws Exception {
        build.write("as-module/module-info.java", build.block("java", "module com.example.first"));
        Path classes = build.folder().resolve("target/as-module");
        String jars = joined(classes, classPath);
        try (Jvm javac = Jvm.start(
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        "-p",
                        jars,
                        "-d",
                        classes.toString(),
                        build.folder().resolve("as-module/module-info.java").toString(),
                        build.folder()
                                .resolve("src/main/java/com/example/First.java")
                                .toString()))) {
            assertThat(javac.awaitEnd()).as("%s", javac.lines()).isZero();
        }
        assertPrints(
                PRINTS,
                java("-p", jars, "--add-modules", "ALL-MODULE-PATH", "-m", "com.example.first/com.example.First"));
    }

    @Test
    void noMoreComesInThanIsUsed() {
        assertThat(classPath).hasSizeLessThanOrEqualTo(28);
        assertThat(classPath)
                .extracting(path -> path.getFileName().toString())
                .noneMatch(name ->
                        name.matches("netty-(all|codec-(?!base)|resolver-dns|.*(quic|io_uring|kqueue|http)).*"));
        assertThat(ProjectTree.root().resolve("manager-cli/target/steward.jar"))
                .satisfies(jar -> assertThat(Files.size(jar)).isLessThan(8 << 20));
    }

    @Test
    void eachJarHasAModuleNameOfItsOwn() throws Exception {
        List<String> names = new ArrayList<>();
        for (String module : Stream.concat(OwnBuild.MODULES.stream(), Stream.of(OwnBuild.ALL_IN_ONE))
                .toList()) {
            try (JarFile jar = new JarFile(OwnBuild.jarOf(module).toFile())) {
                names.add(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
            }
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("dev\\.steward(\\.[a-z]+)+"));
    }

    @Test
    void theListOfVersionsIsThatOfTheModules() {
        String bom = ProjectTree.text(ProjectTree.root().resolve("manager-bom/pom.xml"));
        String parent = ProjectTree.text(ProjectTree.root().resolve("pom.xml"));
        String page = ProjectTree.text(ProjectTree.root().resolve("docs/using.md"));
        assertThat(parent).contains("<artifactId>steward</artifactId>\n  <version>" + OwnBuild.version() + "<");
        assertThat(bom).contains("<artifactId>manager-client-all</artifactId>");
        assertThat(build.block("kotlin", "platform")).contains("manager-bom:" + OwnBuild.version() + "\"");
        assertThat(page).contains("slf4j-simple:" + property(parent, "slf4j.version"));
        assertThat(page).contains("netty-bom` of version " + property(parent, "netty.version"));
    }

    private static String property(String pom, String name) {
        return pom.replaceFirst("(?s).*<" + name + ">([^<]*)<.*", "$1");
    }

    @Test
    void anOlderNettyBeforeOursIsToldInASentence() throws Exception {
        List<Path> path = new ArrayList<>(older());
        path.addAll(classPath);
        try (Jvm program = java("-cp", joined(build.folder().resolve("target/classes"), path), "com.example.First")) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("Steward needs Netty 4.2", "netty-transport-4.1", "manager-client-all"));
            assertThat(program.lines()).noneMatch(line -> line.contains("NoClassDefFoundError"));
        }
    }

    @Test
    void theClientWithEverythingInItLivesBesideAnOlderNetty() throws Exception {
        build.write("src/other/Other.java", """
                import dev.steward.api.AuthKey;
                import dev.steward.api.SyncManager;
                import dev.steward.client.ClientOptions;
                import dev.steward.client.ManagerClient;
                import io.netty.util.Version;
                import java.util.List;

                public class Other {
                    public static void main(String[] args) {
                        int port = Integer.parseInt(args[0]);
                        AuthKey key = AuthKey.of("a key that is long enough");
                        for (int connections : List.of(0, 4)) {
                            ClientOptions options = ClientOptions.builder().connections(connections).build();
                            try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, key, options)) {
                                manager.list("list", String.class).add("over " + connections);
                                System.out.println(manager.list("list", String.class).snapshot());
                            }
                        }
                        System.out.println(Version.identify().get("netty-common").artifactVersion());
                    }
                }
                """);
        List<Path> jars = new ArrayList<>(older());
        classPath.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("slf4j-"))
                .forEach(jars::add);
        String path = joined(OwnBuild.jarOf(OwnBuild.ALL_IN_ONE), jars);
        Map<String, String> key = Map.of("STEWARD_AUTHKEY", "a key that is long enough");
        Path runnable = ProjectTree.root().resolve("manager-cli/target/steward.jar");
        try (Jvm server = Jvm.runJar(runnable, key, "serve", "--port", "0")) {
            String address = server.awaitLine("  address    ");
            String port = address.substring(address.lastIndexOf(':') + 1);
            try (Jvm program = java(
                    "-cp", path, build.folder().resolve("src/other/Other.java").toString(), port)) {
                assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
                assertThat(program.lines())
                        .contains("[over 0]", "[over 0, over 4]")
                        .anyMatch(line -> line.startsWith("4.1."));
            }
        }
    }
}
