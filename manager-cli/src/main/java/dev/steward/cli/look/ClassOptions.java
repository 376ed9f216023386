package dev.steward.cli.look;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the classes of the user are whose values a command shows, and which of them may be opened. A mixin of picocli. */
final class ClassOptions {

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            split = "[,:]",
            description = "jars and folders with the classes of values, to show their fields. May be given again")
    private List<Path> classPath = new ArrayList<>();

    @Option(
            names = "--allow",
            paramLabel = "PACKAGE",
            split = ",",
            description = "open values of this package, its subpackages not included. May be given again; of others"
                    + " the class and the size are shown")
    private List<String> allowed = new ArrayList<>();

    /** Returns the packages whose classes may be opened. */
    List<String> allowed() {
        return List.copyOf(allowed);
    }

    /** Something that is done while the classes are there. */
    @FunctionalInterface
    interface Body<T> {
        /** Does it. */
        T run() throws Exception;
    }

    /**
     * Does something with the classes there.
     *
     * @throws IllegalArgumentException if a part of the class path is not there
     */
    <T> T with(Body<T> body) throws Exception {
        if (classPath.isEmpty()) {
            return body.run();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls(), before)) {
            thread.setContextClassLoader(loader);
            return body.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URL[] urls() throws IOException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            Path entry = classPath.get(i);
            if (Files.notExists(entry)) {
                throw new IllegalArgumentException("--class-path: there is no " + entry);
            }
            urls[i] = url(entry);
        }
        return urls;
    }

    private static URL url(Path entry) throws MalformedURLException {
        return entry.toUri().toURL();
    }
}
