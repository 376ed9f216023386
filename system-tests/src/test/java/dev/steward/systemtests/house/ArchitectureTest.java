package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tree keeps to the rules of the house, and each rule is seen to fail on a tree that breaks it. */
@Timeout(120)
@Tag("one-jdk")
class ArchitectureTest {

    private static final String WRONG_ROOT = "dev.steward.systemtests.house.wrong";
    /** The package that may be large, because a user finds everything in one place there. */
    private static final String API = "manager-api/src/main/java/dev/steward/api";

    /** How many files a package may have. */
    private static final int MOST_FILES = 40;

    private static final Pattern SYNCHRONIZED = Pattern.compile("(?m)^(?!\\s*(\\*|//|/\\*)).*\\bsynchronized\\b");

    private static JavaClasses project;
    private static JavaClasses wrong;

    /** Each rule with the classes that break it. */
    enum Rule {
        ROOMS(
                HouseRules::roomsSeeOnlyWhatIsBelowThem,
                "ClientSeesServer",
                "ProtocolSeesObjects",
                "ClientSeesProcess",
                "PythonSeesClient",
                "AdminSeesClient",
                "ClusterSeesClient",
                "SpringSeesProtocol",
                "ServerSeesPython",
                "ServerSeesAdmin",
                "TestSeesObjects",
                "VocabularySeesProtocol"),
        SERVER_TOP(HouseRules::serverIsSeenByItsTopPackageOnly, "ReachesIntoTheServer"),
        CLIENT_TOP(HouseRules::clientIsSeenByItsTopPackageOnly, "ReachesIntoTheClient"),
        PROCESS_TOP(HouseRules::processIsSeenByItsTopPackageOnly, "ReachesIntoTheProcess"),
        ADMIN_TOP(HouseRules::adminIsSeenByItsTopPackageAndItsJsonOnly, "ReachesIntoAdmin"),
        CLUSTER_TOP(HouseRules::clusterIsSeenByItsTopPackageOnly, "ReachesIntoTheCluster"),
        JGROUPS(HouseRules::jgroupsStaysInItsPackage, "JGroupsOutsideItsPackage"),
        PYTHON_TOP(HouseRules::pythonIsSeenByItsTopPackageOnly, "ReachesIntoPython"),
        CYCLES(HouseRules::packagesHaveNoCycles, "NeedsSecond", "NeedsFirst"),
        CIRCLES(HouseRules::circlesInsidePackagesAreSmall, "RingOfNine"),
        NETTY(HouseRules::nettyStaysInTransportAndFrames, "NettyOutsideTransport"),
        KRYO(HouseRules::kryoStaysInValues, "KryoOutsideValues"),
        WIRE(HouseRules::facesSeeNothingOfTheWire, "FaceSeesTheWire"),
        COMPUTES(
                HouseRules::machineOnlyComputes,
                "StartsThread",
                "TakesLock",
                "ReadsFile",
                "DrawsRandomNumber",
                "WaitsForQueue"),
        SAME_EVERY_RUN(
                HouseRules::machineCallsNothingThatDiffersFromRunToRun, "ReadsClock", "RandomId", "WaitsOnMonitor"),
        SYNCHRONIZED_METHODS(HouseRules::machineHasNoSynchronizedMethods, "SynchronizedMethod"),
        VOLATILE_FIELDS(HouseRules::machineHasNoVolatileFields, "VolatileField"),
        HASH_ORDER(HouseRules::machineIteratesInNoHashOrder, "HashOrder", "DrawnOrder", "CollectedInHashOrder");

        private final Function<HouseRules, ArchRule> rule;
        private final List<String> breakers;

        Rule(Function<HouseRules, ArchRule> rule, String... breakers) {
            this.rule = rule;
            this.breakers = List.of(breakers);
        }

        ArchRule below(String root) {
            return rule.apply(new HouseRules(root));
        }
    }

    @BeforeAll
    static void readClasses() {
        Set<Location> places = new HashSet<>(Locations.ofPackage("dev.steward"));
        // Without Spring beside them they are not on the class path.
        places.add(Location.of(ProjectTree.root().resolve("manager-spring/target/classes")));
        project = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importLocations(places);
        wrong = new ClassFileImporter().importPackages(WRONG_ROOT);
    }

    /** They are large, and the tests that this JVM runs afterwards need its heap. */
    @AfterAll
    static void forgetClasses() {
        project = null;
        wrong = null;
    }

    @ParameterizedTest
    @EnumSource
    void projectKeepsTo(Rule rule) {
        rule.below("dev.steward").check(project);
    }

    @ParameterizedTest
    @EnumSource
    void isBrokenByWhatIsWrongOnPurpose(Rule rule) {
        List<String> report =
                rule.below(WRONG_ROOT).evaluate(wrong).getFailureReport().getDetails();
        assertThat(rule.breakers)
                .allSatisfy(breaker ->
                        assertThat(report).anySatisfy(line -> assertThat(line).contains("." + breaker)));
    }

    @Test
    void aCircleOfAsManyAsMayBeIsNoneTooMany() {
        assertThat(Rule.CIRCLES
                        .below(WRONG_ROOT)
                        .evaluate(wrong)
                        .getFailureReport()
                        .getDetails())
                .singleElement()
                .asString()
                .contains("RingOfNine9")
                .doesNotContain("RingOfEight");
    }

    @Test
    void noPackageButTheApiHasMoreFilesThanAPersonSeesThrough() {
        assertThat(tooLarge(ProjectTree.mainSources())).isEmpty();
    }

    @Test
    void aPackageThatIsTooLargeIsNoticed() {
        List<Path> most = files("manager-server/src/main/java/dev/steward/server", MOST_FILES);
        assertThat(tooLarge(most)).isEmpty();
        assertThat(tooLarge(files("examples/src/main/java/dev/steward/examples", MOST_FILES + 1)))
                .containsExactly("examples/src/main/java/dev/steward/examples: 41 files");
        assertThat(tooLarge(files(API, MOST_FILES + 1))).isEmpty();
    }

    private static List<String> tooLarge(List<Path> files) {
        return files.stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(folder ->
                        folder.getValue() > MOST_FILES && !folder.getKey().endsWith(API))
                .map(folder -> folder.getKey() + ": " + folder.getValue() + " files")
                .toList();
    }

    private static List<Path> files(String folder, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Path.of(folder, "Class" + number + ".java"))
                .toList();
    }

    @Test
    void testsOfTheSystemSeeTopPackagesOnly() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(location -> location.contains("/systemtests/")
                        && !location.contains("/wrong/")
                        // Histories record what proxies keep to themselves, such as the sequence numbers of replies.
                        && !location.contains("/systemtests/history/"))
                .importPackages("dev.steward");
        HouseRules rules = new HouseRules("dev.steward");
        rules.serverIsSeenByItsTopPackageOnly().check(tests);
        rules.clientIsSeenByItsTopPackageOnly().check(tests);
        rules.processIsSeenByItsTopPackageOnly().check(tests);
        rules.adminIsSeenByItsTopPackageAndItsJsonOnly().check(tests);
        rules.pythonIsSeenByItsTopPackageOnly().check(tests);
        rules.clusterIsSeenByItsTopPackageOnly().check(tests);
    }

    @Test
    void hashedCollectionsOfTheMachineAreOnlyLookedUpIn() {
        assertThat(HashedLookups.CLASSES)
                .allSatisfy(name -> assertThat(HashedLookups.otherUses(ProjectTree.text(ProjectTree.root()
                                .resolve("manager-objects/src/main/java/" + name.replace('.', '/') + ".java"))))
                        .isEmpty());
        assertThat(HashedLookups.otherUses("Map<K, V> byId = new HashMap<>(); byId.put(k, v); byId.get(k);"))
                .isEmpty();
        assertThat(HashedLookups.otherUses("Map<K, V> byId = new HashMap<>(); byId.values();"))
                .containsExactly("byId.values();");
        assertThat(HashedLookups.otherUses("Set<K> among = new HashSet<>(a); for (K k : among) {}"))
                .containsExactly("among) {}");
        assertThat(HashedLookups.otherUses("Set<K> among = new HashSet<>(a); return List.copyOf(among);"))
                .containsExactly("among);");
    }

    @Test
    void everyRoomIsThere() {
        assertThat(project.stream().map(type -> type.getPackageName().split("\\.")[2]))
                .contains(
                        "api",
                        "vocabulary",
                        "objects",
                        "protocol",
                        "face",
                        "server",
                        "client",
                        "process",
                        "admin",
                        "cluster",
                        "python",
                        "test",
                        "spring",
                        "cli",
                        "examples");
    }

    @Test
    void machineHasNoSynchronizedBlock() {
        assertThat(ProjectTree.javaSources("manager-objects/src/main"))
                .allSatisfy(file -> assertThat(ProjectTree.text(file)).doesNotContainPattern(SYNCHRONIZED));
        assertThat("        synchronized (this) {").containsPattern(SYNCHRONIZED);
        assertThat("     * not synchronized").doesNotContainPattern(SYNCHRONIZED);
    }
}
