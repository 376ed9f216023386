package dev.steward.protocol.value.jdk;

import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link URL} travels: by its text. The JDK's own ask for the address of their host as soon as they are hashed or
 * compared, so that bytes from somebody else could make a process look up names; one that arrived compares hosts by name.
 * Stateless.
 */
public final class Urls {

    /** The protocols that every JDK has, each with what makes its URLs. */
    private static final Map<String, Named> PROTOCOLS = Map.of(
            "http", new Named(80),
            "https", new Named(443),
            "ftp", new Named(21),
            "file", new Named(-1),
            "jar", new Named(-1),
            "mailto", new Named(-1));

    private Urls() {}

    /** Writes the text of a URL, and refuses one that not every JDK can open. */
    public static void write(ValueOutput out, URL url) {
        String text = url.toExternalForm();
        if (!PROTOCOLS.containsKey(url.getProtocol()) || !text.equals(made(text))) {
            throw new Refusal("a URL that the other side may not know how to open: " + text, "send its text or a URI");
        }
        out.writeName(text);
    }

    private static @Nullable String made(String text) {
        try {
            return of(text).toExternalForm();
        } catch (MalformedURLException e) {
            return null;
        }
    }

    /** Reads a URL; throws an IllegalArgumentException if it is none, or of another protocol. */
    public static URL read(ValueInput in) {
        try {
            return of(in.readText());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a URL: " + e.getMessage(), e);
        }
    }

    private static URL of(String text) throws MalformedURLException {
        int colon = text.indexOf(':');
        Named handler = colon < 0 ? null : PROTOCOLS.get(text.substring(0, colon));
        if (handler == null) {
            throw new MalformedURLException("no protocol that is known here");
        }
        return new URL(null, text, handler);
    }

    private static final class Named extends URLStreamHandler {
        private final int port;

        Named(int port) {
            this.port = port;
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return new URL(url.toExternalForm()).openConnection();
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return new URL(url.toExternalForm()).openConnection(proxy);
        }

        @Override
        protected int getDefaultPort() {
            return port;
        }

        @Override
        @SuppressWarnings("NullAway") // The JDK documents null for an address that is not known.
        protected InetAddress getHostAddress(URL url) {
            return null;
        }
    }
}
