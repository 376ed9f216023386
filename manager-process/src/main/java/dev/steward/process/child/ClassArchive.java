package dev.steward.process.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that children load, as the JVM wants to have them: with them a child starts with less than half of the
 * processor time. One file for each JDK, class path and kind of child in a folder of this user, which the first such child
 * writes when it ends, and all later ones use, also those of other programs with the same class path. Whatever goes wrong
 * with it makes nothing but starts slower. Safe for use by any number of threads.
 */
final class ClassArchive {

    /** Says where the files are, or {@link #OFF}. */
    static final String PROPERTY = "steward.process.archive";

    /** Nothing is written or used. */
    static final String OFF = "off";

    /** Beginnings of options of users who have decided themselves, and of what an archive cannot be used with. */
    private static final List<String> DECIDED = List.of(
            "-Xshare",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedClassListFile",
            "-XX:AOT",
            "-Xbootclasspath",
            "--patch-module",
            "--upgrade-module-path",
            "--limit-modules",
            "--module-path",
            "-Djava.system.class.loader");

    /** An archive that does not fit is no news. */
    private static final String SILENT = "-Xlog:cds*=off";

    private static final String SUFFIX = ".jsa";
    private static final String UNFINISHED = ".unfinished";
    private static final String CLAIM = ".claim";

    /** So many stay; those that were written last. */
    private static final int MOST_KEPT = 16;

    /** A child that has not written it by then may have been killed: another one does. */
    private static final Duration CLAIMED = Duration.ofMinutes(2);

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** The exit code of a child that there never was. */
    static final int NOT_STARTED = -1;

    /** What a child gets that has none. */
    static final ClassArchive NONE = new ClassArchive(List.of(), null, null);

    private final List<String> options;
    private final @Nullable Path unfinished;
    private final @Nullable Path file;

    private ClassArchive(List<String> options, @Nullable Path unfinished, @Nullable Path file) {
        this.options = options;
        this.unfinished = unfinished;
        this.file = file;
    }

    /**
     * Returns what a child gets that is about to be started: the archive, or the task of writing it, or nothing.
     *
     * @param jvmOptions all of its options
     * @param more what its class path has behind that of this process
     * @param kind what it is for: other kinds load other classes
     * @param canWrite whether it may be asked to write it, if there is none; else it uses that of another kind
     */
    static ClassArchive of(List<String> jvmOptions, List<String> more, String kind, boolean canWrite) {
        try {
            return of(System.getProperties(), jvmOptions, more, kind, canWrite);
        } catch (IOException | RuntimeException cannot) {
            LOG.debug("children start without an archive of their classes", cannot);
            return NONE;
        }
    }

    static ClassArchive of(
            Properties properties, List<String> jvmOptions, List<String> more, String kind, boolean canWrite)
            throws IOException {
        List<Path> jars = jars(properties, more);
        if (jars.isEmpty() || jvmOptions.stream().anyMatch(ClassArchive::decides)) {
            return NONE;
        }
        Path folder = folder(properties);
        if (folder == null) {
            return NONE;
        }
        String name = nameFor(properties, jars);
        Path file = folder.resolve(name + "-" + kind + SUFFIX);
        if (isNewerThan(file, jars)) {
            return using(file);
        }
        if (!canWrite) {
            return ofAnotherKind(folder, name, jars);
        }
        if (!claims(file)) {
            return NONE;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet() + UNFINISHED);
        return new ClassArchive(List.of("-XX:ArchiveClassesAtExit=" + unfinished, SILENT), unfinished, file);
    }

    private static ClassArchive using(Path file) throws IOException {
        // An empty one says that this JVM cannot write any.
        return Files.size(file) == 0
                ? NONE
                : new ClassArchive(List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", SILENT), null, null);
    }

    private static ClassArchive ofAnotherKind(Path folder, String name, List<Path> jars) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*" + SUFFIX)) {
            for (Path file : files) {
                if (isNewerThan(file, jars)) {
                    return using(file);
                }
            }
        }
        return NONE;
    }

    private static boolean decides(String option) {
        return DECIDED.stream().anyMatch(option::startsWith);
    }

    /** Returns the jars of the class path; none if it has anything else, for which the JVM writes no archive. */
    private static List<Path> jars(Properties properties, List<String> more) {
        if (properties.getProperty("jdk.module.path") != null) {
            return List.of();
        }
        List<Path> jars = Stream.concat(
                        Stream.of(properties.getProperty("java.class.path", "").split(File.pathSeparator, -1)),
                        more.stream())
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
        return jars.stream().allMatch(Files::isRegularFile) ? jars : List.of();
    }

    /** Returns where the files are, if only this user can write there; makes it. */
    private static @Nullable Path folder(Properties properties) throws IOException {
        String said = properties.getProperty(PROPERTY);
        if (OFF.equals(said)) {
            return null;
        }
        Path home = Path.of(properties.getProperty("user.home", "")).toAbsolutePath();
        if (said == null && !Files.isWritable(home)) {
            return null;
        }
        Path folder = said == null
                ? home.resolve(".cache").resolve("steward")
                : Path.of(said).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN));
        }
        // What another one could write there would be code of this one.
        boolean isOwn = Files.getOwner(folder).equals(Files.getOwner(PrivateFolder.path(), LinkOption.NOFOLLOW_LINKS));
        return isOwn && OWN.containsAll(Files.getPosixFilePermissions(folder)) ? folder : null;
    }

    private static String nameFor(Properties properties, List<Path> jars) {
        StringBuilder text = new StringBuilder();
        for (String property : List.of("java.home", "java.vm.name", "java.vm.version", "os.arch")) {
            text.append(properties.getProperty(property)).append('\n');
        }
        jars.forEach(jar -> text.append(jar).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static boolean isNewerThan(Path file, List<Path> jars) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        FileTime written = Files.getLastModifiedTime(file);
        for (Path jar : jars) {
            if (Files.getLastModifiedTime(jar).compareTo(written) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it is for this child to write it; of several only one does. */
    private static boolean claims(Path file) throws IOException {
        Path claim = file.resolveSibling(file.getFileName() + CLAIM);
        if (Files.exists(claim)) {
            Instant since = Files.getLastModifiedTime(claim).toInstant();
            if (since.isAfter(Instant.now().minus(CLAIMED))) {
                return false;
            }
            Files.deleteIfExists(claim);
        }
        try {
            Files.createFile(claim);
            return true;
        } catch (IOException anotherDid) {
            return false;
        }
    }

    /** Returns the options that go before those of the child. */
    List<String> options() {
        return options;
    }

    /** To be called when the child has ended: what it wrote can be used from now on. */
    void childEnded(int exitCode) {
        Path written = unfinished;
        Path target = file;
        if (written == null || target == null) {
            return;
        }
        try {
            if (exitCode == 0 && !Files.exists(written)) {
                Files.createFile(written);
            }
            if (exitCode == 0) {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                removeOld(target.toAbsolutePath().getParent());
            }
        } catch (IOException cannot) {
            LOG.debug("the archive of classes {} cannot be kept", target, cannot);
        } finally {
            PrivateFolder.removeFile(written);
            PrivateFolder.removeFile(target.resolveSibling(target.getFileName() + CLAIM));
        }
    }

    private static void removeOld(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        List<Path> archives = new ArrayList<>();
        Instant longAgo = Instant.now().minus(CLAIMED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX + "*")) {
            for (Path found : files) {
                if (found.toString().endsWith(SUFFIX)) {
                    archives.add(found);
                } else if (found.toString().endsWith(UNFINISHED)
                        && timeOf(found).isBefore(longAgo)) {
                    PrivateFolder.removeFile(found);
                }
            }
        }
        archives.sort(Comparator.comparing(ClassArchive::timeOf).reversed());
        archives.stream().skip(MOST_KEPT).forEach(PrivateFolder::removeFile);
    }

    private static Instant timeOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class)
                    .lastModifiedTime()
                    .toInstant();
        } catch (IOException gone) {
            return Instant.MIN;
        }
    }
}
