package dev.steward.server.session;

import dev.steward.api.ProtocolException;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.AskingMessage;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Park;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.message.UncheckedCall;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.Denial;
import dev.steward.server.lane.LaneKey;
import dev.steward.server.lane.Lanes;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.machine.WorkingMemory;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Right;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says on one authenticated connection: first which session it belongs to, then calls. On the event loop of
 * the connection. What is legal when was checked by the frame decoder.
 */
public final class Conversation {

    private final ClientConnection connection;
    private final Sessions sessions;
    private final Sequencer sequencer;
    private final Admission admission;
    private final Lanes lanes;
    private final ClusterQuestions questions;
    private @Nullable LiveSession session;

    /** Begins a conversation. */
    public Conversation(
            ClientConnection connection,
            Sessions sessions,
            Sequencer sequencer,
            Admission admission,
            Lanes lanes,
            ClusterQuestions questions) {
        this.connection = connection;
        this.sessions = sessions;
        this.sequencer = sequencer;
        this.admission = admission;
        this.lanes = lanes;
        this.questions = questions;
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
            case CALL -> call(own, (AskingMessage) message);
            case LARGE_CALL -> largeCall(own, (LargeCall) message);
            case CHUNK -> chunk(own, (Chunk) message);
            case PULL -> own.leaving().pulled((Pull) message, connection, System.nanoTime());
            case CANCEL -> cancel(own, (Cancel) message);
            case GIVE_BACK -> {
                GiveBack giveBack = (GiveBack) message;
                own.leaving().forget(new OpenCall.Key(giveBack.thread(), giveBack.number()));
                submit(
                        own,
                        new SessionInput.GiveBackRequest(
                                sequencer.now(),
                                giveBack.thread(),
                                giveBack.number(),
                                giveBack.counted(),
                                giveBack.unopened(),
                                giveBack.kept()));
            }
            case PARK -> park(own, (Park) message);
            case ACKNOWLEDGE -> acknowledge(own, (Acknowledge) message);
            case HEARTBEAT -> {
                HeartbeatAnswer answer = new HeartbeatAnswer(((Heartbeat) message).tick());
                // By it the client knows that what it holds is its own.
                sequencer.submit(own.id(), new SessionInput.Heartbeat(sequencer.now()), () -> connection.send(answer));
            }
            case THREADS_ENDED -> {
                List<Integer> threads = ((ThreadsEnded) message).threads();
                submit(own, new SessionInput.ThreadsEnded(sequencer.now(), threads));
                threads.forEach(thread -> lanes.finish(new LaneKey(own.id(), thread)));
            }
            case LEAVE -> submit(own, new SessionInput.LeaveSession(sequencer.now()));
            case CLOSE_SESSION -> submit(own, new SessionInput.EndSession(sequencer.now(), "closed by its client"));
            case FAILURE -> connection.close(message);
            default -> throw new IllegalStateException(message.type() + " came through the frame decoder");
        }
    }

    private void begin(Message message) {
        if (message instanceof OpenSession wish) {
            session = sessions.open(connection, wish);
        } else if (message instanceof JoinSession wish) {
            session = sessions.join(connection, wish);
        } else if (message instanceof AskCluster question) {
            questions.asked(connection, question);
        } else if (message instanceof Failure) {
            connection.close(message);
        } else {
            throw new IllegalStateException(message.type() + " came through the frame decoder");
        }
    }

    private void call(LiveSession own, AskingMessage call) {
        if (!own.leaving().isEmpty() && answeredAgain(own, call.thread(), call.number(), call.received())) {
            return;
        }
        if (!enter(own, call.thread(), call.number(), call.operation())) {
            return;
        }
        if (call instanceof Call whole) {
            admit(own, whole);
        } else if (call instanceof UncheckedCall unchecked) {
            sequencer.account().add(unchecked.size());
            admitLater(own, call, unchecked.size(), unchecked::arguments);
        } else {
            refuse(own, call, admission.noRoom(call.operation()));
        }
    }

    /** Remembers a call; returns false, after the client was cut, if it has too many. */
    private boolean enter(LiveSession own, int thread, long number, int code) {
        Operation operation = Operation.of(code);
        if (own.openCallCount() > own.mostOpenCalls()) {
            sessions.cut(own.id(), "more calls without an answer than its credit allows, or repeats of old ones");
            return false;
        }
        own.enter(new OpenCall(new OpenCall.Key(thread, number), operation, connection));
        return true;
    }

    private void admit(LiveSession own, Call call) {
        List<Value> arguments = sequencer.values().stored(call.arguments());
        long footprint = 0;
        for (int index = 0; index < arguments.size(); index++) {
            footprint += arguments.get(index).footprint();
        }
        Denial denial = admission.check(connection.admin(), call.operation(), call.arguments(), footprint);
        if (denial != null) {
            refuse(own, call, denial);
            return;
        }
        Operation operation = Operation.of(call.operation());
        if (operation != null && isForced(operation)) {
            report(own, call, operation);
        }
        submit(
                own,
                new SessionInput.Request(
                        sequencer.now(),
                        call.thread(),
                        call.number(),
                        call.received().floor(),
                        rangesOf(call.received()),
                        call.target(),
                        call.operation(),
                        arguments));
        if (operation != null && operation.mayWait() && sessions.isDraining()) {
            // Answered by now if it need not wait. Otherwise nobody is going to wait for the end of this server.
            submit(own, new SessionInput.CancelRequest(sequencer.now(), call.thread(), call.number()));
        }
    }

    /** Returns whether an operation is to be written down: all that whoever has the admin key changes, and what only they may. */
    private boolean isForced(Operation operation) {
        return sessions.journal().writesForced()
                && (operation.manner() == Manner.CHANGES || operation.stores())
                && (connection.admin() || operation.right() == Right.ADMIN);
    }

    private void report(LiveSession own, Call call, Operation operation) {
        List<String> names = new ArrayList<>();
        int count = Math.min(call.arguments().size(), operation.arguments().size());
        for (int index = 0; index < count; index++) {
            EncodedValue argument = call.arguments().get(index);
            if (operation.arguments().get(index).isText() && argument.isText()) {
                names.add(argument.asText());
            }
        }
        sessions.journal()
                .forced(own.party(connection), operation, call.target().value(), names);
    }

    /** Has a call answered in its turn without being made. */
    private void refuse(LiveSession own, AskingMessage call, Denial denial) {
        if (denial.status() == Status.FORBIDDEN) {
            sessions.journal().refused(connection.peer(), "a call of '" + own.clientName() + "': " + denial.sentence());
        }
        submit(
                own,
                new SessionInput.RefusedRequest(
                        sequencer.now(),
                        call.thread(),
                        call.number(),
                        call.received().floor(),
                        rangesOf(call.received()),
                        call.target(),
                        call.operation(),
                        denial.status(),
                        denial.sentence()));
    }

    /** Answers the repeat of a call whose large result has not been pulled yet; returns whether it is one. */
    private boolean answeredAgain(LiveSession own, int thread, long number, Received received) {
        own.leaving().received(thread, received);
        LargeReply reply = own.leaving().find(new OpenCall.Key(thread, number));
        if (reply != null) {
            connection.send(reply);
        }
        return reply != null;
    }

    private void largeCall(LiveSession own, LargeCall call) {
        if (answeredAgain(own, call.thread(), call.number(), call.received())) {
            return;
        }
        OpenCall known = own.find(new OpenCall.Key(call.thread(), call.number()));
        if (known != null && known.park()) {
            // A repeat: if its arguments are all here, its answer is all that is missing.
            if (own.arriving().has(known.key())) {
                own.arriving().begin(call, connection, System.nanoTime());
            }
            return;
        }
        if (!enter(own, call.thread(), call.number(), call.operation())) {
            return;
        }
        Denial denial = admission.checkSizes(connection.admin(), call.operation(), call.sizes());
        if (denial == null) {
            own.arriving().begin(call, connection, System.nanoTime());
            refuseUnread(own);
        } else {
            refuse(own, call, denial);
        }
    }

    /** Answers the calls for whose arguments there is no room any more. */
    private void refuseUnread(LiveSession own) {
        for (LargeCall call : own.arriving().refused()) {
            refuse(own, call, admission.noRoom(call.operation()));
        }
    }

    private void chunk(LiveSession own, Chunk chunk) {
        ArrivingCalls.Arrived arrived = own.arriving().add(chunk, connection, System.nanoTime());
        refuseUnread(own);
        if (arrived != null) {
            LargeCall call = arrived.call();
            admitLater(own, call, arrived.receiving().size(), arrived.receiving()::values);
        }
    }

    /** Arguments that have come and were not looked through. */
    private interface Unchecked {
        /** Returns them after a check, which takes as long as there is much in them. */
        List<EncodedValue> check();
    }

    /**
     * Admits a call whose arguments are not checked yet: looking through large ones takes longer than a loop may linger.
     *
     * @param bytes how many of them are counted until it is let in
     * @param arguments checks them
     */
    private void admitLater(LiveSession own, AskingMessage call, long bytes, Unchecked arguments) {
        sequencer.relief().workers().execute(own.id(), () -> {
            if (!own.hasEnded()) {
                admit(own, call, bytes, arguments);
            }
            sequencer.account().add(-bytes);
        });
    }

    private void admit(LiveSession own, AskingMessage call, long bytes, Unchecked unchecked) {
        List<EncodedValue> arguments;
        try {
            arguments = unchecked.check();
        } catch (OutOfMemoryError noRoom) {
            refuse(
                    own,
                    call,
                    new Denial(Status.OVERLOADED, WorkingMemory.shortage("arguments of " + bytes + " bytes")));
            return;
        } catch (ProtocolException malformed) {
            own.answered(new OpenCall.Key(call.thread(), call.number()));
            sessions.cut(
                    own.id(),
                    "an argument of call " + call.thread() + "/" + call.number() + " is no value: "
                            + malformed.getMessage());
            return;
        }
        admit(own, new Call(call.thread(), call.number(), call.operation(), call.target(), call.received(), arguments));
    }

    private void cancel(LiveSession own, Cancel cancel) {
        OpenCall.Key key = new OpenCall.Key(cancel.thread(), cancel.number());
        LargeCall arriving = own.arriving().cancel(key, System.nanoTime());
        refuseUnread(own);
        if (arriving == null) {
            submit(own, new SessionInput.CancelRequest(sequencer.now(), cancel.thread(), cancel.number()));
        } else {
            refuse(own, arriving, new Denial(Status.CANCELLED, "cancelled before its arguments had arrived"));
        }
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
            own.leaving().received(one.thread(), one.received());
            submit(
                    own,
                    new SessionInput.Acknowledge(
                            sequencer.now(), one.thread(), one.received().floor(), rangesOf(one.received())));
        }
    }

    private void submit(LiveSession own, SessionInput input) {
        sequencer.submit(own.id(), input);
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
