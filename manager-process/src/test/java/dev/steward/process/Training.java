package dev.steward.process;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What {@link ClassDataArchive} archives: does what most programs do, and loads what is left of the project's classes. */
final class Training {

    private static final String OPTIONAL = "io/opentelemetry/";

    private Training() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder().authKey(key).build()) {
            server.start();
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                manager.<String>list().add("an element");
                manager.<Object>list().add(new AtomicInteger());
                manager.<String, Integer>dict().merge("a key", 1, Integer::sum);
                manager.<String>queue().put("an element");
                try (Hold held = manager.lock().hold()) {
                    held.valid();
                }
            }
        }
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Path.of(jar).getFileName().toString().matches("manager-.*SNAPSHOT\\.jar")) {
                load(jar);
            }
        }
    }

    private static void load(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class") && !name.contains("-info") && !name.startsWith("META-INF/")) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'), jar);
                }
            }
        }
    }

    private static void load(String name, String jar) {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
        } catch (NoClassDefFoundError missing) {
            // What is for a library that a program may do without is not loaded without it either.
            if (!missing.getMessage().startsWith(OPTIONAL)) {
                throw missing;
            }
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(name + " of " + jar, missing);
        }
    }
}
