package dev.steward.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the programs and children that tests start, and an archive of what most of them load from it, which
 * halves what the start of one costs. The JVM archives classes of jars only, and uses an archive where the class path
 * begins with the one that it was made with: so the jars come first. Where the project's own classes are in no jar yet,
 * there is no archive.
 */
public final class ClassDataArchive {

    private static final String ENTRY = Training.class.getName().replace('.', '/') + ".class";
    private static final long SECONDS_OF_TRAINING = 100;

    private final List<String> jars;
    private final List<String> folders;
    private final List<String> options;

    private ClassDataArchive(List<String> classPath) {
        this.jars = classPath.stream().filter(entry -> entry.endsWith(".jar")).collect(Collectors.toList());
        this.folders = classPath.stream()
                .filter(entry -> Files.isDirectory(Path.of(entry)))
                .toList();
        this.options = jars.stream().anyMatch(ClassDataArchive::isOfAClient) ? made() : List.of();
    }

    private static boolean isOfAClient(String jar) {
        return Path.of(jar).getFileName().toString().startsWith("manager-client-");
    }

    /** Returns the one for the class path of this JVM. It is made when it is first asked for, in some seconds. */
    public static ClassDataArchive get() {
        return OfThisJvm.ARCHIVE;
    }

    private static final class OfThisJvm {
        private static final ClassDataArchive ARCHIVE = new ClassDataArchive(
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    /** Returns the options of a JVM that uses it, none where there is none. */
    public List<String> options() {
        return options;
    }

    /** Returns the class path that it is for: that of this JVM in another order. */
    public String classPath() {
        return Stream.concat(jars.stream(), folders.stream()).collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> made() {
        // Not in the temporary folder of this JVM, which nothing may be left in.
        Path folder = Path.of(System.getProperty("java.io.tmpdir")).getParent().resolveSibling("class-data");
        try {
            Files.createDirectories(folder);
            try (FileChannel one =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                one.lock();
                String name = nameOfState();
                Path training = folder.resolve(name + ".jar");
                Path archive = folder.resolve(name + ".jsa");
                jars.add(training.toString());
                if (!Files.exists(archive)) {
                    writeTraining(training);
                    make(archive);
                }
                return List.of("-XX:SharedArchiveFile=" + archive);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while an archive of classes was made", interrupted);
        }
    }

    /** Returns a name that is another one when a jar is. */
    private String nameOfState() {
        String state = Stream.concat(Stream.of(System.getProperty("java.vm.version")), jars.stream())
                .map(jar -> jar + " " + new File(jar).lastModified())
                .collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(state.getBytes(UTF_8)).toString();
    }

    private void make(Path archive) throws IOException, InterruptedException {
        Path unfinished = archive.resolveSibling("unfinished.jsa");
        Files.deleteIfExists(unfinished);
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + unfinished,
                        // It would say which old classes it leaves out.
                        "-Xlog:disable",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        String.join(File.pathSeparator, jars),
                        Training.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(training.getInputStream().readAllBytes(), UTF_8);
        if (!training.waitFor(SECONDS_OF_TRAINING, TimeUnit.SECONDS) || training.exitValue() != 0) {
            training.destroyForcibly();
            throw new AssertionError("no archive of classes was made: " + printed);
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeTraining(Path jar) throws IOException {
        try (InputStream code = ClassDataArchive.class.getClassLoader().getResourceAsStream(ENTRY);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry(ENTRY));
            code.transferTo(entries);
        }
    }
}
