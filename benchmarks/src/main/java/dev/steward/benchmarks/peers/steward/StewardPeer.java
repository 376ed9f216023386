package dev.steward.benchmarks.peers.steward;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.Loopback;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.PeerServer;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.peers.Transport;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Steward as its users get it: sessions, kept replies, limits and acknowledgements are on; or with all that looks at it too. */
public final class StewardPeer implements Peer {

    private final boolean watched;

    private StewardPeer(boolean watched) {
        this.watched = watched;
    }

    /** With its defaults. */
    public static StewardPeer usual() {
        return new StewardPeer(false);
    }

    /** With an admin endpoint, which looks at it each second for its meters and events. */
    public static StewardPeer watched() {
        return new StewardPeer(true);
    }

    @Override
    public String name() {
        return watched ? "watched" : "steward";
    }

    @Override
    public String description() {
        return "a ManagerServer and ManagerClients with their defaults" + (watched ? ", and an AdminEndpoint" : "");
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.TCP, Transport.UNIX);
    }

    @Override
    public Set<Boolean> polling() {
        return Set.of(true, false);
    }

    @Override
    public PeerServer serve(Setup setup) {
        ManagerServer.Builder builder =
                ManagerServer.builder().authKey(AuthKey.of(setup.secret())).polling(setup.polling());
        boolean unix = setup.transport() == Transport.UNIX;
        if (unix) {
            builder.address(setup.socket());
        } else {
            builder.address(Loopback.HOST.getHostAddress(), 0);
        }
        if (watched) {
            builder.gateway(AdminEndpoint.at(Loopback.HOST.getHostAddress(), 0));
        }
        ManagerServer server = builder.build();
        server.start();
        return new PeerServer() {
            @Override
            public String address() {
                return unix ? setup.socket().toString() : Integer.toString(server.port());
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    @Override
    public PeerClient connect(Setup setup, String address) {
        AuthKey key = AuthKey.of(setup.secret());
        ClientOptions options = ClientOptions.builder().polling(setup.polling()).build();
        return new StewardClient(
                setup.transport() == Transport.UNIX
                        ? ManagerClient.connect(Path.of(address), key, options)
                        : ManagerClient.connect(
                                Loopback.HOST.getHostAddress(), Integer.parseInt(address), key, options));
    }
}
