package dev.steward.cluster;

import dev.steward.server.ServerCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A server as the cluster's log sees it. */
record AppliedToServer(ServerCluster.Replica server) implements Replica {

    @Override
    public void apply(long number, byte[] entry) {
        server.apply(number, entry);
    }

    @Override
    public void leads() {
        server.leads();
    }

    @Override
    public void follows() {
        server.follows();
    }

    @Override
    public void save(OutputStream out) throws IOException {
        server.save(out);
    }

    @Override
    public void restore(InputStream in) throws IOException {
        server.restore(in);
    }
}
