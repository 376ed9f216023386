package dev.steward.process.pool;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What one worker process tells its crew: that it is ready or never will be, how each task ended, and by the end of its
 * connection that it is no more. On the loop.
 */
final class WorkerReports implements LinkHandler {

    private final ProcessCrew crew;
    private final Worker worker;

    WorkerReports(ProcessCrew crew, Worker worker) {
        this.crew = crew;
        this.worker = worker;
    }

    @Override
    public void onPacket(Packet packet) {
        switch (packet.kind()) {
            case READY -> crew.ready(worker);
            case NOT_READY -> {
                Throwable why = TaskPackets.rebuilt(packet, crew.name() + ", initializer");
                crew.breakDown(new WorkerLostException(
                        "the initializer of " + crew.name() + " failed in a worker: " + why
                                + "; no worker can work without it",
                        -1));
            }
            case RESULT -> ended(packet, TaskOutcome.from(() -> TaskPackets.value(packet)));
            case THROWN -> {
                String call = crew.callOf(worker);
                ended(packet, TaskOutcome.failedFrom(() -> {
                    throw TaskPackets.rebuilt(packet, call);
                }));
            }
            case NO_RESULT -> {
                String call = crew.callOf(worker);
                ended(packet, TaskOutcome.failedFrom(() -> {
                    throw new UnsupportedValueException(
                            call + ": the result cannot travel: " + TaskPackets.value(packet), Outcome.EXECUTED);
                }));
            }
            default -> throw new ProtocolException(packet.kind() + " may not come from a worker", Outcome.UNKNOWN);
        }
    }

    private void ended(Packet packet, TaskOutcome outcome) {
        crew.done(worker, TaskPackets.index(packet), outcome);
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        crew.disconnected(worker);
    }
}
