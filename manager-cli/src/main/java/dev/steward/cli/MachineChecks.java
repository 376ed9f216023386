package dev.steward.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.steward.api.ManagerException;
import dev.steward.process.SharedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Whether this machine, this user and this JVM have what servers and processes need. */
final class MachineChecks {

    private static final long FEW_DESCRIPTORS = 4_096;
    private static final long LITTLE_SHARED_MEMORY = 64L << 20;
    private static final int BLOCK = 4_096;
    private static final int MEGABYTE = 20;
    private static final Path SHARED = Path.of("/dev/shm");
    private static final Path TIME_IS_SET = Path.of("/run/systemd/timesync/synchronized");

    private MachineChecks() {}

    static List<Finding> findings(@Nullable Path stateDirectory) {
        List<Finding> findings = new ArrayList<>();
        if (stateDirectory != null) {
            findings.add(state(stateDirectory));
        }
        findings.add(jdk());
        findings.add(sharedMemory());
        findings.add(temporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))));
        descriptors(findings);
        findings.add(clock(Instant.now(), builtAt()));
        findings.add(
                Finding.ok("log", LoggerFactory.getILoggerFactory().getClass().getName() + " writes it"));
        return findings;
    }

    private static Finding state(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        boolean writable = there != null && Files.isDirectory(there) && Files.isWritable(there);
        return writable
                ? Finding.ok("state", directory + (Files.exists(directory) ? "" : ", which is made at the first start"))
                : Finding.fail(
                        "state",
                        "this user cannot write " + directory,
                        "have it be a folder of the user that runs the server, or choose another --state-dir");
    }

    private static Finding jdk() {
        int version = Runtime.version().feature();
        String said = "Java " + Runtime.version() + " of " + System.getProperty("java.vendor") + ", "
                + (Runtime.getRuntime().maxMemory() >> MEGABYTE) + " MB of heap at most, "
                + Runtime.getRuntime().availableProcessors() + " processors";
        return version > 25
                ? Finding.warn(
                        "JDK", said, "this version is tested with 17 and 25: if something is odd, try one of those")
                : Finding.ok("JDK", said);
    }

    private static Finding sharedMemory() {
        try (SharedMemory block = SharedMemory.create(BLOCK)) {
            block.unlink();
        } catch (ManagerException | IllegalStateException | UncheckedIOException none) {
            return Finding.fail(
                    "shared memory",
                    "a block cannot be made: " + none.getMessage(),
                    "have /dev/shm be there and writable; cells and blocks of memory need it, servers do not");
        }
        if (!Files.isWritable(SHARED)) {
            return Finding.warn(
                    "shared memory",
                    "there is no " + SHARED
                            + " to write: blocks are files of the temporary folder, which a disk may slow down",
                    "mount a tmpfs there");
        }
        long room = room(SHARED);
        return room < LITTLE_SHARED_MEMORY
                ? Finding.warn(
                        "shared memory",
                        SHARED + " has room for " + (room >> MEGABYTE) + " MB",
                        "give it more where large blocks are made: --shm-size for a container, mount -o remount,size=1G "
                                + SHARED)
                : Finding.ok("shared memory", SHARED + " has room for " + (room >> MEGABYTE) + " MB");
    }

    private static long room(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    static Finding temporaryFolder(Path folder) {
        return Files.isDirectory(folder) && Files.isWritable(folder)
                ? Finding.ok("temporary folder", folder + " can be written")
                : Finding.fail(
                        "temporary folder",
                        "this user cannot write " + folder + ", where child processes get their arguments",
                        "make it, or name another with -Djava.io.tmpdir=FOLDER");
    }

    private static void descriptors(List<Finding> findings) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long most = unix.getMaxFileDescriptorCount();
            findings.add(
                    most < FEW_DESCRIPTORS
                            ? Finding.warn(
                                    "descriptors",
                                    "a process may have " + most + ", and each connection takes one",
                                    "raise it: ulimit -n 65536, or LimitNOFILE=65536 in the unit of systemd")
                            : Finding.ok("descriptors", "a process may have " + most));
        }
    }

    static Finding clock(Instant now, @Nullable Instant built) {
        if (built != null && now.isBefore(built.minus(Duration.ofDays(1)))) {
            return Finding.fail(
                    "clock",
                    "it says " + now + ", and this program was built later, " + built,
                    "set the clock: certificates and, without --state-dir, fencing tokens depend on it");
        }
        return Finding.ok(
                "clock", "it says " + now + (Files.exists(TIME_IS_SET) ? ", and is kept by a time service" : ""));
    }

    private static @Nullable Instant builtAt() {
        CodeSource source = MachineChecks.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? null
                    : Files.getLastModifiedTime(Path.of(source.getLocation().toURI()))
                            .toInstant();
        } catch (IOException | URISyntaxException | IllegalArgumentException unknown) {
            return null;
        }
    }
}
