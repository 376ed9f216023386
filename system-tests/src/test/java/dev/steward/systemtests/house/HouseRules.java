package dev.steward.systemtests.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of the house, for the tree of packages below one root. The root is an argument so that each rule can be shown
 * to fail on a tree that is wrong on purpose.
 */
final class HouseRules {

    /** Packages of the JDK that compute and do nothing else. */
    private static final Set<String> PURE_PACKAGES = Set.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio.charset",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "org.jspecify.annotations");

    /** Single classes from packages that are not pure as a whole: time as an amount, bytes in memory. */
    private static final Set<String> PURE_CLASSES = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.DataInputStream",
            "java.io.DataOutputStream",
            "java.io.EOFException",
            "java.io.IOException",
            "java.io.Serializable",
            "java.io.UncheckedIOException",
            "java.nio.ByteBuffer",
            "java.time.Duration",
            "java.util.concurrent.TimeUnit");

    /** Classes inside the pure packages that wait, draw random numbers or reach out of the process. */
    private static final Set<String> IMPURE_CLASSES = Set.of(
            "java.lang.InheritableThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.StackWalker",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.WeakHashMap");

    /** Methods of otherwise pure classes whose answer differs from run to run, or that block. */
    private static final Map<String, Set<String>> IMPURE_METHODS = Map.of(
            "java.lang.Math", Set.of("random"),
            "java.lang.StrictMath", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.Collections", Set.of("shuffle", "newSetFromMap"),
            "java.util.stream.BaseStream", Set.of("parallel"),
            "java.util.Collection", Set.of("parallelStream"));

    /** Methods that Object gives to every class, whatever class the call names. */
    private static final Set<String> MONITOR_METHODS =
            Set.of("wait()", "wait(long)", "wait(long, int)", "notify()", "notifyAll()");

    /** The one method of System that does not look outside. */
    private static final String COPY_ARRAY = "arraycopy";

    private static final Set<String> HASHED_CLASSES =
            Set.of("java.util.HashMap", "java.util.HashSet", "java.util.Hashtable", "java.util.IdentityHashMap");

    /** Makers of collections whose order is that of hashes, or drawn anew in each JVM. */
    private static final Map<String, Set<String>> HASHED_MAKERS = Map.of(
            "java.util.Set", Set.of("of", "copyOf"),
            "java.util.Map", Set.of("of", "ofEntries", "copyOf"),
            "java.util.stream.Collectors",
                    Set.of("toSet", "toUnmodifiableSet", "toMap", "toUnmodifiableMap", "groupingBy", "partitioningBy"));

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    /** A room sees the rooms below it only; server and client never see each other. */
    ArchRule roomsSeeOnlyWhatIsBelowThem() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .withOptionalLayers(true)
                .layer("api")
                .definedBy(in("api"))
                .layer("vocabulary")
                .definedBy(in("vocabulary"))
                .layer("objects")
                .definedBy(in("objects"))
                .layer("protocol")
                .definedBy(in("protocol"))
                .layer("face")
                .definedBy(in("face"))
                .layer("server")
                .definedBy(in("server"))
                .layer("client")
                .definedBy(in("client"))
                .layer("process")
                .definedBy(in("process"))
                .layer("python")
                .definedBy(in("python"))
                .layer("admin")
                .definedBy(in("admin"))
                .layer("cluster")
                .definedBy(in("cluster"))
                .layer("test")
                .definedBy(in("test"))
                .layer("spring")
                .definedBy(in("spring"))
                .layer("cli")
                .definedBy(in("cli"))
                .layer("examples")
                .definedBy(in("examples"))
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("vocabulary")
                .mayOnlyAccessLayers("api")
                .whereLayer("objects")
                .mayOnlyAccessLayers("api", "vocabulary")
                .whereLayer("protocol")
                .mayOnlyAccessLayers("api", "vocabulary")
                .whereLayer("face")
                .mayOnlyAccessLayers("api", "vocabulary", "protocol")
                .whereLayer("server")
                .mayOnlyAccessLayers("api", "vocabulary", "objects", "protocol", "face")
                .whereLayer("client")
                .mayOnlyAccessLayers("api", "vocabulary", "protocol", "face")
                .whereLayer("process")
                .mayOnlyAccessLayers("api", "vocabulary", "protocol", "face", "server", "client")
                .whereLayer("python")
                .mayOnlyAccessLayers("api", "vocabulary", "protocol", "server")
                .whereLayer("admin")
                .mayOnlyAccessLayers("api", "vocabulary", "protocol", "server")
                .whereLayer("cluster")
                .mayOnlyAccessLayers("api", "vocabulary", "protocol", "server")
                .whereLayer("test")
                .mayOnlyAccessLayers("api", "vocabulary", "server", "client", "process")
                .whereLayer("spring")
                .mayOnlyAccessLayers("api", "server", "admin", "client")
                .whereLayer("cli")
                .mayOnlyAccessLayers("api", "vocabulary", "server", "admin", "client", "cluster", "process", "python")
                .whereLayer("examples")
                .mayOnlyAccessLayers("api", "server", "client", "process");
    }

    /** What the server and the client keep in packages of their own is nobody else's. */
    ArchRule serverIsSeenByItsTopPackageOnly() {
        return onlyTheTopPackageIsSeen("server");
    }

    /** What the server and the client keep in packages of their own is nobody else's. */
    ArchRule clientIsSeenByItsTopPackageOnly() {
        return onlyTheTopPackageIsSeen("client");
    }

    /** What the process module keeps in packages of its own is nobody else's. */
    ArchRule processIsSeenByItsTopPackageOnly() {
        return onlyTheTopPackageIsSeen("process");
    }

    /** What the module for Python keeps in packages of its own is nobody else's. */
    ArchRule pythonIsSeenByItsTopPackageOnly() {
        return onlyTheTopPackageIsSeen("python");
    }

    /** What the module for several servers keeps in packages of its own is nobody else's. */
    ArchRule clusterIsSeenByItsTopPackageOnly() {
        return onlyTheTopPackageIsSeen("cluster");
    }

    /** The engine of a cluster can be changed: it stays behind one package. */
    ArchRule jgroupsStaysInItsPackage() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("cluster.jgroups"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jgroups..");
    }

    /** What the module for whoever runs a server keeps is nobody else's, but for the names that things have in JSON. */
    ArchRule adminIsSeenByItsTopPackageAndItsJsonOnly() {
        return onlyTheTopPackageIsSeen("admin", "json", "watch");
    }

    private ArchRule onlyTheTopPackageIsSeen(String room, String... published) {
        String top = root + "." + room;
        Set<String> others = Stream.of(published).map(name -> top + "." + name).collect(Collectors.toSet());
        return noClasses()
                .that()
                .resideOutsideOfPackage(in(room))
                .should()
                .dependOnClassesThat(describe(
                        "are inside " + top,
                        type -> type.getPackageName().startsWith(top + ".") && !others.contains(type.getPackageName())))
                .as("the " + room + " publishes its top package " + String.join(", ", published) + " only");
    }

    /** No package needs, by however many steps, a package that needs it. */
    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** A room is not one knot. */
    ArchRule circlesInsidePackagesAreSmall() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new SmallCircles())
                .allowEmptyShould(true);
    }

    /** Netty stays where bytes come in and go out. */
    ArchRule nettyStaysInTransportAndFrames() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + "..transport..", in("protocol.frame"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..");
    }

    /** Kryo stays behind the encoding of values. */
    ArchRule kryoStaysInValues() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("protocol.value"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.esotericsoftware..");
    }

    /** Java's side of the types knows values, and nothing of how they travel. */
    ArchRule facesSeeNothingOfTheWire() {
        return noClasses()
                .that()
                .resideInAPackage(in("face"))
                .should()
                .dependOnClassesThat(describe(
                        "travel",
                        type -> type.getPackageName().startsWith(root + ".protocol.")
                                && !isWithin(root + ".protocol.value", type.getPackageName())))
                .as("faces see nothing of the wire but values");
    }

    /** The vocabulary and the machine are computation only: no thread, lock, clock, random number, file or socket. */
    ArchRule machineOnlyComputes() {
        return classes()
                .that()
                .resideInAnyPackage(in("vocabulary"), in("objects"))
                .should()
                .onlyDependOnClassesThat(describe("only compute", this::computes))
                .allowEmptyShould(true);
    }

    /** The machine calls no method whose answer differs from run to run. */
    ArchRule machineCallsNothingThatDiffersFromRunToRun() {
        return noClasses()
                .that()
                .resideInAPackage(in("objects"))
                .should()
                .accessTargetWhere(target("reads a clock, a random number or the environment", HouseRules::isImpure))
                .allowEmptyShould(true);
    }

    /** The machine needs no lock: a group is never entered by two threads at once. */
    ArchRule machineHasNoSynchronizedMethods() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(in("objects"))
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .allowEmptyShould(true);
    }

    /** The machine needs no lock: a group is never entered by two threads at once. */
    ArchRule machineHasNoVolatileFields() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(in("objects"))
                .should()
                .notHaveModifier(JavaModifier.VOLATILE)
                .allowEmptyShould(true);
    }

    /**
     * The machine makes no collection that iterates in hash order, so that every replica computes the same. Classes that
     * look up and never iterate are named in {@link HashedLookups}, and held to it.
     */
    ArchRule machineIteratesInNoHashOrder() {
        return noClasses()
                .that()
                .resideInAPackage(in("objects"))
                .and(describe(
                        "iterate",
                        type -> !HashedLookups.CLASSES.contains(type.getName().replaceFirst("\\$.*", ""))))
                .should()
                .accessTargetWhere(target("makes a collection in hash order", HouseRules::isHashed))
                .allowEmptyShould(true);
    }

    private static boolean isWithin(String top, String name) {
        return name.equals(top) || name.startsWith(top + ".");
    }

    private String in(String room) {
        return root + "." + room + "..";
    }

    private boolean computes(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        String name = element.getName();
        return element.isPrimitive()
                || element.getPackageName().startsWith(root + ".api")
                || element.getPackageName().startsWith(root + ".vocabulary")
                || element.getPackageName().startsWith(root + ".objects")
                || PURE_CLASSES.contains(name)
                || (PURE_PACKAGES.contains(element.getPackageName()) && !IMPURE_CLASSES.contains(name));
    }

    private static boolean isImpure(AccessTarget target) {
        if (target.getOwner().getName().equals("java.lang.System")) {
            return !target.getName().equals(COPY_ARRAY);
        }
        String signature =
                target.getFullName().substring(target.getOwner().getName().length() + 1);
        return names(IMPURE_METHODS, target) || MONITOR_METHODS.contains(signature);
    }

    private static boolean isHashed(AccessTarget target) {
        return (target instanceof AccessTarget.ConstructorCallTarget
                        && HASHED_CLASSES.contains(target.getOwner().getName()))
                || names(HASHED_MAKERS, target);
    }

    private static boolean names(Map<String, Set<String>> table, AccessTarget target) {
        return table.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<AccessTarget> predicate) {
        return describe(description, access -> predicate.test(access.getTarget()));
    }
}
