package dev.steward.cli;

import dev.steward.client.Address;
import dev.steward.cluster.ClusterOptions;
import dev.steward.server.Fsync;
import dev.steward.server.ServerCluster;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a server listens, what it proves and where it keeps its state: what {@code serve} takes and {@code doctor} looks at. */
final class ServerOptions {

    static final String LOOPBACK = "127.0.0.1";

    static final int HIGHEST_PORT = 65_535;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address to listen on (default: 127.0.0.1, seen by this machine only)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on; 0, the default, picks a free one")
    private @Nullable Integer port;

    @Option(names = "--unix", paramLabel = "PATH", description = "listen on a Unix domain socket instead")
    private @Nullable Path unix;

    @Option(
            names = "--authkey-file",
            paramLabel = "FILE",
            description = "file with the key that clients must hold; - reads a line of standard input. Without it the"
                    + " variable STEWARD_AUTHKEY holds the key itself")
    private @Nullable String authKeyFile;

    @Option(
            names = "--admin-key-file",
            paramLabel = "FILE",
            description =
                    "file with the key for shutdown and ls; without it the first key may do all. Or STEWARD_ADMIN_KEY")
    private @Nullable String adminKeyFile;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "folder that remembers the epoch, so that fencing tokens grow over any restart")
    private @Nullable Path stateDirectory;

    @Option(
            names = "--durable",
            description = "keep all objects and sessions in --state-dir, so that they outlive the server's process")
    private boolean durable;

    @Option(
            names = "--fsync",
            paramLabel = "WHEN",
            description =
                    "with --durable: always, the default, has each answer wait for the disk; interval has the disk"
                            + " be up to a second behind, which a power cut may cost")
    private @Nullable String fsync;

    @Option(
            names = "--cluster",
            paramLabel = "MEMBERS",
            description =
                    "be one of several servers that keep all together: where each listens for the others, the same at"
                            + " all, as a=HOST:PORT,b=HOST:PORT,c=HOST:PORT. What this one keeps is in --state-dir")
    private @Nullable String cluster;

    @Option(names = "--member", paramLabel = "NAME", description = "with --cluster: which of them this server is")
    private @Nullable String member;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM file with the certificate chain; turns TLS 1.3 on")
    private @Nullable Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file with the certificate's private key, PKCS#8")
    private @Nullable Path tlsKey;

    @Option(
            names = "--insecure",
            description = "allow other machines to connect without TLS; only for networks that are safe themselves")
    private boolean insecure;

    @Option(names = "--config", paramLabel = "FILE", description = "read these options from a file, as lines port=8080")
    private @Nullable Path config;

    /**
     * Returns if what was given goes together.
     *
     * @throws ParameterException if not
     */
    void check() {
        if (unix != null && (host != null || port != null)) {
            throw wrong("--unix stands alone: leave --host and --port out");
        }
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw wrong("--tls-cert and --tls-key go together: give both or neither");
        }
        if (durable && stateDirectory == null) {
            throw wrong("--durable needs a folder to keep all in: add --state-dir DIR");
        }
        if (fsync != null && !durable) {
            throw wrong("--fsync is of no use without --durable");
        }
        if (fsync != null && !fsync.equals("always") && !fsync.equals("interval")) {
            throw wrong("--fsync is always or interval, not " + fsync);
        }
        checkCluster();
        if (port != null && (port < 0 || port > HIGHEST_PORT)) {
            throw wrong("--port must be from 0 to 65535, not " + port);
        }
    }

    private void checkCluster() {
        if ((cluster == null) != (member == null)) {
            throw wrong(
                    "--cluster and --member go together: the first says who the servers are, the second which one this is");
        }
        if (cluster == null) {
            return;
        }
        if (stateDirectory == null) {
            throw wrong("--cluster needs a folder in which this server keeps its part: add --state-dir DIR");
        }
        if (durable) {
            throw wrong(
                    "--durable is for a server that is alone: what a cluster has is kept by all its servers, leave it out");
        }
        if (unix != null) {
            throw wrong(
                    "--cluster needs a TCP address, by which clients of the other servers find this one: leave --unix out");
        }
        ServerCluster ignored = parsedCluster(cluster, stateDirectory);
    }

    /**
     * What several servers need has a jar of its own: picocli looks at all signatures of the class of the options, so that none of
     * those may name what is not there.
     */
    private static final class Engine {

        private Engine() {}

        /** Reads who the servers are, as {@link ClusterOptions#parse}. */
        static ServerCluster parse(String member, String members, Path directory) {
            return ClusterOptions.parse(member, members, directory);
        }
    }

    private ServerCluster parsedCluster(String members, Path directory) {
        try {
            return Engine.parse(String.valueOf(member), members, directory);
        } catch (IllegalArgumentException wrong) {
            throw wrong("--cluster: " + wrong.getMessage());
        } catch (NoClassDefFoundError none) {
            throw wrong(
                    "--cluster needs steward-cluster.jar, which the build puts beside steward.jar, and it is not there:"
                            + " copy it to where steward.jar is");
        }
    }

    /** Returns which servers keep all together with this one; null if it is alone. */
    @Nullable
    ServerCluster cluster() {
        Path directory = stateDirectory;
        return cluster == null || directory == null ? null : parsedCluster(cluster, directory);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(line(), message);
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        return spec.commandLine();
    }

    /** Returns the key that must be there. */
    Keys.Sourced key() {
        return Keys.require(line(), authKeyFile, "--authkey-file", "STEWARD_AUTHKEY", System.getenv());
    }

    /** Returns the admin key, or null if none was given. */
    Keys.@Nullable Sourced adminKey() {
        return Keys.find(adminKeyFile, "STEWARD_ADMIN_KEY", System.getenv());
    }

    String host() {
        return host == null ? LOOPBACK : host;
    }

    int port() {
        return port == null ? 0 : port;
    }

    /** Returns the path of the socket, or null for TCP. */
    @Nullable
    Path unix() {
        return unix;
    }

    @Nullable
    Path stateDirectory() {
        return stateDirectory;
    }

    /** Returns when answers are on the disk, or null if the server is not durable. */
    @Nullable
    Fsync fsync() {
        if (!durable) {
            return null;
        }
        return fsync == null ? Fsync.ALWAYS : Fsync.valueOf(fsync.toUpperCase(Locale.ROOT));
    }

    /** Returns the certificate's file; with TLS the key's is there too. */
    @Nullable
    Path tlsCertificate() {
        return tlsCertificate;
    }

    @Nullable
    Path tlsKey() {
        return tlsKey;
    }

    boolean isInsecure() {
        return insecure;
    }

    @Nullable
    Path config() {
        return config;
    }

    /** Returns a command line that lists the objects of a server that runs with these options. */
    String lookAtIt(Address address) {
        StringBuilder line =
                new StringBuilder(Launched.command() + " ls --connect " + ShellWord.of(address.fromHere()));
        if (adminKeyFile != null) {
            line.append(" --admin-key-file ").append(ShellWord.of(adminKeyFile));
        } else if (authKeyFile != null) {
            line.append(" --authkey-file ").append(ShellWord.of(authKeyFile));
        }
        if (tlsCertificate != null) {
            line.append(" --tls-trust ").append(ShellWord.of(tlsCertificate));
        }
        return line.toString();
    }
}
