package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.api.ServerInspection;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Findings;
import dev.steward.server.machine.LocalCalls;
import dev.steward.server.machine.MachineValues;
import dev.steward.server.machine.Sequencer;
import dev.steward.server.registry.Registry;
import dev.steward.server.registry.Returned;
import dev.steward.server.session.ClientFacts;
import dev.steward.server.session.Sessions;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what there is, who holds what and who is connected: asks the directory, then each object and session that is meant,
 * on workers and some at a time ({@link Rounds}), one inspection after the other ({@link InquiryLine}). Does not block; any
 * thread.
 */
public final class Inspector {

    /** So many objects of a session are looked at. */
    private static final int MOST_OF_SESSION = 2_000;

    private final Sequencer sequencer;
    private final Sessions sessions;
    private final Registry registry;
    private final Returned returned;
    private final long mostBytes;
    private final Supplier<List<PastEvent>> events;
    private final Supplier<ServerInspection> server;
    private final Executor workers;
    private final InquiryLine line;

    /**
     * An inspector of a server.
     *
     * @param mostBytes how large an answer may be
     * @param events what happened lately, the newest first
     * @param server what there is to tell of the server as a whole
     */
    public Inspector(
            Sequencer sequencer,
            Sessions sessions,
            Registry registry,
            Returned returned,
            long mostBytes,
            Supplier<List<PastEvent>> events,
            Supplier<ServerInspection> server) {
        this.sequencer = sequencer;
        this.sessions = sessions;
        this.registry = registry;
        this.returned = returned;
        this.mostBytes = mostBytes;
        this.events = events;
        this.server = server;
        // Others wait until the one that is under way has ended, so it is not a matter of who asks.
        this.workers = sequencer.relief().workers().of(SessionId.LOCAL);
        this.line = new InquiryLine(workers);
    }

    /**
     * Answers DESCRIBE, INSPECT, SESSIONS, EVENTS, INSPECT_SERVER or KICK; complete soon, and with {@link OperationRefusal} if it cannot be answered.
     *
     * @param asker the session that asks
     */
    CompletableFuture<Value> answer(SessionId asker, Operation operation, List<Value> arguments) {
        // An event loop that hears the first question does not load what answers it, which takes long.
        return CompletableFuture.completedFuture(operation)
                .thenComposeAsync(
                        asked -> begin(asker, asked, arguments),
                        sequencer.relief().workers().of(asker));
    }

    private CompletableFuture<Value> begin(SessionId asker, Operation operation, List<Value> arguments) {
        try {
            Questioned asked = new Questioned(sequencer.values(), operation, arguments);
            return switch (operation) {
                case DESCRIBE -> inLine(asker, this::describe);
                case INSPECT -> {
                    String which = asked.textOrNull(0);
                    int most = Math.min(asked.count(1), Findings.MOST);
                    yield inLine(asker, inquiry -> inspect(inquiry, which, most));
                }
                case SESSIONS -> {
                    int most = Math.min(asked.count(0), Findings.MOST);
                    yield inLine(asker, inquiry -> sessions(inquiry, most));
                }
                case EVENTS -> {
                    int most = asked.count(0);
                    yield inLine(asker, inquiry -> events(inquiry, most));
                }
                case INSPECT_SERVER -> CompletableFuture.completedFuture(server());
                case KICK -> {
                    String begins = asked.text(0);
                    // Not in line: it may be what ends a flood of others.
                    yield CompletableFuture.completedFuture(kick(asker, begins));
                }
                default -> throw new IllegalStateException(operation.name());
            };
        } catch (OperationRefusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private CompletableFuture<Value> inLine(SessionId asker, Function<Inquiry, CompletableFuture<Void>> inspection) {
        Inquiry inquiry =
                new Inquiry(sequencer, mostBytes, () -> asker.equals(SessionId.LOCAL) || sessions.isThere(asker));
        CompletableFuture<Value> answer = new CompletableFuture<>();
        line.add(
                asker,
                () -> inquiry.begin(begun -> begin(asker, begun, inspection)).handle((nothing, failure) -> {
                    // What is answered is counted by whoever has it then.
                    inquiry.end();
                    return failure == null ? answer.complete(inquiry.answer()) : answer.completeExceptionally(failure);
                }));
        return answer;
    }

    private CompletableFuture<Void> begin(
            SessionId asker, Inquiry inquiry, Function<Inquiry, CompletableFuture<Void>> inspection) {
        if (sessions.isBehind(asker)) {
            throw new OperationRefusal(Status.OVERLOADED, sessions.asksTooMuch());
        }
        return inspection.apply(inquiry);
    }

    // Objects.

    private CompletableFuture<Void> describe(Inquiry inquiry) {
        return sequencer
                .list()
                .thenComposeAsync(
                        all -> Rounds.ask(
                                workers,
                                0,
                                all,
                                listed -> ask(listed, Operation.OBJECT_DESCRIBE, List.of()),
                                (listed, answer) -> inquiry.add(described(listed, answer))),
                        workers);
    }

    private Value described(Listed listed, Answer answer) {
        MachineValues values = sequencer.values();
        List<Value> cells = cells(listed);
        cells.addAll(answer.isOk() ? values.asList(answer.value()) : List.of(values.of(0), answer.value()));
        return values.listOf(cells, List.of());
    }

    private CompletableFuture<Void> inspect(Inquiry inquiry, @Nullable String which, int most) {
        return sequencer
                .list()
                .thenComposeAsync(
                        all -> Rounds.ask(
                                workers,
                                2 * most,
                                which == null ? all : meant(all, which),
                                listed -> inspected(listed, most),
                                (listed, answer) -> inquiry.add(inspected(listed, answer))),
                        workers);
    }

    /** Returns the object of that name, else the one of that number, else those made of that typeid or registered under it. */
    private List<Listed> meant(List<Listed> all, String which) {
        List<Listed> named =
                all.stream().filter(listed -> which.equals(listed.name())).toList();
        if (!named.isEmpty()) {
            return named;
        }
        List<Listed> numbered = all.stream()
                .filter(listed -> which.equals(listed.object().toString()))
                .toList();
        if (!numbered.isEmpty()) {
            return numbered;
        }
        Set<ObjectId> registered = returned.of(which);
        List<Listed> typed = all.stream()
                .filter(listed -> which.equals(listed.typeId()) || registered.contains(listed.object()))
                .toList();
        if (typed.isEmpty()) {
            throw new OperationRefusal(
                    Status.NO_SUCH_NAME,
                    "no object has the name, the number or the typeid '" + which + "'"
                            + (registry.find(which) == null
                                    ? ": steward ls --all, in a program describeObjects(), lists those that are there"
                                    : ": it is registered, and nobody has asked for one yet, or they are gone"));
        }
        return typed;
    }

    private CompletableFuture<Answer> inspected(Listed listed, int most) {
        return ask(listed, Operation.OBJECT_INSPECT, List.of(sequencer.values().of(most)));
    }

    private Value inspected(Listed listed, Answer answer) {
        List<Value> cells = cells(listed);
        cells.add(answer.isOk() ? withClients(answer.value()) : untold(answer.value()));
        return sequencer.values().listOf(cells, List.of());
    }

    /** Asks an object; one of a user's own knows of nobody. */
    private CompletableFuture<Answer> ask(Listed listed, Operation operation, List<Value> arguments) {
        ObjectId object = listed.object();
        if (!sequencer.has(GroupId.of(object))) {
            return CompletableFuture.completedFuture(Answer.failed(
                    Status.NO_SUCH_OBJECT, sequencer.values().of("an object of the server's own process"), 0));
        }
        return ask(GroupId.of(object), call -> new Invoke(sequencer.now(), call, object, operation, arguments));
    }

    private CompletableFuture<Answer> ask(GroupId group, Function<CallId, Input> question) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(call, answered::complete);
        sequencer.submit(group, question.apply(call));
        return answered;
    }

    /** Returns what the directory knows of an object, to which more can be added. */
    private List<Value> cells(Listed listed) {
        MachineValues values = sequencer.values();
        String name = listed.name();
        return new ArrayList<>(List.of(
                values.of(listed.object().value()),
                values.of(listed.typeId()),
                name == null ? values.nil() : values.of(name),
                values.of(listed.references())));
    }

    private Value untold(Value summary) {
        MachineValues values = sequencer.values();
        Value none = values.listOf(List.of());
        return values.listOf(List.of(values.of(0), summary, values.of(-1), values.of(-1), values.of(0), none, none));
    }

    /** Returns what an object told with the clients in the places of their sessions' numbers. */
    private Value withClients(Value told) {
        MachineValues values = sequencer.values();
        List<Value> parts = new ArrayList<>(values.asList(told));
        for (int list = InspectedParts.HOLDERS; list <= InspectedParts.WAITERS; list++) {
            List<Value> rows = new ArrayList<>();
            for (Value row : values.asList(parts.get(list))) {
                List<Value> cells = new ArrayList<>(values.asList(row));
                cells.set(0, client(values.asText(cells.get(0))));
                rows.add(values.listOf(cells, List.of()));
            }
            parts.set(list, values.listOf(rows, List.of()));
        }
        return values.listOf(parts, List.of());
    }

    private Value client(String session) {
        ClientFacts facts = session.equals(SessionId.LOCAL.toHex()) ? null : sessions.facts(SessionId.ofHex(session));
        if (facts != null) {
            return client(facts);
        }
        boolean own = session.equals(SessionId.LOCAL.toHex());
        MachineValues values = sequencer.values();
        long process = own ? ProcessHandle.current().pid() : 0;
        String name = own ? "the server's own process" : "";
        return values.listOf(
                List.of(values.of(session), values.of(name), values.of(process), values.of("")), List.of());
    }

    private Value client(ClientFacts facts) {
        MachineValues values = sequencer.values();
        return values.listOf(
                List.of(
                        values.of(facts.id().toHex()),
                        values.of(facts.clientName()),
                        values.of(facts.processId()),
                        values.of(facts.peer())),
                List.of());
    }

    // Sessions.

    private CompletableFuture<Void> sessions(Inquiry inquiry, int most) {
        SessionRows rows = new SessionRows(sequencer.values(), inquiry, most);
        // The list is completed by whoever runs the directory, an event loop mostly, which has no time for all objects.
        return sequencer
                .list()
                .thenComposeAsync(
                        all -> Rounds.ask(
                                        workers,
                                        MOST_OF_SESSION,
                                        sessions.facts(),
                                        this::told,
                                        (facts, told) -> rows.add(client(facts), told))
                                .thenCompose(nothing -> Rounds.ask(
                                        workers,
                                        2 * Findings.MOST,
                                        rows.touched(all),
                                        listed -> inspected(listed, Findings.MOST),
                                        rows::add))
                                .thenRun(rows::end),
                        workers);
    }

    private CompletableFuture<SessionTold> told(ClientFacts facts) {
        return ask(facts.id(), call -> new SessionInput.Inspect(sequencer.now(), call, MOST_OF_SESSION))
                .thenApply(answer -> SessionTold.of(sequencer.values(), facts, answer));
    }

    /** Tells the newest that fit into an answer: what is wrong is to be seen whatever a value may be. */
    private CompletableFuture<Void> events(Inquiry inquiry, int most) {
        MachineValues values = sequencer.values();
        long now = System.nanoTime();
        for (PastEvent event : events.get().stream().limit(most).toList()) {
            Value row = values.listOf(
                    List.of(
                            values.of(Math.max(0, now - event.nanoTime())),
                            values.of(event.event()),
                            values.of(event.who()),
                            values.of(event.text())),
                    List.of());
            if (!inquiry.hasRoomFor(row)) {
                break;
            }
            inquiry.add(row);
        }
        return CompletableFuture.completedFuture(null);
    }

    private Value server() {
        MachineValues values = sequencer.values();
        ServerInspection told = server.get();
        List<Value> delays = told.loopDelays().stream()
                .map(delay -> values.of(delay.toNanos()))
                .toList();
        List<Value> limits = new TreeMap<>(told.limits())
                .entrySet().stream()
                        .map(limit -> values.listOf(
                                List.of(values.of(limit.getKey()), values.of(limit.getValue())), List.of()))
                        .toList();
        return values.listOf(
                List.of(
                        values.of(told.address()),
                        values.of(told.isDraining()),
                        values.of(told.heapBytes()),
                        values.of(told.mostHeapBytes()),
                        values.of(told.heldBytes()),
                        values.listOf(delays, List.of()),
                        values.listOf(limits, List.of())),
                List.of());
    }

    private Value kick(SessionId asker, String begins) {
        List<SessionId> found = sessions.beginningWith(begins);
        if (found.isEmpty()) {
            throw new OperationRefusal(
                    Status.NO_SUCH_OBJECT,
                    "no session begins with '" + begins + "': ask for the sessions, they may have ended");
        }
        if (found.size() > 1) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT,
                    found.size() + " sessions begin with '" + begins + "': give more digits of the number");
        }
        SessionId session = found.get(0);
        if (session.equals(asker)) {
            throw new OperationRefusal(
                    Status.BAD_ARGUMENT, "session " + begins + " is the one that asks: close it instead");
        }
        sequencer.submit(
                session, new SessionInput.KickSession(sequencer.now(), "ended by whoever looks after the server"));
        return sequencer.values().of(session.toHex());
    }
}
