package dev.steward.process.reference;

import dev.steward.api.ObjectToken;
import dev.steward.api.SyncManager;
import dev.steward.client.OpenConnection;
import dev.steward.protocol.value.codec.Passage;

/**
 * What travels in the place of a proxy: which object, as which type, and how to connect to its server.
 *
 * @param token the object
 * @param type what the code that has the proxy knows it as
 * @param manager the way to its server
 */
record ProxyPassage(ObjectToken token, TypeName type, ManagerTicket manager) implements Passage {

    @Override
    public Object arrive() {
        SyncManager connected =
                OpenConnection.to(token).map(OpenConnection::manager).orElseGet(manager::connect);
        return connected.attach(token, type.type());
    }
}
