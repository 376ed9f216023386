package dev.steward.server.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.Park;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.Denial;
import dev.steward.server.lane.LaneKey;
import dev.steward.server.lane.Lanes;
import dev.steward.server.machine.Driver;
import dev.steward.server.service.Services;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says on one authenticated connection: first which session it belongs to, then calls. On the event loop of
 * the connection. What is legal when was checked by the frame decoder.
 */
public final class Conversation {

    /** Operations of lower numbers are the directory's and the server's own. */
    private static final int FIRST_OF_OBJECTS = 0x0100;

    private final Connection connection;
    private final Sessions sessions;
    private final Driver driver;
    private final Admission admission;
    private final Lanes lanes;
    private @Nullable LiveSession session;

    /** Begins a conversation. */
    public Conversation(Connection connection, Sessions sessions, Driver driver, Admission admission, Lanes lanes) {
        this.connection = connection;
        this.sessions = sessions;
        this.driver = driver;
        this.admission = admission;
        this.lanes = lanes;
    }

    /** Returns whether the connection belongs to a session. */
    public boolean inSession() {
        return session != null;
    }

    /** Takes what the client said. */
    public void received(Message message) {
        LiveSession own = session;
        if (own == null) {
            begin(message);
            return;
        }
        switch (message.type()) {
            case CALL -> call(own, (Call) message);
            case CANCEL -> {
                Cancel cancel = (Cancel) message;
                submit(own, new SessionInput.CancelRequest(driver.now(), cancel.thread(), cancel.number()));
            }
            case GIVE_BACK -> {
                GiveBack giveBack = (GiveBack) message;
                submit(own, new SessionInput.GiveBackRequest(driver.now(), giveBack.thread(), giveBack.number()));
            }
            case PARK -> park(own, (Park) message);
            case ACKNOWLEDGE -> acknowledge(own, (Acknowledge) message);
            case HEARTBEAT -> {
                submit(own, new SessionInput.Heartbeat(driver.now()));
                connection.send(new HeartbeatAnswer(((Heartbeat) message).tick()));
            }
            case THREADS_ENDED -> {
                List<Integer> threads = ((ThreadsEnded) message).threads();
                submit(own, new SessionInput.ThreadsEnded(driver.now(), threads));
                threads.forEach(thread -> lanes.finish(new LaneKey(own.id(), thread)));
            }
            case CLOSE_SESSION -> submit(own, new SessionInput.EndSession(driver.now(), "closed by its client"));
            case FAILURE -> connection.close(message);
            default -> throw new IllegalStateException(message.type() + " came through the frame decoder");
        }
    }

    private void begin(Message message) {
        if (message instanceof OpenSession wish) {
            session = sessions.open(connection, wish);
        } else if (message instanceof JoinSession wish) {
            session = sessions.join(connection, wish);
        } else if (message instanceof Failure) {
            connection.close(message);
        } else {
            throw new IllegalStateException(message.type() + " came through the frame decoder");
        }
    }

    private void call(LiveSession own, Call call) {
        OperationCode operation = OperationCode.of(call.operation());
        boolean parks = operation != null && operation.mayWait() && operation.code() >= FIRST_OF_OBJECTS;
        if (own.openCallCount() > own.mostOpenCalls()) {
            sessions.cut(own.id(), "more calls without an answer than its credit allows, or repeats of old ones");
            return;
        }
        own.enter(new OpenCall(new OpenCall.Key(call.thread(), call.number()), parks, connection));
        Denial denial = admission.check(connection.admin(), call.operation(), call.arguments());
        List<Value> arguments = denial == null
                ? driver.values().stored(call.arguments())
                : List.of(
                        driver.values().of((long) denial.status().code()),
                        driver.values().of(denial.sentence()));
        submit(
                own,
                new SessionInput.Request(
                        driver.now(),
                        call.thread(),
                        call.number(),
                        call.received().floor(),
                        rangesOf(call.received()),
                        denial == null ? call.target() : ObjectId.DIRECTORY,
                        denial == null ? call.operation() : Services.DENIED,
                        arguments));
    }

    private void park(LiveSession own, Park park) {
        OpenCall call = own.find(new OpenCall.Key(park.thread(), park.number()));
        // No open call: its reply is on this connection already, and says the same to the client as Parked.
        if (call != null && call.park()) {
            connection.send(new Parked(park.thread(), park.number()));
        }
    }

    private void acknowledge(LiveSession own, Acknowledge acknowledge) {
        for (Acknowledge.ThreadReceived one : acknowledge.threads()) {
            submit(
                    own,
                    new SessionInput.Acknowledge(
                            driver.now(), one.thread(), one.received().floor(), rangesOf(one.received())));
        }
    }

    private void submit(LiveSession own, SessionInput input) {
        driver.submit(own.id(), input);
    }

    private static Ranges rangesOf(Received received) {
        if (received.ranges().isEmpty()) {
            return Ranges.EMPTY;
        }
        long[] bounds = new long[received.ranges().size() * 2];
        int next = 0;
        for (Received.Range range : received.ranges()) {
            bounds[next++] = range.first();
            bounds[next++] = range.last() + 1;
        }
        return Ranges.of(bounds);
    }

    /** The connection is gone. */
    public void broken() {
        LiveSession own = session;
        if (own != null) {
            sessions.left(own, connection);
        }
    }
}
