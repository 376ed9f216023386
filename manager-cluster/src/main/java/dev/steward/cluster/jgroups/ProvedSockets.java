package dev.steward.cluster.jgroups;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import org.jgroups.util.DefaultSocketFactory;

/** Makes the engine's sockets, whose both ends have proved the key before the engine sees a byte. */
final class ProvedSockets extends DefaultSocketFactory {

    private final KeyProof proof;
    private final int silentMillis;

    /**
     * Makes sockets.
     *
     * @param silentMillis after how long a connection ends on which nothing is heard
     */
    ProvedSockets(KeyProof proof, int silentMillis) {
        this.proof = proof;
        this.silentMillis = silentMillis;
    }

    @Override
    public Socket createSocket(String serviceName) {
        return new Proving();
    }

    @Override
    public ServerSocket createServerSocket(String serviceName) throws IOException {
        return new ProvedServerSocket(proof, silentMillis);
    }

    /** Is connected when the key is proved. */
    private final class Proving extends MemberSocket {

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            super.connect(address, timeout);
            try {
                setSoTimeout(silentMillis);
                proof.connected(this);
            } catch (IOException unproved) {
                close();
                throw unproved;
            }
        }
    }
}
