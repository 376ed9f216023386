package dev.steward.server.log;

import dev.steward.objects.DirectoryInput;
import dev.steward.objects.FromBackup;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.TimePassed;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inputs in the log's language: one row per kind, with its number, and how its fields follow the time, in the order in
 * which the record has them. A number is never used for another kind; what a row writes changes with the version of the
 * language only.
 */
enum InputKind {
    OPEN_SESSION(
            1,
            SessionInput.OpenSession.class,
            (it, out) -> out.number(it.lease())
                    .number(it.resumeWindow())
                    .number(it.limits().maxCalls())
                    .number(it.limits().maxWaitingCalls())
                    .number(it.limits().maxKeptBytes())
                    .client(it.client()),
            (now, in) -> new SessionInput.OpenSession(
                    now,
                    in.number(),
                    in.number(),
                    new SessionLimits(in.integer(), in.integer(), in.number()),
                    in.client())),
    SUSPEND_SESSION(2, SessionInput.SuspendSession.class, SessionInput.SuspendSession::new),
    RESUME_SESSION(3, SessionInput.ResumeSession.class, SessionInput.ResumeSession::new),
    LEAVE_SESSION(4, SessionInput.LeaveSession.class, SessionInput.LeaveSession::new),
    END_SESSION(
            5,
            SessionInput.EndSession.class,
            (it, out) -> out.text(it.reason()),
            (now, in) -> new SessionInput.EndSession(now, in.text())),
    KICK_SESSION(
            6,
            SessionInput.KickSession.class,
            (it, out) -> out.text(it.reason()),
            (now, in) -> new SessionInput.KickSession(now, in.text())),
    INSPECT(
            7,
            SessionInput.Inspect.class,
            (it, out) -> out.call(it.call()).number(it.most()),
            (now, in) -> new SessionInput.Inspect(now, in.call(), in.integer())),
    HEARTBEAT(8, SessionInput.Heartbeat.class, SessionInput.Heartbeat::new),
    REQUEST(
            9,
            SessionInput.Request.class,
            (it, out) -> out.number(it.thread())
                    .number(it.number())
                    .number(it.floor())
                    .ranges(it.received())
                    .object(it.target())
                    .number(it.operation())
                    .values(it.arguments()),
            (now, in) -> new SessionInput.Request(
                    now, in.integer(), in.number(), in.number(), in.ranges(), in.object(), in.integer(), in.values())),
    REFUSED_REQUEST(
            10,
            SessionInput.RefusedRequest.class,
            (it, out) -> out.number(it.thread())
                    .number(it.number())
                    .number(it.floor())
                    .ranges(it.received())
                    .object(it.target())
                    .number(it.operation())
                    .status(it.status())
                    .text(it.sentence()),
            (now, in) -> new SessionInput.RefusedRequest(
                    now,
                    in.integer(),
                    in.number(),
                    in.number(),
                    in.ranges(),
                    in.object(),
                    in.integer(),
                    in.status(),
                    in.text())),
    CANCEL_REQUEST(
            11,
            SessionInput.CancelRequest.class,
            (it, out) -> out.number(it.thread()).number(it.number()),
            (now, in) -> new SessionInput.CancelRequest(now, in.integer(), in.number())),
    GIVE_BACK_REQUEST(
            12,
            SessionInput.GiveBackRequest.class,
            (it, out) -> out.number(it.thread())
                    .number(it.number())
                    .flag(it.counted())
                    .flag(it.unopened())
                    .number(it.kept()),
            (now, in) -> new SessionInput.GiveBackRequest(
                    now, in.integer(), in.number(), in.flag(), in.flag(), in.integer())),
    ACKNOWLEDGE(
            13,
            SessionInput.Acknowledge.class,
            (it, out) -> out.number(it.thread()).number(it.floor()).ranges(it.received()),
            (now, in) -> new SessionInput.Acknowledge(now, in.integer(), in.number(), in.ranges())),
    THREADS_ENDED(
            14,
            SessionInput.ThreadsEnded.class,
            (it, out) -> out.numbers(it.threads()),
            (now, in) -> new SessionInput.ThreadsEnded(now, in.numbers())),
    INVOKE_AS(
            15,
            SessionInput.InvokeAs.class,
            (it, out) -> out.number(it.thread())
                    .number(it.number())
                    .object(it.target())
                    .operation(it.operation())
                    .values(it.arguments()),
            (now, in) -> new SessionInput.InvokeAs(
                    now, in.integer(), in.number(), in.object(), in.operation(), in.values())),
    ANSWERED(
            16,
            SessionInput.Answered.class,
            (it, out) -> out.call(it.call()).answer(it.answer()),
            (now, in) -> new SessionInput.Answered(now, in.call(), in.answer())),
    WAITS(
            17,
            SessionInput.Waits.class,
            (it, out) -> out.call(it.call()),
            (now, in) -> new SessionInput.Waits(now, in.call())),
    PINNED(
            18,
            SessionInput.Pinned.class,
            (it, out) -> out.call(it.call()).objectOrNull(it.missing()),
            (now, in) -> new SessionInput.Pinned(now, in.call(), in.objectOrNull())),
    UNTOUCHED(
            19,
            SessionInput.Untouched.class,
            (it, out) -> out.object(it.object()),
            (now, in) -> new SessionInput.Untouched(now, in.object())),

    CANCEL(
            40,
            ObjectInput.Cancel.class,
            (it, out) -> out.call(it.call()),
            (now, in) -> new ObjectInput.Cancel(now, in.call())),
    GIVE_BACK(
            41,
            ObjectInput.GiveBack.class,
            (it, out) -> out.call(it.call())
                    .object(it.target())
                    .operation(it.operation())
                    .answer(it.answer())
                    .flag(it.unopened())
                    .number(it.kept()),
            (now, in) -> new ObjectInput.GiveBack(
                    now, in.call(), in.object(), in.operation(), in.answer(), in.flag(), in.integer())),
    DELIVERY_ACKNOWLEDGED(
            42,
            ObjectInput.DeliveryAcknowledged.class,
            (it, out) -> out.call(it.call()),
            (now, in) -> new ObjectInput.DeliveryAcknowledged(now, in.call())),
    SESSION_SUSPENDED(
            43,
            ObjectInput.SessionSuspended.class,
            (it, out) -> out.session(it.session()),
            (now, in) -> new ObjectInput.SessionSuspended(now, in.session())),
    SESSION_RESUMED(
            44,
            ObjectInput.SessionResumed.class,
            (it, out) -> out.session(it.session()),
            (now, in) -> new ObjectInput.SessionResumed(now, in.session())),
    THREAD_ENDED(
            45,
            ObjectInput.ThreadEnded.class,
            (it, out) -> out.session(it.session()).number(it.thread()),
            (now, in) -> new ObjectInput.ThreadEnded(now, in.session(), in.integer())),
    LET_GO(
            46,
            ObjectInput.LetGo.class,
            (it, out) -> out.session(it.session()).object(it.object()),
            (now, in) -> new ObjectInput.LetGo(now, in.session(), in.object())),
    FREED(
            47,
            ObjectInput.Freed.class,
            (it, out) -> out.object(it.object()),
            (now, in) -> new ObjectInput.Freed(now, in.object())),
    ADOPTED(
            48,
            ObjectInput.Adopted.class,
            (it, out) -> out.object(it.object()).number(it.epoch()).number(it.fencingFloor()),
            (now, in) -> new ObjectInput.Adopted(now, in.object(), in.number(), in.number())),
    DEAD_LETTER(
            49,
            ObjectInput.DeadLetter.class,
            (it, out) -> out.groupId(it.sender()).value(it.element()),
            (now, in) -> new ObjectInput.DeadLetter(now, in.groupId(), in.value())),
    DEAD_LETTER_TAKEN(
            50,
            ObjectInput.DeadLetterTaken.class,
            (it, out) -> out.value(it.element()),
            (now, in) -> new ObjectInput.DeadLetterTaken(now, in.value())),
    MEMBER_ADDED(
            51,
            ObjectInput.MemberAdded.class,
            (it, out) -> out.call(it.call()).object(it.object()),
            (now, in) -> new ObjectInput.MemberAdded(now, in.call(), in.object())),
    MEMBER_REFUSED(
            52,
            ObjectInput.MemberRefused.class,
            (it, out) -> out.call(it.call()),
            (now, in) -> new ObjectInput.MemberRefused(now, in.call())),
    MEMBER_ADOPTED(
            53,
            ObjectInput.MemberAdopted.class,
            (it, out) -> out.object(it.before()).object(it.object()),
            (now, in) -> new ObjectInput.MemberAdopted(now, in.object(), in.object())),
    REQUEUE(
            54,
            ObjectInput.Requeue.class,
            (it, out) -> out.groupId(it.sender()).number(it.stamp()).value(it.element()),
            (now, in) -> new ObjectInput.Requeue(now, in.groupId(), in.number(), in.value())),
    REQUEUE_ANSWERED(
            55,
            ObjectInput.RequeueAnswered.class,
            (it, out) -> out.number(it.stamp()).status(it.status()),
            (now, in) -> new ObjectInput.RequeueAnswered(now, in.number(), in.status())),

    PIN(
            80,
            DirectoryInput.Pin.class,
            (it, out) -> out.call(it.call()).objects(it.references()),
            (now, in) -> new DirectoryInput.Pin(now, in.call(), in.objects())),
    UNPIN(
            81,
            DirectoryInput.Unpin.class,
            (it, out) -> out.call(it.call()),
            (now, in) -> new DirectoryInput.Unpin(now, in.call())),
    ANSWER_WITH_REFERENCES(
            82,
            DirectoryInput.AnswerWithReferences.class,
            (it, out) -> out.call(it.call()).answer(it.answer()),
            (now, in) -> new DirectoryInput.AnswerWithReferences(now, in.call(), in.answer())),
    RETAIN(
            83,
            DirectoryInput.Retain.class,
            (it, out) -> out.session(it.holder()).object(it.object()),
            (now, in) -> new DirectoryInput.Retain(now, in.session(), in.object())),
    RELEASE(
            84,
            DirectoryInput.Release.class,
            (it, out) -> out.session(it.holder()).object(it.object()).number(it.count()),
            (now, in) -> new DirectoryInput.Release(now, in.session(), in.object(), in.number())),
    EDGE_ADDED(
            85,
            DirectoryInput.EdgeAdded.class,
            (it, out) -> out.object(it.container()).object(it.target()),
            (now, in) -> new DirectoryInput.EdgeAdded(now, in.object(), in.object())),
    EDGE_REMOVED(
            86,
            DirectoryInput.EdgeRemoved.class,
            (it, out) -> out.object(it.container()).object(it.target()),
            (now, in) -> new DirectoryInput.EdgeRemoved(now, in.object(), in.object())),
    ADOPT(
            87,
            DirectoryInput.Adopt.class,
            (it, out) -> out.number(it.ticket())
                    .text(it.typeId())
                    .groupOrNull(it.group())
                    .textOrNull(it.key()),
            (now, in) -> new DirectoryInput.Adopt(now, in.number(), in.text(), in.groupOrNull(), in.textOrNull())),
    ADOPT_MEMBER(
            88,
            DirectoryInput.AdoptMember.class,
            (it, out) -> out.number(it.ticket())
                    .object(it.family())
                    .type(it.type())
                    .object(it.before())
                    .textOrNull(it.key()),
            (now, in) -> new DirectoryInput.AdoptMember(
                    now, in.number(), in.object(), in.type(), in.object(), in.textOrNull())),
    ADD_MEMBER(
            89,
            DirectoryInput.AddMember.class,
            (it, out) -> out.call(it.call()).object(it.family()).type(it.type()),
            (now, in) -> new DirectoryInput.AddMember(now, in.call(), in.object(), in.type())),
    ADD_OBJECT(
            90,
            DirectoryInput.AddObject.class,
            (it, out) -> out.call(it.call()).type(it.type()).group(it.group()).objects(it.references()),
            (now, in) -> new DirectoryInput.AddObject(now, in.call(), in.type(), in.group(), in.objects())),
    FENCING_REACHED(
            91,
            DirectoryInput.FencingReached.class,
            (it, out) -> out.number(it.counter()),
            (now, in) -> new DirectoryInput.FencingReached(now, in.number())),
    COLLECT(92, DirectoryInput.Collect.class, DirectoryInput.Collect::new),
    LIST_OBJECTS(
            93,
            DirectoryInput.ListObjects.class,
            (it, out) -> out.number(it.ticket()),
            (now, in) -> new DirectoryInput.ListObjects(now, in.number())),
    GO_ON(94, DirectoryInput.GoOn.class, DirectoryInput.GoOn::new),
    REGISTER(
            95,
            DirectoryInput.Register.class,
            (it, out) -> out.text(it.key()).object(it.object()),
            (now, in) -> new DirectoryInput.Register(now, in.text(), in.object())),

    INVOKE(
            120,
            Invoke.class,
            (it, out) -> out.call(it.call())
                    .object(it.target())
                    .operation(it.operation())
                    .values(it.arguments()),
            (now, in) -> new Invoke(now, in.call(), in.object(), in.operation(), in.values())),
    SESSION_ENDED(
            121,
            SessionEnded.class,
            (it, out) -> out.session(it.session()).flag(it.died()),
            (now, in) -> new SessionEnded(now, in.session(), in.flag())),
    TIME_PASSED(122, TimePassed.class, TimePassed::new),
    RESTARTED(
            123,
            Restarted.class,
            (it, out) -> out.objectLimits(it.limits()),
            (now, in) -> new Restarted(now, in.objectLimits())),
    FROM_BACKUP(
            124, FromBackup.class, (it, out) -> out.number(it.epoch()), (now, in) -> new FromBackup(now, in.number()));

    private static final Map<Class<?>, InputKind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));
    private static final Map<Integer, InputKind> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.number, kind -> kind));

    private final int number;
    private final Class<? extends Input> type;

    @SuppressWarnings("ImmutableEnumChecker") // holds nothing
    private final Fields<Input> fields;

    /** How the fields behind the time are written and read. */
    private record Fields<T>(Write<T> write, Read<T> read) {}

    /** Writes the fields of an input, one behind the other. */
    @FunctionalInterface
    private interface Write<T> {
        EntryWriter write(T input, EntryWriter out);
    }

    /** Makes an input of its fields. */
    @FunctionalInterface
    private interface Read<T> {
        T read(long now, EntryReader in);
    }

    @SuppressWarnings("unchecked") // what writes is asked for inputs of that type only
    <T extends Input> InputKind(int number, Class<T> type, Write<T> write, Read<T> read) {
        this.number = number;
        this.type = type;
        this.fields = (Fields<Input>) (Fields<?>) new Fields<>(write, read);
    }

    /** One that has nothing but its time. */
    <T extends Input> InputKind(int number, Class<T> type, LongFunction<T> read) {
        this(number, type, (it, out) -> out, (now, in) -> read.apply(now));
    }

    /** Returns the kind of an input. */
    static InputKind of(Input input) {
        InputKind kind = BY_TYPE.get(input.getClass());
        if (kind == null) {
            throw new IllegalStateException("the log has no words for " + input.getClass());
        }
        return kind;
    }

    /** Returns the kind of a number, or null. */
    static @Nullable InputKind of(int number) {
        return BY_NUMBER.get(number);
    }

    int number() {
        return number;
    }

    /** Writes the fields of an input of this kind, but for its time. */
    void write(Input input, EntryWriter out) {
        EntryWriter ignored = fields.write().write(input, out);
    }

    /** Reads an input of this kind. */
    Input read(long now, EntryReader in) {
        return fields.read().read(now, in);
    }
}
