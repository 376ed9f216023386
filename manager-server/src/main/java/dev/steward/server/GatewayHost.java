package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.server.admission.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server does for its {@link Gateway}s. Safe for use by any number of threads; nothing blocks. */
public final class GatewayHost {

    private final List<Gateway> gateways;
    private final ServerKeys keys;
    private final Journal journal;
    private final ServerView view;
    private final List<Gateway> opened = new ArrayList<>();

    GatewayHost(List<Gateway> gateways, ServerKeys keys, Journal journal, ServerView view) {
        this.gateways = gateways;
        this.keys = keys;
        this.journal = journal;
        this.view = view;
    }

    /** Opens all of them, or none. */
    void openAll() {
        try {
            for (Gateway gateway : gateways) {
                gateway.open(this);
                opened.add(gateway);
            }
        } catch (RuntimeException failed) {
            closeAll();
            throw failed;
        }
    }

    void closeAll() {
        opened.forEach(Gateway::close);
        opened.clear();
    }

    /** Returns the keys of which every client must hold one: the current one first. */
    public List<AuthKey> keys() {
        return present(keys.auth(), keys.nextAuth());
    }

    /** Returns the keys of administrators: the current one first; none if every client may do all. */
    public List<AuthKey> adminKeys() {
        return present(keys.admin(), keys.nextAdmin());
    }

    private static List<AuthKey> present(@Nullable AuthKey... keys) {
        return Stream.of(keys)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Notes that somebody was refused, for the log and {@link ServerEvents}. */
    public void refused(String peer, String reason) {
        journal.refused(peer, reason);
    }

    /** Returns what a gateway sees of the server that tells others how it does. */
    public ServerView view() {
        return view;
    }
}
