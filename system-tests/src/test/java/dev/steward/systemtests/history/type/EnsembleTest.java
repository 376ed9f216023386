package dev.steward.systemtests.history.type;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.chaos.ChaosProxy;
import dev.steward.systemtests.client.ServedTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What tests with an {@link Ensemble} have in common: its server, its networks and its clients. */
@Timeout(600)
abstract class EnsembleTest extends ServedTest {

    private static final int CLIENTS = 5;

    private Ensemble ensemble = new Ensemble(List.of(), List.of(), this::meanwhile);

    @BeforeEach
    void gather() {
        ManagerServer server = serve();
        List<SyncManager> managers = new ArrayList<>();
        List<ChaosProxy> networks = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            ChaosProxy network = chaos(server);
            networks.add(network);
            managers.add(connect(network.port(), ClientOptions.builder()));
        }
        ensemble = new Ensemble(managers, networks, this::meanwhile);
    }

    Ensemble ensemble() {
        return ensemble;
    }
}
