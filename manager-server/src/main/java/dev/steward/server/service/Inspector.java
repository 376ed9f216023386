package dev.steward.server.service;

import dev.steward.api.ObjectId;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers who holds what and who is connected: asks the directory what there is, then each object and session that is meant,
 * on workers and some at a time ({@link Rounds}). Does not block; any thread.
 */
public final class Inspector {

    /** So many holders and waiters of an object are looked at to say what each session has. */
    private static final int MOST_OF_OBJECT = 2_000;

    /** So many objects of a session are looked at. */
    private static final int MOST_OF_SESSION = 2_000;

    private final Sequencer sequencer;
    private final Sessions sessions;
    private final Registry registry;
    private final Returned returned;
    private final Executor workers;

    /** An inspector of a server. */
    public Inspector(Sequencer sequencer, Sessions sessions, Registry registry, Returned returned) {
        this.sequencer = sequencer;
        this.sessions = sessions;
        this.registry = registry;
        this.returned = returned;
        this.workers = sequencer.relief().workers();
    }

    /**
     * Answers INSPECT, SESSIONS or KICK; complete soon, and with {@link OperationRefusal} if it cannot be answered.
     *
     * @param asker the session that asks
     */
    CompletableFuture<Value> answer(SessionId asker, Operation operation, List<Value> arguments) {
        try {
            Questioned asked = new Questioned(sequencer.values(), operation, arguments);
            return switch (operation) {
                case INSPECT -> inspect(asked.textOrNull(0), asked.count(1));
                case SESSIONS -> sessions(asked.count(0));
                case KICK -> CompletableFuture.completedFuture(kick(asker, asked.text(0)));
                default -> throw new IllegalStateException(operation.name());
            };
        } catch (OperationRefusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    // Objects.

    private CompletableFuture<Value> inspect(@Nullable String which, int most) {
        return sequencer
                .list()
                .thenApplyAsync(all -> which == null ? all : meant(all, which), workers)
                .thenCompose(meant -> Rounds.ask(workers, meant, listed -> ask(listed, most))
                        .thenApply(answers -> objectRows(meant, answers)));
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

    private Value objectRows(List<Listed> objects, List<Answer> answers) {
        List<Value> rows = new ArrayList<>(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            Answer answer = answers.get(i);
            rows.add(objectRow(objects.get(i), answer.isOk() ? withClients(answer.value()) : untold(answer.value())));
        }
        return sequencer.values().listOf(rows, List.of());
    }

    /** Asks an object who holds it; one of a user's own knows of nobody. */
    private CompletableFuture<Answer> ask(Listed listed, int most) {
        ObjectId object = listed.object();
        if (!sequencer.has(GroupId.of(object))) {
            return CompletableFuture.completedFuture(Answer.failed(
                    Status.NO_SUCH_OBJECT, sequencer.values().of("an object of the server's own process"), 0));
        }
        List<Value> arguments = List.of(sequencer.values().of(most));
        return ask(
                GroupId.of(object),
                call -> new Invoke(sequencer.now(), call, object, Operation.OBJECT_INSPECT, arguments));
    }

    private CompletableFuture<Answer> ask(GroupId group, Function<CallId, Input> question) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        CallId call = new CallId(SessionId.LOCAL, 0, LocalCalls.nextNumber());
        LocalCalls.enter(call, answered::complete);
        sequencer.submit(group, question.apply(call));
        return answered;
    }

    private Value objectRow(Listed listed, Value told) {
        MachineValues values = sequencer.values();
        String name = listed.name();
        return values.listOf(
                List.of(
                        values.of(listed.object().value()),
                        values.of(listed.typeId()),
                        name == null ? values.nil() : values.of(name),
                        values.of(listed.references()),
                        told),
                List.of());
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

    private CompletableFuture<Value> sessions(int most) {
        SessionRows rows = new SessionRows(sequencer.values(), most);
        // The list is completed by whoever runs the directory, an event loop mostly, which has no time for all objects.
        return sequencer
                .list()
                .thenComposeAsync(
                        all -> {
                            rows.know(all);
                            return Rounds.ask(workers, sessions.facts(), this::told);
                        },
                        workers)
                .thenCompose(told -> {
                    Set<ObjectId> touched = new LinkedHashSet<>();
                    told.forEach(session -> touched.addAll(rows.add(client(session.facts()), session)));
                    List<Listed> listed = rows.listed(touched);
                    return Rounds.ask(workers, listed, object -> ask(object, MOST_OF_OBJECT))
                            .thenApply(answers -> rows.rows(listed, answers));
                });
    }

    private CompletableFuture<SessionTold> told(ClientFacts facts) {
        return ask(facts.id(), call -> new SessionInput.Inspect(sequencer.now(), call, MOST_OF_SESSION))
                .thenApply(answer -> SessionTold.of(sequencer.values(), facts, answer));
    }

    private Value kick(SessionId asker, String begins) {
        String wanted = begins.toLowerCase(Locale.ROOT);
        List<SessionId> found = sessions.facts().stream()
                .map(ClientFacts::id)
                .filter(session -> !wanted.isEmpty() && session.toHex().startsWith(wanted))
                .toList();
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
