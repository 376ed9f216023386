package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import org.jgroups.util.DefaultSocketFactory;

/** Makes the engine's sockets, whose both ends have proved the key before the engine sees a byte. */
final class ProvedSockets extends DefaultSocketFactory {

    private final KeyProof proof;

    ProvedSockets(KeyProof proof) {
        this.proof = proof;
    }

    @Override
    public Socket createSocket(String serviceName) {
        return new Proving();
    }

    @Override
    public ServerSocket createServerSocket(String serviceName) throws IOException {
        return new ProvedServerSocket(proof);
    }

    /** Is connected when the key is proved. */
    private final class Proving extends Socket {

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            super.connect(address, timeout);
            try {
                proof.connected(this);
            } catch (IOException unproved) {
                close();
                throw unproved;
            }
        }
    }
}
