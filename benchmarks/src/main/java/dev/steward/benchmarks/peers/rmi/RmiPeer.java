package dev.steward.benchmarks.peers.rmi;

import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.PeerServer;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.peers.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.rmi.server.UnicastRemoteObject;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** What the JDK itself has for calls between processes. */
public final class RmiPeer implements Peer {

    @Override
    public String name() {
        return "rmi";
    }

    @Override
    public String description() {
        return "Java RMI";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.complementOf(EnumSet.of(Feature.PIPELINE));
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.TCP);
    }

    @Override
    public Set<Boolean> polling() {
        return Set.of(false);
    }

    /** Needs no registry: the address is the stub itself. */
    @Override
    public PeerServer serve(Setup setup) throws IOException {
        RmiServer objects = new RmiServer();
        RemoteObjects stub = RmiServer.export(objects, RemoteObjects.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stub);
        }
        String address = Base64.getEncoder().encodeToString(bytes.toByteArray());
        return new PeerServer() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public void close() {
                try {
                    UnicastRemoteObject.unexportObject(objects, true);
                } catch (IOException gone) {
                    throw new IllegalStateException("the objects are not there any more", gone);
                }
            }
        };
    }

    @Override
    public PeerClient connect(Setup setup, String address) throws IOException {
        byte[] stub = Base64.getDecoder().decode(address);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stub))) {
            return new RmiClient((RemoteObjects) in.readObject());
        } catch (ClassNotFoundException wrongVersion) {
            throw new IOException("no stub: " + address, wrongVersion);
        }
    }
}
